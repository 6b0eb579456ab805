"""Convex or not: chords of a graph, and a gallery of six functions to judge by them.

A chord joins two points of a graph. A function is convex when no chord has the graph above it,
strictly convex when every chord lies above the graph but for its two ends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdteach.numerics import arguments
from gdteach.numerics.objective import Objective

Array = NDArray[np.float64]

STRICT, CONVEX, NOT_CONVEX = "strictly convex", "convex, not strictly", "not convex"
VERDICTS = (STRICT, CONVEX, NOT_CONVEX)


def chord_gaps(
    objective: Objective, a: ArrayLike, b: ArrayLike, shares: ArrayLike
) -> tuple[Array, Array, Array]:
    """Return points between a and b, the chord over them, and how far it is above the graph.

    Parameters
    ----------
    objective : Objective
        Of any dimension d.
    a, b : float or array, shape (d,)
        The ends of the chord (unit of w).
    shares : array, shape (n,)
        s of each point: 0 at a, 1 at b (dimensionless).

    Returns
    -------
    points : array, shape (n, d)
        (1 − s)a + sb.
    chord : array, shape (n,)
        (1 − s)f(a) + sf(b).
    gaps : array, shape (n,)
        The chord minus f: negative where the graph is above the chord.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be.

    Examples
    --------
    >>> from gdteach.numerics.catalogue import plateau
    >>> _, chord, gaps = chord_gaps(plateau(), 0.0, 3.0, [0.5])
    >>> print(chord.round(2), gaps.round(2))
    [0.5] [-0.39]
    """
    arguments.instance("objective", objective, Objective)
    ends = np.array([arguments.point(name, end, objective.dimension) for name, end in
                     (("a", a), ("b", b))])  # fmt: skip
    share = arguments.point("shares", shares)[:, np.newaxis]
    points = (1 - share) * ends[0] + share * ends[1]
    with np.errstate(all="ignore"):
        f_a, f_b = np.asarray(objective.function(ends), dtype=np.float64)
        chord = (1 - share[:, 0]) * f_a + share[:, 0] * f_b
        gaps = chord - objective.function(points)
    return points, chord, gaps


@dataclass(frozen=True, eq=False)
class Candidate:
    """A function to be judged, the right verdict, and a reply to each of the three.

    Parameters
    ----------
    objective : Objective
        In one dimension.
    verdict : str
        One of `VERDICTS`.
    replies : dict
        From verdict to what to say to it.
    """

    objective: Objective
    verdict: str
    replies: dict[str, str]

    def __post_init__(self) -> None:
        """Refuse a candidate that could not be judged."""
        arguments.instance("objective", self.objective, Objective)
        arguments.one_of("verdict", self.verdict, VERDICTS)
        if set(self.replies) != set(VERDICTS):
            remedy = f"one for each of {', '.join(VERDICTS)}"
            raise ValueError(arguments.wrong("replies", "complete", sorted(self.replies), remedy))


def _piece(
    name: str,
    formula: str,
    function: object,
    gradient: object,
    domain: tuple[float, float],
    verdict: str,
    *replies: str,
) -> Candidate:
    """Return a candidate of one variable; the replies are in the order of `VERDICTS`."""
    objective = Objective(
        name=f"{name}:  {formula}",
        function=lambda w: function(w[..., 0]),  # type: ignore[operator]
        gradient=lambda w: gradient(w),  # type: ignore[operator]
        dimension=1,
        domain=np.array([domain]),
        minimisers=np.empty((0, 1)),
        minimum_value=None,
        formula=formula,
        source="this course: a gallery of convex functions and others",
        start=np.array([domain[0] + 0.1 * (domain[1] - domain[0])]),
    )
    return Candidate(objective, verdict, dict(zip(VERDICTS, replies, strict=True)))


def convexity_gallery() -> tuple[Candidate, ...]:
    """Return six functions of one variable to be judged: two of each verdict.

    Examples
    --------
    >>> [candidate.objective.name[0] for candidate in convexity_gallery()]
    ['A', 'B', 'C', 'D', 'E', 'F']
    """
    return (
        _piece(
            "A", "e^(w/2) + e^(−w)",
            lambda w: np.exp(w / 2) + np.exp(-w), lambda w: np.exp(w / 2) / 2 - np.exp(-w),
            (-2.5, 3.5), STRICT,
            "Lopsided, and yet every chord runs above the graph: f″ = ¼e^(w/2) + e^(−w) is "
            "positive everywhere. Convex asks for no symmetry.",
            "It is convex. Is there a chord that touches the graph between its ends? That would"
            " take a straight piece, and f″ = ¼e^(w/2) + e^(−w) is positive everywhere.",
            "Lopsided is allowed. Draw chords where it bends least, far to the right: the graph"
            " stays below each of them.",
        ),
        _piece(
            "B", "ln(1 + w²)",
            lambda w: np.log1p(w * w), lambda w: 2 * w / (1 + w * w),
            (-4.0, 4.0), NOT_CONVEX,
            "One valley, and it rises for ever; but the chord from w = 1 to w = 4 runs below "
            "the graph. Beyond |w| = 1 the graph bends the other way.",
            "One valley, and it rises for ever; but the chord from w = 1 to w = 4 runs below "
            "the graph. What does f″ = 2(1 − w²)/(1 + w²)² do there?",
            "The chord from w = 1 to w = 4 runs below the graph. A single valley is less than "
            "convex: far out the slope fades, though the floor is far away.",
        ),
        _piece(
            "C", "max(0, 1 − w)",
            lambda w: np.maximum(0.0, 1 - w), lambda w: np.where(w < 1, -1.0, 0.0),
            (-2.0, 4.0), CONVEX,
            "No graph above a chord; but put both ends to the right of w = 1: chord and graph "
            "are the same flat line. Strictly would need a gap. Every w ≥ 1 is a minimiser.",
            "The kink is no obstacle, as the chord test asks for no derivative. On the flat "
            "floor chord and graph coincide: not strictly, and every w ≥ 1 is a minimiser.",
            "The kink disturbs you? The chord test asks for no derivative. Draw a chord across "
            "w = 1: the graph sags below it, as it should.",
        ),
        _piece(
            "D", "½w² + 0.6·sin 2w",
            lambda w: w * w / 2 + 0.6 * np.sin(2 * w), lambda w: w + 1.2 * np.cos(2 * w),
            (-4.0, 4.0), NOT_CONVEX,
            "Long chords run above the graph, and hide the dents. Try a short one, from w = 0.3"
            " to w = 1.3: in the middle the graph is above it.",
            "Long chords run above the graph, and hide the dents. Try a short one, from w = 0.3"
            " to w = 1.3: in the middle the graph is above it.",
            "The long chords are fine; a short one, from w = 0.3 to w = 1.3, is not. Convex is "
            "a claim about all chords, f″ = 1 − 2.4·sin 2w about all points at once.",
        ),
        _piece(
            "E", "w⁴",
            lambda w: w**4, lambda w: 4 * w**3,
            (-1.5, 1.5), STRICT,
            "So flat at the bottom, f″(0) = 0, and yet not straight: each chord has a gap to "
            "the graph. Positive f″ suffices for strict; it is not needed at every single "
            "point.",
            "You saw f″(0) = 0? That is one point, and a chord needs two. Zoom in with a short "
            "chord around 0: there is a gap, if a small one.",
            "The bottom is flat, but it never bends downwards: f″ = 12w² is nowhere negative.",
        ),
        _piece(
            "F", "1 − ½w",
            lambda w: 1 - w / 2, lambda w: np.full_like(w, -0.5),
            (-3.0, 3.0), CONVEX,
            "Each chord lies on the graph: never below it, so convex, and never above it, so "
            "not strictly.",
            "Each chord lies on the graph, so none has the graph above it. And there is no "
            "minimum at all: convex does not promise one.",
            "No valley, but that is not asked. Is there a chord with the graph above it? They "
            "coincide, each and every one.",
        ),
    )  # fmt: skip
