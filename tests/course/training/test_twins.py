"""The twins lab: whether two trained networks are really two."""

import numpy as np
import pytest

import gdteach as gd
from tests.course.training.birds import DECAYED, NET, X, apart, backward, loss, together
from tests.course.training.birds import probabilities as says
from tests.seeing import as_made

lab = as_made(lambda: gd.TwinsLab(DECAYED, first=1, second=4))


def away(lab):
    return np.linalg.norm(lab.stages - lab.networks[0], axis=1)


def units(w):
    W1, b1, W2, _ = apart(w)
    return np.column_stack([W1.T, b1, W2])


def test_both_are_minima_of_the_penalised_loss(lab):
    for w in lab.networks:
        slope = together(*backward(w)) + 0.01 * w
        assert np.abs(slope).max() < 1e-9
        assert loss(w) + 0.005 * w @ w == pytest.approx(0.201282844, abs=1e-9)
        hessian = [
            (DECAYED.gradient(w + h) - DECAYED.gradient(w - h)) / 2e-5 for h in 1e-5 * np.eye(51)
        ]
        lowest, *_, highest = np.linalg.eigvalsh(hessian)
        assert (lowest, highest) == (pytest.approx(0.00179774, rel=1e-3),
                                     pytest.approx(0.538387, rel=1e-3))  # fmt: skip


def test_seeds_1_and_4_lead_to_one_network_in_two_ways_of_writing_it(lab):
    assert away(lab)[0] == pytest.approx(7.42, abs=0.005)
    assert away(lab)[-1] < 1e-7
    assert lab.heights[0].max() == pytest.approx(0.803, abs=5e-4)
    np.testing.assert_allclose(lab.heights[-1], 0.201282844, atol=1e-8)  # no hill is left


def test_every_stage_is_the_same_function(lab):
    for w in lab.stages:
        np.testing.assert_allclose(says(w), says(lab.stages[0]), atol=1e-12)
        assert sorted(np.abs(units(w)).sum(axis=1)) == pytest.approx(
            sorted(np.abs(units(lab.networks[1])).sum(axis=1))
        )


def test_the_heights_are_the_losses_on_the_straight_line(lab):
    for stage, heights in zip(lab.stages, lab.heights, strict=True):
        for share, height in zip(np.linspace(0, 1, len(heights))[::8], heights[::8], strict=True):
            w = lab.networks[0] + share * (stage - lab.networks[0])
            assert height == pytest.approx(loss(w) + 0.005 * w @ w, abs=1e-12)


def test_seeds_1_and_2_are_two_networks_with_a_low_hill_between_them(lab):
    lab.second = 2
    assert away(lab)[-1] == pytest.approx(1.55, abs=0.005)
    assert lab.heights[-1, [0, -1]] == pytest.approx([0.201282844, 0.201825209], abs=1e-8)
    assert lab.heights[-1].max() == pytest.approx(0.20398, abs=5e-6)
    for words in ("0.20128", "0.20183"):
        assert words in lab.player.captions[-1]


def test_the_match_is_the_nearest_of_all(lab):
    from scipy.optimize import linear_sum_assignment

    ours, theirs = map(units, lab.networks)
    costs = np.minimum(
        *(((ours[:, np.newaxis] - sign * theirs) ** 2).sum(axis=-1) for sign in (1, -1))
    )
    rest = np.sum((apart(lab.networks[0])[3] - apart(lab.networks[1])[3]) ** 2)
    least = np.sqrt(costs[linear_sum_assignment(costs)].sum() + rest)
    assert away(lab)[-1] == pytest.approx(least, abs=1e-7)


def test_captions_have_no_digits_of_rounding(lab):
    """A distance of 1e-15 is 0: what is left of it differs from machine to machine."""
    assert "10⁻" not in lab.player.captions[-1] + lab.player.alt


def test_without_weight_decay_there_is_no_minimum_and_that_is_said():
    lab = gd.TwinsLab(NET)
    assert "weight decay" in lab.player.alt + " ".join(lab.player.captions)


def test_a_network_with_too_many_orders_is_refused():
    wide = gd.weight_decay(gd.network(X, DECAYED.targets, hidden=9), 0.01)
    with pytest.raises(ValueError, match="at most 8 hidden units"):
        gd.TwinsLab(wide)
