"""The numbers in the questions: each is computed afresh and found, as written, in the text."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import numpy as np
import pytest

from gdteach.ask.question_bank import load_questions


def says(place, *numbers):
    """Check that a prompt ("topic/name") or an option ("topic/name#option") holds these words."""
    question_id, _, option_id = place.partition("#")
    question = load_questions()[question_id]
    if option_id:
        option = next(option for option in question.options if option.id == option_id)
        text = f"{option.text} {option.reply}"
    else:
        text = " ".join(question.paragraphs)
    for number in numbers:
        assert re.search(rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)", text), (place, number)


def written(number, digits=6):
    """Return a number as the texts write it: shortest form, typeset minus."""
    return f"{number:.{digits}g}".replace("-", "−")


def run(slope, w, learning_rate, steps):
    """Return the iterates of plain gradient descent, by hand."""
    iterates = [np.asarray(w, dtype=float)]
    for _ in range(steps):
        iterates.append(iterates[-1] - learning_rate * np.asarray(slope(iterates[-1])))
    return np.array(iterates)


def angle(first, second):
    """Return the angle between two vectors of the plane in degrees."""
    return abs(
        np.degrees(np.arctan2(first[0] * second[1] - first[1] * second[0], np.dot(first, second)))
    )


def square_slope(w):
    return 2 * w


def test_fog():
    assert 2 * 10 == 10 * 2 * 1 == 20  # (w²)′ at 10 and (10w²)′ at 1
    for option in ("far", "local", "near"):
        says(f"start/fog#{option}", "slope 20" if option == "far" else "slope of 20")


def test_secant():
    def slope(w):
        return (w**2 - 1) / (w - 1)

    assert slope(3) == 4
    says("gradient/secant", "(9 − 1) / 2 = 4")
    for option in ("zero", "two", "nothing"):
        says(f"gradient/secant#{option}", *(f"{slope(w):.6g}" for w in (1.1, 1.01)))
    for option in ("zero", "two"):
        says(f"gradient/secant#{option}", *(f"{w**2 - 1:.4g}" for w in (1.1, 1.01)))
    says("gradient/secant#nothing", f"{slope(1.001):.6g}")
    says("gradient/secant#four", *(f"{slope(w):g}" for w in (2, 1.5)))
    h = np.array([2, 1, 0.5, 1e-3])
    assert slope(1 + h) == pytest.approx(2 + h)


def test_held():
    x, y = 1, 3
    along_x, along_y = 2 * x * y, x**2
    says("gradient/held#right", f"{along_x} at x = 1", "3x²", "6x")
    says("gradient/held#both", f"{along_x} along x and {along_y} along y", str(along_x + along_y))
    says("gradient/held#factor_dropped", f"slope of x² at 1 is {2 * x}")
    says("gradient/held#other", f"x² = {along_y}")


def test_components():
    gradient = (2 * 1, 3)
    assert gradient == (2, 3)
    says("gradient/components#two", "∇f = (2, 3)")
    says("gradient/components#three", "(2, 3)")
    says("gradient/components#one", "slope is 2", "it is 3")


def test_contour():
    assert 2**2 + 4 * 1**2 == 8
    gradient, along = np.array([2 * 2, 8 * 1]), np.array([-2, 1])
    assert gradient @ along == 0
    turn = 1e-6  # along the level line: f stays the same to second order
    w = np.array([2, 1]) + turn * along
    assert w[0] ** 2 + 4 * w[1] ** 2 == pytest.approx(8, abs=10 * turn**2)
    says("gradient/contour#square", "(−2, 1)", "∇f is (4, 8)", "−8 + 8 = 0")
    says("gradient/contour#depends", "(4, 8)", "(40, 80)")


def test_steepest_angle():
    slope = {degrees: 5 * math.cos(math.radians(degrees)) for degrees in (30, 45, 60, 90)}
    assert slope[60] == pytest.approx(2.5)
    assert slope[90] == pytest.approx(0, abs=1e-12)
    says("gradient/steepest_angle#30", f"{slope[30]:.2f}")
    says("gradient/steepest_angle#45", f"{slope[45]:.2f}")
    says("gradient/steepest_angle#60", "2.5", f"{slope[45]:.2f}", "first 60°", "last 30°")


def test_gradient_aim():
    downhill, home = -np.array([5, 25 * 1]), -np.array([5, 1])
    degrees = angle(downhill, home)
    assert angle(-np.array([5, 1]), home) == pytest.approx(0, abs=1e-5)  # the round bowl
    assert downhill @ home == 50
    says("gradient/aim#67", f"{degrees:.1f}°", f"About {degrees:.0f}°", "(−5, −25)")
    for option in ("0", "25", "90"):
        says(f"gradient/aim#{option}", f"{degrees:.0f}°")
    says("gradient/aim#90", "= 25 + 25 = 50")
    longer = [angle(np.array([5, k]), [5, 1]) for k in (25, 100, 10_000)]
    assert all(later > earlier for earlier, later in pairwise(longer))
    assert longer[-1] < 90


def test_three_arrows():
    w, gradient = np.array([2.0, 1.0]), np.array([4.0, 2.0])
    height = {name: float(p @ p) for name, p in {"start": w, "tip": w + gradient}.items()}
    assert height == {"start": 5, "tip": 45}
    assert (w - gradient) @ (w - gradient) == 5
    assert w - 0.1 * gradient == pytest.approx([1.6, 0.8])
    assert sum(np.square([1.6, 0.8])) == pytest.approx(3.2)
    says("gradient/three_arrows#gradient_tip", "(6, 3)", "from 5 to 45")
    says("gradient/three_arrows#minus_tip", "(−2, −1)", "f = 5")
    says("gradient/three_arrows#scaled", "(1.6, 0.8)", "from 5 to 3.2")
    length = np.linalg.norm(gradient)
    says("gradient/three_arrows#unit", f"{length:.2f}", f"{0.1 * length:.3f}")


def test_best_h():
    def error(h):
        return abs((math.sin(1 + h) - math.sin(1 - h)) / (2 * h) - math.cos(1))

    assert error(1e-5) < error(1e-12) < error(1e-1)
    assert error(1e-5) < 3e-11  # "about 10⁻¹¹"
    assert 2e-6 < error(1e-12) < 6e-5  # "about 10⁻⁵"; the last bit of sin may differ by machine
    assert error(1e-1) == pytest.approx(9e-4, rel=0.01)
    assert error(1e-1) == pytest.approx(0.1**2 / 6 * math.cos(1), rel=0.01)
    assert error(1e-1) / error(1e-2) == pytest.approx(100, rel=0.01)
    assert np.finfo(float).eps ** (1 / 3) == pytest.approx(6e-6, rel=0.02)
    says("gradient/best_h#1e-1", "9·10⁻⁴")
    says("gradient/best_h#1e-5", "10⁻¹¹", "6·10⁻⁶")
    says("gradient/best_h#1e-12", "10⁻⁵")


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
    says("algorithm/next_point", ", ".join(map(written, w[:3])), *map(written, steps[:2]))
    says("algorithm/next_point#shrunk_step", f"{written(w[3])}: a step of {written(steps[2])}")
    says("algorithm/next_point#shrunk_step", written(2 * w[2]), written(w[1] / w[0]))
    says("algorithm/next_point#same_step", written(w[2] + steps[1]), written(2 * w[2]))
    says("algorithm/next_point#eta_step", written(w[2] - 0.2), "9.8")
    assert w[1:] / w[:-1] == pytest.approx(0.6)


def program(question_id, index=0):
    return load_questions()[question_id].programs[index].code


def test_which_is_gradient_descent():
    ends = []
    for index in (0, 1):
        names = {"x": 4, "y": 2}
        exec(program("algorithm/which_is_gradient_descent", index), names)
        ends.append((names["x"], names["y"]))
    hessian = np.array([[2, 1], [1, 2]])
    truth = np.array([4, 2]) - 0.1 * hessian @ [4, 2]
    assert ends[0] == pytest.approx(truth)
    assert ends[0] == pytest.approx((3, 1.2))
    assert ends[1] == pytest.approx((3, 1.3))
    says("algorithm/which_is_gradient_descent#first", "10 and 8", "(3, 1.2)", "(3, 2)", "(3, 1.3)")
    says("algorithm/which_is_gradient_descent#second", "(4, 2)", "(3, 2)", "(3, 1.2)", "(3, 1.3)")
    mixed = np.array([hessian[0] @ [4, 2], hessian[1] @ [3, 2]])
    assert not np.allclose(mixed, hessian @ [4, 2])
    assert not np.allclose(mixed, hessian @ [3, 2])


@pytest.mark.parametrize(("index", "arrives"), [(0, False), (1, True)])
def test_with_a_large_learning_rate_the_two_programs_part_for_good(index, arrives):
    says("algorithm/which_is_gradient_descent#both", "η = 0.8")
    code = program("algorithm/which_is_gradient_descent", index).replace("0.1", "0.8")
    names = {"x": 4.0, "y": 2.0}
    for _ in range(100):
        exec(code, names)
    assert (abs(names["x"]) < 1e-6) is arrives
    assert (abs(names["x"]) > 1e6) is not arrives


def test_algorithm_aim():
    downhill, home = -np.array([4, 10 * 0.4]), -np.array([4, 0.4])
    degrees = angle(downhill, home)
    for option in ("bottom", "past"):
        says(f"algorithm/aim#{option}", "(−4, −4)", "(−4, −0.4)", f"{degrees:.0f}° apart")


def test_algorithm_zigzag():
    path = run(lambda w: w * [1, 10], (4, 0.4), 0.15, 2)
    assert path[:, 1] == pytest.approx([0.4, -0.2, 0.1])
    says(
        "algorithm/zigzag#hops",
        written(-0.2),
        written(0.1),
        written(path[1, 0]),
        written(path[2, 0]),
    )
    says("algorithm/zigzag#lands", written(-0.15 * 4))
    says("algorithm/zigzag#same", "η = 0.1", written(1 - 10 * 0.15))
    says("algorithm/zigzag#below", "−2", "+0.3", written(path[2, 1]))


def test_stays_put():
    slope = np.array([[2, 1], [1, 2]]) @ [4, 0]
    assert slope[1] == 4
    says("algorithm/stays_put#leaves", written(0 - 0.1 * slope[1]), written(-4 / 2))
    best = np.linspace(-4, 4, 8001)
    assert best[np.argmin(16 + 4 * best + best**2)] == pytest.approx(-2)
    says("algorithm/stays_put#stays", "−2")
    says("algorithm/stays_put#up", written(16 + 4 * 0.4 + 0.4**2), "after 16")


def test_history():
    for code in (program("algorithm/history"), _swapped(program("algorithm/history"))):
        names = {"np": np}
        exec(code, names)
        assert len(names["history"]) == 10
        assert all(np.array_equal(row, names["history"][0]) for row in names["history"])
        assert names["history"][0] is names["history"][9]
        assert names["w"] == pytest.approx([0.06, 0.02], abs=0.005)
    for mended in ("w = w - 0.2 * (2 * w)", "w -= 0.2 * (2 * w)"):
        append = "w.copy()" if "-=" in mended else "w"
        code = program("algorithm/history").replace("w -= 0.2 * (2 * w)", mended)
        exec(code.replace("append(w)", f"append({append})"), names)
        assert names["history"][0] == pytest.approx([10, 4])
        assert names["history"][1] == pytest.approx([6, 2.4])
    for option in ("no_motion", "one_array", "rounding"):
        says(f"algorithm/history#{option}", "(0.06, 0.02)")


def _swapped(code):
    *head, append, update = code.splitlines()
    return "\n".join([*head, update, append])


def test_triptych():
    def slope(w):
        return w * [1, 9]

    def height(w):
        return (w[0] ** 2 + 9 * w[1] ** 2) / 2

    start = [-4, 1.2]
    near, far = (run(slope, start, learning_rate, 25) for learning_rate in (0.2, 0.23))
    says("learning_rate/triptych", written(height(near[0]), 3), f"{height(near[-1]):.4f}")
    for option in ("nearer", "about", "higher", "lags"):
        says(f"learning_rate/triptych#{option}", f"{height(far[-1]):.0f}", written(1 - 9 * 0.23))
    says("learning_rate/triptych#about", written(1 - 9 * 0.2), f"{0.8**25:.3f}", f"{1.07**25:.1f}")
    says("learning_rate/triptych#higher", "2/9")


def test_too_large():
    w = run(square_slope, 10, 0.6, 1)
    assert w[1] == pytest.approx(-2)
    says("learning_rate/too_large#other", written(w[1] - w[0]), written(w[1]), "from 100 to 4")
    says("learning_rate/too_large#other", written(1 - 2 * 0.6))
    assert run(square_slope, 10, 0.49, 1)[1] > 0 > run(square_slope, 10, 0.51, 1)[1]  # "below 0.5"
    assert run(square_slope, 10, 0.99, 1)[1] > -10 > run(square_slope, 10, 1.01, 1)[1]  # "above 1"
    says("learning_rate/too_large#same", "0.5")
    says("learning_rate/too_large#outside", "above 1")


def test_constant():
    w = run(square_slope, 10, 0.1, 100)
    first = int(np.argmax(w < 1e-6))
    assert w[first - 1] >= 1e-6 > w[first]
    says(
        "learning_rate/constant#soon",
        "0.8",
        "10·0.8" + "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(d)] for d in str(first)),
        ", then ".join(written(step) for step in -np.diff(w[:4])),
    )
    for option in ("hovers", "shrink", "ages"):
        says(f"learning_rate/constant#{option}", str(first))
    assert math.log(10) / -math.log(0.8) == pytest.approx(10, abs=0.5)  # one decimal place


def test_order():
    x, y = np.array([[1.0, 1.0], [2.0, 1.0]]), np.array([300.0, 500.0])  # columns: x, 1
    eigenvalues = np.linalg.eigvalsh(x.T @ x / 2)
    says("learning_rate/order", f"{2 / eigenvalues[-1]:.4f}", "(1, 300)", "(2, 500)")
    assert 2 / eigenvalues.sum() == pytest.approx(4 / 7)

    def steps(learning_rate):
        w, count = np.zeros(2), 0
        while np.sum((x @ w - y) ** 2) / 4 >= 1e-6:
            w, count = w - learning_rate * x.T @ (x @ w - y) / 2, count + 1
        return count

    counts = {rate: steps(rate) for rate in (0.3, 4 / 7, 0.58)}
    assert counts == {0.3: 373, 4 / 7: 296, 0.58: 1016}
    for option in ("largest_first", "middle_first", "smallest_first"):
        says(f"learning_rate/order#{option}", *map(str, counts.values()), f"{4 / 7:.3f}")


def test_log():
    w = run(square_slope, 10, 1.1, 432)
    shown = [written(value / 1e35, 3) + " × 10³⁵" for value in w[430:]]
    says("learning_rate/log", ", ".join(shown))
    for option in ("software", "step"):
        says(f"learning_rate/log#{option}", written(1 - 2 * 1.1), "1.1")
    more = (math.log(np.finfo(float).max) - math.log(w[432])) / math.log(1.2)
    assert more == pytest.approx(3450, abs=5)
    says("learning_rate/log#patience", "about 3450 steps")


def test_rescale():
    length = np.array([0.4, 1.1, 1.9, 2.5])
    cost = 3 * length + np.array([0.1, -0.2, 0.1, 0.05])

    def slope(scale):
        return lambda w: 2 * np.mean((w * scale * length - cost) * scale * length)

    old, new = run(slope(1), 0, 0.1, 20), run(slope(100), 0, 0.1 / 10_000, 20)
    assert 100 * new == pytest.approx(old)  # step for step the old run
    assert np.mean((100 * length) ** 2) / np.mean(length**2) == pytest.approx(10_000)
    says("learning_rate/rescale#ten_thousandth", "0.00001", "10 000")
    says("learning_rate/rescale#hundredth", "10 000")
    says("learning_rate/rescale#same", written(1 - 10_000))


def test_past_the_wall():
    def ends(learning_rate, steps=1000):
        return run(lambda w: w**3 - w, 0.5, learning_rate, steps)

    last = ends(1.1)[-2:]
    low, high = (f"{value:.3f}" for value in sorted(last))
    for option in ("infinity", "two_points", "slow", "swap"):
        says(f"learning_rate/past_the_wall#{option}", low, high)
    says("learning_rate/past_the_wall#slow", written(1 - 2 * 1.1))
    assert ends(1.1)[-4:-2] == pytest.approx(last, abs=1e-9)  # for ever
    assert ends(0.9)[-1] == pytest.approx(1)  # below the limit it settles
    four = ends(1.26)[-4:]
    assert len(set(np.round(four, 4))) == 4  # "the pair becomes four"
    assert (ends(1.5) > 0).all()  # one valley ...
    assert (ends(1.65) < 0).any()  # ... and both, once they have merged
    assert 3 * math.sqrt(3) / 2 - 1 == pytest.approx(1.598, abs=5e-4)
    says("learning_rate/past_the_wall#swap", "1.598")


def test_past_the_wall_escapes_above_two():
    says("learning_rate/past_the_wall#infinity", "above 2")
    assert np.abs(run(lambda w: w**3 - w, 0.5, 1.99, 1000)).max() < 2
    w, steps = 0.5, 0
    while abs(w) < 1e6 and steps < 1000:
        w, steps = w - 2.1 * (w**3 - w), steps + 1
    assert abs(w) >= 1e6


def test_small_change():
    w = run(square_slope, 10, 1e-8, 1)
    assert w[0] - w[1] == pytest.approx(2e-7)
    change = 100 - w[1] ** 2
    assert change == pytest.approx(4e-6, rel=1e-3)
    assert change == pytest.approx(1e-8 * 20**2, rel=1e-3)  # η·f′²
    assert f"{w[1]:.6g}" == "10"  # to six digits
    for option in ("nowhere", "done"):
        says(f"convergence/small_change#{option}", "0.000004", "0.0000002", "20")
    needed = math.log(1e-6 / 10) / math.log1p(-2e-8)
    assert needed == pytest.approx(800e6, rel=0.02)
    says("convergence/small_change#near", "800 million")


def test_bounce():
    w = run(square_slope, 10, 1, 50)
    assert set(w) == {10, -10}
    assert 2 / 2 == 1  # η = 2/L, with L = 2
    says("convergence/bounce#change", "from 10 to −10", "|Δw| = 20", "f′ = −20", "f = 100")


def test_plateau():
    slope = 2 * 5 * math.exp(-25)
    assert slope < 1e-6
    assert 1 - math.exp(-25) == pytest.approx(1, abs=1e-10)
    for option in ("minimum", "start", "between"):
        says(f"convergence/plateau#{option}", f"{slope * 1e10:.1f}·10⁻¹⁰")
    moved = 5 - run(lambda w: 2 * w * np.exp(-(w**2)), 5, 1, 10_000)[-1]
    says("convergence/plateau#between", f"{moved:.7f}")


def test_zero_gradient():
    def f(w):
        return w**4 - 3 * w**3 + 2

    w = run(lambda w: 4 * w**3 - 9 * w**2, -1, 0.01, 20_000)
    assert (w < 0).all()
    assert w[-1] == pytest.approx(0, abs=1e-3)
    assert f(-0.1) > f(0) == 2 > f(0.1)
    assert 4 * 2.25**3 - 9 * 2.25**2 == 0
    says("convergence/zero_gradient#minimum", "f = 2", "2.25", f"{f(2.25):.2f}".replace("-", "−"))


def test_rises():
    w, step, loss = 10.0, 0.0, [50.0]
    for _ in range(400):
        step = 0.9 * step - 0.1 * w
        w += step
        loss.append(w**2 / 2)
    loss = np.array(loss)
    says(
        "convergence/rises",
        f"{loss[5]:.2f} at step 5",
        f"{loss[6]:.1f} at step 6",
        f"{loss[9]:.0f} at step 9",
    )
    inside = loss[1:-1]
    peaks = inside[(inside > loss[:-2]) & (inside > loss[2:])]
    shown = ["50", *(f"{peak:.2g}" for peak in peaks[:3])]
    settled = int(np.flatnonzero(loss >= 1e-6)[-1]) + 1
    for option in ("normal", "diverges"):
        says(f"convergence/rises#{option}", ", ".join(shown), f"step {settled} on")
    says("convergence/rises#bug", f"step {settled} on")
    plain = run(lambda w: w, 10, 0.1, 100) ** 2 / 2
    assert (np.diff(plain) < 0).all()


def test_straight_line():
    gap = 0.5 ** np.arange(1001.0)
    digits = -np.log10(gap)
    assert np.diff(digits) == pytest.approx(math.log10(2))
    says("convergence/straight_line#log", f"{math.log10(2):.3f}", f"{1 / math.log10(2):.1f} steps")
    says("convergence/straight_line#plain", ", ".join(map(written, gap[:4])))
    says(
        "convergence/straight_line#loglog",
        f"{digits[100] - digits[10]:.0f} digits",
        f"{digits[1000] - digits[100]:.0f} in the second",
    )


def test_which_valley():
    def f(w):
        return w**4 - 2 * w**2 + 0.3 * w

    def slope(w):
        return 4 * w**3 - 4 * w + 0.3

    left, top, right = np.sort(np.roots([4, 0, -4, 0.3]).real)
    says("minima/which_valley", written(left, 3), written(f(left), 3), written(right, 2))
    says("minima/which_valley", written(f(right), 2), f"{top:.3f}")
    assert slope(0.1) == pytest.approx(-0.096)
    w = run(slope, 0.1, 0.01, 1000)
    assert w[-1] == pytest.approx(right)
    assert run(slope, 0.05, 0.01, 5000)[-1] == pytest.approx(left)
    near = int(np.argmax(np.abs(w - right) < 0.01))
    says("minima/which_valley#stays", f"{near} steps", "−0.096", "0.01")
    assert abs(slope(w[1])) > abs(slope(w[0]))  # "each one leads to steeper ground"
    for option in ("deep", "shallow"):
        says(f"minima/which_valley#{option}", "−0.096", "0.96", "−1.04")


def test_one_valley():
    chord, graph = (0 + 1 - math.exp(-9)) / 2, 1 - math.exp(-(1.5**2))
    for option in ("yes", "no_minima", "no_chord"):
        says(f"minima/one_valley#{option}", f"{chord:.2f}", f"{graph:.2f}")


def himmelblau_slope(w):
    x, y = w[..., 0], w[..., 1]
    first, second = x * x + y - 11, x + y * y - 7
    return np.stack([4 * x * first + 2 * second, 2 * first + 4 * y * second], axis=-1)


MINIMA = np.array([
    [3, 2], [-2.80511808695, 3.13131251825],
    [-3.77931025338, -3.28318599129], [3.58442834033, -1.84812652696],
])  # fmt: skip


def test_basin_vanishes_because_its_own_limit_is_passed():
    assert np.abs(himmelblau_slope(MINIMA)).max() < 1e-9
    curvatures = []
    for x, y in MINIMA:
        mixed = 4 * (x + y)
        hessian = [[12 * x**2 + 4 * y - 42, mixed], [mixed, 4 * x + 12 * y**2 - 26]]
        curvatures.append(np.linalg.eigvalsh(hessian)[-1])
    limits = [f"{2 / curvature:.4f}" for curvature in curvatures]
    says("minima/basin_vanishes#all_diverge", *limits)
    assert [2 / curvature < 0.015 for curvature in curvatures] == [False, False, True, False]
    for option in ("one_lost", "speed"):
        says(f"minima/basin_vanishes#{option}", f"{2 / curvatures[2]:.5f}", "(−3.78, −3.28)")
    says("minima/basin_vanishes#one_lost", f"{curvatures[2]:.1f}")


@pytest.mark.parametrize(("learning_rate", "steps"), [(0.001, 3000), (0.015, 1500)])
def test_basin_shares(learning_rate, steps):
    axis = np.linspace(-6, 6, 61)
    w = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    for _ in range(steps):
        with np.errstate(over="ignore", invalid="ignore"):  # a few starts run away
            w = w - learning_rate * himmelblau_slope(w)
    w = np.nan_to_num(w, nan=1e3, posinf=1e3, neginf=-1e3).clip(-1e3, 1e3)
    nearest = np.linalg.norm(w[:, None] - MINIMA, axis=-1)
    shares = np.mean(nearest < 1e-3, axis=0)
    if learning_rate == 0.001:
        assert shares == pytest.approx([0.25] * 4, abs=0.02)
    else:
        twice = w - learning_rate * himmelblau_slope(w)
        back = twice - learning_rate * himmelblau_slope(twice)
        hops = (np.abs(back - w).max(axis=-1) < 1e-6) & (np.abs(twice - w).max(axis=-1) > 1e-2)
        assert shares[2] == 0
        assert np.mean(hops) == pytest.approx(0.25, abs=0.02)
        assert (shares[[0, 1, 3]] > 0.2).all()


def test_saddle():
    w = run(lambda w: np.array([2 * w[0], -2 * w[1]]), (1, 1e-12), 0.1, 160)
    first = int(np.argmax(w[:, 1] > 1))
    assert w[first - 1, 1] <= 1 < w[first, 1]
    for option in ("both_stay", "both_leave", "second_leaves", "never"):
        says(f"minima/saddle#{option}", str(first))
    assert 1.2**152 > 1e12
    on_the_ridge = run(lambda w: np.array([2 * w[0], -2 * w[1]]), (1, 0), 0.1, 400)
    assert on_the_ridge[-1] == pytest.approx([0, 0])


def test_stall():
    assert 2**10 == 1024
    for option in ("saddle", "bad_minimum"):
        says(f"minima/stall#{option}", "1024")


def test_restarts():
    n = next(n for n in range(1, 100) if 1 - 0.75**n >= 0.99)
    says("minima/restarts#17", str(n), f"{100 * 0.75 ** (n - 1):.3f} %", f"{100 * 0.75**n:.2f} %")
    says("minima/restarts#4", f"{0.75**4:.2f}", f"{100 * (1 - 0.75**4):.0f} %")
    assert f"{0.75**100:.0e}" == "3e-13"
    says("minima/restarts#99", "3·10⁻¹³")
    assert math.log(10) / math.log(4 / 3) == pytest.approx(8, abs=0.01)
    says("minima/restarts#17", "another 8 starts")
