"""A question as HTML: options to press, and the reply to each, which the page's script shows."""

from __future__ import annotations

import html

from gdteach.ask.card import inline
from gdteach.ask.question_bank import LETTERS, Option, Question


def question(asked: Question, count: int, *, opens: bool) -> str:
    """Return a question, the count-th of its page; what it opens follows it."""
    parts = [f"<p>{inline(part)}</p>" for part in asked.paragraphs]
    parts += [
        f"<div><b>{html.escape(program.name)}</b><pre>{html.escape(program.code)}</pre></div>"
        for program in asked.programs
    ]
    options = "".join(
        option(letter, each) for letter, each in zip(LETTERS, asked.options, strict=False)
    )
    then = " The lab opens below it." if opens else ""
    return (
        f'<div class="gdp-question" role="group" aria-label="Question {count}">'
        f'<p class="gdp-count">Question {count}</p>{"".join(parts)}{options}'
        '<div class="gdp-reply" role="status"></div>'
        f'<p class="gdp-foot"><span>Choose one.{then}</span> '
        '<button type="button" class="gdp-show">Just show me</button></p></div>\n'
    )


def option(letter: str, each: Option) -> str:
    """Return an option, and its reply in a template that the script opens."""
    reply = f"<b>{each.verdict}: {letter}.</b> {inline(each.reply)}"
    right = " data-right" if each.right else ""
    return (
        f'<button type="button" class="gdp-option" data-verdict="{each.verdict}"{right}>'
        f"<b>{letter}</b> <span>{inline(each.text)}</span> <b></b></button>"
        f"<template>{reply}</template>"
    )
