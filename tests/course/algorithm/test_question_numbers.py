"""The numbers in this topic's questions: each is computed afresh and found in the text."""

import numpy as np
import pytest

from gdteach.ask.question_bank import load_questions
from tests.asking import angle, run, says, square_slope, written


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
