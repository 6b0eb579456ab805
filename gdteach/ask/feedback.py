"""What a check replies: passed or not, one or two sentences, and a card to show them on."""

import html
from dataclasses import dataclass

from gdteach.ask.card import CODE, EDGE, INK, PAPER, QUIET, RIGHT, WRONG, inline

_LABELS = {  # label: (colour of the word, colour of the stripe: the course's own)
    "Right": (RIGHT, "#009e73"),
    "Not yet": (WRONG, "#d55e00"),
    "Not attempted yet": (QUIET, EDGE),
}
_PRINTED = "Your function printed:"


@dataclass(frozen=True, repr=False)
class Feedback:
    """The reply to one attempt: true when it passed, its message when printed.

    Parameters
    ----------
    passed : bool
        Whether the attempt is right.
    message : str
        One or two sentences for the learner; code stands between backticks.
    mistake : str, optional
        A short name of the mistake that was recognised, for tests and for instructors who count;
        two that were made together are joined with "+". Empty when passed.
    printed : str, optional
        What the learner's function printed when it was called first, in a few lines.

    Examples
    --------
    >>> Feedback(False, "You climbed. Which sign turns the step round?", "uphill")
    You climbed. Which sign turns the step round?
    """

    passed: bool
    message: str
    mistake: str = ""
    printed: str = ""

    def __post_init__(self) -> None:
        if self.passed and self.mistake:
            raise ValueError(
                f"mistake must be empty when passed, got {self.mistake!r}; a right answer has none"
            )

    @property
    def label(self) -> str:
        """The verdict in words: "Right", "Not yet" or "Not attempted yet"."""
        if self.passed:
            return "Right"
        return "Not attempted yet" if self.mistake == "not_attempted" else "Not yet"

    def __bool__(self) -> bool:
        return self.passed

    def __repr__(self) -> str:
        return self.message + (f"\n\n{_PRINTED}\n{self.printed}" if self.printed else "")

    def _repr_html_(self) -> str:
        """Return the white card that a notebook shows; its colours are its own in any theme."""
        word, stripe = _LABELS[self.label]
        code = f'<code style="background-color:{CODE};color:{INK};padding:0 0.25em">'
        message = inline(self.message, code)
        lines = "white-space:pre-line;" if "\n" in message else ""
        return (
            f'<div class="gdteach-feedback" role="status" style="background-color:{PAPER};'
            f"color:{INK};{lines}border:1px solid #8c8c8c;border-left:6px solid {stripe};"
            'border-radius:4px;padding:0.6em 0.9em;margin:0.3em 0;max-width:46em;line-height:1.5">'
            f'<strong style="color:{word}">{self.label}.</strong> {message}'
            f"{self._printed_html()}</div>"
        )

    def _printed_html(self) -> str:
        if not self.printed:
            return ""
        text = html.escape(self.printed)
        return f'<div>{_PRINTED}</div><pre style="background-color:{CODE};color:{INK}">{text}</pre>'


def not_attempted(message: str = "") -> Feedback:
    """Return the friendly reply to an exercise that still holds its `...`."""
    return Feedback(
        False,
        message
        or "Nothing to check so far: put your own lines in place of the `...`, then run this "
        "cell again.",
        "not_attempted",
    )
