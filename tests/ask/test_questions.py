"""The predict widget: it waits for an answer, replies to every option, and judges once."""

from __future__ import annotations

import re

import ipywidgets
import numpy as np
import pytest

from gdteach.ask.question_bank import LETTERS, load_questions, make_question, plain
from gdteach.ask.questions import Prediction, predict

EACH = pytest.mark.parametrize("question", load_questions().values(), ids=lambda q: q.id)
ONE_PIXEL = "iVBORw0KGgo="  # what a lab offers as its still picture; only handed on here


class StillLab(ipywidgets.VBox):
    """A lab with a still picture, in either of the two forms widgets return."""

    def __init__(self, metadata=None):
        super().__init__()
        self.metadata = metadata

    def _repr_mimebundle_(self, **kwargs):
        data = {"text/plain": "lab", "image/png": ONE_PIXEL}
        return data if self.metadata is None else (data, self.metadata)


def walk(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from walk(child)


def buttons(widget):
    return [part for part in walk(widget) if isinstance(part, ipywidgets.Button)]


def button(widget, words):
    return next(part for part in buttons(widget) if words in part.description)


def markup(widget):
    """All HTML that the widget shows."""
    return "\n".join(part.value for part in walk(widget) if isinstance(part, ipywidgets.HTMLMath))


def spoken(widget):
    """What the live region holds."""
    regions = re.findall(r'<div role="status" aria-live="polite".*?</div>', markup(widget), re.S)
    (region,) = regions  # exactly one, there from the start
    return re.sub(r"<[^>]*>", "", region)


def test_the_lab_waits_for_an_answer():
    lab = StillLab()
    widget = predict("algorithm/first_step", lab)
    assert lab not in walk(widget)
    assert (widget.answer, widget.prediction, widget.correct, widget.unlocked) == (
        "", "", None, False,
    )  # fmt: skip
    assert spoken(widget) == ""
    button(widget, "To the left").click()
    assert widget.children[-1] is lab
    assert widget.unlocked


@EACH
def test_every_option_answers_by_click_and_from_a_cell_alike(question):
    for option in question.options:
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
def test_every_option_is_a_named_button_and_its_row_says_the_same(question):
    widget = predict(question.id)
    *options, show_me = buttons(widget)
    assert show_me.description == "Just show me"
    for letter, option, part in zip(LETTERS, question.options, options, strict=False):
        assert part.description == f"{letter}. {plain(option.text)}"
        assert not part.disabled


def test_the_first_commitment_is_kept_while_the_other_replies_are_read():
    widget = predict("algorithm/first_step", StillLab())
    button(widget, "To the left").click()
    button(widget, "To the right").click()
    assert (widget.answer, widget.prediction, widget.correct) == ("right", "left", False)
    assert "two minus signs" in spoken(widget)
    assert button(widget, "To the left").description.endswith("Not this one – your prediction")
    assert button(widget, "To the right").description.endswith("Right")
    assert "Right" not in button(widget, "depends").description
    button(widget, "To the left").click()
    assert widget.answer == "left"
    assert "You moved with the sign" in spoken(widget)


def test_just_show_me_opens_the_lab_and_judges_nobody():
    lab = StillLab()
    widget = predict("algorithm/first_step", lab)
    button(widget, "Just show me").click()
    assert widget.children[-1] is lab
    assert (widget.answer, widget.prediction, widget.correct) == ("", "", None)
    assert "two minus signs" in spoken(widget)
    button(widget, "To the left").click()  # to read, not to be judged
    assert (widget.answer, widget.prediction, widget.correct) == ("left", "", None)
    assert "your prediction" not in markup(widget)


def test_just_show_me_stays_and_shows_the_right_option_after_a_wrong_one():
    widget = predict("algorithm/first_step")
    widget.answer = "left"
    button(widget, "Just show me").click()
    assert "two minus signs" in spoken(widget)
    assert (widget.prediction, widget.correct) == ("left", False)
    button(widget, "To the left").click()  # the option chosen last: its reply comes back
    assert "You moved with the sign" in spoken(widget)


def test_unlocking_from_a_cell_is_just_show_me():
    lab = StillLab()
    told, clicked = predict("algorithm/first_step", lab), predict("algorithm/first_step", lab)
    told.unlocked = True
    button(clicked, "Just show me").click()
    assert markup(told) == markup(clicked)
    assert told.children[-1] is lab


@pytest.mark.parametrize("start_over", [{"answer": ""}, {"unlocked": False}])
def test_it_can_start_over(start_over):
    lab = StillLab()
    fresh, widget = predict("algorithm/first_step", lab), predict("algorithm/first_step", lab)
    widget.answer = "left"
    widget.set_trait(*start_over.popitem())
    assert markup(widget) == markup(fresh)
    assert lab not in widget.children
    assert (widget.answer, widget.prediction, widget.correct) == ("", "", None)
    widget.answer = "right"
    assert widget.correct is True


def test_a_question_without_a_lab_works():
    widget = predict("algorithm/first_step")
    widget.answer = "right"
    assert widget.unlocked
    assert len(widget.children) == 1


def test_observers_see_one_finished_state():
    seen = []
    widget = predict("algorithm/first_step")
    widget.observe(lambda _: seen.append((widget.prediction, widget.correct)), "unlocked")
    widget.answer = "left"
    assert seen == [("left", False)]


def test_markup_is_escaped_and_code_is_marked():
    widget = predict("algorithm/history")
    assert "<code>w -= …</code> changes" in markup(widget)
    assert "f(w)\u00a0=\u00a0x²" in markup(widget)
    options = [{"id": word, "text": word, "reply": word} for word in ("yes", "no")]
    options[0]["right"] = True
    question = make_question("a/b", {"prompt": "Is 1 < 2 & `a<b`?", "options": options})
    assert "Is 1 &lt; 2 &amp; <code>a&lt;b</code>?" in markup(Prediction(question))


# What stays without a kernel ----------------------------------------------------------------------


@EACH
def test_the_text_form_holds_the_question_and_is_the_same_each_time(question):
    first, second = (predict(question.id)._repr_mimebundle_() for _ in range(2))
    assert first["text/plain"] == second["text/plain"] == str(question)
    assert all(plain(option.text) in first["text/plain"] for option in question.options)
    assert all(option.reply not in first["text/plain"] for option in question.options)
    assert all(program.code.splitlines()[-1] in str(question) for program in question.programs)
    assert "application/vnd.jupyter.widget-view+json" in first


def test_an_answer_leaves_the_text_form_alone():
    widget = predict("algorithm/first_step")
    before = widget._repr_mimebundle_()["text/plain"]
    widget.answer = "left"
    assert widget._repr_mimebundle_()["text/plain"] == before
    assert repr(widget) == "predict('algorithm/first_step')"


def test_the_still_picture_is_the_labs():
    assert "image/png" not in predict("algorithm/first_step")._repr_mimebundle_()
    plain_lab = predict("algorithm/first_step", ipywidgets.Label("x"))
    assert "image/png" not in plain_lab._repr_mimebundle_()
    bundle = predict("algorithm/first_step", StillLab())._repr_mimebundle_()
    assert bundle["image/png"] == ONE_PIXEL
    assert bundle["text/plain"].startswith("Predict: The valley")
    size = {"image/png": {"width": 600}}
    data, metadata = predict("algorithm/first_step", StillLab(size))._repr_mimebundle_()
    assert data["image/png"] == ONE_PIXEL
    assert metadata == size
    assert isinstance(predict("algorithm/first_step", StillLab({}))._repr_mimebundle_(), dict)


# Bad input ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad", [None, 3, 1.5, True, b"algorithm/first_step", ["a"], np.array(["a"])]
)
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


@pytest.mark.parametrize("bad", ["lab", 3, object(), [ipywidgets.Label()], ipywidgets.Label])
def test_a_lab_that_is_no_widget_is_a_type_error(bad):
    with pytest.raises(TypeError, match="lab must be a DOMWidget"):
        predict("algorithm/first_step", bad)


def test_a_wrong_answer_id_changes_nothing():
    widget = predict("algorithm/first_step")
    with pytest.raises(ValueError, match=r"answer must be .*'rigth'; did you mean 'right'\?"):
        widget.answer = "rigth"
    with pytest.raises(TypeError, match="answer must be a name"):
        widget.answer = 1
    assert (widget.answer, widget.unlocked) == ("", False)
