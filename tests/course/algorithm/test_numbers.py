"""The numbers that notebook 02 and its questions state and no cell prints, recomputed."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.ask.question_bank import load_questions
from tests.asking import run, says, square_slope, written

BOWL = gd.quadratic_bowl(condition_number=10)


# One parameter


def test_first_step():
    step = run(square_slope, -3, 0.1, 1)
    assert step[1] == pytest.approx(-2.4)
    says("algorithm/first_step", "f′(−3) = −6")
    says("algorithm/first_step#right", written(step[1]), "from 9 to 5.76")
    assert step[1] ** 2 == pytest.approx(5.76)
    says("algorithm/first_step#left", "from 9 towards 16")
    says("algorithm/first_step#depends", "0.6 to " + written(run(square_slope, -3, 0.6, 1)[1]))


def test_next_point():
    w = run(square_slope, 10, 0.2, 3)
    steps = np.diff(w)
    assert abs(steps[:2]) == pytest.approx([4, 2.4])
    says("algorithm/next_point", ", ".join(map(written, w[:3])), *map(written, steps[:2]))
    says("algorithm/next_point#shrunk_step", f"{written(w[3])}: a step of {written(steps[2])}")
    says("algorithm/next_point#shrunk_step", written(2 * w[2]), written(w[1] / w[0]))
    says("algorithm/next_point#same_step", written(w[2] + steps[1]), written(2 * w[2]))
    says("algorithm/next_point#eta_step", written(w[2] - 0.2), "9.8")


def test_what_learning_rates_do_to_the_position():
    found = gd.gradient_descent(gd.parabola(smoothness=2), 10, 0.2, max_steps=10)
    np.testing.assert_allclose(found.iterates[:, 0], 10 * 0.6 ** np.arange(11), rtol=1e-14)
    assert f"{found.end[0]:.9f}" == "0.060466176"
    assert run(square_slope, 10, 0.5, 1)[1] == 0  # lands in one step
    assert run(square_slope, 10, -0.2, 1)[1] == pytest.approx(1.4 * 10)  # uphill


# Two parameters


def test_the_stretched_bowl_is_the_one_in_the_formula():
    points = np.random.default_rng(0).uniform(-5, 5, (20, 2))
    x, y = points.T
    np.testing.assert_allclose(BOWL(points), (x**2 + 10 * y**2) / 2)
    np.testing.assert_allclose(BOWL.gradient(points), np.column_stack([x, 10 * y]))
    assert BOWL.smoothness == 10


@pytest.mark.parametrize(
    ("start", "learning_rate", "holds"),
    [
        *[((4, 2), eta, lambda y: y > 0) for eta in (0.02, 0.05, 0.0999)],  # below 1/L
        ((4, 2), 0.15, lambda y: y * (-1.0) ** np.arange(61) > 0),  # above, at every step
        ((4, 0), 0.15, lambda y: y == 0),  # on the axis there is no zigzag
    ],
)
def test_when_the_ball_crosses_the_valley_floor(start, learning_rate, holds):
    found = gd.gradient_descent(BOWL, start, learning_rate, max_steps=60)
    assert holds(found.iterates[:, 1]).all()


def test_of_two_balls_the_one_on_the_floor_never_feels_the_steep_direction():
    steep, floor = (gd.gradient_descent(BOWL, w, 0.21) for w in [(4, 2), (4, 0)])
    assert steep.values[-1] > steep.values[0]
    assert floor.values[-1] < 1e-6


def test_what_the_other_functions_of_the_menu_show():
    for start in [(4, 2), (-1, 3)]:
        straight = run(gd.quadratic_bowl(1).gradient, start, 0.15, 20)
        assert straight == pytest.approx(np.outer(0.85 ** np.arange(21), start))
    valley = gd.rosenbrock()
    found = gd.gradient_descent(valley, valley.start, valley.pace[0], max_steps=valley.pace[1])
    assert found.n_steps == 1000
    assert found.values[5] < 0.2 * found.values[0]  # in the valley
    assert abs(found.end - 1).max() > 0.3  # and still on its way
    assert len(gd.himmelblau().minimisers) == 4


def test_the_hills_of_ones_own_are_lower_elsewhere():
    def hills(x, y):
        return np.sin(x) * np.cos(y) + 0.1 * (x**2 + y**2)

    found = gd.gradient_descent(gd.as_objective(hills), (3, 4), 0.3, max_steps=40)
    assert found.end == pytest.approx([1.27, 2.57], abs=0.005)
    assert found.values[-1] == pytest.approx(0.018, abs=5e-4)
    x, y = np.meshgrid(np.linspace(-5, 5, 1001), np.linspace(-5, 5, 1001))
    heights = hills(x, y)
    assert heights.min() == pytest.approx(-0.795, abs=5e-4) == hills(-1.31, 0)
    lowest = heights.argmin()
    assert (x.flat[lowest], y.flat[lowest]) == pytest.approx((-1.31, 0), abs=0.005)


def test_arrow():
    f, w = gd.quadratic_bowl(1), np.array([4, 2])
    slope = f.gradient(w)
    assert slope.tolist() == [4, 2]
    tip, ends = w + 0.2 * slope, [w - rate * slope for rate in (0.2, 0.15, 1)]
    assert [tip, *ends] == [pytest.approx(p) for p in [(4.8, 2.4), (3.2, 1.6), (3.4, 1.7), (0, 0)]]
    assert [float(f(w)), f(tip)] == pytest.approx([10, 14.4])
    says("algorithm/arrow", "× 0.2", "(4.8, 2.4)")
    says("algorithm/arrow#tip", "14.4, after 10")
    says("algorithm/arrow#step", "(−0.6, −0.3)")
    lab = gd.DescentLab(f, start=w)
    assert lab.player.layers[0].texts == ("∇f drawn × 0.2",)
    assert lab.learning_rate == 0.15


def test_zigzag():
    path = run(BOWL.gradient, (4, 2), 0.15, 2)
    np.testing.assert_allclose(path[1:] / path[:-1], 2 * [[0.85, -0.5]])
    says("algorithm/zigzag#hops", *map(written, [-1, 0.5, path[1, 0], path[2, 0]]))
    says("algorithm/zigzag#lands", written(-0.15 * 20))
    says("algorithm/zigzag#same", "η = 0.1", written(1 - 10 * 0.15))
    says("algorithm/zigzag#below", "−10", "+1.5", written(path[2, 1]))


def test_stays_put():
    slope = np.array([[2, 1], [1, 2]]) @ [4, 0]
    assert slope[1] == 4
    says("algorithm/stays_put#leaves", written(0 - 0.1 * slope[1]), written(-4 / 2))
    best = np.linspace(-4, 4, 8001)
    assert best[np.argmin(16 + 4 * best + best**2)] == pytest.approx(-2)
    says("algorithm/stays_put#stays", "−2")
    says("algorithm/stays_put#up", written(16 + 4 * 0.4 + 0.4**2), "after 16")


# Programs


def program(question_id, index=0):
    return load_questions()[question_id].programs[index].code


def after(code, repeats, **names):
    """Return the names after a program has run some times."""
    for _ in range(repeats):
        exec(code, names)
    return names


def test_which_is_gradient_descent():
    name = "algorithm/which_is_gradient_descent"
    first, second = (after(program(name, index), 1, x=4, y=2) for index in (0, 1))
    hessian = np.array([[2, 1], [1, 2]])
    truth = np.array([4, 2]) - 0.1 * hessian @ [4, 2]
    assert (first["x"], first["y"]) == pytest.approx(truth)
    assert truth == pytest.approx((3, 1.2))
    assert (second["x"], second["y"]) == pytest.approx((3, 1.3))
    says(f"{name}#first", "10 and 8")
    says(f"{name}#second", "(4, 2)")
    says(f"{name}#first,second", "(3, 1.2)", "(3, 2)", "(3, 1.3)")
    mixed = np.array([hessian[0] @ [4, 2], hessian[1] @ [3, 2]])
    assert not np.allclose(mixed, hessian @ [4, 2])
    assert not np.allclose(mixed, hessian @ [3, 2])


@pytest.mark.parametrize(("index", "arrives"), [(0, False), (1, True)])
def test_with_a_large_learning_rate_the_two_programs_part_for_good(index, arrives):
    says("algorithm/which_is_gradient_descent#both", "η = 0.8")
    code = program("algorithm/which_is_gradient_descent", index)
    small, large = (after(code.replace("0.1", eta), 100, x=4.0, y=2.0) for eta in ("0.1", "0.8"))
    assert abs(np.array([small["x"], small["y"]])).max() < 1e-4  # both arrive
    assert (abs(large["x"]) < 1e-6) is arrives
    assert (abs(large["x"]) > 1e6) is not arrives


def test_history():
    code = program("algorithm/history")
    *head, append, update = code.splitlines()
    for broken in (code, "\n".join([*head, update, append])):
        names = after(broken, 1, np=np)
        assert len(names["history"]) == 10
        assert all(np.array_equal(row, names["history"][0]) for row in names["history"])
        assert names["history"][0] is names["history"][9]
        assert names["w"] == pytest.approx([0.06, 0.02], abs=0.005)
    wrong = "w -= 0.2 * (2 * w)"
    for mended in (
        code.replace(wrong, "w = w - 0.2 * (2 * w)"),
        code.replace("append(w)", "append(w.copy())"),
    ):
        history = after(mended, 1, np=np)["history"]
        assert history[:2] == [pytest.approx([10, 4]), pytest.approx([6, 2.4])]
    says("algorithm/history#no_motion,one_array,rounding", "(0.06, 0.02)")
