"""In a notebook's kernel: lets labs, figures and questions bring what a page needs to play them."""

from __future__ import annotations

from typing import Any

from IPython.core.getipython import get_ipython

from gdteach.ask.questions import Prediction
from gdteach.figure import pages
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.lab.lab import Lab

MIME = "application/vnd.gdteach.page+json"


def register() -> None:
    """Let every output of these kinds bring its page."""
    formatter = get_ipython().display_formatter.mimebundle_formatter
    for kind in (Lab, AnimatedFigure, Prediction):
        formatter.for_type(kind, bundle)


def bundle(shown: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return an output's usual forms, and its page."""
    data, metadata = _usual(shown)
    if not isinstance(shown, Prediction):
        return {**data, MIME: played(shown)}, metadata
    lab = None if shown.lab is None else played(shown.lab)
    return {**data, MIME: {"question": shown.question.id, "lab": lab}}, metadata


def played(shown: Any) -> dict[str, Any]:
    """Return the still picture of a lab, and its record unless it needs Python for all it does."""
    data, metadata = _usual(shown)
    still = {"png": data.get("image/png", ""), **metadata.get("image/png", {})}
    if isinstance(shown, Lab):
        return {"still": still, "record": shown.page()}
    record = pages.record_of(shown) if isinstance(shown, AnimatedFigure) else None
    return {"still": still, "record": record}


def _usual(shown: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    made = shown._repr_mimebundle_()
    return made if isinstance(made, tuple) else (made or {}, {})
