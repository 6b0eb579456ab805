"""Which formula has the values of a learner's steps, where no mistake with a name explains them.

Quantities that stand in a descent program (``atoms``) are joined by two signs, and the first of
the shortest formulas that gives every new number, step by step from the learner's own points, is
quoted. It need not be what the learner wrote, and a reply says so: it "has the values of" it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from gdteach.ask.replies import Finding
from gdteach.course.algorithm.one_slip import one_slip
from gdteach.course.algorithm.reading_walks import Reading, near
from gdteach.course.algorithm.walks import Vector
from gdteach.numerics.wording import listed, printed

Join = Callable[[Vector, Vector, Vector], Vector]  # of two joined, one more, what is due
Atoms = Mapping[str, Vector]  # what may stand in a formula, by how it is written
FEWEST = 6  # new numbers, below which many formulas would fit
LEAST = 1e-4  # what a term with a number of its own must amount to somewhere
FIRST = 4  # of the numbers are looked at before the others

_SIGNS: Mapping[str, Any] = {"·": np.multiply, " − ": np.subtract, " + ": np.add, " / ": np.divide}


def whole_atoms(reading: Reading) -> dict[str, Vector]:
    """Return what a formula for whole points may hold, each of the shape of the steps."""
    w, slopes, known = reading.points[:-1], reading.slopes, reading.known
    gradient, rate, n = known["gradient"], known["learning_rate"], len(w)
    before = np.vstack([w[:1], w[:-1]])
    each = np.arange(float(n))[:, None]
    atoms = {
        "w": w,
        "η": rate,
        "∇f(w)": slopes,
        "η·∇f(w)": rate * slopes,
        "(w − η·∇f(w))": reading.due,
        "start": known["start"],
        "∇f(start)": gradient(known["start"]),
        "(the point before)": before,
        "∇f(the point before)": np.vstack([slopes[:1], slopes[:-1]]),
        "(the last step)": w - before,
        "∇f(w − η·∇f(w))": np.array([gradient(at) for at in reading.due]),
        "1": 1.0,
        "t": each,
        "(t + 1)": each + 1,
        "n_steps": float(known["n_steps"]),
        "sum(∇f(w))": slopes.sum(axis=1, keepdims=True),
        "‖∇f(w)‖": np.linalg.norm(slopes, axis=1, keepdims=True),
        "|∇f(w)|": np.abs(slopes),
        "|w|": np.abs(w),
        "sum(w)": w.sum(axis=1, keepdims=True),
        "‖w‖": np.linalg.norm(w, axis=1, keepdims=True),
        "∇f(η)": gradient(np.full(w.shape[1], rate)),
        "∇f(0)": gradient(np.zeros(w.shape[1])),
        "∇f(−w)": np.array([gradient(-at) for at in w]),
    }
    return {name: np.broadcast_to(value, w.shape) for name, value in atoms.items()}


def atoms_of_one(reading: Reading, i: int, names: Sequence[str], slope: str) -> dict[str, Vector]:
    """Return what a formula for coordinate ``i`` of two may hold.

    ``slope`` writes a partial derivative, ``"partial_{name}({at})"``.
    """
    w, known = reading.points[:-1], reading.known
    j = 1 - i
    gradient, rate = known["gradient"], known["learning_rate"]
    before, new = np.vstack([w[:1], w[:-1]]), reading.points[1:]
    start = np.broadcast_to(known["start"], w.shape)
    a, b = names
    places = {
        f"{a}, {b}": w,
        f"{b}, {a}": w[:, ::-1],
        f"new {a}, {b}": np.stack([new[:, 0], w[:, 1]], axis=1),
        f"{a}, new {b}": np.stack([w[:, 0], new[:, 1]], axis=1),
        f"first {a}, first {b}": start,
        f"first {a}, {b}": np.stack([start[:, 0], w[:, 1]], axis=1),
        f"{a}, first {b}": np.stack([w[:, 0], start[:, 1]], axis=1),
        f"{a}, {a}": w[:, [0, 0]],
        f"{b}, {b}": w[:, [1, 1]],
        f"last {a}, last {b}": before,
        f"last {a}, {b}": np.stack([before[:, 0], w[:, 1]], axis=1),
        f"{a}, last {b}": np.stack([w[:, 0], before[:, 1]], axis=1),
        "0, 0": np.zeros_like(w),
    }
    places.pop(f"new {a}, {b}" if i == 0 else f"{a}, new {b}")  # what is sought is not given
    atoms: dict[str, Any] = {names[i]: w[:, i], "η": rate}
    for at, points in places.items():
        slopes = np.array([gradient(point) for point in points])
        for k in (i, j):
            atoms[slope.format(name=names[k], at=at)] = slopes[:, k]
    own, other = (slope.format(name=names[k], at=f"{a}, {b}") for k in (i, j))
    atoms |= {
        f"η·{own}": rate * reading.slopes[:, i],
        f"η·{other}": rate * reading.slopes[:, j],
        f"({names[i]} − η·{own})": reading.due[:, i],
        names[j]: w[:, j],
        f"(new {names[j]})": new[:, j],
        f"(first {names[i]})": start[:, i],
        f"(first {names[j]})": start[:, j],
        f"(last {names[i]})": before[:, i],
        f"|{names[i]}|": np.abs(w[:, i]),
        "1": 1.0,
        "t": np.arange(float(len(w))),
        "(t + 1)": np.arange(float(len(w))) + 1.0,
        "n_steps": float(known["n_steps"]),
    }
    return {name: np.broadcast_to(value, len(w)) for name, value in atoms.items()}


def formula(target: Vector, atoms: Atoms) -> str | None:
    """Return the shortest formula that has the values of ``target``, None if there is none."""
    if target.size < FEWEST:
        return None
    order = np.argsort(np.abs(target), kind="stable")  # the largest numbers tell most
    values = np.array(list(atoms.values()))[:, order]
    with np.errstate(all="ignore"):
        found = next(_formulas(target[order], list(atoms), values), None)
    return found and re.sub(r"(?<![\d.])1·|·1(?![\d.])", "", found)


def _formulas(target: Vector, names: list[str], values: Vector) -> Iterator[str]:
    """Yield what gives the target: one quantity, two joined, three, two with a number between."""
    pairs = [(one, sign, other) for sign in _SIGNS for one in names for other in names]
    both = np.concatenate(
        [join(values[:, None], values[None]).reshape(-1, target.size) for join in _SIGNS.values()]
    )
    few = np.ascontiguousarray(both[:, -FIRST:])

    def hits(join: Join, one: Vector) -> Iterator[tuple[str, str, float]]:
        """Yield the pairs that give the target when one more is joined to them."""
        with_few = join(few, one[-FIRST:], target[-FIRST:])
        for k in np.flatnonzero(_meets(with_few, target[-FIRST:])):
            if _meets(join(both[[k]], one, target), target).all():
                text = "".join(pairs[k])
                factor = _factor(both[[k]], target - one).item()
                yield text, f"({text})" if pairs[k][1] in " − + " else text, factor

    for k in np.flatnonzero(_meets(values, target)):
        yield names[k]
    step = target - values[0]  # what is taken off, or added, where the coordinate comes first
    factors = _factor(values, step)
    if np.abs(step).max() > LEAST:
        for k in np.flatnonzero(_meets(values[0] + factors * values, target)):
            size, sign = printed(abs(factors[k, 0])), " − " if factors[k, 0] < 0 else " + "
            yield f"{names[0]}{sign}{size}·{names[k]}"
    nothing = np.zeros_like(target)
    yield from (text for text, _, _ in hits(lambda two, one, _: two, nothing))
    for name, one in zip(names, values, strict=True):
        yield from (f"{name} − {two}" for _, two, _ in hits(lambda two, one, _: one - two, one))
        yield from (f"{name} + {text}" for text, _, _ in hits(lambda two, one, _: one + two, one))
    for name, one in [("", nothing), *zip(names, values, strict=True)]:
        if np.abs(target - one).max() < LEAST:
            continue
        for _, two, factor in hits(lambda two, one, due: one + _factor(two, due - one) * two, one):
            signs = (" + ", " − ") if name else ("", "−")
            yield f"{name}{signs[factor < 0]}{printed(abs(factor))}·{two}"
    for name, one in zip(names, values, strict=True):
        yield from (f"{text} − {name}" for text, _, _ in hits(lambda two, one, _: two - one, one))
        yield from (f"{name}·{two}" for _, two, _ in hits(lambda two, one, _: one * two, one))
        yield from (f"{two} / {name}" for _, two, _ in hits(lambda two, one, _: two / one, one))
        yield from (f"{name} / ({text})" for text, _, _ in hits(lambda two, one, _: one / two, one))


def _factor(rows: Vector, due: Vector) -> Vector:
    """Return by which factor each row is to be multiplied to come as near as it can."""
    factors: Vector = (rows @ due) / (rows * rows).sum(axis=1)
    return factors[:, None]


def _meets(rows: Vector, target: Vector) -> Any:
    """Return which rows have the values of the target."""
    return near(rows, target).all(axis=1)


def one_formula(read: Sequence[Reading]) -> Finding | None:
    """Recognise a formula for the next point."""
    if all(np.abs(each.points[1:] - each.due).max() < LEAST for each in read):
        return None
    tables = [whole_atoms(each) for each in read]
    atoms = {name: np.concatenate([t[name].ravel() for t in tables]) for name in tables[0]}
    text = formula(np.concatenate([each.points[1:].ravel() for each in read]), atoms)
    said = f"Your new point has the values of {text}, where w − η·∇f(w)"
    return (text and Finding("other_update", {"said": said, "differs": _differs(text)})) or None


def two_formulas(read: Sequence[Reading], names: Sequence[str], slope: str) -> Finding | None:
    """Recognise a formula for each of two coordinates, or that one of them is right."""
    read = [each for each in read if each.points.shape[1] == 2]
    here = ", ".join(names)
    wrong = [i for i in (0, 1) if any(each.wrong[:, i].any() for each in read)]
    right = [f"Your new {names[i]} is right at every step, and " for i in (0, 1) if i not in wrong]
    if not wrong or all(np.abs(each.points[1:] - each.due).max() < LEAST for each in read):
        return None
    texts = []
    for i in wrong:
        tables = [atoms_of_one(each, i, names, slope) for each in read]
        atoms = {label: np.concatenate([t[label] for t in tables]) for label in tables[0]}
        text = formula(np.concatenate([each.points[1:, i] for each in read]), atoms)
        texts.append(text or one_slip(read, i, names, slope))
    if None in texts:
        facts = {"right": names[1 - wrong[0]], "other": names[wrong[0]]}
        return Finding("one_update", facts) if right else None
    due = [f"{names[i]} − η·{slope.format(name=names[i], at=here)}" for i in wrong]
    told = listed(
        f"your new {names[i]} the values of {text}" for i, text in zip(wrong, texts, strict=True)
    )
    told = told.replace("the values", "has the values", 1)
    said = f"{''.join(right)}{told}, where {listed(due)}".replace(f" at ({here})", "")
    facts = {"said": said[0].upper() + said[1:], "differs": _differs(*filter(None, texts))}
    return Finding("other_update", facts)


def _differs(*texts: str) -> str:
    """Return in words in what the formulas differ from the right one, as far as that is certain."""

    def found() -> Iterator[str]:
        if all("η" not in text for text in texts):
            yield "η is missing"
        if not any(re.search("∇|∂|partial", text) for text in texts):
            yield "no slope enters"
        if any(re.search(r"\+ (η·)?(∇|∂|partial)", text) for text in texts):
            yield "the sign is +"

    return "".join(f"; {each}" for each in found())
