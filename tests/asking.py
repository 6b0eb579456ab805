"""What tests of questions and exercises share: what one sees and hears of them, and numbers."""

import itertools
import re

import ipywidgets
import numpy as np

from gdteach.ask.question_bank import load_questions


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


def keeps_the_voice(text):
    """Check that a text talks as the course does."""
    assert text.strip() == text != ""
    assert not re.search(r"\b(obviously|simply|just|always|clearly|trivial\w*)\b", text, re.I)
    assert not re.search(r"(?<!\d)!", text)  # a factorial is no cry
    assert not re.search(r"\b(alpha|eta|lr)\b", text)
    assert not re.search(r"\d-\d|[( ]-\d", text), "a minus sign is −, not a hyphen"
    assert text.count("`") % 2 == 0


def says(place, *numbers):
    """Check that a prompt ("topic/name") or each of its options ("topic/name#a,b") holds words."""
    question_id, _, options = place.partition("#")
    question = load_questions()[question_id]
    texts = {option.id: f"{option.text} {option.reply}" for option in question.options}
    texts[""] = " ".join(question.paragraphs)
    for option, number in itertools.product(options.split(","), numbers):
        found = re.search(rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)", texts[option])
        assert found, (place, option, number)


def written(number, digits=6):
    """Return a number as the texts write it: shortest form, typeset minus."""
    return f"{number:.{digits}g}".replace("-", "−")


def run(slope, w, learning_rate, steps):
    """Return the iterates of plain gradient descent, by hand."""
    iterates = [np.asarray(w, dtype=float)]
    for _ in range(steps):
        iterates.append(iterates[-1] - learning_rate * np.asarray(slope(iterates[-1])))
    return np.array(iterates)


def angle(first, second):
    """Return the angle between two vectors of the plane in degrees."""
    return abs(
        np.degrees(np.arctan2(first[0] * second[1] - first[1] * second[0], np.dot(first, second)))
    )


def square_slope(w):
    return 2 * w
