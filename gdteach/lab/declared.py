"""What a lab's declarations say to Python: its parameters, its signature, its documentation."""

import inspect
import re
from typing import Any

from gdteach.lab.menu import Menu
from gdteach.lab.parameter import Parameter
from gdteach.numerics.arguments import one_of

IN_A_CELL = "Each is a trait of the lab as well: set in a cell it does what its control does."
JOINS = "An\nobjective that is not on the menu joins it."


def parameters_of(lab: type) -> dict[str, Parameter]:
    """Return the parameters that a class and those above it declare, the oldest first."""
    found: dict[str, Parameter] = {}
    for each in reversed(lab.__mro__):
        found |= {name: value for name, value in vars(each).items() if isinstance(value, Parameter)}
    return found


def menu_of(parameters: dict[str, Parameter]) -> str | None:
    """Return the name of the parameter that is the menu, if there is one."""
    return next((name for name, each in parameters.items() if isinstance(each, Menu)), None)


def signature_of(lab: type) -> inspect.Signature:
    """Return how a lab is called: ``*objectives`` if it has a menu, the rest by name."""
    parameters = parameters_of(lab)
    menu = menu_of(parameters)
    rest = [each.as_argument(name) for name, each in parameters.items() if name != menu]
    first = [inspect.Parameter("objectives", inspect.Parameter.VAR_POSITIONAL)] if menu else []
    return inspect.Signature([*first, *rest])


def documentation_of(lab: type) -> str:
    """Return a class's own words with a section on its parameters, before its other sections."""
    said = vars(lab).get("__doc__") or ""
    parameters = parameters_of(lab)
    if not parameters:
        return said
    menu = menu_of(parameters)
    rows = [
        each.as_documented("*objectives" if name == menu else name)
        for name, each in parameters.items()
    ]
    note = f"{IN_A_CELL} {JOINS}" if menu else IN_A_CELL
    section = "\n".join(["Parameters", "----------", *rows, "", note])
    words, *others = re.split(r"\n(?=[A-Z][a-z ]+\n-{4,}\n)", inspect.cleandoc(said), maxsplit=1)
    return "\n\n".join([words.strip(), section, *others])


def check_names(lab: type, objectives: tuple[Any, ...], given: dict[str, Any]) -> None:
    """Raise a ``TypeError`` for what a lab cannot be called with, with the nearest that it can."""
    parameters = parameters_of(lab)
    menu = menu_of(parameters)
    known = [name for name in parameters if name != menu]
    for name in given:
        try:
            one_of(f"an argument of {lab.__name__}", name, known)
        except ValueError as error:
            raise TypeError(str(error)) from None
    if objectives and menu is None:
        raise TypeError(f"{lab.__name__} takes its arguments by name, got {objectives[0]!r}")
    if menu is not None and not objectives:
        raise ValueError("objectives must hold at least one objective, got none")
