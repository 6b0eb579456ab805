"""The arrow task: drawn first, judged afterwards, and stretched while the drawing stays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gdteach as gd
from gdteach.course.gradient.angles import angle_between, direction_of
from gdteach.course.gradient.arrow_task import PLACES
from gdteach.course.gradient.stretched_bowl import KAPPAS, downhill, off_the_minimiser
from tests.seeing import as_made, layers

task = as_made(
    lambda: gd.ArrowTask(point=(4, 1), condition_number=10), lambda task: task.misses.clear()
)


def arrows(task):
    return {arrow.label: arrow for arrow in layers(task, "arrow", task.map)}


def press(task, x, y):
    task.pressed("angle", np.array([x, y], dtype=float))


def pointing(arrow, step=0):
    row = min(step, len(arrow.heads) - 1)
    return direction_of((arrow.heads - arrow.tails)[row])


@given(st.floats(0.1, 5), st.floats(0.1, 3), st.floats(1, 100))
def test_minus_the_gradient_is_that_of_the_bowl_in_the_catalogue(x, y, kappa):
    w = np.array([x, y])
    bowl = gd.quadratic_bowl(kappa)
    assert angle_between(downhill(w, kappa), direction_of(-bowl.gradient(w))) < 1e-9
    cosine = bowl.gradient(w) @ w / np.linalg.norm(bowl.gradient(w)) / np.linalg.norm(w)
    missed = off_the_minimiser(w, np.array([kappa]))[0]
    assert np.cos(np.radians(missed)) == pytest.approx(cosine, abs=1e-9)


def test_nothing_is_given_away_before_an_arrow_is_drawn_and_shown(task):
    assert arrows(task) == {}
    assert layers(task, "trail", task.angles) == []
    assert task.controls["reveal"].disabled
    assert task.player.n_steps == 0
    assert "off" not in task.player.captions[0]
    press(task, 0, 0)
    assert set(arrows(task)) == {"yours"}
    assert layers(task, "trail", task.angles) == []
    assert not task.controls["reveal"].disabled


def test_a_press_points_the_arrow_there(task):
    press(task, 4, 3)
    assert task.angle == 90
    press(task, 0, 0)
    assert task.angle == pytest.approx(194.0)
    assert pointing(arrows(task)["yours"]) == pytest.approx(194.0)
    np.testing.assert_array_equal(arrows(task)["yours"].tails, [[4, 1]])
    press(task, 4, 1)  # on the point itself there is no direction
    assert task.angle == task.controls["angle"].value == pytest.approx(194.0)


def test_the_keyboards_way_does_the_same(task):
    box, show = task.controls["angle"], task.controls["reveal"]
    assert (box.description, show.description) == ("your arrow at (°)", "Show −∇f")
    box.value = 250
    show.click()
    assert (task.angle, task.revealed, box.disabled) == (250, True, True)
    assert set(arrows(task)) == {"yours", "−∇f"}


def test_both_angles_are_reported(task):
    task.angle, task.revealed = 194, True
    true, step = direction_of(np.array([-4.0, -10.0])), task.player.step
    assert task.misses == [pytest.approx(true - 194)]
    assert task.player.captions[step] == (
        "κ = 10:   your arrow is 54° off −∇f;   −∇f is 54° off the way to the minimiser. "
        "You aimed at the minimiser."
    )
    assert KAPPAS[step] == 10
    assert pointing(arrows(task)["−∇f"], step) == pytest.approx(true)


@pytest.mark.parametrize(
    ("angle", "words"),
    [
        (248, "You drew −∇f."),
        (194, "You aimed at the minimiser."),
        (68, "You drew +∇f, uphill."),
        (158, "You drew along the contour."),
        (338, "You drew along the contour."),
        (110, ""),
    ],
)
def test_what_was_drawn_gets_its_name(task, angle, words):
    task.angle, task.revealed = angle, True
    sentence = task.player.captions[task.player.step].split("minimiser.", 1)[1]
    assert sentence.strip() == words


def test_the_learners_arrow_stays_while_the_bowl_is_stretched(task):
    task.angle, task.revealed = 194, True
    found = arrows(task)
    assert task.player.n_steps == len(KAPPAS) - 1
    assert len(found["yours"].heads) == 1
    directions = [pointing(found["−∇f"], step) for step in range(len(KAPPAS))]
    assert directions[0] == pytest.approx(194.04, abs=0.01)  # round: at the minimiser
    assert (np.diff(directions) > 0).all()
    assert directions[-1] < 270
    (trace,) = layers(task, "trail", task.angles)
    np.testing.assert_allclose(
        trace.points[:, 1], [d - direction_of(np.array([-4.0, -1])) for d in directions], atol=1e-9
    )
    (mine,) = layers(task, "segment", task.angles)
    assert mine.starts[0, 1] == pytest.approx(0.04, abs=0.01)


def test_the_contour_through_the_point_goes_through_it_at_every_stretch(task):
    task.revealed = True
    through = next(curve for curve in layers(task, "curve", task.map) if curve.width == 2.5)
    for ring, kappa in zip(through.points, KAPPAS, strict=True):
        height = 0.5 * (ring[:, 0] ** 2 + kappa * ring[:, 1] ** 2)
        np.testing.assert_allclose(height, 0.5 * (16 + kappa))


def test_slider_play_and_cell_stretch_alike(task):
    slider = task.controls["condition_number"]
    assert slider.description == "stretch κ"
    slider.value = 25.0
    assert task.condition_number == 25
    assert task.player.n_steps == 0  # not yet shown
    task.angle, task.revealed = 200, True
    task.player.step = len(KAPPAS) - 1
    assert (task.condition_number, slider.value) == (100, 100)
    slider.value = 1.0
    assert (task.condition_number, task.player.step) == (1, 0)
    task.condition_number = 9  # not played; the nearest that is
    assert task.condition_number == KAPPAS[task.player.step] == 10


def test_once_shown_the_drawing_is_settled_until_another_place(task):
    press(task, 0, 0)
    task.revealed = True
    press(task, 4, 3)
    assert task.angle == pytest.approx(194.0)
    assert task.controls["again"].description == "Another place"
    task.controls["again"].click()
    assert (task.angle, task.controls["angle"].value, task.revealed) == (None, 0, False)
    assert task.point != (4, 1)
    assert arrows(task) == {}
    assert len(task.misses) == 1
    press(task, *task.point - np.array([0, 1]))
    assert task.angle == 270


def test_another_place_visits_them_all(task):
    seen = []
    for _ in PLACES:
        task.another_place()
        seen.append(task.point)
    assert set(seen) == set(PLACES)


def test_an_instructor_may_show_it_without_a_drawing(task):
    task.revealed = True
    assert task.misses == []
    assert task.player.captions[0] == "κ = 1:   −∇f is 0° off the way to the minimiser."
    assert set(arrows(task)) == {"−∇f"}


@pytest.mark.parametrize("place", [(4, 0), (0, 2), (-5, -3.4), (1e-9, 1), (1e6, -1e6)])
def test_axes_edges_and_far_places(task, place):
    task.point, task.angle, task.revealed = place, 10, True
    assert len(task.player.captions) == len(KAPPAS)
    missed = off_the_minimiser(np.array(place), KAPPAS)
    assert ((missed >= 0) & (missed < 90)).all()
    if 0 in place:  # on an axis the aim is right at every stretch
        np.testing.assert_allclose(missed, 0, atol=1e-9)


def test_a_point_has_a_downhill_and_an_angle_no_full_turns(task):
    with pytest.raises(ValueError, match=r"point must be off the minimiser \(0, 0\)"):
        task.point = (0, 0)
    task.angle = -90
    assert task.angle == 270


def test_it_is_described_in_a_line(task):
    assert repr(task) == "ArrowTask(point=(4, 1), condition_number=10, angle=None, revealed=False)"
    task.angle = 194
    assert "angle=194" in repr(task)
    assert "Turn it until you are content" in task.player.alt


@pytest.mark.parametrize(("first", "second", "angle"), [(350, 20, 30), (0, 180, 180), (90, 90, 0)])
def test_angles_are_between_0_and_180(first, second, angle):
    assert angle_between(first, second) == angle_between(second, first) == angle
