"""Lines of text, one per step, as a list or – of a long run – written when they are asked for."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from gdteach.figure.thinning import MOST
from gdteach.numerics.arguments import instance, wrong


class Lines(Sequence[str]):
    """A line of text per step, written when it is asked for: of a long run few are ever seen.

    Parameters
    ----------
    count : int
        How many there are.
    line : function
        Takes a step, returns its line.

    Examples
    --------
    >>> Lines(100_001, lambda t: f"step {t}")[-1]
    'step 100000'
    """

    def __init__(self, count: int, line: Callable[[int], str]) -> None:
        self._steps, self._line = range(count), line

    def __len__(self) -> int:
        return len(self._steps)

    def __getitem__(self, place: Any) -> Any:
        steps = self._steps[place]
        return [self._line(t) for t in steps] if isinstance(place, slice) else self._line(steps)


def lines(name: str, value: object, remedy: str = "give one line of text per step") -> Any:
    """Return ``value`` as a list if it holds lines of text; the `Lines` of a long run stay so."""
    if isinstance(value, Lines) and len(value) > MOST:
        return value
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise TypeError(wrong(name, "a list of lines", value, remedy))
    return [instance(name, line, str, remedy) for line in value]
