"""The numbers that the prose of notebook 02 states and no cell prints, recomputed."""

import numpy as np
import pytest

import gdteach as gd

VALLEY = gd.parabola(smoothness=2)  # w²


def test_the_golden_run_ends_where_the_formula_says() -> None:
    run = gd.gradient_descent(VALLEY, 10, 0.2, max_steps=10)
    np.testing.assert_allclose(run.iterates[:, 0], 10 * 0.6 ** np.arange(11), rtol=1e-14)
    assert f"{run.iterates[-1, 0]:.9f}" == "0.060466176"


def test_the_first_two_steps_have_length_4_and_2_4() -> None:
    run = gd.gradient_descent(VALLEY, 10, 0.2, max_steps=2)
    assert np.abs(np.diff(run.iterates[:, 0])) == pytest.approx([4, 2.4])


def test_a_learning_rate_of_one_half_lands_in_one_step() -> None:
    run = gd.gradient_descent(VALLEY, 10, 0.5, max_steps=1)
    assert run.iterates[-1, 0] == 0


def test_uphill_multiplies_the_position_by_1_4() -> None:
    w = 10.0
    assert w + 0.2 * VALLEY.gradient(w) == pytest.approx(1.4 * w)


def test_the_stretched_bowl_is_the_one_in_the_formula() -> None:
    bowl = gd.quadratic_bowl(condition_number=10)
    points = np.random.default_rng(0).uniform(-5, 5, (20, 2))
    x, y = points.T
    np.testing.assert_allclose(bowl(points), (x**2 + 10 * y**2) / 2)
    np.testing.assert_allclose(bowl.gradient(points), np.column_stack([x, 10 * y]))
    assert bowl.smoothness == 10


@pytest.mark.parametrize("learning_rate", [0.02, 0.05, 0.0999])
def test_below_one_over_l_the_ball_does_not_cross_the_valley_floor(learning_rate: float) -> None:
    run = gd.gradient_descent(gd.quadratic_bowl(10), (4, 2), learning_rate, max_steps=60)
    assert (run.iterates[:, 1] > 0).all()


def test_above_one_over_l_it_crosses_at_every_step() -> None:
    run = gd.gradient_descent(gd.quadratic_bowl(10), (4, 2), 0.15, max_steps=20)
    assert (np.sign(run.iterates[1:, 1]) == -np.sign(run.iterates[:-1, 1])).all()


def test_on_the_axis_there_is_no_zigzag() -> None:
    run = gd.gradient_descent(gd.quadratic_bowl(10), (4, 0), 0.15, max_steps=20)
    assert (run.iterates[:, 1] == 0).all()


def test_the_step_leaves_the_isoline_at_a_right_angle() -> None:
    # the isoline through (4, 0.4) on ½(x² + 10y²) runs along (−10y, x)
    along = np.array([-4.0, 4.0])
    assert gd.quadratic_bowl(10).gradient([4, 0.4]) @ along == pytest.approx(0, abs=1e-12)


def test_one_by_one_and_together_may_end_in_the_same_place() -> None:
    ends = []
    for fresh in (False, True):
        x, y = 4.0, 2.0
        for _ in range(100):
            new_x = x - 0.1 * (2 * x + y)
            y = y - 0.1 * ((new_x if fresh else x) + 2 * y)
            x = new_x
        ends.append((x, y))
    np.testing.assert_allclose(ends, 0, atol=1e-4)


def test_a_step_multiplies_x_by_0_85_and_y_by_minus_a_half() -> None:
    run = gd.gradient_descent(gd.quadratic_bowl(10), (4, 0.4), 0.15, max_steps=1)
    np.testing.assert_allclose(run.end / run.start, [0.85, -0.5])


def test_of_two_balls_the_one_on_the_floor_never_feels_the_steep_direction() -> None:
    bowl = gd.quadratic_bowl(condition_number=10)
    steep, floor = (gd.gradient_descent(bowl, w, 0.21) for w in [(4, 2), (4, 0)])
    assert steep.values[-1] > steep.values[0]
    assert floor.values[-1] < 1e-6
