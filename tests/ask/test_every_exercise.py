"""What holds for every exercise of `check`; what is special to one is tested in its topic."""

import re

import numpy as np
import pytest

import gdteach as gd
from gdteach.ask.answers import Answers, make_answers
from gdteach.ask.checking import exercises
from gdteach.numerics.wording import listed
from tests.asking import keeps_the_voice

NAMES = {
    "start": "one_step",
    "gradient": "by_hand directional_derivative wrong_one",
    "algorithm": "gradient_descent two_parameters diagnosis",
    "learning_rate": "largest inferred",
    "convergence": "stopping_rule should_stop diagnosis",
    "minima": "five_starts restarts convex_or_not convex_sum",
    "training": "mse_gradient rates first_steps first_layer",
    "variants": "momentum paths adam",
}
IDS = [f"{topic}/{name}" for topic, names in NAMES.items() for name in names.split()]

# Those that are content: answered with a name or a number for each item.
CONTENT = {id_: each for id_, each in exercises().items() if isinstance(each, Answers)}
NUMBERED = [id_ for id_, exercise in CONTENT.items() if not exercise.options]
ITEMS = [(id_, item) for id_, exercise in CONTENT.items() for item in exercise.items]
WRONG = [
    pytest.param(id_, item, wrong, id=f"{id_}-{item}-{wrong.mistake}")
    for id_, item in ITEMS
    for wrong in CONTENT[id_].items[item].wrong
]
each_exercise = pytest.mark.parametrize("id_", CONTENT)
each_item = pytest.mark.parametrize(("id_", "item"), ITEMS)


def right(id_):
    return {name: item.right for name, item in CONTENT[id_].items.items()}


def check(id_, answers):
    """Check a dict of answers, or the only one of an exercise that has no items."""
    return gd.check(id_, answers.get("", answers))


def test_these_are_the_exercises():
    assert sorted(exercises()) == sorted(IDS)
    assert exercises() is exercises()
    with pytest.raises(TypeError):
        exercises()["a/b"] = exercises()["start/one_step"]


@pytest.mark.parametrize("id_", IDS)
@pytest.mark.parametrize("nothing", [..., None])
def test_nothing_answered_is_not_attempted(id_, nothing):
    feedback = gd.check(id_, nothing)
    assert (feedback.passed, feedback.mistake) == (False, "not_attempted")
    assert feedback.label == "Not attempted yet"
    assert feedback.message.startswith("Nothing to check so far")


@each_item
def test_dots_in_place_of_the_items_are_not_attempted_either(id_, item):
    for answers in ({}, {item: None}, dict.fromkeys(CONTENT[id_].items, ...))[not item :]:
        feedback = check(id_, answers)
        assert feedback.mistake == "not_attempted"
        assert re.search("put a (letter|name|number) in place of (each|the) `", str(feedback))


@each_exercise
def test_the_right_answers_pass(id_):
    feedback = check(id_, right(id_))
    assert (feedback.passed, feedback.label) == (True, "Right")
    assert feedback.message == CONTENT[id_].success
    keeps_the_voice(feedback.message)


@pytest.mark.parametrize(("id_", "item", "wrong"), WRONG)
def test_a_known_wrong_answer_gets_its_own_reply(id_, item, wrong):
    for answers in ({item: wrong.value}, right(id_) | {item: wrong.value}):
        feedback = check(id_, answers)
        assert not feedback.passed
        assert feedback.mistake == (f"{item}:{wrong.mistake}" if item else wrong.mistake)
        assert feedback.message.endswith(f"{item}: {wrong.reply}" if item else wrong.reply)
    keeps_the_voice(wrong.reply)
    assert "?" in wrong.reply
    assert "{" not in wrong.reply
    assert len(wrong.reply) < 260
    assert not (item and wrong.reply[0].isupper())  # it follows "A: "


@each_item
def test_every_name_but_the_right_one_is_known_to_be_wrong(id_, item):
    known, options = CONTENT[id_].items[item], CONTENT[id_].options
    if options:
        assert {wrong.value for wrong in known.wrong} == set(options) - {known.right}
        assert all(wrong.mistake == wrong.value for wrong in known.wrong)


@pytest.mark.parametrize("id_", NUMBERED)
def test_any_other_number_gets_a_hint(id_):
    for item, known in CONTENT[id_].items.items():
        for number in (17.3, -17.3):
            feedback = check(id_, {item: number})
            assert re.fullmatch(f"{item}:(too_small|too_large)", feedback.mistake)
            assert re.search("[ −]17.3 ", feedback.message)
            assert feedback.message.endswith(f". {known.other}")
        keeps_the_voice(known.other)
        assert known.other.endswith("?")


@pytest.mark.parametrize("id_", NUMBERED)
def test_no_wrong_number_is_taken_for_another_or_for_the_right_one(id_):
    for item in CONTENT[id_].items.values():
        values = np.array([wrong.value for wrong in item.wrong])
        sizes = abs(values[:, None])
        assert (abs(values - item.right) > 0.01 * item.right).all()
        assert ((abs(values - values[:, None])) > 2e-3 * sizes).sum() == values.size * (
            values.size - 1
        )


@each_exercise
def test_part_of_the_answers_is_acknowledged(id_):
    (first, one), *others = right(id_).items()
    if others:
        waiting = [item for item, _ in others]
        feedback = check(id_, {first: one, waiting[0]: ...})
        assert feedback.mistake == "incomplete"
        still = f"{', '.join(waiting[:-1])} and {waiting[-1]}"
        assert feedback.message == f"{first} is right. {still} still to do."


@pytest.mark.parametrize("id_", [id_ for id_ in CONTENT if "" not in CONTENT[id_].items])
def test_each_wrong_answer_gets_its_reply_and_those_that_share_one_share_a_line(id_):
    items = CONTENT[id_].items
    wrong = {item: known.wrong[0] for item, known in items.items()}
    feedback = check(id_, {item: known.value for item, known in wrong.items()})
    lines = {known.reply: [] for known in wrong.values()}
    for item, known in wrong.items():
        lines[known.reply].append(item)
    said = feedback.message.splitlines()
    for line, (reply, shared) in zip(said, [*lines.items()][:3], strict=False):
        assert line == f"{listed(shared)}: {reply}"
    assert len(said) == min(len(lines), 4)
    assert len(lines) <= 3 or re.fullmatch(r"\([A-F, and]+ next\.\)", said[-1])
    assert feedback.mistake == "+".join(f"{item}:{w.mistake}" for item, w in wrong.items())


def test_a_number_under_anothers_letter_is_seen():
    feedback = gd.check("learning_rate/largest", {"A": 2 / 7, "B": 2 / 7})
    assert feedback.mistake == "A:another_letter"


# What is no exercise


@pytest.mark.parametrize(
    ("unknown", "error", "nearest"),
    [
        ("minima/restart", ValueError, "did you mean 'minima/restarts'"),
        ("one_step", ValueError, "did you mean 'start/one_step'"),
        ("gradient_descent", ValueError, "did you mean 'algorithm/gradient_descent'"),
        ("", ValueError, "known: .*start/one_step"),
        (None, TypeError, "known: .*start/one_step"),
        (3, TypeError, "known: .*start/one_step"),
        (b"start/one_step", TypeError, "known: .*start/one_step"),
        (["start/one_step"], TypeError, "known: .*start/one_step"),
    ],
)
def test_an_unknown_exercise_is_an_error_that_names_the_nearest(unknown, error, nearest):
    with pytest.raises(error, match=f"exercise_id must be a .*name.*; {nearest}"):
        gd.check(unknown, ...)


# How they are written


def names(**changes):
    item = {"right": "yes", "wrong": {"no": "it is.\nIs it?"}}
    return {"options": ["yes", "no"], "success": "Both.", "items": {"A": item}} | changes


def numbers(**changes):
    item = {"right": 2.0, "other": "what is 1 + 1?", "wrong": {"sum": {"value": 3.0}}}
    return {"replies": {"sum": "one too many?"}, "success": "Both.", "items": {"A": item}} | changes


def test_a_sound_table_is_read():
    assert make_answers("a/b", names()).reply({"A": "no"}).message == "A: it is. Is it?"
    assert make_answers("a/b", numbers()).reply({"A": 3}).message == "A: one too many?"
    assert (
        make_answers("a/b", numbers(exact="9 / 5", items={"A": {"right": 1.857}}))
        .reply({"A": 1.86})
        .mistake
        == "A:rounded"
    )


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (names(sucess="All."), "sucess"),
        (names(items={"A": {"right": "yse", "wrong": {"no": "?"}}}), "yse"),
        (names(items={"A": {"right": "yes", "wrong": {"on": "?"}}}), "on"),
        (names(items={"A": {"right": "yes"}}), "no reply to 'no'"),
        (names(items={"A": {"wrong": {"no": "?"}}}), "right"),
        (numbers(replies={}), "no reply to 'sum'"),
        (numbers(items={"A": {"right": 2.0, "ohter": "?"}}), "ohter"),
        (numbers(items={"A": {"right": 2.0, "wrong": {"sum": {"valeu": 3.0}}}}), "valeu"),
        ({"items": {}}, "success"),
    ],
)
def test_a_faulty_table_is_refused_by_name(table, problem):
    with pytest.raises(ValueError, match=f"exercise 'a/b' is not well formed.*{problem}"):
        make_answers("a/b", table)
