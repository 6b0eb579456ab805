"""What a parameter of a lab is: a checked trait with a default, a control, and words about it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import NDArray

from gdteach.lab.baked import Baked, places, told_of
from gdteach.numerics.arguments import number_within

if TYPE_CHECKING:
    from gdteach.lab.lab import Lab


class Parameter(traitlets.TraitType):
    """A parameter of a lab; a kind of parameter says how it is checked and what its control is.

    Parameters
    ----------
    first : object
        Its default: a value, a function that works it out from the lab, or ``...`` if it must be
        given.
    label : str, optional
        What the control is called; the parameter's name by default.
    renews : bool
        Whether another objective brings the default back.
    on : str
        The name of the lab's axes on which a press sets it, or of a list of axes.
    drags : bool
        Whether a drag sets it as well.
    redraws : bool or str
        Whether the still part of the picture is drawn again when it changes; or the name of the
        lab's method that draws as much of it again as is needed.
    played : str
        The name of the lab's attribute with the values that the steps of the player stand for.
    nearest : {"", "linear", "log"}
        Whether it takes the nearest of the values played, and on which scale that is measured.
    shown : bool
        Whether it is part of the lab's ``repr``.
    tried : sequence or callable
        Values that a text has its readers try, which a page without Python offers in any case; or a
        function that works them out from the lab.
    doc : str
        What it is, for the lab's documentation: with its unit, and when it is left out.
    """

    kind = "object"  # its type, for the documentation
    about = ""  # what it is, if `doc` does not say

    def __init__(
        self,
        first: Any = None,
        *,
        label: str = "",
        renews: bool = False,
        on: str = "",
        drags: bool = True,
        redraws: bool | str = False,
        played: str = "",
        nearest: str = "",
        shown: bool = True,
        tried: Sequence[Any] | Callable[[Any], Iterable[Any]] = (),
        doc: str = "",
    ) -> None:
        super().__init__(None)
        self.first, self.renews, self.redraws, self.shown = first, renews, redraws, shown
        self.tried = tried
        self.on, self.drags, self.played, self.nearest = on, drags, played, nearest
        self.doc = doc or self.about
        self._label = label

    if TYPE_CHECKING:  # what a descriptor does, for type checkers

        def __get__(self, owner: Any, kind: Any = None) -> Any: ...
        def __set__(self, owner: Any, value: Any) -> None: ...

    # ------------------------------------------------------------------ what a kind may override

    def check(self, lab: Lab, value: Any) -> Any:
        """Return the value as it is kept, or raise an error that names argument and remedy."""
        return value

    def control(self, lab: Lab) -> widgets.Widget:
        """Return the control: a widget with a trait ``value``."""
        raise TypeError(f"{type(self).__name__} has no control; leave {self.name} out of `rows`")

    def tell(self, lab: Lab, control: Any) -> None:
        """Let the control say what the value is."""
        control.value = getattr(lab, str(self.name))

    def suit(self, lab: Lab, control: Any) -> None:
        """Let the control know the lab's objective, after it has changed."""

    def at(self, lab: Lab, where: NDArray[np.float64]) -> Any:
        """Return the value that a press at a place of the axes means."""
        return float(f"{where[0]:.3g}")  # to three digits, as it is read

    def bake(self, lab: Lab, room: int) -> Baked | None:
        """Return at most `room` values for a page without Python, None if it has none to offer.

        By default these are places where a press means something, or the values to be tried.
        """
        if self.on:
            return places(self, lab, room)
        return told_of(self, lab, self.offered(lab)) if self.tried else None

    def offered(self, lab: Lab, *more: Any) -> list[Any]:
        """Return what a page offers in any case, and `more`, in order."""
        tried = self.tried(lab) if callable(self.tried) else self.tried
        return sorted({getattr(lab, str(self.name)), *tried, *more})

    def names_of_parts(self, lab: Lab) -> list[str]:
        """Return what each of its numbers is called."""
        return [self.label]

    def words(self, value: Any) -> str:
        """Return the value as it stands in the lab's ``repr``."""
        return f"{value:g}" if isinstance(value, float) else str(value)

    # ------------------------------------------------------------------ what the machine asks

    @property
    def label(self) -> str:
        """What its control is called."""
        return self._label or str(self.name).replace("_", " ")

    def validate(self, lab: Any, value: Any) -> Any:
        """Return the value as it is kept; of those played the nearest, if it is to be one."""
        value = self.check(lab, value)
        if self.nearest:
            values = np.asarray(getattr(lab, self.played))
            place = np.log if self.nearest == "log" else np.asarray
            return float(values[np.abs(place(values) - place(value)).argmin()])
        return value

    def default(self, lab: Lab) -> Any:
        """Return the default for a lab as it is."""
        if self.first is ...:
            raise TypeError(f"{self.name} must be given, got nothing; {self.doc}")
        return self.first(lab) if self.works_out else self.first

    @property
    def works_out(self) -> bool:
        """Whether the default is worked out from the lab; it then stands for None."""
        return callable(self.first)

    def as_argument(self, name: str) -> inspect.Parameter:
        """Return what it is in the signature of the lab."""
        default = None if self.works_out else self.first
        default = inspect.Parameter.empty if self.first is ... else default
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default)

    def as_documented(self, name: str) -> str:
        """Return what is said of it in the lab's documentation."""
        about = self.doc or f"{self.label[:1].upper()}{self.label[1:]}."
        return f"{name} : {self.kind}{', optional' * self.works_out}\n    {about}"


class Numeric(Parameter):
    """A parameter that is one number, within bounds.

    Parameters
    ----------
    first, **options
        As for any parameter.
    above, at_least, at_most : float, optional
        Its bounds.
    """

    kind = "float"

    def __init__(
        self,
        first: Any,
        *,
        above: float | None = None,
        at_least: float | None = None,
        at_most: float | None = None,
        **options: Any,
    ) -> None:
        super().__init__(first, **options)
        self.bounds: dict[str, Any] = {"above": above, "at_least": at_least, "at_most": at_most}

    def check(self, lab: Lab, value: Any) -> float:
        """Return a number within the bounds."""
        return number_within(str(self.name), value, **self.bounds)
