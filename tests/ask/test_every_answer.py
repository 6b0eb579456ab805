"""Whatever a learner types in place of a name or a number gets a reply, and no traceback."""

import re
from collections import UserDict
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gdteach as gd
from gdteach.ask.answers import Answers
from gdteach.ask.checking import exercises
from gdteach.ask.content import read
from gdteach.ask.feedback import Feedback
from gdteach.ask.typed import sentence
from tests.asking import keeps_the_voice

CONTENT = {id_: each for id_, each in exercises().items() if isinstance(each, Answers)}
NAMED = [id_ for id_, each in CONTENT.items() if each.options]
NUMBERED = [id_ for id_, each in CONTENT.items() if not each.options]
LETTERED = [id_ for id_, each in CONTENT.items() if "" not in each.items]


def right(id_):
    return {letter: item.right for letter, item in CONTENT[id_].items.items()}


def with_one(id_, value):
    """Return the right answers with a value in place of the first, or of the only one."""
    return value if id_ not in LETTERED else {**right(id_), "A": value}


class Stop(BaseException):
    """Stands for SystemExit and KeyboardInterrupt, which would end the tests if they got out."""


class Refuses:
    """Raises whatever one does with it."""

    def __init__(self, error=Stop):
        self.error = error

    def refuse(self, *arguments):
        raise self.error("no")

    __repr__ = __str__ = __float__ = __bool__ = __eq__ = __len__ = __iter__ = __getitem__ = refuse
    __index__ = __complex__ = __contains__ = __lt__ = __array__ = __getattr__ = refuse

    def __hash__(self):
        raise self.error("no")


class RefusesAsDict(dict):
    get = items = keys = values = __iter__ = __getitem__ = __contains__ = __len__ = Refuses.refuse
    error = Stop


class RefusesAsText(str):
    strip = casefold = lower = split = __len__ = __getitem__ = __eq__ = __str__ = Refuses.refuse
    __repr__ = __hash__ = Refuses.refuse
    error = OverflowError


class RefusesAsArray(np.ndarray):
    item = __float__ = __eq__ = __repr__ = __getitem__ = Refuses.refuse
    error = RuntimeError


def itself():
    loop = []
    loop.append(loop)
    return loop


ODD = {  # what is no answer to any exercise
    "True": True,
    "a complex number": 1 + 2j,
    "not a number": np.nan,
    "infinite": -np.inf,
    "too large for a float": 10**400,
    "more digits than can be printed": 10**5000,
    "a text": "no idea",
    "a huge text": "a huge text " * 100_000,
    "a text of one letter many times": "x" * 100_000,
    "markup and backticks": "<b>`{0}`</b>\n{}",
    "bytes": b"A",
    "a list": ["left", "right"],
    "an empty list": [],
    "a list that holds itself": itself(),
    "a tuple": (1, 2),
    "a set": {1, 2},
    "a dict": {"left": 1},
    "an empty dict": {},
    "a function": np.sin,
    "a lambda": lambda w: w,
    "a class": Fraction,
    "a module": np,
    "an array": np.arange(3.0),
    "an object array": np.array([None, ...]),
    "a masked number": np.ma.masked,
    "a date": np.datetime64("2024-01-01"),
    "a generator": (i for i in range(3)),
    "a slice": slice(2),
    "an exception": ValueError("no"),
    "a reply": Feedback(False, "No.", "no"),
    "refuses": Refuses(),
    "wants to leave": Refuses(SystemExit),
    "refuses as a dict": RefusesAsDict(A=1),
    "refuses as a text": RefusesAsText("A"),
    "refuses as an array": np.zeros(1).view(RefusesAsArray),
}
UNREADABLE = {each for each in ODD if "refuses" in each or "leave" in each}
AS_KEYS = {"True", "not a number", "a huge text", "markup and backticks", "bytes", "a class"}


def assert_a_kind_reply(feedback):
    assert isinstance(feedback, Feedback)
    assert not feedback.passed
    assert feedback.mistake
    assert 20 < len(feedback.message) < 900
    assert not re.search(r"{[a-z_]+}(?!`)", feedback.message)
    assert feedback.message.count("`") % 2 == 0
    assert "?" in feedback.message or feedback.label == "Not attempted yet"
    assert feedback._repr_html_().startswith("<div")


@pytest.mark.parametrize("id_", CONTENT)
@pytest.mark.parametrize("what", ODD)
def test_what_is_no_answer_gets_a_reply(id_, what):
    odd = ODD[what]
    kinds = [odd, with_one(id_, odd), with_one(id_, [odd])]
    if id_ in LETTERED:
        kinds += [{"Z": odd}, right(id_) | {"Z": odd}, [odd] * len(CONTENT[id_].items)]
        kinds += [{odd: 1}] if what in AS_KEYS else []
    for answer in kinds:
        feedback = gd.check(id_, answer)
        assert_a_kind_reply(feedback)
        assert ("unreadable" in feedback.mistake) <= (what in UNREADABLE), feedback


@pytest.mark.parametrize("id_", LETTERED)
@pytest.mark.parametrize("what", ODD)
def test_what_else_is_right_or_wrong_is_still_said(id_, what):
    item = CONTENT[id_].items["B"]
    said = gd.check(id_, {**right(id_), "A": ODD[what], "B": item.wrong[0].value}).message
    assert re.match(r"(C|C, D and E|C, D, E and F|C and D) (is|are) right\.\nA: ", said)
    assert f"\nB: {item.wrong[0].reply}" in said


@pytest.mark.parametrize("id_", CONTENT)
@settings(max_examples=40)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.complex_numbers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=1), inner),
        max_leaves=5,
    )
)
def test_any_value_gets_a_reply(id_, value):
    for answer in (value, with_one(id_, value)):
        feedback = gd.check(id_, answer)
        assert feedback.passed or feedback.message


# Spelt otherwise, and right


@pytest.mark.parametrize("id_", NAMED)
@pytest.mark.parametrize(
    "spell",
    [
        str.upper,
        str.title,
        np.str_,
        np.array,
        lambda name: np.array([name]),
        lambda name: f"  {name}.\n",
        lambda name: name.replace("_", " "),
        lambda name: name.replace(" ", "_"),
        lambda name: name.replace("_", "-").replace(" ", ""),
        lambda name: f"'{name}'",
    ],
)
def test_a_name_is_known_however_it_is_spelt(id_, spell):
    answers = {letter: spell(name) for letter, name in right(id_).items()}
    assert gd.check(id_, answers.get("", answers)).passed


@pytest.mark.parametrize("id_", LETTERED)
@pytest.mark.parametrize(
    "spell", [UserDict, MappingProxyType, lambda given: {f" {k.lower()})": given[k] for k in given}]
)
def test_the_letters_are_known_however_they_are_spelt(id_, spell):
    assert gd.check(id_, spell(right(id_))).passed
    assert gd.check(id_, spell(dict(reversed(right(id_).items())))).passed


class LikeSymPy:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return self.value


@pytest.mark.parametrize("id_", NUMBERED)
@pytest.mark.parametrize(
    "write",
    [
        np.float64,
        np.float32,
        np.array,
        LikeSymPy,
        complex,
        lambda number: np.array([[number]]),
        lambda number: np.array(number, dtype=object),
        lambda number: Fraction(number).limit_denominator(1000),
        lambda number: Decimal(str(number)),
        lambda number: number * (1 + 1e-12),
        lambda number: float(f"{number:.9f}"),
    ],
)
def test_a_number_is_known_however_it_is_written(id_, write):
    assert gd.check(id_, {letter: write(number) for letter, number in right(id_).items()}).passed


# What is said


@pytest.mark.parametrize(
    ("id_", "answer", "mistake", "words"),
    [
        ("algorithm/diagnosis", {"A": "up_hil"}, "A:near_name", 'mean `"uphill"`'),
        ("algorithm/diagnosis", {"A": "normalized"}, "A:near_name", '`"step_normalised"`'),
        ("algorithm/diagnosis", {"A": "downhill"}, "A:unknown_name", '`"uphill"`, `"rate_too'),
        ("algorithm/diagnosis", {"A": "gradient"}, "A:unknown_name", 'frozen"` or `"gradient_late'),
        ("algorithm/diagnosis", {"uphill": "A"}, '"uphill":letter_last', "turn the two round"),
        ("algorithm/diagnosis", {"A": 3}, "A:unknown_name", "`3` is not one of the names"),
        ("convergence/diagnosis", {"A": "saddle point"}, "A:near_name", 'mean `"saddle"`?'),
        ("convergence/diagnosis", {"A": "not a saddle"}, "A:unknown_name", '"saddle"` or `"div'),
        ("convergence/diagnosis", {"A": "crawl"}, "A:near_name", 'mean `"crawling"`?'),
        ("gradient/wrong_one", "A and C", "unknown_name", ': `"A"` or `"C"`?'),
        ("minima/convex_or_not", {"D": "convex"}, "D:unclear", 'convex"` or `"convex, not'),
        ("minima/convex_or_not", {"D": "strictly concave"}, "D:unknown_name", '"convex, not str'),
        ("minima/convex_or_not", {"D": "stricly convex"}, "D:near_name", '"strictly convex"'),
        ("minima/convex_or_not", {"A": "convex but not strictly"}, "A:near_name", '"convex, not'),
        ("minima/convex_or_not", {"D": "not strictly"}, "D:near_name", '"convex, not strictly"'),
        ("minima/five_starts", {"A": "leftright"}, "A:names_run_together", "a comma is missing"),
        ("minima/five_starts", {"A": "either"}, "A:unknown_name", 'right"` or `"neither"`'),
        ("minima/five_starts", ["left"] * 5, "no_dict", 'wants its letter'),
        ("minima/five_starts", {"left"}, "no_dict", '`{"A": ..., "B": ..., "C": ..., "D": ...,'),
        ("minima/five_starts", "left", "no_dict", 'You wrote `"left"`, and each'),
        ("minima/five_starts", {"Z": 1}, '"Z":unknown_letter', 'go from `"A"` to `"E"`'),
        ("minima/five_starts", {1: "left"}, "1:unknown_letter", "`1` is none of the letters"),
        ("minima/five_starts", {"A": "left", "a": "right"}, '"a":letter_twice', "answer to A"),
        ("gradient/wrong_one", "E", "unknown_name", '`"E"` is not one of the names'),
        ("gradient/wrong_one", ["C"], "unknown_name", "`['C']` is not one of the names"),
        ("gradient/wrong_one", "CD", "names_run_together", '`"C"` or `"D"`'),
        ("gradient/wrong_one", np.sin, "unknown_name", "A function is not one of the names"),
        ("learning_rate/largest", {"A": "1/3"}, "A:not_a_number", "without quotes"),
        ("learning_rate/largest", {"A": "0,33"}, "A:not_a_number", '`"0,33"` will not do'),
        ("learning_rate/largest", {"A": "a third"}, "A:not_a_number", "in figures"),
        ("learning_rate/largest", {"A": True}, "A:not_a_number", "`True` will not do as a number"),
        ("learning_rate/largest", {"A": [1 / 3]}, "A:not_a_number", "quotes or brackets"),
        ("learning_rate/largest", {"A": np.nan}, "A:not_finite", "`nan`"),
        ("learning_rate/largest", {"A": Refuses()}, "A:unreadable", "raises `Stop`"),
    ],
)  # fmt: skip
def test_the_reply_says_what_was_seen_and_what_to_write(id_, answer, mistake, words):
    feedback = gd.check(id_, answer)
    assert feedback.mistake == mistake
    assert words in feedback.message


@pytest.mark.parametrize("name", read("gdteach.ask", "typed.toml"))
def test_the_sentences_keep_the_voice_and_ask(name):
    text = sentence(
        name,
        **dict.fromkeys(["yours", "names", "letter", "first", "last"], "it"),
        **dict.fromkeys(["raised", "exact", "reply", "shape"], "it?"),
    )
    keeps_the_voice(text)
    assert text.endswith("?")


# Wrong numbers made by rules, from the right one and its neighbours

RULES = {
    "negated": lambda it: -it,
    "halved": lambda it: it / 2,
    "doubled": lambda it: it * 2,
    "inverted": lambda it: 1 / it,
    "squared": lambda it: it**2,
    "rooted": lambda it: it**0.5,
    "one less": lambda it: it - 1,
    "less from one": lambda it: 1 - it,
    "one more": lambda it: it + 1,
    "per cent": lambda it: 100 * it,
    "a quarter": lambda it: it / 4,
    "two decimals": lambda it: round(it, 2),
    "three decimals, cut off": lambda it: int(1000 * it) / 1000,
    "whole": lambda it: float(round(it)),
    "nothing": lambda it: 0.0,
    "one": lambda it: 1.0,
}


@pytest.mark.parametrize("id_", NUMBERED)
def test_wrong_numbers_made_by_rules_are_named(id_):
    named, total = 0, 0
    for letter, item in CONTENT[id_].items.items():
        made = [change(item.right) for change in RULES.values()]
        for wrong in made + list(right(id_).values()):
            if abs(wrong - item.right) <= item.tolerance * item.right:
                continue
            feedback = gd.check(id_, {letter: wrong})
            assert_a_kind_reply(feedback)
            total += 1
            named += not feedback.mistake.endswith(":unknown")
    assert named >= 0.95 * total


class NeverEnds:
    def __float__(self):
        while True:
            pass


def test_a_value_that_takes_for_ever_is_given_up():
    feedback = gd.check("learning_rate/largest", {"A": NeverEnds(), "B": 2 / 7})
    assert feedback.mistake == "A:slow"
    assert feedback.message.startswith(
        "B is right.\nA: an object of the class `NeverEnds` takes so"
    )
