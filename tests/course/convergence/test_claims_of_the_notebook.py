"""The numbers that the prose of notebook 04 states and no cell prints, recomputed."""

import importlib
import inspect
import re

import numpy as np
import pytest

import gdteach as gd
from tools.refresh_notebooks import NOTEBOOKS, read

HERE = read(NOTEBOOKS / "04_convergence.ipynb")


def test_the_earliest_stop_is_a_thousand_times_further_out():
    run = gd.gradient_descent(gd.parabola(2.0), 10, 0.1, max_steps=100)
    stops = gd.stop_steps(run, gd.Stopping(100, 1e-6, 1e-6, 1e-6))
    earliest = min(stop for name, stop in stops.items() if name != "limit")
    assert 500 < abs(run.iterates[earliest, 0]) / 1e-6 < 2000


def test_step_and_change_carry_the_factor_eta():
    for rate in (1e-8, 1e-4):
        run = gd.gradient_descent(gd.parabola(2.0), 10, rate, max_steps=1)
        assert run.step_lengths[0] == pytest.approx(rate * 20)
        assert -np.diff(run.values)[0] == pytest.approx(rate * 400, rel=1e-3)


def test_the_questions_numbers():
    # 1e-8: some 800 million steps to come within 1e-6
    assert np.log(1e-7) / np.log1p(-2e-8) == pytest.approx(8.06e8, rel=1e-2)
    assert 10 * np.exp(-25) == pytest.approx(1.39e-10, rel=1e-2)
    plain = gd.gradient_descent(gd.plateau(), 5, 1.0, max_steps=10_000)
    assert 5 - plain.end[0] == pytest.approx(1.4e-6, rel=0.02)


def test_the_units_make_two_numbers_small():
    run = gd.gradient_descent(gd.parabola(2e-6), 10, 1e5, max_steps=40)
    relative = run.gradient_norms <= 1e-5 * run.gradient_norms[0]
    ordinary = gd.gradient_descent(gd.parabola(2.0), 10, 0.1, max_steps=60)
    same = ordinary.gradient_norms <= 1e-5 * ordinary.gradient_norms[0]
    assert not relative.any()  # not yet after 40 steps
    assert np.argmax(same) == 52


def test_five_of_nine_are_no_minima():
    flat = gd.stationary_points(gd.himmelblau())
    assert len(flat) == 9
    assert [flat.kinds.count(kind) for kind in ("minimum", "saddle", "maximum")] == [4, 4, 1]


def test_a_fourth_power_has_the_same_curvatures():
    for power, lowest in ((3, False), (4, True)):
        f = gd.as_objective(lambda x, y, p=power: x**2 + y**p, domain=[[-1, 1], [-1, 1]])
        values = np.linalg.eigvalsh(gd.central_difference_hessian(f, (0, 0)))
        assert values == pytest.approx([0, 2], abs=1e-4)
        nearby = np.random.default_rng(0).uniform(-0.1, 0.1, (500, 2))
        assert bool((f(nearby) >= 0).all()) == lowest


def test_the_plateaus_largest_curvature_is_two_at_the_bottom():
    w = np.linspace(-6, 6, 2001)[:, None]
    curvature = gd.plateau().hessian(w).ravel()
    assert abs(curvature).max() == pytest.approx(2)
    assert w[abs(curvature).argmax(), 0] == pytest.approx(0, abs=1e-12)


def test_the_momentum_run():
    w, step, losses = 10.0, 0.0, []
    for _ in range(180):
        losses.append(w**2 / 2)
        step = 0.9 * step - 0.1 * w
        w += step
    losses = np.array(losses)
    assert losses[[5, 6, 9]] == pytest.approx([0.04, 3.3, 18.2], rel=0.1)
    first_rise = 1 + int(np.argmax(np.diff(losses) > 0))
    assert first_rise == 6
    inner = losses[1:-1]
    peaks = np.flatnonzero((inner > losses[:-2]) & (inner > losses[2:])) + 1
    drops = np.diff(np.log10(losses[peaks]))
    assert drops == pytest.approx(drops.mean(), rel=0.15)  # along a straight line


def test_rounding_near_one():
    assert 1 + 1e-16 == 1
    assert 1 + (0.9e-8) ** 2 == 1  # f near its minimum: w to 1e-8 makes no difference


def test_factr_is_in_units_of_the_spacing_of_doubles():
    assert np.finfo(float).eps == pytest.approx(2.2e-16, rel=0.02)


def test_the_defaults_of_the_libraries_are_those_of_the_installed_ones():
    places = {"SciPy": "scipy.optimize", "scikit-learn": "sklearn.linear_model"}
    row, found = re.compile(r"\| (\S+) \| `(\w+)\((\w+)=(\S+)\)`"), set()
    for cell in HERE.cells:
        for library, *names, stated in row.findall(cell.source):
            found.add((library, *names))
            try:
                function = getattr(importlib.import_module(places[library]), names[0])
            except ModuleNotFoundError:  # scikit-learn need not be there
                continue
            assert inspect.signature(function).parameters[names[1]].default == float(stated)
    assert len(found) == 10
