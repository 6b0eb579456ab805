"""The training lab: boundaries, loss and errors of a network, on one scrubber."""

import numpy as np
import pytest

import gdteach as gd
from tests.course.training.birds import NET, errors, probabilities
from tests.seeing import as_made, layers, messages, size

lab = as_made(lambda: gd.TrainingLab(NET, learning_rate=3))
GOLDEN = {  # loss and errors, from runs with other libraries
    0: (0.860551828651, 47),
    1: (0.286503664159, 47),
    2: (0.169503751925, 17),
    3: (0.151087229077, 19),
    10: (0.104188244742, 14),
    100: (0.072426108796, 12),
    500: (0.067936949900, 11),
    1000: (0.059136066083, 9),
    2000: (0.035108154855, 4),
}


def test_the_losses_and_the_errors_are_the_golden_ones(lab):
    for step, (value, count) in GOLDEN.items():
        assert lab.trajectory.values[step] == pytest.approx(value, abs=1e-9)
        assert errors(lab.trajectory.iterates[step]) == count
    assert lab.errors == [errors(lab.trajectory.iterates[step]) for step in lab.player.steps]
    assert {0, 1, 2, 3, 2000} <= set(lab.player.steps)


@pytest.mark.parametrize(("seed", "value", "count"), [(1, 0.039284187522, 5),
                                                      (2, 0.041394070684, 6)])  # fmt: skip
def test_other_seeds_end_elsewhere(lab, seed, value, count):
    lab.seed = seed
    assert lab.trajectory.values[-1] == pytest.approx(value, abs=1e-9)
    assert lab.errors[-1] == count


@pytest.mark.parametrize(("weights", "value", "count"), [("all 0", 1.053641629915, 187),
                                                         ("all 0.5", None, 15)])  # fmt: skip
def test_starts_without_a_difference_learn_little(lab, weights, value, count):
    lab.weights = weights
    assert lab.errors[-1] == count
    if value:
        assert lab.trajectory.values[-1] == pytest.approx(value, abs=1e-9)
    W1 = lab.trajectory.end[:16].reshape(2, 8)
    assert np.ptp(W1, axis=1).max() < 1e-12


def test_a_whole_run_is_one_small_message(lab, monkeypatch):
    sent = messages(lab.player, monkeypatch)
    lab.seed = 3
    assert sum(map(size, sent)) <= 60_000
    assert lab.player.n_steps == 2000


def classes_at(w, points):
    return probabilities(w, points.reshape(-1, 2)).argmax(axis=1).reshape(points.shape[:-1])


def test_the_outlines_are_where_two_classes_are_equally_likely(lab):
    """Round each point, two pixels away, the network says more than one class."""
    angles = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    ring = 0.03 * np.column_stack([np.cos(angles), np.sin(angles)])
    for row in (1, 5, 20, -1):
        w = lab.trajectory.iterates[lab.player.steps[row]]
        points = np.concatenate([each.points[row] for each in layers(lab, "curve", lab.data)])
        points = points[np.isfinite(points).all(axis=1)]
        assert len(points) > 60
        assert (np.ptp(classes_at(w, points[:, np.newaxis] + ring), axis=1) > 0).all()


def test_no_boundary_is_left_out(lab):
    """Where neighbours on a grid are told to be of two classes, an outline is near."""
    w = lab.trajectory.end
    axes = [np.linspace(*limits, 80) for limits in (lab.data.get_xlim(), lab.data.get_ylim())]
    grid = np.stack(np.meshgrid(*axes), axis=-1)
    classes = classes_at(w, grid)
    changes = grid[:, :-1][classes[:, :-1] != classes[:, 1:]]
    drawn = np.concatenate([each.points[-1] for each in layers(lab, "curve", lab.data)])
    drawn = drawn[np.isfinite(drawn).all(axis=1)]
    far = np.linalg.norm(changes[:, np.newaxis] - drawn, axis=-1).min(axis=1)
    assert far.max() < 0.25


def test_loss_and_errors_are_drawn_at_the_steps_of_the_scrubber(lab):
    steps = np.array(lab.player.steps)
    for axes, heights in ((lab.losses, lab.trajectory.values[steps]), (lab.missed, lab.errors)):
        (trail,) = layers(lab, "trail", axes)
        np.testing.assert_array_equal(trail.points[1:], np.column_stack([steps, heights])[1:])
    assert "4 birds of 333 in the wrong class" in lab.player.captions[-1]


def test_a_network_that_is_not_in_the_plane_is_refused():
    with pytest.raises(ValueError, match="a network with two inputs"):
        gd.TrainingLab(gd.network([[0], [1], [2]], [0, 1, 0], hidden=2))
