"""The numbers and links that notebook 00 states and no cell prints, recomputed."""

import re

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.start.hike import LEARNING_RATE, Hike
from gdteach.course.start.hills import STEPS, STRIDE, random_hills
from gdteach.course.start.self_test import checks
from tests.asking import says
from tools.notebook_rules import markdown_cells, minutes
from tools.refresh_notebooks import NOTEBOOKS, read

HERE = NOTEBOOKS / "00_start_here.ipynb"
PROSE = "\n".join(cell.source for cell in markdown_cells(read(HERE)))


def rest(hike):
    """Return how many metres the walk still had to go at each step."""
    return hike.heights - hike.ground.minimum_value


def hurried(seed):
    """Return twelve full strides, each the steepest way down."""
    hike = Hike.begin(random_hills(seed))
    for _ in range(STEPS):
        downhill = -hike.slopes[-1] / np.linalg.norm(hike.slopes[-1])
        hike = hike.step(*(STRIDE * downhill))
    return hike


def test_twelve_steps_of_at_most_one_and_a_half_a_tenth_of_the_slope_and_six_checks():
    assert (STEPS, STRIDE, LEARNING_RATE) == (12, 1.5, 0.1)
    assert "twelve steps, each at most 1.5 long" in PROSE
    assert "the step is −0.1 times the slope" in PROSE
    assert "with a stride of 1.5 every time" in PROSE
    assert len(checks()) == 6
    assert "Six lines" in PROSE


def test_in_a_hurry_one_is_ahead_until_step_7_and_hops_from_step_5_on():
    hike = hurried(23)
    blue, orange = rest(hike), hike.descent().values - hike.ground.minimum_value
    assert (blue[1:8] < orange[1:8]).all()
    assert (blue[8:] > orange[8:]).all()
    assert np.diff(blue)[5:9].round().tolist() == [5, -4, 3, -3]
    assert "ahead until step 7, though from step 5 on" in PROSE
    assert "5 m up, 4 m down, 3 m up, 3 m down" in PROSE
    assert (np.diff(blue)[:5] < 0).all()
    assert (blue[[6, 8, 10, 12]] > 3.5).all()
    assert (blue[[5, 7, 9, 11]] < 1).all()
    assert (np.diff(orange) < 0).all()
    assert orange[-1] < 0.2


def test_the_steps_of_gradient_descent_shrink_with_the_slope():
    run = hurried(23).descent()
    lengths = np.linalg.norm(np.diff(run.iterates, axis=0), axis=1)
    np.testing.assert_allclose(lengths, 0.1 * run.gradient_norms[:-1])
    assert (np.diff(lengths[5:]) < 0).all()
    assert lengths[-1] < 0.2


def test_on_hill_73_gradient_descent_ends_on_level_ground_9_m_too_high():
    hike = Hike.begin(random_hills(73))
    run = hike.descent()
    assert round(run.values[-1] - hike.ground.minimum_value) == 9
    level = hike
    for _ in range(8):
        level = level.step(*(-0.2 * level.slopes[-1]))
    assert np.linalg.norm(level.slopes[-1]) < 0.2
    assert "eight steps of −0.2 times the slope" in PROSE
    assert "less than 0.2 % is left" in PROSE
    assert level.steps_left == 4
    assert round(level.heights[-1] - hike.ground.minimum_value) == 9
    assert "In a hollow, 9 m above the lowest point" in PROSE
    assert np.linalg.norm(level.here - run.end) < 0.3  # the same one
    assert run.gradient_norms[-1] < 0.03 * run.gradient_norms[0]
    on = gd.gradient_descent(hike.ground, run.end, 0.1, max_steps=5000, gradient_tolerance=1e-6)
    assert np.linalg.norm(on.end - run.end) < 0.3  # a hollow of its own
    assert np.linalg.eigvalsh(hike.ground.hessian(on.end)).min() > 0
    # and to leave it for the lowest point in a straight line, one has to climb
    way = on.end + np.linspace(0, 1, 200)[:, None] * (hike.ground.minimisers[0] - on.end)
    assert hike.ground(way).max() > hike.ground(on.end) + 0.05


def test_on_hill_73_gradient_descent_can_be_beaten():
    hike = Hike.begin(random_hills(73))
    way = hike.ground.minimisers[0] - hike.here
    for _ in range(STEPS):
        hike = hike.step(*(way / STEPS))
    assert hike.score > 99 > hike.shares(hike.descent().iterates)[-1]


def test_the_learners_own_hill_is_not_shown_before_it_is_walked():
    code = "\n".join(cell.source for cell in read(HERE).cells if cell.cell_type == "code")
    seeds = [int(seed) for seed in re.findall(r"seed ?= ?(\d+)", code)]
    assert seeds.count(2) == seeds.count(73) == 1


# The questions of notebook 00 -----------------------------------------------------------------


def test_fog():
    hike = Hike.begin(random_hills(23))
    run = hike.descent()
    away = np.linalg.norm(run.iterates - hike.ground.minimisers[0], axis=1)
    assert np.round(run.gradient_norms[[2, 6]], 1).tolist() == [6.8, 6.8]
    assert np.round(away[[2, 6]], 1).tolist() == [5.2, 2.1]  # of the map's hundreds of metres
    assert "6.8 % at step 2, 5.2 from the lowest point, and again at step 6, 2.1 from it" in PROSE
    assert "count hundreds of metres" in PROSE
    says("start/fog#far,local,near", "6.8 %", "520 metres", "210 metres")
    turns = np.diff(run.gradient_norms) > 0
    assert turns.any(), "the slope rises on the way"
    assert not turns[[0, -1]].any()


def strides(w, count):
    """Return where strides of 1.5 against the slope of w² lead."""
    places = [w]
    for _ in range(count):
        places.append(places[-1] - 1.5 * np.sign(2 * places[-1]))
    return places


def test_full_strides_on_w_squared_never_settle():
    assert strides(2, 5) == [2, 0.5, -1, 0.5, -1, 0.5]
    shrinking = [2 * 0.4**t for t in range(4)]
    run = gd.gradient_descent(gd.parabola(smoothness=2), 2, 0.3, max_steps=3)
    np.testing.assert_allclose(run.iterates[:, 0], shrinking)
    assert [f"{w:g}" for w in shrinking] == ["2", "0.8", "0.32", "0.128"]
    says("start/full_stride#to_and_fro,closes_in", "2, 0.8, 0.32, 0.128", "0.5, −1, 0.5, −1")
    says("start/full_stride#stops", "0.5, then to −1, then back to 0.5")


def test_a_slope_of_0_is_felt_in_a_hollow_on_a_top_and_on_a_pass():
    assert gd.parabola().gradient(0.0) == 0
    np.testing.assert_array_equal(gd.saddle().gradient([0, 0]), [0, 0])
    np.testing.assert_array_equal(np.linalg.eigvalsh(gd.saddle().hessian([0, 0])), [-2, 2])


# The map of the course ------------------------------------------------------------------------

LINKED, COMING = r"\[(\d\d) ([^\]]+)\]\((\S+)\)", r"(\d\d) (.+?)"
ROWS = re.findall(rf"^\| (?:{LINKED}|{COMING}) \|.*\| (\d+ \+ \d+) \|$", PROSE, re.MULTILINE)


def test_the_map_has_a_row_for_each_notebook_in_order():
    assert [row[0] or row[3] for row in ROWS] == [f"{number:02}" for number in range(8)]


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_the_map_agrees_with_each_notebook_that_is_there(path):
    (row,) = (row for row in ROWS if (row[0] or row[3]) == path.stem[:2])
    assert row[5] == minutes(read(path))
    if path != HERE:
        assert row[2] == path.name
        title = read(path).cells[0].source.splitlines()[0].removeprefix("# ")
        assert title.startswith(row[1])
