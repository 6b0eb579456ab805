"""The turned valley: counts against golden ones, and against runs counted by themselves."""

import numpy as np
import pytest

import gdteach as gd
from tests.seeing import layers

METHODS = gd.methods
GOLDEN = {  # at 0°, 30° and 45°
    "gradient descent": (METHODS.GradientDescent, 412, 412, 412),
    "momentum": (METHODS.Momentum, 179, 179, 179),
    "AdaGrad": (METHODS.AdaGrad, 6, 482, 586),
    "Adam": (METHODS.Adam, 173, 178, 179),
}


@pytest.fixture(scope="module")
def lab():
    return gd.TurnTheValleyLab()


def steps(method, angle):
    """Return after how many steps a run from the turned start stays at f ≤ 1e-6, by itself."""
    turn = np.exp(1j * np.deg2rad(angle)) * (4 + 2j)
    bowl = gd.quadratic_bowl(100, rotation=angle)
    run = gd.descend(bowl, (turn.real, turn.imag), method, gd.Stopping(1100))
    return int(np.flatnonzero(run.values > 1e-6)[-1]) + 1


@pytest.mark.parametrize("name", GOLDEN)
def test_the_fewest_steps_are_the_golden_ones(lab, name):
    assert lab.counts[name][[0, 6, 9]].tolist() == list(GOLDEN[name][1:])


@pytest.mark.parametrize("name", GOLDEN)
@pytest.mark.parametrize("place", [0, 6, 9])
def test_a_run_by_itself_takes_so_many_and_the_next_rates_more(lab, name, place):
    rule, angle = GOLDEN[name][0], lab.angles[place]
    best, count = lab.best[name][place], lab.counts[name][place]
    assert steps(rule(best), angle) == count
    for near in (best * 0.8, best * 1.25):
        assert steps(rule(near), angle) >= count


def test_plain_descent_and_momentum_do_not_see_the_turn(lab):
    for name in ("gradient descent", "momentum"):
        curves, _ = (layers(lab, kind, lab.sweep) for kind in ("curve", "marker"))
        assert len(set(lab.counts[name])) == len(set(lab.best[name])) == 1
    assert [len(curve.points) for curve in curves] == [1, 1, 10, 10]


def test_adam_is_patient_with_eta_and_plain_descent_is_not(lab):
    found = {name: (wide[0], wide[6]) for name, wide in lab.decades.items()}
    assert found["gradient descent"] == pytest.approx((0.31, 0.31), abs=0.005)
    assert found["momentum"] == pytest.approx((1.31, 1.31), abs=0.005)
    assert found["Adam"] == pytest.approx((2.97, 2.06), abs=0.005)


def test_the_paths_begin_at_the_turned_start_and_turn_with_the_valley(lab):
    paths = layers(lab, "curve", lab.map)[3:]
    starts = np.exp(1j * np.deg2rad(lab.angles)) * (4 + 2j)
    for name, path in zip(GOLDEN, paths, strict=True):
        points = path.points @ [1, 1j]
        np.testing.assert_allclose(points[:, 0], starts)
        turned = points / np.exp(1j * np.deg2rad(lab.angles))[:, np.newaxis]
        rigid = np.allclose(turned, turned[0])
        assert rigid is (name in ("gradient descent", "momentum"))


def test_an_angle_is_a_step_and_the_first_is_stored(lab):
    assert (lab.player.step, lab.still_step) == (0, 0)
    said = "turned by 30°:   gradient descent 412 steps, momentum 179, AdaGrad 482, Adam 178"
    assert lab.player.captions[6].startswith(said)
    lab.turned_by = 31
    assert (lab.turned_by, lab.player.step) == (30, 6)
    lab.player.set_state({"step": 9})
    assert lab.turned_by == 45
    lab.turned_by = 0
