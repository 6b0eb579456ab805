"""The noise ball: a run against a loop by hand, and its cloud against the circle predicted."""

import numpy as np
import pytest

import gdteach as gd
from tests.course.training.birds import FLIPPER, MASS, standardised
from tests.seeing import as_made, layers

Z = standardised(FLIPPER)
NAMES = ("flipper length (standardised)", "body mass (kg)")
LINE = gd.linear_regression(Z, MASS, convention="1/2m", names=NAMES)
BEST = np.polyfit(Z, MASS, 1)
lab = as_made(lambda: gd.NoiseBallLab(LINE))


def set_to(lab, **parameters):
    with lab.together():
        for name, value in parameters.items():
            setattr(lab, name, value)


def gaps_at_epochs(lab):
    """Return the loss above its minimum at the end of each epoch; L = μ = 1 here."""
    return lab.distances[lab.told.per_epoch :: lab.told.per_epoch] ** 2 / 2


@pytest.mark.parametrize("fades", [False, True])
@pytest.mark.parametrize("batch", [1, 32])
def test_a_run_in_the_order_of_the_file_is_a_loop_by_hand(lab, batch, fades):
    schedule = "η/(1 + epochs)" if fades else "constant"
    set_to(lab, batch=batch, epochs=2, order="stored", schedule=schedule)
    w, path, passed = np.array(lab.start), [lab.start], 0
    for _ in range(2):
        for first in range(0, 333, batch):
            z, mass = Z[first : first + batch], MASS[first : first + batch]
            residual = w[0] * z + w[1] - mass
            rate = 0.1 / (1 + fades * passed)
            w = w - rate * np.array([np.mean(residual * z), np.mean(residual)])
            path.append(w)
            passed += 1 / np.ceil(333 / batch)
    np.testing.assert_allclose(lab.run.iterates, path, rtol=1e-9)
    np.testing.assert_allclose(lab.distances, np.hypot(*(path - BEST).T), atol=1e-9)


@pytest.mark.parametrize(
    ("batch", "grams"),
    [
        (1, (38.5, 67.5, 129.1, 265.7)),
        (8, (13.6, 23.6, 44.1, 81.6)),
        (32, (6.78, 11.8, 22.0, 40.3)),
    ],
)
def test_the_radius_is_predicted(lab, batch, grams):
    set_to(lab, batch=batch, order="drawn", epochs=1)
    for rate, expected in zip((0.01, 0.03, 0.1, 0.3), grams, strict=True):
        lab.learning_rate = rate
        digits = 2 if expected < 10 else 1
        assert round(1000 * lab.radius, digits) == expected


@pytest.mark.parametrize(("batch", "largest"), [(1, 0.6975), (8, 1.6215), (32, 1.8897)])
def test_beyond_a_rate_the_cloud_has_no_size_and_no_circle(lab, batch, largest):
    set_to(lab, batch=batch, order="drawn", epochs=1, learning_rate=largest - 1e-4)
    assert np.isfinite(lab.radius)
    assert f"predicted {lab.radius:.3g}" in lab.player.captions[-1]
    lab.learning_rate = largest + 1e-4
    assert lab.radius == np.inf
    assert "the cloud has no size" in lab.player.captions[-1]
    (circle,) = layers(lab, "curve", lab.map)
    assert np.isnan(circle.points).all()


@pytest.mark.parametrize("batch", [1, 8])
def test_a_long_run_fills_the_circle(lab, batch):
    set_to(lab, batch=batch, order="drawn", epochs=40, seed=2)
    since = lab.distances[lab.told.per_epoch + 1 :]
    measured = np.sqrt(np.mean(since**2))
    assert measured == pytest.approx(lab.radius, rel=0.1)
    assert f"Since epoch 1 the distance was {measured:.3g} kg" in lab.player.captions[-1]
    (circle,) = layers(lab, "curve", lab.map)
    assert np.hypot(*(circle.points[0] - BEST).T) == pytest.approx(lab.radius)


def test_a_batch_of_all_is_plain_descent(lab):
    set_to(lab, batch=1000, epochs=7)
    plain = gd.gradient_descent(LINE, lab.start, 0.1, max_steps=7)
    np.testing.assert_allclose(lab.run.iterates, plain.iterates, rtol=1e-9)
    assert lab.run.seen.tolist() == [333 * t for t in range(8)]
    assert lab.radius == 0
    lab.learning_rate = 2.1  # beyond 2/L
    assert lab.radius == np.inf


def test_a_fading_rate_goes_on_falling_where_a_constant_one_rests(lab):
    set_to(lab, epochs=40)
    constant = gaps_at_epochs(lab)
    lab.schedule = "η/(1 + epochs)"
    fading = gaps_at_epochs(lab)
    assert 0.3 < np.mean(constant[20:]) / np.mean(constant[:20]) < 3
    assert np.mean(fading[20:]) < 0.05 * np.mean(fading[:20])
    assert "predicted for constant η 0.129 kg" in lab.player.captions[-1]


@pytest.mark.parametrize(("rate", "gap"), [(0.1, 6.6e-3), (0.01, 7.0e-4)])
def test_the_order_of_the_file_ends_far_from_where_a_shuffled_one_does(lab, rate, gap):
    first_gap = np.sum(BEST**2) / 2  # of slope 0, intercept 0, where H is the identity
    set_to(lab, start=(0, 0), learning_rate=rate, epochs=20, order="stored")
    stored = gaps_at_epochs(lab)[-1] / first_gap
    assert stored == pytest.approx(gap, rel=0.01)
    lab.order = "shuffled"
    assert 5 < stored / np.mean(gaps_at_epochs(lab)[10:] / first_gap) < 25


def test_the_average_is_nearer_than_the_iterates(lab):
    set_to(lab, average=True)
    marker = layers(lab, "marker", lab.map)[-1]
    assert marker.shape == "diamond"
    by_hand = lab.run.iterates[334:].mean(axis=0)
    np.testing.assert_allclose(marker.points[-1], by_hand)
    assert np.hypot(*(by_hand - BEST)) < 0.1 * lab.distances[-1]
    epoch = lab.player.steps.index(next(t for t in lab.player.steps if t > 333))
    assert np.isnan(marker.points[:epoch]).all()
    lab.epochs = 1
    assert all(each.shape != "diamond" for each in layers(lab, "marker", lab.map))


def test_a_caption_counts_examples_epochs_and_steps(lab):
    set_to(lab, batch=32)
    where = f"distance {lab.distances[-1]:.3g} kg"
    assert f"after 3330 examples (10 epochs, 110 steps): {where};" in lab.player.captions[-1]
    w, t = lab.run.iterates, lab.player.steps[3]
    assert t == 3
    g = (w[2] - w[3]) / 0.1
    update = f"0.1·({g[0]:.3g}, {g[1]:.3g}) = ({w[3][0]:.3g}, {w[3][1]:.3g})".replace("-", "−")
    assert update in lab.player.captions[3]


def test_a_run_that_has_left_the_numbers_says_so(lab):
    lab.learning_rate = 1e9
    said = lab.player.captions[-1]
    assert said.endswith("it has left the numbers; the cloud has no size at this η")


def test_what_has_no_known_minimiser_is_refused():
    with pytest.raises(ValueError, match="objective must be one with a known minimiser"):
        gd.NoiseBallLab(gd.weight_decay(LINE, 0.1))
