"""What holds for every question: sound, in the house's voice, and each option replies."""

from __future__ import annotations

from collections import Counter
from dataclasses import FrozenInstanceError

import pytest

from gdteach.ask.question_bank import LETTERS, load_questions, make_question, plain
from gdteach.ask.questions import predict
from tests.asking import button, buttons, keeps_the_voice, markup, spoken

ALL = list(load_questions().values())
EACH = pytest.mark.parametrize("question", ALL, ids=lambda question: question.id)


@EACH
def test_a_question_has_two_to_five_options_one_right_and_a_reply_to_each(question):
    assert 2 <= len(question.options) <= 5
    assert sum(option.right for option in question.options) == 1
    for part in ("id", "text", "reply"):
        assert len({getattr(option, part) for option in question.options}) == len(question.options)
    assert all(option.id for option in question.options)
    assert question.paragraphs[-1].endswith("?")
    assert question.misconception in {None, *(f"M{number}" for number in range(1, 43))}


@EACH
def test_the_voice_is_kept(question):
    for text in question.paragraphs:
        keeps_the_voice(text)
    for option in question.options:
        keeps_the_voice(option.text)
        keeps_the_voice(option.reply)
        assert 15 <= len(option.reply.split()) <= 75


@EACH
def test_every_option_is_a_named_button_and_answers_by_click_and_from_a_cell_alike(question):
    *options, show_me = buttons(predict(question.id))
    assert show_me.description == "Just show me"
    for letter, option, part in zip(LETTERS, question.options, options, strict=False):
        assert part.description == f"{letter}. {plain(option.text)}"
        assert not part.disabled
        clicked, told = predict(question.id), predict(question.id)
        button(clicked, plain(option.text)).click()
        told.answer = option.id
        for widget in (clicked, told):
            assert widget.answer == widget.prediction == option.id
            assert widget.correct is option.right
            assert widget.unlocked
            verdict = "Right" if option.right else "Not this one"
            assert spoken(widget).startswith(f"{verdict}: ")
            assert f"{verdict} · your prediction" in markup(widget)
        assert markup(clicked) == markup(told)


@EACH
def test_the_text_form_holds_the_question_and_is_the_same_each_time(question):
    first, second = (predict(question.id)._repr_mimebundle_() for _ in range(2))
    assert first["text/plain"] == second["text/plain"] == str(question)
    assert all(plain(option.text) in first["text/plain"] for option in question.options)
    assert all(option.reply not in first["text/plain"] for option in question.options)
    assert all(program.code.splitlines()[-1] in str(question) for program in question.programs)
    assert "application/vnd.jupyter.widget-view+json" in first


# All of them together


def test_each_notebook_has_its_questions_and_every_misconception_of_theirs_is_met():
    counts = Counter(question.id.split("/")[0] for question in ALL)
    topics = "start gradient algorithm learning_rate convergence minima training variants"
    assert " ".join(counts) == topics
    assert all(number >= 4 for topic, number in counts.items() if topic != "start")
    met = {*range(1, 23), *range(25, 42)}
    assert {question.misconception for question in ALL} - {None} == {f"M{n}" for n in met}


def test_neither_place_nor_length_gives_the_right_option_away():
    places = Counter(question.options.index(question.right) for question in ALL)
    longest = [max(q.options, key=lambda option: len(option.text)) is q.right for q in ALL]
    assert max(places.values()) < len(ALL) / 2
    assert sum(longest) < len(ALL) / 2


# How they are written


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
        ({"options": [YES, {"id": "no", "text": "No"}]}, "reply"),
        ({"options": [YES, NO | {"rihgt": True}]}, "rihgt"),
        ({"misconcepton": "M1"}, "misconcepton"),
    ],
)
def test_a_faulty_question_is_refused_by_name(changes, problem):
    with pytest.raises(ValueError, match=rf"question 'a/b' is not well formed.*{problem}"):
        make_question("a/b", table(**changes))


def test_a_sound_question_is_read_once_and_cannot_be_changed():
    question = make_question("a/b", table(prompt="Look\nhere.\n\nIs it\nso?"))
    assert question.paragraphs == ("Look here.", "Is it so?")
    assert question.right.id == "yes"
    with pytest.raises(FrozenInstanceError):
        question.id = "other"
    with pytest.raises(TypeError):
        load_questions()["a/b"] = question
    assert load_questions() is load_questions()


@pytest.mark.parametrize("bad", [None, 3, 1.5, True, b"algorithm/first_step", ["a"]])
def test_an_id_that_is_no_string_is_a_type_error(bad):
    with pytest.raises(TypeError, match=r"question_id must be a name .*start/fog"):
        predict(bad)


@pytest.mark.parametrize(
    ("bad", "remedy"),
    [
        ("first_step", "algorithm/first_step"),
        ("algorithm/frist_step", "algorithm/first_step"),
        ("algorithm.first_step", "algorithm/first_step"),
        ("", "known: start/fog"),
        ("zzz", "known: start/fog"),
    ],
)
def test_an_unknown_id_is_a_value_error_that_names_the_nearest(bad, remedy):
    with pytest.raises(ValueError, match=f"question_id must be .*{remedy}"):
        predict(bad)
