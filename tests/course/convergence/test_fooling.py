"""The fooling table: no verdict before a guess, and every cell judged."""

import random

import pytest

import gdteach as gd
from gdteach.course.convergence.fooling_runs import verdicts
from gdteach.course.convergence.fooling_table import CELLS

TRUTH = {(letter, test) for letter, test in CELLS if verdicts(letter)[test].fooled}


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
    table.ticked = TRUTH
    table.revealed = True
    assert table.score == len(CELLS) == 18
    assert "18 of 18 right" in table.status.value
    assert all("✓" in reply.value for reply in table.replies.values())


def test_every_wrong_tick_costs_one(table):
    table.ticked = TRUTH ^ {("A", "gradient"), ("F", "value")}
    table.revealed = True
    assert table.score == 16
    for cell, reply in table.replies.items():
        assert ("✗" in reply.value) == (cell in {("A", "gradient"), ("F", "value")})
    assert "fooled: stops at 4, 4.1 away" in table.replies["F", "value"].value
    assert "not fooled: silent" in table.replies["A", "gradient"].value


def test_it_can_start_over(table):
    table.ticked = TRUTH
    table.revealed = True
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
