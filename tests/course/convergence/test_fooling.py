"""The fooling table: who is fooled, by hand; no verdict before a guess; every cell judged."""

import random

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.convergence.fooling_runs import CASES, NEAR, STEPS, TOLERANCE, verdicts
from gdteach.course.convergence.fooling_table import CELLS

FOOLED = {  # worked out by hand below
    "A": {"step", "value"},
    "B": {"value"},
    "C": {"gradient", "step", "value"},
    "D": {"gradient", "step", "value"},
    "E": {"step", "value"},
    "F": {"gradient", "value"},
}
TRUTH = {(letter, test) for letter, tests in FOOLED.items() for test in tests}


@pytest.mark.parametrize("letter", CASES)
def test_who_is_fooled(letter):
    assert {name for name, verdict in verdicts(letter).items() if verdict.fooled} == FOOLED[letter]


def test_no_verdict_hangs_by_a_hair():
    spoken = [v.away for each in CASES for v in verdicts(each).values() if v.step is not None]
    assert all(away > 10 * NEAR or away < NEAR / 10 for away in spoken)


def test_the_quartic_by_hand():
    # slope 4w³, step 0.4w³, change about 0.1·16·w⁶: where each is the tolerance
    for name, w in [
        ("gradient", (TOLERANCE / 4) ** (1 / 3)),
        ("step", (TOLERANCE / 0.4) ** (1 / 3)),
        ("value", (TOLERANCE / 1.6) ** (1 / 6)),
    ]:
        assert verdicts("D")[name].away == pytest.approx(w, rel=0.02)
        assert w > NEAR


def test_in_its_units_the_last_run_is_an_ordinary_one():
    ordinary = gd.gradient_descent(gd.parabola(2.0), 10, 0.1, max_steps=60)
    np.testing.assert_allclose(CASES["F"].run().iterates[:61], ordinary.iterates, rtol=1e-12)


def test_silence_is_measured_to_the_end():
    steps = {name: verdict.step for name, verdict in verdicts("B").items()}
    assert steps == {"gradient": None, "step": None, "value": 1}
    assert CASES["B"].run().n_steps == STEPS


# The table


@pytest.fixture
def table():
    return gd.FoolingTable()


def test_no_verdict_before_a_guess(table):
    assert table.button.disabled
    assert table.score is None
    with pytest.raises(ValueError, match="revealed must wait"):
        table.revealed = True
    table.boxes["A", "step"].value = True
    assert table.ticked == {("A", "step")}
    assert not table.button.disabled
    table.button.click()
    assert table.revealed
    assert all(box.disabled for box in table.boxes.values())


def test_the_right_ticks_score_all_cells(table):
    table.ticked, table.revealed = TRUTH, True
    assert table.score == len(CELLS) == 18
    assert "18 of 18 right" in table.status.value
    assert all("✓" in reply.value for reply in table.replies.values())


def test_every_wrong_tick_costs_one(table):
    wrong = {("A", "gradient"), ("F", "value")}
    table.ticked, table.revealed = TRUTH ^ wrong, True
    assert table.score == 16
    assert {cell for cell, reply in table.replies.items() if "✗" in reply.value} == wrong
    assert "fooled: stops at 4, 4.1 away" in table.replies["F", "value"].value
    assert "not fooled: silent" in table.replies["A", "gradient"].value


def test_it_can_start_over(table):
    table.ticked, table.revealed = TRUTH, True
    table.revealed = False
    assert not any("✓" in reply.value for reply in table.replies.values())
    assert not any(box.disabled for box in table.boxes.values())


@pytest.mark.parametrize(
    ("given", "error"),
    [("A", TypeError), ({("Z", "step")}, ValueError), ({("A", "limit")}, ValueError)],
)
def test_bad_ticks_are_named(table, given, error):
    with pytest.raises(error, match="ticked"):
        table.ticked = given


def test_every_box_has_its_own_name(table):
    assert len({box.description for box in table.boxes.values()}) == 18


def test_the_stored_form_tells_the_runs_and_no_verdict(table):
    text = table._repr_mimebundle_()["text/plain"]
    assert text.count("\n") == 6
    assert "✓" not in text
    assert repr(table) == "FoolingTable(6 runs, 3 tests, 0 ticked)"


def test_a_random_walk_raises_nothing_and_is_scored_when_it_asks(table):
    hand = random.Random(0)
    for _ in range(300):
        box = table.boxes[hand.choice(list(table.boxes))]
        box.value = not box.value
        table.revealed = bool(table.ticked) and hand.random() < 0.5
        assert (table.score is None) != table.revealed
