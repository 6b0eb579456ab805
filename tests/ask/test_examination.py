"""An examination of the checks: answers written by people who had not read them.

Each file in ``examination/`` holds answers to one exercise as learners type them: right ones,
wrong ones, each with the mistake in its title, and odd ones, which are no answer at all. They were
written before the checks were mended, and first run when the mending was done. ``mentions`` are
what a reply that names the mistake would speak of, as guessed by those who wrote the answers.
"""

import functools
import io
import linecache
import math
import re
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

import gdteach as gd
from gdteach.ask import running

PAPERS = [
    tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "examination").glob("*.toml"))
]
CASES = {
    kind: [
        pytest.param(paper, case["source"], id=f"{paper['exercise']}-{case['title']}")
        for paper in PAPERS
        for case in paper["case"]
        if case["kind"] == kind
    ]
    for kind in ("right", "wrong", "odd")
}
NAMELESS = {"unknown"}  # what is said where no mistake is recognised


@functools.cache  # the wrong ones are counted, too
def reply(exercise, variable, source):
    """Return the reply to an answer, typed into a cell of a notebook."""
    name = f"<{exercise}>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    cell = {"np": np, "math": math, "gd": gd, "__name__": "__main__"}
    exec(compile(source, name, "exec"), cell)
    return gd.check(exercise, cell[variable])


def checked(paper, source):
    return reply(paper["exercise"], paper["variable"], source)


@pytest.mark.parametrize(("paper", "source"), CASES["right"])
def test_what_is_right_passes(paper, source):
    feedback = checked(paper, source)
    assert feedback.passed, feedback.message


@pytest.mark.parametrize(("paper", "source"), CASES["wrong"])
def test_what_is_wrong_is_refused(paper, source):
    feedback = checked(paper, source)
    assert not feedback.passed
    assert "?" in feedback.message


@pytest.mark.parametrize(("paper", "source"), CASES["odd"])
def test_what_is_odd_gets_a_reply(paper, source, monkeypatch, capsys):
    monkeypatch.setattr(running, "SECONDS", 0.3)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    feedback = checked(paper, source)
    assert not feedback.passed
    assert len(feedback.message) < 900
    assert capsys.readouterr() == ("", "")


def test_nearly_every_mistake_is_named():
    slugs = [checked(*case.values).mistake for case in CASES["wrong"]]
    nameless = [slug for slug in slugs if re.split(r"[:+]", slug)[-1] in NAMELESS]
    assert len(slugs) > 300
    assert len(nameless) <= 0.05 * len(slugs)
