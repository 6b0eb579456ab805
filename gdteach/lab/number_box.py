"""A box for a number that reads it as people write it, and never as another one."""

import math
import re
from typing import Any

import ipywidgets as widgets
import traitlets

PLAIN = r"[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?"
THOUSANDS = r"[-+]?[1-9]\d{0,2}(,\d{3})+"  # 1,000 is 1 to some and 1000 to others


def number_read(text: str) -> float | str:
    """Return the number that a text is, or the text itself where it is none, or may be two.

    >>> [number_read(text) for text in ("0,25", "1/4", "−2e-3", "1,000", "1/0", "2 m")]
    [0.25, 0.25, -0.002, '1,000', '1/0', '2 m']
    """
    parts = [part.strip() for part in text.replace("−", "-").split("/")]
    if len(parts) > 2 or any(re.fullmatch(THOUSANDS, part) for part in parts):
        return text
    if not all(re.fullmatch(PLAIN, part, re.IGNORECASE) for part in parts):
        return text
    above, *below = (float(part.replace(",", ".")) for part in parts)
    number = math.inf if 0 in below else above / (below or [1.0])[0]
    return number if math.isfinite(number) else text


def unread(text: str) -> str:
    """Return in a sentence why a text is no number.

    >>> unread("2 m")
    '“2 m” is not one number: write it like 1000, 0.25, 0,25, 1e-3 or 1/3.'
    """
    text = text.strip()
    if re.fullmatch(THOUSANDS, text):
        one, other = text.replace(",", ".", 1), text.replace(",", "")
        return f"“{text}” might be {one} or {other}: write the one you mean."
    return f"“{text}” is not one number: write it like 1000, 0.25, 0,25, 1e-3 or 1/3."


def number_written(value: Any) -> str:
    """Return a number as it stands in a box: exactly, and no longer than it must be.

    >>> [number_written(value) for value in (20.0, 0.1, 1e-6, 2.5e300)]
    ['20', '0.1', '1e-6', '2.5e300']
    """
    text = repr(float(value)) if isinstance(value, (int, float)) else str(value)
    return re.sub(r"\.0$", "", re.sub(r"e\+?(-?)0?", r"e\1", text))


class NumberBox(widgets.Text):
    """A box for one number; what is typed and cannot be read stays text, for its lab to refuse.

    Parameters
    ----------
    step : float, optional
        What an arrow key adds.
    **options
        As for any box: ``description``, ``layout``, ...
    """

    value = traitlets.Any(0.0).tag(
        sync=True,
        to_json=lambda value, _: number_written(value),
        from_json=lambda text, _: number_read(text),
    )

    def __init__(self, step: float | None = None, **options: Any) -> None:
        super().__init__(continuous_update=False, **options)
        self.add_class("gdteach-number")
        if step:
            self.add_class(f"gdteach-by-{step:g}")
