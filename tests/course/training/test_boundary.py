"""The boundary lab: where the weights of a classifier end, if they end."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.figure.projection import box_of, to_pixels
from gdteach.numerics.curvature import marks
from tests.course.training.birds import EASY, MIXED
from tests.seeing import as_made, layers

lab = as_made(lambda: gd.BoundaryLab(MIXED, EASY, learning_rate=20))
BEST = np.array([12.0562856714, -4.72731469073, -4.73497898703])
LEAST, GUARANTEE, WALL = 0.0436707940725, 6.2796689, 110.0718


def relative_gaps(lab):
    gaps = lab.trajectory.values - LEAST
    return gaps / gaps[0]


@pytest.mark.parametrize(("learning_rate", "arrival"), [(10, 1540), (20, 742), (50, 454)])
def test_far_beyond_the_guarantee_a_run_arrives(lab, learning_rate, arrival):
    lab.learning_rate = learning_rate
    assert learning_rate > GUARANTEE
    assert np.argmax(relative_gaps(lab) <= 1e-6) == arrival
    np.testing.assert_allclose(lab.trajectory.end, BEST, atol=0.02)
    assert lab.errors[-1] == 6


def test_beyond_the_wall_at_the_minimiser_a_run_comes_near_and_leaves(lab):
    for learning_rate, stays in ((110, True), (112, False)):
        lab.learning_rate = learning_rate
        assert (learning_rate < WALL) == stays
        gaps = relative_gaps(lab)
        assert gaps[395:402].min() < 2e-6
        assert gaps.min() < 1e-6
        assert (gaps[-1] < 1e-6) == stays
    assert lab.trajectory.values[-1] == pytest.approx(0.04447, abs=6e-5)
    w = lab.trajectory.iterates
    assert np.linalg.norm(w[-1] - w[-2]) > 0.1 > 1e-3 > np.linalg.norm(w[-1] - w[-3])


def test_the_guarantee_and_the_wall_are_marked_where_there_is_a_wall(lab):
    golden = {"1/L": 3.1398344, "2/L": GUARANTEE, "2/λ": WALL}
    assert marks(MIXED) == pytest.approx(golden, rel=1e-6)
    assert list(marks(EASY)) == ["1/L", "2/L"]  # no minimiser, no curvature there
    assert list(marks(gd.parabola(2))) == ["1/L", "2/L"]  # the same curvature everywhere
    assert "2/λ" in lab.controls["learning_rate"].scale.value
    lab.objective = EASY
    assert "2/λ" not in lab.controls["learning_rate"].scale.value


def test_separable_birds_let_the_weights_grow(lab):
    with lab.together():
        lab.objective, lab.learning_rate, lab.max_steps = EASY, 1.0, 10_000
    assert lab.floor == 0
    lengths = np.linalg.norm(lab.trajectory.iterates[[1000, 10_000]], axis=1)
    assert lengths == pytest.approx([7.39, 12.71], abs=0.005)
    assert lab.trajectory.values[[1000, 10_000]] == pytest.approx([6.04e-3, 2.14e-3], abs=6e-6)
    assert lab.errors[[1000, 1392, 1393, 10_000]].tolist() == [1, 1, 0, 0]
    assert f"‖w‖ = {lengths[1]:.3g}" in lab.player.captions[-1]
    (trail,) = layers(lab, "trail", lab.lengths)
    assert trail.points[-1] == pytest.approx([10_000, lengths[1]])


def test_the_lines_are_where_the_classifier_says_a_half_and_nine_tenths(lab):
    shown = layers(lab, "curve", lab.data)
    assert [each.dashed for each in shown] == [True, True, False]
    for row in (3, -1):
        a1, a2, b = lab.trajectory.iterates[lab.player.steps[row]]
        for line, p in zip(shown, (0.9, 0.1, 0.5), strict=True):
            x, y = line.points[row].T
            assert 1 / (1 + np.exp(-(a1 * x + a2 * y + b))) == pytest.approx(p)


def test_the_lines_cross_the_whole_picture(lab):
    *_, width, height = box_of(lab.data)
    solid = layers(lab, "curve", lab.data)[-1]
    for row in (1, 10, -1):
        ends = to_pixels(lab.data, solid.points[row])
        across = np.ptp(ends, axis=0)
        assert across[0] > width - 1 or across[1] > height - 1


def test_losses_are_drawn_above_the_minimum_at_the_steps_of_the_scrubber(lab):
    lab.learning_rate = 3.0
    (trail,) = layers(lab, "trail", lab.losses)
    steps = np.array(lab.player.steps)
    np.testing.assert_array_equal(trail.points[1:, 0], steps[1:])
    gaps = lab.trajectory.values[steps] - LEAST
    np.testing.assert_allclose(trail.points[:, 1], gaps, atol=1e-10)


def test_a_caption_counts_the_birds_on_the_wrong_side(lab):
    row = 20
    w = lab.trajectory.iterates[lab.player.steps[row]]
    wrong = (MIXED.inputs @ w[:2] + w[2] > 0) != (MIXED.targets == 1)
    assert f"{wrong.sum()} birds on the wrong side" in lab.player.captions[row]


@pytest.mark.parametrize(
    "objective",
    [gd.linear_regression([1, 2, 4], [1, 2, 2]), gd.logistic_regression([1, 2], [0, 1])],
    ids=repr,
)
def test_what_is_no_classifier_in_the_plane_is_refused(objective):
    with pytest.raises(ValueError, match="a classifier with two inputs and two classes"):
        gd.BoundaryLab(objective)
