"""Momentum and the adaptive rules: against recorded runs of PyTorch, and against closed forms."""

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from gdteach.numerics.adaptive import AdaGrad, Adam, AMSGrad, RMSProp
from gdteach.numerics.batch import descend_many
from gdteach.numerics.catalogue import himmelblau, quadratic_bowl
from gdteach.numerics.descent import descend
from gdteach.numerics.method import GradientDescent, Scheduled
from gdteach.numerics.momentum import Momentum, Nesterov
from gdteach.numerics.trajectory import Stopping

RECORDED = json.loads(
    (Path(__file__).parent / "torch_optim_reference.json").read_text(encoding="utf-8")
)["runs"]
RULES = {
    "sgd": GradientDescent(0.05),
    "sgd_momentum": Momentum(0.05),
    "sgd_momentum_lr_drop": Scheduled(Momentum, lambda t: 0.05 if t < 5 else 0.01),
    "sgd_nesterov": Nesterov(0.05),
    "adagrad": AdaGrad(0.5),
    "rmsprop": RMSProp(0.1),
    "rmsprop_default_alpha": RMSProp(0.1, decay=0.99),
    "adam": Adam(0.1),
    "adam_large_eps": Adam(0.1, epsilon=0.1),
    "amsgrad": AMSGrad(0.1, beta1=0.9, beta2=0.9),
}
BOWL = quadratic_bowl(10)


@pytest.mark.parametrize("name", RULES)
def test_ten_steps_are_those_of_torch(name):
    run = descend(BOWL, (4, 2), RULES[name], Stopping(10))
    assert run.iterates == pytest.approx(np.array(RECORDED[name]["iterates"]), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("name", RULES)
def test_many_starts_go_as_each_alone(name):
    starts = np.random.default_rng(3).uniform(-4, 4, (5, 2))
    kept = starts.copy()
    together = descend_many(BOWL, starts, RULES[name], 30)
    alone = [descend(BOWL, start, RULES[name], Stopping(30)).end for start in starts]
    assert together == pytest.approx(np.array(alone), rel=1e-12)
    np.testing.assert_array_equal(starts, kept)


@pytest.mark.parametrize("kappa", [10, 100])
def test_heavy_ball_shrinks_by_its_formula(kappa):
    root = np.sqrt(kappa)
    rate, kept = 4 / (root + 1) ** 2, ((root - 1) / (root + 1)) ** 2
    run = descend(quadratic_bowl(kappa), (1, 1), Momentum(rate, kept), Stopping(800))
    sizes = np.linalg.norm(run.iterates, axis=1)
    # the root is double: a factor t stands before the power
    measured = (sizes[400] / sizes[200] / 2) ** (1 / 200)
    assert measured == pytest.approx(np.sqrt(kept), rel=2e-3)
    assert int(np.argmax(sizes <= 1e-6 * sizes[0])) == {10: 27, 100: 93}[kappa]


def test_momentum_is_no_larger_step():
    bowl = quadratic_bowl(100)
    rate, kept = 4 / 11**2, (9 / 11) ** 2
    plain = descend(bowl, (1, 1), GradientDescent(rate / (1 - kept)), Stopping(60))
    assert rate / (1 - kept) == pytest.approx(0.1)
    assert plain.values[-1] > 1e6


def test_other_forms_of_momentum_are_the_same_for_a_constant_rate():
    rate, kept = 0.05, 0.9
    sutskever = ng = np.array([4.0, 2.0])
    v = average = np.zeros(2)
    for _ in range(20):
        v = kept * v - rate * BOWL.gradient(sutskever)
        sutskever = sutskever + v
        average = kept * average + (1 - kept) * BOWL.gradient(ng)
        ng = ng - rate / (1 - kept) * average
    ours = descend(BOWL, (4, 2), Momentum(rate, kept), Stopping(20)).end
    assert sutskever == pytest.approx(ours, rel=1e-12)
    assert ng == pytest.approx(ours, rel=1e-12)


def test_rmsprop_comes_to_hop_by_half_its_rate():
    run = descend(quadratic_bowl(100), (4, 2), RMSProp(0.1), Stopping(3000))
    assert np.abs(run.end) == pytest.approx([0.05, 0.05], rel=1e-6)
    assert run.iterates[-2] == pytest.approx(-run.end, rel=1e-6)
    assert run.values[-1] == pytest.approx(0.12625, rel=1e-5)


def steps_for_a_constant_slope(rule, count):
    w, state, sizes = np.zeros(1), rule.start(np.zeros(1)), []
    for _ in range(count):
        moved, state = rule.update(w, np.ones(1), state)
        sizes.append(float((w - moved)[0]))
        w = moved
    return np.array(sizes)


def test_without_correction_adam_is_longest_at_step_12():
    plain = steps_for_a_constant_slope(Adam(1.0, epsilon=0, correct_bias=False), 200)
    t = np.arange(1, 201)
    assert plain == pytest.approx((1 - 0.9**t) / np.sqrt(1 - 0.999**t), rel=1e-10)
    assert (plain.argmax() + 1, plain.max()) == (12, pytest.approx(6.5685, abs=5e-5))
    corrected = steps_for_a_constant_slope(Adam(1.0, epsilon=0), 200)
    assert corrected == pytest.approx(np.ones(200), rel=1e-10)


def test_the_first_step_of_each_rule():
    slope = BOWL.gradient(np.array([4.0, 2.0]))
    for rule, size in (
        (AdaGrad(0.1), 0.1),
        (RMSProp(0.1), 0.1 / np.sqrt(0.1)),
        (Adam(0.1), 0.1),
        (Nesterov(0.1), 0.19 * slope),
    ):
        moved = descend(BOWL, (4, 2), rule, Stopping(1)).end
        assert np.array([4.0, 2.0]) - moved == pytest.approx(size * np.ones(2), rel=1e-7)


@pytest.mark.parametrize("turned", [30, 45])
def test_turning_the_valley_turns_plain_and_momentum_along(turned):
    angle = np.deg2rad(turned)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    start, straight, other = (
        np.array([4.0, 2.0]), quadratic_bowl(100), quadratic_bowl(100, rotation=turned)
    )  # fmt: skip
    for rule, same in ((GradientDescent(0.01), True), (Momentum(0.004), True), (Adam(0.1), False)):
        ends = [
            descend(bowl, at, rule, Stopping(50)).end
            for bowl, at in ((straight, start), (other, turn @ start))
        ]
        assert np.allclose(turn @ ends[0], ends[1], rtol=1e-9, atol=1e-12) is same


def test_a_schedule_is_asked_step_by_step():
    asked = []

    def schedule(t):
        asked.append(t)
        return 1 / (t + 1)

    run = descend(quadratic_bowl(1), (4, 2), Scheduled(GradientDescent, schedule), Stopping(4))
    assert sorted({*asked}) == [0, 1, 2, 3]
    assert run.iterates[1] == pytest.approx([0, 0])
    partly = Scheduled(partial(Adam, beta1=0.5), lambda t: 0.1)
    same = descend(BOWL, (4, 2), Adam(0.1, beta1=0.5), Stopping(9)).end
    assert descend(BOWL, (4, 2), partly, Stopping(9)).end == pytest.approx(same)
    assert partly.name == "Adam, scheduled"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Momentum(-1), "learning_rate must be zero or positive"),
        (lambda: Momentum(0.1, 1.0), "momentum must be below 1"),
        (lambda: RMSProp(0.1, decay=-0.1), "decay must be zero or positive"),
        (lambda: Adam(0.1, beta2=1), "beta2 must be below 1"),
        (lambda: AdaGrad(0.1, epsilon=-1), "epsilon must be zero or positive"),
    ],
)
def test_what_no_rule_can_be_is_named(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_himmelblau_is_reached_by_all():
    for rule in (Momentum(0.002), Nesterov(0.002), AdaGrad(0.5), Adam(0.1), AMSGrad(0.1)):
        end = descend(himmelblau(), (0, 0), rule, Stopping(3000)).end
        assert np.linalg.norm(himmelblau().minimisers - end, axis=1).min() < 1e-3
