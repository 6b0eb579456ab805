"""The sweep lab: its steps are learning rates, and its curve is the count of steps."""

import numpy as np
import pytest

import gdteach as gd
from tests.lab_walks import any_place, any_rate, random_walk

HOUSES, BOWL = gd.two_houses(), gd.quadratic_bowl(condition_number=5)


@pytest.fixture
def lab():
    return gd.SweepLab(HOUSES, BOWL, learning_rate=0.3)


@pytest.fixture(scope="module")
def old_lab():
    return gd.SweepLab(BOWL, HOUSES)


def layer_of(lab, kind, axes):
    place = lab.player.figure.axes[axes]
    return next(x for x in lab.player.layers if x.kind == kind and x.axes is place)


@pytest.mark.parametrize(
    ("learning_rate", "steps"),
    [(0.3, 373), (4 / 7, 296), (0.58, 1016), (0.6, None), (0.01, None), (0, None)],
)
def test_any_rate_can_be_asked_for(lab, learning_rate, steps):
    lab.learning_rate = learning_rate
    assert lab.steps_needed == steps
    place = lab.player.step
    assert lab.found.learning_rates[place] == pytest.approx(learning_rate)
    assert str(steps) if steps else "n" in lab.player.captions[place]
    assert lab._box.value == pytest.approx(learning_rate)


def test_each_step_of_the_player_is_a_learning_rate(lab):
    rates = lab.found.learning_rates
    assert (np.diff(rates) > 0).all()
    assert lab.player.n_steps == len(rates) - 1
    curve = layer_of(lab, "trail", 1)
    np.testing.assert_array_equal(curve.points[:, 0], rates)
    arrived = np.isfinite(lab.found.steps)
    np.testing.assert_array_equal(curve.points[arrived, 1], lab.found.steps[arrived])
    assert np.isnan(curve.points[~arrived, 1]).all()


def test_the_path_is_that_of_the_rate_on_show(lab):
    paths = layer_of(lab, "curve", 0)
    for place in (0, lab.player.step, lab.player.n_steps):
        rate = lab.found.learning_rates[place]
        run = gd.gradient_descent(HOUSES, (0, 0), rate, max_steps=20)
        np.testing.assert_allclose(paths.points[place], run.iterates, rtol=1e-9)


def test_scrubbing_takes_over_the_rate(lab):
    lab.player.step = 3
    assert lab.learning_rate == lab.found.learning_rates[3] == lab._box.value
    swept = lab.found
    lab.learning_rate = float(swept.learning_rates[7])  # known: no new sweep
    assert lab.found is swept
    assert lab.player.step == 7


def test_the_u_has_its_lowest_point_at_the_mark_and_its_wall_at_two_over_l(old_lab):
    old_lab.objective = BOWL
    rates, steps = old_lab.found.learning_rates, old_lab.found.steps
    best = 2 / (BOWL.smoothness + BOWL.strong_convexity)
    assert steps[np.isclose(rates, best)] == steps.min()
    assert np.isinf(steps[rates >= 2 / BOWL.smoothness]).all()
    assert np.isfinite(steps[rates < 2 / BOWL.smoothness]).all()
    left, right = steps[rates <= best], steps[(rates >= best) & np.isfinite(steps)]
    assert (np.diff(left) <= 0).all()
    assert (np.diff(right) >= 0).all()


def test_from_the_origin_the_houses_prefer_a_little_less_than_the_mark(lab):
    best = np.argmin(lab.found.steps)
    assert lab.found.steps[best] == 198
    assert 0.55 < lab.found.learning_rates[best] < 4 / 7


def test_controls_do_what_the_traits_do(lab):
    turned = gd.SweepLab(BOWL, HOUSES)
    turned._choice.value = HOUSES
    turned._box.value = 0.3
    assert repr(turned) == repr(lab)
    assert turned.player.captions == lab.player.captions
    turned._pointed(np.array([123.4, 50.0]))
    lab.start = (123, 50)
    assert turned.start == lab.start == (123, 50)
    np.testing.assert_array_equal(turned.found.steps, lab.found.steps)
    turned._where.boxes[0].value = -5
    assert turned.start == (-5, 50)


def test_another_objective_starts_over(lab):
    lab.learning_rate = 0.123
    lab.objective = BOWL
    assert lab.start == tuple(BOWL.start)
    assert 0.123 not in lab.found.learning_rates
    assert [box.description for box in lab._where.boxes] == ["start x", "start y"]
    assert lab.player.figure.axes[1].get_xlim()[1] == pytest.approx(1.1 * 2 / 5)
    newcomer = gd.quadratic_bowl(30)
    lab.objective = newcomer
    assert lab._choice.value is newcomer


def test_captions_name_the_marks_and_the_factors(lab):
    lab.objective = BOWL
    lab.learning_rate = 1 / 3
    caption = lab.player.captions[lab.player.step]
    assert caption.startswith("η = 0.333 = 2/(L+μ):   ")
    assert "by −0.667" in caption
    assert "by 0.667" in caption


@pytest.mark.parametrize("start", [(0, 0), (5, 3.4), (1e3, 1e3), (1e200, 0)])
@pytest.mark.parametrize("rate", [0, 0.4, 1e6])
def test_extremes_leave_it_usable(old_lab, start, rate):
    old_lab.objective = BOWL
    old_lab.start, old_lab.learning_rate = start, rate
    caption = old_lab.player.captions[old_lab.player.step]
    if start == (0, 0):
        assert "0 steps until" in caption
    elif rate == 0:
        assert "it stays where it is" in caption
    else:
        assert "never" in caption
    assert old_lab.player.still(old_lab.player.step).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("objective", gd.parabola(), ValueError),
        ("objective", gd.saddle(), ValueError),
        ("objective", "himmelblau", TypeError),
        ("learning_rate", -1, ValueError),
        ("learning_rate", "fast", TypeError),
        ("start", (1,), ValueError),
        ("start", "here", TypeError),
    ],
)
def test_bad_values_are_named(old_lab, name, value, error):
    with pytest.raises(error, match=name):
        setattr(old_lab, name, value)
    options = {name: value} if name != "objective" else {}
    with pytest.raises(error, match=name):
        gd.SweepLab(value if name == "objective" else BOWL, **options)


def test_it_needs_something_to_sweep():
    with pytest.raises(ValueError, match="at least one"):
        gd.SweepLab()


def test_a_random_walk_raises_nothing_and_leaves_nothing(old_lab):
    def place(generator):
        old_lab.player.step = int(generator.integers(old_lab.player.n_steps + 1))

    def start(generator):
        old_lab.start = any_place(generator)

    scrubs = [place] * 30  # what a hand does most
    random_walk(
        [
            *scrubs,
            lambda g: setattr(old_lab, "learning_rate", any_rate(g)),
            lambda g: setattr(old_lab._box, "value", float(g.uniform(0, 0.5))),
            start,
            lambda g: old_lab._pointed(g.uniform(-5, 5, 2)),
        ]
    )
    old_lab.objective = HOUSES
    old_lab.learning_rate = 0.3
    assert old_lab.steps_needed == 373
