"""The predict widget: it waits for an answer, replies to every option, and judges once."""

import re

import ipywidgets
import pytest

import gdteach as gd
from gdteach.ask.card import inline
from gdteach.ask.question_bank import make_question
from gdteach.ask.questions import Prediction, predict
from tests.asking import button, markup, spoken, walk

ONE_PIXEL = "iVBORw0KGgo="  # what a lab offers as its still picture; only handed on here

VIEW = "application/vnd.jupyter.widget-view+json"


class StillLab(ipywidgets.VBox):
    """A lab with a still picture, in either of the two forms widgets return."""

    def __init__(self, metadata=None):
        super().__init__()
        self.metadata = metadata

    def _repr_mimebundle_(self, **kwargs):
        data = {"text/plain": "lab", "image/png": ONE_PIXEL}
        return data if self.metadata is None else (data, self.metadata)


@pytest.fixture
def lab():
    return StillLab()


@pytest.fixture
def widget(lab):
    return predict("algorithm/first_step", lab)


def state(widget):
    return widget.answer, widget.prediction, widget.correct


def test_the_lab_waits_for_an_answer(widget, lab):
    assert lab not in walk(widget)
    assert state(widget) == ("", "", None)
    assert not widget.unlocked
    assert spoken(widget) == ""
    button(widget, "To the left").click()
    assert widget.children[-1] is lab
    assert widget.unlocked


def test_the_first_commitment_is_kept_while_the_other_replies_are_read(widget):
    button(widget, "To the left").click()
    button(widget, "To the right").click()
    assert state(widget) == ("right", "left", False)
    assert "two minus signs" in spoken(widget)
    assert button(widget, "To the left").description.endswith("Not this one – your prediction")
    assert button(widget, "To the right").description.endswith("Right")
    assert "Right" not in button(widget, "depends").description
    button(widget, "To the left").click()
    assert widget.answer == "left"
    assert "You moved with the sign" in spoken(widget)


def test_just_show_me_opens_the_lab_and_judges_nobody(widget, lab):
    button(widget, "Just show me").click()
    assert widget.children[-1] is lab
    assert state(widget) == ("", "", None)
    assert "two minus signs" in spoken(widget)
    told = predict("algorithm/first_step", StillLab())
    told.unlocked = True  # the same from a cell
    assert markup(told) == markup(widget)
    assert isinstance(told.children[-1], StillLab)
    button(widget, "To the left").click()  # to read, not to be judged
    assert state(widget) == ("left", "", None)
    assert "your prediction" not in markup(widget)


def test_just_show_me_stays_and_shows_the_right_option_after_a_wrong_one(widget):
    widget.answer = "left"
    button(widget, "Just show me").click()
    assert "two minus signs" in spoken(widget)
    assert state(widget) == ("left", "left", False)
    button(widget, "To the left").click()  # the option chosen last: its reply comes back
    assert "You moved with the sign" in spoken(widget)


@pytest.mark.parametrize("start_over", [{"answer": ""}, {"unlocked": False}])
def test_it_can_start_over(widget, lab, start_over):
    fresh = markup(widget)
    widget.answer = "left"
    widget.set_trait(*start_over.popitem())
    assert markup(widget) == fresh
    assert lab not in widget.children
    assert state(widget) == ("", "", None)
    widget.answer = "right"
    assert widget.correct is True


def test_a_question_without_a_lab_works():
    widget = predict("algorithm/first_step")
    widget.answer = "right"
    assert widget.unlocked
    assert len(widget.children) == 1


def test_observers_see_one_finished_state(widget):
    seen = []
    widget.observe(lambda _: seen.append(state(widget)[1:]), "unlocked")
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


def test_an_answer_leaves_the_text_form_alone(widget):
    before = widget._repr_mimebundle_()["text/plain"]
    widget.answer = "left"
    assert widget._repr_mimebundle_()["text/plain"] == before
    assert repr(widget) == "predict('algorithm/first_step')"


def page(widget):
    return widget._repr_mimebundle_()["text/html"]


def test_a_page_without_a_kernel_asks_and_does_not_answer(widget):
    assert set(widget._repr_mimebundle_()) <= {VIEW, "text/plain", "text/html"}
    texts = [inline(option.text) for option in widget.question.options]
    assert all(f"<b>{letter}</b> " in page(widget) for letter in "ABC")
    assert all(text in page(widget) for text in texts)
    assert "Run the notebook to choose one; the lab opens below it." in page(widget)
    assert "Run the notebook to choose one." in page(predict("algorithm/first_step"))
    assert not re.search("<img|<script|aria-hidden|Right|Not this one", page(widget))
    assert str(widget.question) == widget._repr_mimebundle_()["text/plain"]


def test_once_it_is_open_the_labs_still_follows(widget):
    widget.answer = "left"
    assert page(widget).endswith(f'<img src="data:image/png;base64,{ONE_PIXEL}">')
    assert "Not this one · your prediction" in page(widget)
    assert "Run the notebook" not in page(widget)
    widget.unlocked = False
    assert "<img" not in page(widget)
    size = {"image/png": {"width": 600, "alt": 'a "b"'}}
    sized = predict("algorithm/first_step", StillLab(size))
    sized.unlocked = True
    assert 'width="600" alt="a &quot;b&quot;">' in page(sized)
    bare = predict("algorithm/first_step", ipywidgets.Label("x"))
    bare.unlocked = True
    assert page(bare).endswith("</div>")


def type_sizes(widget):
    return {part.style.font_size for part in walk(widget) if isinstance(part, ipywidgets.HTMLMath)}


def test_type_is_as_large_as_the_pages_and_in_a_lecture_at_least_as_large_as_a_figures():
    pages_own = "var(--jp-content-font-size1, 14px)"
    assert type_sizes(predict("algorithm/first_step")) == {pages_own}
    gd.use_style("lecture")
    try:  # not 1.4 times the page's own, which a deck of slides has enlarged already
        assert type_sizes(predict("algorithm/first_step")) == {f"max(19.6px, {pages_own})"}
    finally:
        gd.use_style("notebook")


def test_slides_can_tell_that_the_lab_is_open(widget):
    def answered():
        return "gdteach-open" in widget._dom_classes

    assert not answered()
    widget.answer = "left"
    assert answered()
    widget.unlocked = False
    assert not answered()
    without_a_lab = predict("algorithm/first_step")
    without_a_lab.answer = "left"
    assert "gdteach-open" not in without_a_lab._dom_classes


@pytest.mark.parametrize("bad", ["lab", 3, object(), [ipywidgets.Label()], ipywidgets.Label])
def test_a_lab_that_is_no_widget_is_a_type_error(bad):
    with pytest.raises(TypeError, match="lab must be a DOMWidget"):
        predict("algorithm/first_step", bad)


def test_a_wrong_answer_id_changes_nothing(widget):
    with pytest.raises(ValueError, match=r"answer must be .*'rigth'; did you mean 'right'\?"):
        widget.answer = "rigth"
    with pytest.raises(TypeError, match="answer must be a name"):
        widget.answer = 1
    assert (widget.answer, widget.unlocked) == ("", False)
