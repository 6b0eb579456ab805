"""The numbers that notebook 04 and its questions state and no cell prints, recomputed.

Five of the nine flat places of Himmelblau's function are no minima: see numerics/test_stationary.
"""

import importlib
import inspect
import math
import re

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.convergence.fooling_runs import CASES, TOLERANCE, verdicts
from tests.asking import run, says, square_slope, written
from tools.refresh_notebooks import NOTEBOOKS, read

VALLEY = gd.parabola(2.0)  # w²


# What is small


def test_first_to_speak():
    w = run(square_slope, 10, 0.1, 100)
    slope, step, change = abs(2 * w), abs(np.diff(w)), abs(np.diff(w**2))
    at = [int(np.argmax(slope < 1e-6))]
    at += [1 + int(np.argmax(each < 1e-6)) for each in (step, change)]
    says("convergence/first_to_speak#change", *map(str, at), f"{w[at[2]]:.2g} away")
    says("convergence/first_to_speak#slope", str(at[0]), "0.8 of w")
    says("convergence/first_to_speak#step", str(at[1]))
    assert at[2] < at[1] < at[0]
    assert w[at[2]] > 1000 * 1e-6  # the earliest is so much further out than its tolerance
    assert step == pytest.approx(slope[:-1] / 10)
    for each, left in ((slope, 0.8), (step, 0.8), (change, 0.64)):
        assert each[1:] == pytest.approx(left * each[:-1])
        says("convergence/first_to_speak#together", str(left))


def test_small_change():
    w = run(square_slope, 10, 1e-8, 1)
    assert f"{w[1]:.6g}" == "10"  # to six digits
    for eta in (1e-8, 1e-4):  # step and change carry the factor η
        step, change = np.diff([run(square_slope, 10, eta, 1), run(square_slope, 10, eta, 1) ** 2])
        assert -step[0] == pytest.approx(eta * 20)
        assert -change[0] == pytest.approx(eta * 20**2, rel=1e-3)
    says("convergence/small_change#nowhere,done", "0.000004", "0.0000002", "20")
    needed = math.log(1e-6 / 10) / math.log1p(-2e-8)
    assert needed == pytest.approx(8.06e8, rel=1e-2)
    says("convergence/small_change#near", "800 million")


def test_bounce():
    w = run(square_slope, 10, 1, 50)
    assert set(w) == {10, -10}  # at η = 2/L, with L = 2
    says("convergence/bounce#change", "from 10 to −10", "|Δw| = 20", "f′ = −20", "f = 100")


def test_plateau():
    slope = 2 * 5 * math.exp(-25)
    assert slope < 1e-6
    assert 1 - math.exp(-25) == pytest.approx(1, abs=1e-10)
    says("convergence/plateau#minimum,start,between", f"{slope * 1e10:.1f}·10⁻¹⁰")
    moved = 5 - run(lambda w: 2 * w * np.exp(-(w**2)), 5, 1, 10_000)[-1]
    assert moved == pytest.approx(1.4e-6, rel=0.02)
    says("convergence/plateau#between", f"{moved:.7f}")


def test_the_plateaus_largest_curvature_is_two_at_the_bottom():
    assert gd.plateau().hessian(0.0) == gd.plateau().smoothness == 2  # its bound: test_objectives


def test_the_units_make_two_numbers_small():
    small, ordinary = (
        gd.gradient_descent(gd.parabola(L), 10, 0.2 / L, max_steps=60).gradient_norms
        for L in (2e-6, 2.0)
    )
    assert not (small[:41] <= 1e-5 * small[0]).any()  # not yet after 40 steps
    assert np.argmax(ordinary <= 1e-5 * ordinary[0]) == 52


# Where the slope is zero


def test_zero_gradient():
    def f(w):
        return w**4 - 3 * w**3 + 2

    w = run(lambda w: 4 * w**3 - 9 * w**2, -1, 0.01, 20_000)
    assert (w < 0).all()
    assert w[-1] == pytest.approx(0, abs=1e-3)
    assert f(-0.1) > f(0) == 2 > f(0.1)
    assert 4 * 2.25**3 - 9 * 2.25**2 == 0
    says("convergence/zero_gradient#minimum", "f = 2", "2.25", written(f(2.25), 3))


def test_a_fourth_power_has_the_same_curvatures():
    for power, lowest in ((3, False), (4, True)):
        f = gd.as_objective(lambda x, y, p=power: x**2 + y**p, domain=[[-1, 1], [-1, 1]])
        values = np.linalg.eigvalsh(gd.central_difference_hessian(f, (0, 0)))
        assert values == pytest.approx([0, 2], abs=1e-4)
        nearby = np.random.default_rng(0).uniform(-0.1, 0.1, (500, 2))
        assert bool((f(nearby) >= 0).all()) == lowest


# What the loss does


def test_rises():
    w, step, loss = 10.0, 0.0, [50.0]  # with momentum
    for _ in range(400):
        step = 0.9 * step - 0.1 * w
        w += step
        loss.append(w**2 / 2)
    loss = np.array(loss)
    assert loss[[5, 6, 9]] == pytest.approx([0.04, 3.3, 18.2], rel=0.1)
    shown = f"{loss[5]:.2f} at step 5", f"{loss[6]:.1f} at step 6", f"{loss[9]:.0f} at step 9"
    says("convergence/rises", *shown)
    assert 1 + int(np.argmax(np.diff(loss) > 0)) == 6  # the first rise
    inside = loss[1:-1]
    peaks = inside[(inside > loss[:-2]) & (inside > loss[2:])]
    drops = np.diff(np.log10(peaks))
    assert drops == pytest.approx(drops.mean(), rel=0.15)  # along a straight line
    settled = int(np.flatnonzero(loss >= 1e-6)[-1]) + 1
    tops = ", ".join(["50", *(f"{peak:.2g}" for peak in peaks[:3])])
    says("convergence/rises#normal,diverges", tops)
    says("convergence/rises#normal,diverges,bug", f"step {settled} on")
    plain = run(lambda w: w, 10, 0.1, 100) ** 2 / 2
    assert (np.diff(plain) < 0).all()


def test_straight_line():
    made = gd.RatesLab(gd.quadratic_bowl(9), learning_rate=0.1, start=(-4, 0), max_steps=1000)
    gap = 8 * 0.81 ** np.arange(1001.0)
    assert made.promised.gaps == pytest.approx(gap)  # the lab shows the case that is asked about
    digits = -np.log10(gap)
    assert np.diff(digits) == pytest.approx(-math.log10(0.81))
    says("convergence/straight_line", "0.81", "8")
    says("convergence/straight_line#log", f"{-math.log10(0.81):.3f}", "every 11 steps")
    assert -1 / math.log10(0.81) == pytest.approx(11, abs=0.1)
    says("convergence/straight_line#plain", ", ".join(written(each, 3) for each in gap[:4]))
    says("convergence/straight_line#plain", *(f"{fall:.2f}" for fall in -np.diff(gap[:4])))
    assert 5 < gap[0] / (gap[0] - gap[1]) < 6
    first, second = digits[100] - digits[10], digits[1000] - digits[100]
    says("convergence/straight_line#loglog", f"{first:.0f} digits", f"{second:.0f} in the second")


# Digits and defaults


def test_rounding_near_one():
    assert 1 + 1e-16 == 1
    assert 1 + (0.9e-8) ** 2 == 1  # f near its minimum: w to 1e-8 makes no difference
    # factr is in units of the spacing of doubles
    assert np.finfo(float).eps == pytest.approx(2.2e-16, rel=0.02)


def test_the_defaults_of_the_libraries_are_those_of_the_installed_ones():
    places = {"SciPy": "scipy.optimize", "scikit-learn": "sklearn.linear_model"}
    row, found = re.compile(r"\| (\S+) \| `(\w+)\((\w+)=(\S+)\)`"), set()
    for cell in read(NOTEBOOKS / "04_convergence.ipynb").cells:
        for library, *names, stated in row.findall(cell.source):
            found.add((library, *names))
            try:
                function = getattr(importlib.import_module(places[library]), names[0])
            except ModuleNotFoundError:  # scikit-learn need not be there
                continue
            assert inspect.signature(function).parameters[names[1]].default == float(stated)
    assert len(found) == 10


def ends(f, gradient, start, learning_rate, *, floor=0.0, shift=0.0):
    """Return what the rule of notebook 04 says last, at which step, and where the run is then.

    ``floor`` is an absolute tolerance on the slope; ``shift`` is added to the value in the test on
    the change.
    """
    w = np.array(start)
    values, slopes = [f(*w)], [np.linalg.norm(gradient(*w))]
    while True:
        if not np.isfinite([values[-1], slopes[-1]]).all():
            return "diverged", len(values) - 1, w
        if slopes[-1] <= max(1e-5 * slopes[0], floor):
            return "converged", len(values) - 1, w
        if len(values) > 1 and abs(values[-1] - values[-2]) <= 1e-5 * (shift + abs(values[-2])):
            return "stalled", len(values) - 1, w
        if len(values) > 10_000:
            return "limit", len(values) - 1, w
        w = w - learning_rate * np.array(gradient(*w))
        values.append(f(*w))
        slopes.append(np.linalg.norm(gradient(*w)))


def test_the_rule_to_take_home_is_judged_by_the_six_runs_as_the_notebook_says():
    told = {
        "A": ("stalled", 1, 10),
        "B": ("stalled", 1, 10),
        "C": ("stalled", 1, 5),
        "D": ("converged", 2686, 0.022),
        "E": ("limit", 10_000, 0.017),
        "F": ("converged", 52, 0.0001),
    }
    for letter, (word, step, away) in told.items():
        case = CASES[letter]
        f = case.objective()
        found = ends(
            lambda *w, f=f: float(f(np.array(w))),
            lambda *w, f=f: f.gradient(np.array(w)),
            case.start,
            case.learning_rate,
        )
        assert found[:2] == (word, step)
        far = np.linalg.norm(f.minimisers - found[2], axis=-1).min()
        assert far == pytest.approx(away, rel=0.1)


def test_a_number_added_to_f_stalls_the_rule():
    word, step, w = ends(lambda w: 1e6 + w * w, lambda w: [2 * w], [10.0], 0.1)
    assert (word, step) == ("stalled", 4)
    assert w[0] == pytest.approx(4.1, abs=0.01)


def test_a_relative_change_of_a_value_that_goes_to_0_stays_large():
    w = run(square_slope, 10, 0.1, 1000)
    assert -np.diff(w**2) == pytest.approx(0.36 * w[:-1] ** 2)
    square = (lambda w: w * w, lambda w: [2 * w], [10.0], 0.1)
    assert ends(*square, shift=1.0)[:2] == ("stalled", 35)


def test_next_to_the_minimum_a_share_of_the_slope_is_less_than_rounding_leaves():
    near = (lambda w: (w - 1) ** 2, lambda w: [2 * (w - 1)], [1 + 1e-12], 0.1)
    word, _, w = ends(*near)
    assert word == "stalled"
    assert w[0] != 1
    assert ends(*near, floor=1e-9)[:2] == ("converged", 0)


# The table, and what is said of the six runs


def test_the_table_of_the_notebook_is_that_of_the_lab():
    (cell,) = (
        cell.source
        for cell in read(NOTEBOOKS / "04_convergence.ipynb").cells
        if "| run | slope | step | change |" in cell.source
    )
    rows = re.findall(r"^\| ([A-F]) \| (.*) \| (.*) \| (.*) \|$", cell, re.MULTILINE)
    assert [letter for letter, *_ in rows] == list(CASES)
    for letter, *told in rows:
        for words, verdict in zip(told, verdicts(letter).values(), strict=True):
            said = "silent"
            if verdict.step is not None:
                word = "**fooled**" if verdict.fooled else "right"
                away = np.format_float_positional(float(f"{verdict.away:.2g}"), trim="-")
                said = f"{word} at step {verdict.step}, {away} away"
            assert words == said, letter


def test_where_the_slope_of_the_quartic_is_the_tolerance():
    flat = (TOLERANCE / 4) ** (1 / 3)
    assert flat == pytest.approx(0.0136, abs=5e-5)
