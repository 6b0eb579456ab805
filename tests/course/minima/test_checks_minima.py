"""The exercises of notebook 05: right answers pass, and each known mistake gets its own reply."""

import itertools
import math
from functools import partial

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.minima import convex_or_not, convex_sum, restarts, which_valley
from gdteach.numerics.convexity import CONVEX, NOT_CONVEX, STRICT, VERDICTS

VALLEY, RESTARTS, CONVEXITY, SUM = (
    partial(gd.check, f"minima/{name}")
    for name in ("five_starts", "restarts", "convex_or_not", "convex_sum")
)

ENDS = {"A": "left", "B": "left", "C": "right", "D": "left", "E": "neither"}
JUDGED = dict(zip("ABCDEF", (STRICT, NOT_CONVEX, NOT_CONVEX, CONVEX, CONVEX, STRICT), strict=True))

# --- which valley ----------------------------------------------------------------------------


def test_the_runs_end_where_the_answers_say():
    floors = {"left": -1.0355787, "right": 0.9601496}
    for letter, (start, learning_rate) in which_valley.RUNS.items():
        run = gd.gradient_descent(gd.double_well(), start, learning_rate, max_steps=5000)
        ends = [name for name, floor in floors.items() if abs(run.end[0] - floor) < 1e-5]
        assert ends == ([ENDS[letter]] if ENDS[letter] in floors else [])


def test_the_right_valleys_pass_and_no_others():
    assert VALLEY(ENDS).passed
    for letter, name in itertools.product(ENDS, which_valley.ENDS):
        feedback = VALLEY({**ENDS, letter: name})
        assert feedback.passed == (ENDS[letter] == name)


def test_the_numbers_in_the_hints_about_valleys():
    slope = gd.double_well().gradient
    assert slope(-0.3) == pytest.approx(1.39, abs=0.005)
    assert slope(0.07) == pytest.approx(0.021, abs=5e-4)
    assert slope(0.5) == pytest.approx(-1.2)
    assert slope(1.9) == pytest.approx(20.1, abs=0.05)
    assert 1.9 - 0.1 * slope(1.9) < 0.0754
    limits = gd.Valleys(gd.double_well()).limits
    np.testing.assert_allclose(limits, [0.2255, 0.2832], atol=5e-5)


# --- convex or not ---------------------------------------------------------------------------

FORMULAS = {
    "A": (gd.as_objective(lambda w: -math.log(w) if w > 0 else math.inf, start=1.0), 0.1, 8),
    "B": (gd.as_objective(lambda w: w**3), -3, 3),
    "C": (gd.as_objective(lambda x, y: x**2 + y**2 + 3 * x * y), -3, 3),
    "D": (gd.as_objective(lambda x, y: (x - y) ** 2), -3, 3),
    "E": (gd.as_objective(lambda w: max(w**2, 2 * w + 3)), -4, 5),
    "F": (gd.as_objective(lambda w: math.log1p(math.exp(w))), -4, 4),
}


@pytest.mark.parametrize("letter", FORMULAS)
def test_chords_confirm_the_verdicts(letter):
    objective, low, high = FORMULAS[letter]
    rng = np.random.default_rng(3)
    ends = rng.uniform(low, high, (400, 2, objective.dimension))
    if letter == "D":  # a chord along the valley, as the hint suggests
        ends = np.concatenate([ends, [[[-1, -1], [2, 2]]]])
    if letter == "E":
        ends = np.concatenate([ends, [[[-0.5], [2.5]]]])
    gaps = np.array([gd.chord_gaps(objective, a, b, [0.5])[2][0] for a, b in ends])
    apart = np.linalg.norm(ends[:, 0] - ends[:, 1], axis=-1) > 0.05
    if JUDGED[letter] == NOT_CONVEX:
        assert gaps.min() < -0.1
    else:
        assert gaps.min() > -1e-9
        assert (gaps[apart].min() > 1e-6) == (JUDGED[letter] == STRICT)


def test_the_right_verdicts_pass_and_no_others():
    assert CONVEXITY(JUDGED).passed
    for letter, verdict in itertools.product(JUDGED, VERDICTS):
        feedback = CONVEXITY({**JUDGED, letter: verdict})
        assert feedback.passed == (JUDGED[letter] == verdict)
        if not feedback.passed:
            assert feedback.mistake == f"{letter}:{verdict}"


def test_the_eigenvalues_in_the_hints():
    assert np.linalg.eigvalsh([[2, 3], [3, 2]]) == pytest.approx([-1, 5])
    assert np.linalg.eigvalsh([[2, -2], [-2, 2]]) == pytest.approx([0, 4])
    assert FORMULAS["C"][0]([1, -1]) == -1


# --- a convex sum ----------------------------------------------------------------------------

SUMS = {
    "A": (lambda c: gd.as_objective(lambda w: w**4 - 2 * w**2 + 0.3 * w + c * w**2), -1, 1),
    "B": (lambda c: gd.as_objective(lambda w: w**2 / 2 + 0.6 * np.sin(2 * w) + c * w**2), 0.5, 1.1),
    "C": (lambda c: gd.as_objective(lambda x, y: x**2 - y**2 + c * (x**2 + y**2)), -1, 1),
}


@pytest.mark.parametrize("letter", SUMS)
def test_the_bowls_are_enough_and_no_smaller_one_is(letter):
    make, low, high = SUMS[letter]
    c = convex_sum._ITEMS[letter].right
    grid = np.linspace(low, high, 9)
    for bowl, enough in ((c, True), (c + 0.3, True), (0.99 * c, False)):
        objective = make(bowl)
        points = [(x,) * objective.dimension if letter != "C" else (x, -x) for x in grid]
        bends = [
            np.linalg.eigvalsh(gd.central_difference_hessian(objective.function, point)).min()
            for point in points
        ]
        assert (min(bends) > -5e-4 * max(1, c)) == enough


@pytest.mark.parametrize(
    ("letter", "value", "slug"),
    [(letter, w.value, w.slug) for letter, item in convex_sum._ITEMS.items() for w in item.wrong],
)
def test_each_wrong_bowl_is_recognised(letter, value, slug):
    feedback = SUM({letter: value})
    assert feedback.mistake == f"{letter}:{slug}"
    assert "?" in feedback.message


def test_the_right_bowls_pass():
    assert SUM({"A": 2, "B": 0.7, "C": 1}).passed
    assert SUM({"A": 2, "B": ...}).mistake == "incomplete"
    assert SUM({"A": 3}).mistake == "A:unknown"


# --- restarts --------------------------------------------------------------------------------


def restarts_needed(p, certainty):
    return int(np.ceil(np.log(1 - certainty) / np.log(1 - p)))


def by_counting(p, certainty):
    n = 0
    while 1 - (1 - p) ** n < certainty:
        n += 1
    return n


@pytest.mark.parametrize("right", [restarts_needed, by_counting])
def test_right_counts_pass(right):
    assert RESTARTS(right).passed


@pytest.mark.parametrize("search", restarts._SEARCHES, ids=str)
def test_the_truth_is_the_smallest_number_that_will_do(search):
    n = by_counting(search.p, search.certainty)
    assert math.ceil(search.starts) == n
    assert search.chance(n) >= search.certainty > search.chance(n - 1)


def counting_one_less(p, certainty):
    return by_counting(p, certainty) - 1


ceil, log = math.ceil, np.log
WRONG = [
    ("adds_up", lambda p, c: c / p),
    ("adds_up", lambda p, c: ceil(c / p)),
    ("average", lambda p, c: 1 / p),
    ("average", lambda p, c: ceil(1 / p)),
    ("p_multiplied", lambda p, c: ceil(log(1 - c) / log(p))),
    ("p_multiplied", lambda p, c: log(1 - c) / log(p)),
    ("certainty_for_doubt", lambda p, c: ceil(log(c) / log(1 - p))),
    ("certainty_for_doubt", lambda p, c: log(c) / log(1 - p)),
    ("no_failures", lambda p, c: log(c) / log(p)),
    ("upside_down", lambda p, c: log(1 - p) / log(1 - c)),
    ("doubt_reversed", lambda p, c: 1 / (1 - c)),
    ("rounded_down", lambda p, c: int(log(1 - c) / log(1 - p))),
    ("rounded_to_nearest", lambda p, c: round(float(log(1 - c) / log(1 - p)))),
    ("not_rounded", lambda p, c: log(1 - c) / log(1 - p)),
    ("one_too_many", lambda p, c: restarts_needed(p, c) + 1),
    ("rounded_down", counting_one_less),
    ("chance_returned", lambda p, c: 1 - (1 - p) ** restarts_needed(p, c)),
    ("unknown", lambda p, c: 7 * c),
    ("nothing_returned", lambda p, c: print(end="")),
    ("wrong_signature", lambda p: 17),
]


@pytest.mark.parametrize(("slug", "wrong"), WRONG)
def test_each_wrong_count_is_recognised(slug, wrong):
    feedback = RESTARTS(wrong)
    assert not feedback.passed
    assert feedback.mistake == slug
    assert "{" not in feedback.message
    assert "!" not in feedback.message


def test_the_reply_to_rounding_down_says_what_is_missing():
    message = RESTARTS(lambda p, c: int(log(1 - c) / log(1 - p))).message
    assert "16 starts succeed with 98.998 %" in message
    assert restarts._SEARCHES[0].chance(16) < 0.99


# --- all four --------------------------------------------------------------------------------


@pytest.mark.parametrize("check", [VALLEY, RESTARTS, CONVEXITY, SUM])
@pytest.mark.parametrize("nothing", [..., None])
def test_nothing_answered_is_not_attempted(check, nothing):
    assert check(nothing).label == "Not attempted yet"


@pytest.mark.parametrize("check", [VALLEY, CONVEXITY, SUM])
def test_dots_are_not_attempted(check):
    assert check(dict.fromkeys("ABC", ...)).label == "Not attempted yet"
    with pytest.raises(TypeError, match="answers must be a dict"):
        check("left")
    with pytest.raises(ValueError, match="known name"):
        check({"Z": ...})


def test_a_function_is_needed():
    with pytest.raises(TypeError, match="f must be a function"):
        RESTARTS(17)


@pytest.mark.parametrize(
    ("hints", "right"),
    [(which_valley._HINTS, ENDS), (convex_or_not._HINTS, JUDGED)],
)
def test_every_wrong_choice_has_its_own_hint(hints, right):
    options = set(right.values())
    wanted = {f"{letter}:{name}" for letter, name in itertools.product(right, options)}
    assert set(hints) == wanted - {f"{letter}:{name}" for letter, name in right.items()}
    for hint in hints.values():
        assert hint[0].islower() or hint[0].isdigit()
        assert "!" not in hint
        assert len(hint) < 260
