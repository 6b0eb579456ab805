"""A trait that says what is wrong with a value in the package's own words."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import traitlets


class Checked(traitlets.TraitType):
    """A trait whose every new value goes through a check, from a cell or from the browser.

    ``check`` gets the owner and the value; it returns the value as it is kept, or raises. The types
    of traitlets raise a ``TraitError`` that names neither argument nor remedy, and ``@validate``
    comes too late to keep a wrong value out when several change at once.

    >>> from gdteach.numerics.arguments import number_within
    >>> class Ball(traitlets.HasTraits):
    ...     radius = Checked(1.0, lambda ball, value: number_within("radius", value, above=0))
    >>> Ball(radius=-1)
    Traceback (most recent call last):
    ValueError: radius must be positive, got -1
    """

    def __init__(self, default: Any, check: Callable[[Any, Any], Any]) -> None:
        super().__init__(default)
        self.check = check

    def validate(self, owner: Any, value: Any) -> Any:
        """Return the value as it is kept."""
        return self.check(owner, value)

    if TYPE_CHECKING:  # what a descriptor does, for type checkers

        def __get__(self, owner: Any, kind: Any = None) -> Any: ...
        def __set__(self, owner: Any, value: Any) -> None: ...
