"""The reply itself: true or false, plain when printed, a readable card in a notebook."""

import re
from dataclasses import FrozenInstanceError
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdteach.ask import card
from gdteach.ask.feedback import Feedback, not_attempted

REPLIES = {
    "Right": Feedback(True, "Your walk agrees. What would η = 1 do?"),
    "Not yet": Feedback(False, "You climbed. Which sign turns the step round?", "uphill"),
    "Not attempted yet": not_attempted(),
}


class Reader(HTMLParser):
    """Collects the text, the tags and the attributes of a piece of HTML."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.attributes = "", [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.attributes.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def luminance(colour):
    """WCAG 2 relative luminance of #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_the_standards_own():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", ["INK", "QUIET", "LINK", "RIGHT", "WRONG"])
def test_every_ink_reads_on_the_white_card(name):
    assert contrast(getattr(card, name), card.PAPER) >= 4.5  # WCAG 2, level AA


@pytest.mark.parametrize("label", REPLIES)
def test_the_verdict_is_a_word_and_a_truth_value(label):
    reply = REPLIES[label]
    assert reply.label == label
    assert bool(reply) is (label == "Right")


@pytest.mark.parametrize("label", REPLIES)
def test_printed_it_is_its_message(label):
    reply = REPLIES[label]
    assert str(reply) == repr(reply) == reply.message


@pytest.mark.parametrize("label", REPLIES)
def test_the_card_is_announced_and_carries_its_own_readable_colours(label):
    reader = Reader(REPLIES[label]._repr_html_())
    assert reader.open == []
    tag, outer = reader.attributes[0]
    assert (tag, outer["role"]) == ("div", "status")
    style = dict(part.split(":") for part in outer["style"].split(";"))
    paper = style["background-color"]
    assert contrast(style["color"], paper) >= 4.5
    assert contrast(style["border-left"].split()[-1], paper) >= 3
    for tag, attributes in reader.attributes[1:]:
        inner = dict(part.split(":") for part in attributes["style"].split(";"))
        assert contrast(inner["color"], inner.get("background-color", paper)) >= 4.5, tag
    assert reader.text.startswith(f"{label}.")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="`"), min_size=1))
def test_whatever_a_message_holds_is_shown_as_text(message):
    html = Feedback(False, message, "unknown")._repr_html_()
    reader = Reader(html.replace("\r", " "))
    shown = f"Not yet. {message}".replace("\r", " ")
    assert reader.text.replace("\xa0", " ") == shown.replace("\xa0", " ")
    assert [tag for tag, _ in reader.attributes] == ["div", "strong"]


def test_code_between_backticks_is_set_as_code_and_escaped():
    html = Feedback(False, 'Line 3, `a < b & "c"`, and `w`.', "exception")._repr_html_()
    assert re.findall(r"<code[^>]*>(.*?)</code>", html) == ["a &lt; b &amp; &quot;c&quot;", "w"]


def test_a_formula_is_not_broken_over_two_lines():
    html = Feedback(False, "Where is w − η∇f(w)?", "unknown")._repr_html_()
    assert "w\xa0−\xa0η∇f(w)" in html


def test_a_reply_to_several_things_keeps_its_lines():
    assert "white-space:pre-line" in Feedback(False, "A: 1.\nB: 2.", "A:b")._repr_html_()


def test_a_right_answer_has_no_mistake():
    with pytest.raises(ValueError, match="mistake must be empty when passed, got 'uphill'"):
        Feedback(True, "Right.", "uphill")


def test_a_reply_cannot_be_changed_and_equals_its_like():
    reply = Feedback(False, "You climbed.", "uphill")
    assert reply == Feedback(False, "You climbed.", "uphill")
    with pytest.raises(FrozenInstanceError):
        reply.passed = True
