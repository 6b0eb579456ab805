"""The lab of what comes after the arrival, against a loop of its own and the walls of theory."""

import numpy as np
import pytest

import gdteach as gd
from tests.seeing import as_made, layers

BOWL = gd.quadratic_bowl(100)
lab = as_made(lambda: gd.AfterTheArrivalLab(BOWL, start=(4, 2)))


def by_hand(hessian, start, rate, steps, rule, squares_kept, slope_kept=0.0):
    """Return points and, per step, ∇f over the divisor's root of Adam, AMSGrad or RMSProp."""
    w, m, s, most = np.array(start, dtype=float), np.zeros(2), np.zeros(2), np.zeros(2)
    points, below = [w], []
    for t in range(1, steps + 1):
        g = hessian @ w
        m = slope_kept * m + (1 - slope_kept) * g
        s = squares_kept * s + (1 - squares_kept) * g**2
        most = np.maximum(most, s)
        used = most if rule == "AMSGrad" else s
        corrected = used if rule == "RMSProp" else used / (1 - squares_kept**t)
        below.append(np.sqrt(corrected) + 1e-8)
        w = w - rate(t - 1) * (m if rule == "RMSProp" else m / (1 - slope_kept**t)) / below[-1]
        points.append(w)
    return np.array(points), np.array(below)


def test_adam_arrives_and_bursts(lab):
    points, below = by_hand(np.diag([1, 100]), (4, 2), lambda t: 0.1, 9100, "Adam", 0.999, 0.9)
    np.testing.assert_allclose(lab.trajectory.iterates[:9101], points, rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(lab.meter[1:9101], ([0.1, 10] / below).max(axis=1), rtol=1e-6)
    f = lab.trajectory.values
    assert (lab.arrived, np.argmax(f < 1e-20)) == (151, 463)
    assert f[:151].min() > 1e-6 >= f[151]
    assert np.flatnonzero(lab.meter > lab.wall)[0] == 8402
    assert 9000 + np.argmax(f[9000:] > 0.01) == 9021
    assert (lab.highest_since, f[9023]) == (9023, pytest.approx(0.47256, abs=5e-6))
    ways = np.abs(np.diff(lab.trajectory.iterates, axis=0))
    assert lab.longest_step == pytest.approx(ways.max() / 0.1) == pytest.approx(1.559, abs=1e-3)
    assert {151, 9023, 10_000} < set(lab.player.steps)
    assert len([t for t in lab.player.steps if 9000 <= t <= 9100]) > 20


@pytest.mark.parametrize(
    ("method", "schedule", "highest"),
    [
        ("AMSGrad", "constant", 9.13e-6),
        ("Adam", "η/√(1 + t/100)", 8.85e-6),
        ("Adam", "η/(1 + t/100)", 8.51e-7),
    ],
)
def test_others_stay_for_ten_thousand_steps(lab, method, schedule, highest):
    with lab.together():
        lab.method, lab.schedule = method, schedule
    power = {"η/√(1 + t/100)": 0.5, "η/(1 + t/100)": 1}.get(schedule, 0)
    rates = 0.1 / (1 + np.arange(10_000) / 100) ** power
    points, below = by_hand(np.diag([1, 100]), (4, 2), lambda t: rates[t], 400, method, 0.999, 0.9)
    np.testing.assert_allclose(lab.trajectory.iterates[:401], points, rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(
        lab.meter[1:401], (rates[:400, None] * [1, 100] / below).max(axis=1), rtol=1e-6
    )
    assert lab.trajectory.values[lab.arrived :].max() == pytest.approx(highest, rel=1e-3)
    assert lab.trajectory.values[lab.highest_since] == pytest.approx(highest, rel=1e-3)


def test_a_root_in_the_schedule_puts_the_burst_off(lab):
    with lab.together():
        lab.schedule, lab.max_steps = "η/√(1 + t/100)", 15_000
    assert np.flatnonzero(lab.meter > lab.wall)[0] > 10_000
    assert 14_000 < lab.highest_since < 14_300
    assert lab.trajectory.values[lab.highest_since] > 1e-3


def test_rmsprop_hops_on_its_wall(lab):
    lab.method = "RMSProp"
    assert lab.wall == 2
    assert lab.trajectory.values[-1] == pytest.approx(0.1**2 / 8 * (1 + 100), rel=1e-6)  # 0.12625
    np.testing.assert_allclose(np.abs(lab.trajectory.iterates[-2:]), 0.05, rtol=1e-6)
    np.testing.assert_allclose(lab.meter[-100:], 2, rtol=1e-6)
    (tail,) = layers(lab, "curve", lab.near)
    np.testing.assert_allclose(np.abs(tail.points[-1]), 0.5, rtol=1e-6)  # of η
    np.testing.assert_allclose(tail.points[-1, 1:], -tail.points[-1, :-1], rtol=1e-6)
    assert lab.longest_step == pytest.approx(10**0.5)


@pytest.mark.parametrize(
    ("method", "beta", "share"),
    [
        ("gradient descent", 0, 1),
        ("RMSProp", 0, 1),
        ("momentum", 0.9, 1),
        ("Adam", 0.9, 0.1),
        ("AMSGrad", 0.9, 0.1),
    ],
)
def test_the_wall_is_where_an_error_no_longer_dies_out(lab, method, beta, share):
    with lab.together():
        lab.method, lab.max_steps = method, 1

    def radius(eta_lambda):  # v ← βv + share·λe, e ← e − ηv
        one_step = [[1 - eta_lambda * share, -beta], [eta_lambda * share, beta]]
        return np.abs(np.linalg.eigvals(one_step)).max()

    assert radius(0.999 * lab.wall) < 1 < radius(1.001 * lab.wall)


def test_the_wall_holds_for_the_runs_themselves():
    for method, beta in (("gradient descent", 0), ("momentum", 0.9)):
        for share, stays in ((0.98, True), (1.02, False)):
            rate = share * 2 * (1 + beta) / 100
            lab = gd.AfterTheArrivalLab(BOWL, method=method, learning_rate=rate, max_steps=3000)
            assert (lab.meter[1] < lab.wall) == stays == (lab.arrived is not None)


def test_in_a_turned_valley_the_meter_is_an_eigenvalue():
    turned = gd.quadratic_bowl(100, rotation=30)
    lab = gd.AfterTheArrivalLab(turned, max_steps=40)
    hessian = turned.hessian(turned.start)
    _, below = by_hand(hessian, turned.start, lambda t: 0.1, 40, "Adam", 0.999, 0.9)
    for t in (1, 7, 40):
        values = np.linalg.eigvals(hessian / below[t - 1][:, np.newaxis])
        assert lab.meter[t] == pytest.approx(0.1 * values.max())


def test_nothing_shown_at_the_start_tells_the_end(lab):
    assert (lab.player.step, lab.still_step) == (0, 0)
    assert not any(trail.ahead for trail in layers(lab, "trail", lab.heights))
    for told in (lab.player.alt, lab.player.captions[0]):
        assert "0.47" not in told
        assert "90" not in told
    assert "largest f since: 0.473" in lab.player.captions[-1]
    assert "longest step: 1.56 η" in lab.player.captions[-1]
    assert "meter 30.4, wall 38" in lab.player.captions[-1]


def test_what_a_run_does_not_have_is_said(lab):
    with lab.together():
        lab.method, lab.learning_rate = "gradient descent", 0.1  # 2/L is 0.02
    assert (lab.arrived, lab.highest_since) == (None, None)
    assert "has not arrived" in lab.player.alt
    assert lab.meter[1:] == pytest.approx(10)
    lab.learning_rate = 0.0
    assert lab.longest_step == 0


@pytest.mark.parametrize("unknown", ["saddle", gd.as_objective(lambda x, y: x**2 + y**2)], ids=repr)
def test_an_objective_without_a_known_end_is_refused(unknown):
    with pytest.raises(ValueError, match="a known minimum and Hessian"):
        gd.AfterTheArrivalLab(unknown)
