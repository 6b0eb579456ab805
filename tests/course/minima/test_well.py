"""The well lab: which valley a start leads to, and the strip of all starts."""

import numpy as np
import pytest

import gdteach as gd
from tests.seeing import as_made, layers

lab = as_made(lambda: gd.WellLab("double_well", start=0.1, points=120))


def shares(lab):
    return [layer.texts[0] for layer in layers(lab, "label", lab.graph)]


def test_the_question_of_the_notebook(lab):
    assert lab.trajectory.end[0] == pytest.approx(0.96, abs=0.005)
    assert "This start ends in the valley at 0.96." in lab.player.captions[0]
    assert "The ball starts at 0.1." in lab.player.alt
    lab.start = 0.05
    assert "ends in the valley at −1.04" in lab.player.captions[-1]


def test_the_border_stands_under_the_hilltop(lab):
    fates = lab.basins.fates
    starts = np.linspace(-2, 2, len(fates))
    np.testing.assert_array_equal(fates, (starts > 0.0754291585697).astype(int))
    assert shares(lab) == [f"{100 * np.mean(fates == i):.1f} %" for i in (0, 1)]
    for rate in (0.0, 1e6, 1e9, 0.01):
        lab.learning_rate = rate
    np.testing.assert_array_equal(lab.basins.fates, fates)


def test_what_moves_the_start_leaves_the_strip_and_a_learning_rate_sorts_it_anew(lab):
    strip = lab.basins
    lab.pressed("start", np.array([-0.123456, 7.0]))
    assert lab.start == lab.trajectory.start[0] == -0.123
    assert lab.basins is strip
    lab.controls["learning_rate"].box.value = 0.02
    assert lab.learning_rate == lab.basins.learning_rate == 0.02
    assert repr(lab) == "WellLab(objective=Double well, learning_rate=0.02, start=-0.123)"


@pytest.mark.parametrize(
    ("rate", "start", "words"),
    [
        *[(0.0, start, "nobody moves") for start in (0.0754291585697, -2.0, 50.0)],
        *[(rate, 1e100, "No descent from here") for rate in (0.0, 0.2255, 1e6)],
        *[(rate, 50.0, "This start diverges") for rate in (0.2255, 1e6)],
        (0.2255, 0.0754291585697, "This start ends in a 2-cycle"),
    ],
)
def test_extremes_have_their_words(lab, rate, start, words):
    lab.learning_rate, lab.start = rate, start
    assert words in lab.player.captions[0]
    assert len(shares(lab)) == 2


def test_another_curve(lab):
    lab.objective = "parabola"
    assert len(lab.basins.valleys) == 1
    assert lab.start == lab.objective.start[0]
    assert shares(lab) == ["100.0 %"]


def test_a_hilltop_without_valleys_is_drawn():
    hill = gd.as_objective(lambda w: -(w**2), domain=(-1, 2), name="hill")
    lab = gd.WellLab(hill, points=20)
    assert shares(lab) == []
    assert "still on its way" in lab.player.captions[0]
