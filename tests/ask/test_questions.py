"""The predict widget: it waits for an answer, replies to every option, and judges once."""

import ipywidgets
import pytest

from gdteach.ask.question_bank import make_question
from gdteach.ask.questions import Prediction, predict
from tests.asking import button, markup, spoken, walk

ONE_PIXEL = "iVBORw0KGgo="  # what a lab offers as its still picture; only handed on here


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


def test_the_still_picture_is_the_labs(widget):
    for without in (None, ipywidgets.Label("x")):
        bundle = predict("algorithm/first_step", without)._repr_mimebundle_()
        assert "image/png" not in bundle
    bundle = widget._repr_mimebundle_()
    assert bundle["image/png"] == ONE_PIXEL
    assert bundle["text/plain"].startswith("Predict: The valley")
    size = {"image/png": {"width": 600}}
    data, metadata = predict("algorithm/first_step", StillLab(size))._repr_mimebundle_()
    assert data["image/png"] == ONE_PIXEL
    assert metadata == size
    assert isinstance(predict("algorithm/first_step", StillLab({}))._repr_mimebundle_(), dict)


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
