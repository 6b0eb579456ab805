"""The questions as data: sound, in the house's voice, and refused by name when they are not."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError

import pytest

from gdteach.ask.question_bank import load_questions, make_question

ALL = list(load_questions().values())
EACH = pytest.mark.parametrize("question", ALL, ids=lambda question: question.id)


def learner_texts(question):
    """Every string of a question that a learner reads."""
    yield from question.paragraphs
    for option in question.options:
        yield option.text
        yield option.reply


@EACH
def test_a_question_has_two_to_five_options_one_right_and_a_reply_to_each(question):
    assert 2 <= len(question.options) <= 5
    assert sum(option.right for option in question.options) == 1
    assert len({option.id for option in question.options}) == len(question.options)
    assert len({option.text for option in question.options}) == len(question.options)
    assert len({option.reply for option in question.options}) == len(question.options)
    assert all(text.strip() == text != "" for text in learner_texts(question))
    assert all(option.id for option in question.options)


@EACH
def test_a_prompt_ends_with_its_question(question):
    assert question.paragraphs[-1].endswith("?")


@EACH
def test_a_misconception_is_one_of_the_list(question):
    assert question.misconception in {None, *(f"M{number}" for number in range(1, 22))}


@EACH
def test_the_voice_is_kept(question):
    for text in learner_texts(question):
        assert not re.search(r"\b(obviously|simply|just|always|clearly|trivial\w*)\b", text, re.I)
        assert "!" not in text
        assert not re.search(r"\b(alpha|eta|lr)\b", text)
        assert not re.search(r"\d-\d|[( ]-\d", text), "a minus sign is −, not a hyphen"
        assert text.count("`") % 2 == 0
    for option in question.options:
        assert 15 <= len(option.reply.split()) <= 75


def test_every_misconception_of_notebooks_0_to_5_is_met():
    assert {question.misconception for question in ALL} - {None} == {f"M{n}" for n in range(1, 20)}


def test_each_notebook_has_its_questions():
    counts = {}
    for question_id in load_questions():
        topic = question_id.split("/")[0]
        counts[topic] = counts.get(topic, 0) + 1
    assert list(counts) == [
        "start",
        "gradient",
        "algorithm",
        "learning_rate",
        "convergence",
        "minima",
    ]
    assert all(number >= 4 for topic, number in counts.items() if topic != "start")


def test_neither_place_nor_length_gives_the_right_option_away():
    places = [question.options.index(question.right) for question in ALL]
    longest = [max(q.options, key=lambda option: len(option.text)) is q.right for q in ALL]
    assert max(places.count(place) for place in set(places)) < len(ALL) / 2
    assert sum(longest) < len(ALL) / 2


def table(**changes):
    options = [
        {"id": "yes", "text": "Yes", "reply": "It is.", "right": True},
        {"id": "no", "text": "No", "reply": "It is not."},
    ]
    return {"prompt": "Is it so?", "options": options} | changes


YES, NO = table()["options"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"options": [YES]}, "2 to 5 options"),
        ({"options": [YES] + [NO | {"id": str(n)} for n in range(5)]}, "2 to 5 options"),
        ({"options": [YES, NO, NO]}, "twice"),
        ({"options": [NO, NO | {"id": "other"}]}, "exactly one right"),
        ({"options": [YES, NO | {"right": True}]}, "exactly one right"),
        ({"options": [YES, NO | {"reply": " "}]}, "empty"),
        ({"options": [YES, NO | {"text": ""}]}, "empty"),
        ({"prompt": ""}, "empty"),
        ({"options": [YES, {"id": "no", "text": "No"}]}, "well formed.*reply"),
        ({"options": [YES, NO | {"rihgt": True}]}, "well formed.*rihgt"),
        ({"misconcepton": "M1"}, "well formed.*misconcepton"),
    ],
)
def test_a_faulty_question_is_refused_by_name(changes, problem):
    with pytest.raises(ValueError, match=rf"'a/b'.*{problem}"):
        make_question("a/b", table(**changes))


def test_a_sound_question_is_read_and_cannot_be_changed():
    question = make_question("a/b", table(prompt="Look\nhere.\n\nIs it\nso?"))
    assert question.paragraphs == ("Look here.", "Is it so?")
    assert question.right.id == "yes"
    with pytest.raises(FrozenInstanceError):
        question.id = "other"
    with pytest.raises(TypeError):
        load_questions()["a/b"] = question


def test_the_questions_are_read_once():
    assert load_questions() is load_questions()
