"""A small network drawn as a graph: nodes with their numbers, edges with their slopes."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch
from numpy.typing import NDArray

from gdteach.course.training.stages import Edge, Stage, short
from gdteach.figure import Curve, Label, Layer, colour, scale
from gdteach.numerics.models.network import Network, Pass, Weights

Floats = NDArray[np.float64]
COLUMNS, LOSS = (0.0, 1.05, 2.1), np.array([2.8, 0.5])  # inputs, hidden units, classes; the loss
HEADS = 1.08  # how high the names of the columns stand
HALF, TALL = 0.165, 0.057  # half the size of a node
WIDTHS = (1.0, 2.0, 3.0, 4.0)  # points: how thick the edges of a gradient are, by its size
FAINT = "#DADEE3"


def column(x: float, count: int) -> Floats:
    """Return where the nodes of a layer stand, the first on top."""
    reach = 0.47 if count > 3 else 0.19 * (count - 1)
    return np.column_stack([np.full(count, x), 0.5 + reach * np.linspace(1, -1, count)])


class Graph:
    """The places of nodes and edges on an axes, and the layers that fill them."""

    def __init__(self, axes: Axes, model: Network) -> None:
        self.axes, self.model = axes, model
        axes.set(xlim=(-0.3, 3.0), ylim=(-0.04, 1.12))
        axes.set_axis_off()
        shape = model.layers
        counts = (shape.inputs, shape.hidden, shape.classes)
        self.nodes = [column(x, count) for x, count in zip(COLUMNS, counts, strict=True)]
        for x, head in ((COLUMNS[0], "inputs"), (LOSS[0], "loss")):
            axes.text(x, HEADS, head, ha="center", va="baseline", weight="bold")
        for x, y in (*np.concatenate(self.nodes), LOSS):
            box = FancyBboxPatch(
                (x - HALF, y - TALL), 2 * HALF, 2 * TALL, facecolor="white",
                edgecolor=colour("curve"), linewidth=1.2 * scale(), zorder=3,
                boxstyle="round,pad=0,rounding_size=0.03", mutation_aspect=1,
            )  # fmt: skip
            axes.add_patch(box)
        for i, (x, y) in enumerate(self.nodes[0]):
            axes.text(x, y + TALL + 0.012, f"$x_{i + 1}$", ha="center", va="bottom")
        for (x, y), name in zip(self.nodes[2], model.classes, strict=True):
            axes.text(x, y + TALL + 0.012, name, ha="center", va="bottom")
            self._still(np.array([[x + HALF, y], [LOSS[0] - HALF, LOSS[1]]]), 1.0)
        parts = model.layers.unpack(model.start)
        for side, i, j, value in each(parts):
            dash = "-" if value > 0 else "--"
            self._still(self._ends(side, i, j), min(0.8 + 2.2 * abs(value), 5), dash)

    def _still(self, ends: Floats, width: float, dash: str = "-") -> None:
        self.axes.plot(*ends.T, color=FAINT, linewidth=width * scale(), linestyle=dash, zorder=1)

    def _ends(self, side: int, i: int, j: int) -> Floats:
        """Return where an edge leaves its node and where it arrives, shape (2, 2)."""
        return np.array([self.nodes[side][i] + [HALF, 0], self.nodes[side + 1][j] - [HALF, 0]])

    # ------------------------------------------------------------------ what is filled in

    def layers(self, stages: Sequence[Stage], before: Pass, after: Pass) -> list[Layer]:
        """Return the numbers of nodes and edges, stage by stage."""
        return [
            *self._heads(stages),
            *self._edges(stages, before.gradient),
            *self._numbers(stages, before, after),
        ]

    def _heads(self, stages: Sequence[Stage]) -> Iterator[Label]:
        """Yield the names of hidden units and classes, with what the numbers in them are."""
        for x, name, forward, back in (
            (COLUMNS[1], "hidden units", ("", ": z", ": a", ": a", ": a"), ("", "", "a", "z")),
            (COLUMNS[2], "classes", ("", "", "", ": s", ": p"), ("", "s", "s", "s")),
        ):
            slopes = [back[stage.backward] * (not stage.moved) for stage in stages]
            texts = [
                name + forward[stage.forward] + (f", ∂f/∂{slope}" if slope else "")
                for stage, slope in zip(stages, slopes, strict=True)
            ]
            yield Label(self.axes, [[x, HEADS]], texts, anchor="middle", bold=True)

    def _edges(self, stages: Sequence[Stage], gradient: Weights) -> Iterator[Layer]:
        """Yield the edges: those just lit as thick as their slopes, the others thin; the step."""
        slopes = {(side, i, j): value for side, i, j, value in each(gradient)}
        largest = max(map(abs, slopes.values())) or 1.0
        lit = {e: next(t for t, stage in enumerate(stages) if stage.lit(e)) for e in slopes}
        size = {
            e: min(int(len(WIDTHS) * abs(value) / largest), len(WIDTHS) - 1)
            for e, value in slopes.items()
        }
        for now in sorted({*lit.values()}):
            done = [e for e in slopes if lit[e] == now]
            yield self._curve([[]] * (now + 1) + [done], colour="quiet", width=1.25)
        for its, width in enumerate(WIDTHS):
            alike = [e for e in slopes if size[e] == its]
            shown = [[e for e in alike if lit[e] == t] for t in range(len(stages))]
            yield self._curve(shown, colour="gradient", width=width)
            yield self._curve([[]] * (len(stages) - 1) + [alike], width=width)
        places, texts = np.full((len(stages), 2), np.nan), [""] * len(stages)
        for t, stage in enumerate(stages):
            if stage.edge:
                places[t] = np.add(self._ends(*stage.edge).mean(axis=0), [0, 0.02])
                texts[t] = short(slopes[stage.edge], 2)
        yield Label(self.axes, places, texts, anchor="middle", bold=True)

    def _curve(self, shown: Sequence[Sequence[Edge]], **look: Any) -> Curve:
        """Return a layer that shows these edges, stage by stage."""
        rows = np.full((len(shown), max(1, *map(len, shown)), 3, 2), np.nan)
        for t, edges in enumerate(shown):
            for place, edge in enumerate(edges):
                rows[t, place, :2] = self._ends(*edge)
        return Curve(self.axes, rows.reshape(len(shown), -1, 2), **look)

    def _numbers(self, stages: Sequence[Stage], p: Pass, after: Pass) -> Iterator[Label]:
        """Yield the numbers of the nodes: forward above, and below what came back."""
        for node, x in zip(self.nodes[0], p.x[0], strict=True):
            yield from self._node(node, stages, [x] * 5, [], x)
        hidden = p.z[0], p.a[0], p.da[0], p.dz[0], after.a[0]
        for node, z, a, da, dz, new in zip(self.nodes[1], *hidden, strict=True):
            yield from self._node(node, stages, [None, z, a, a, a], [None, None, da, dz], new)
        classes = p.s[0], p.p[0], p.ds[0], after.p[0]
        for node, s, q, ds, new in zip(self.nodes[2], *classes, strict=True):
            yield from self._node(node, stages, [None, None, None, s, q], [None, ds, ds, ds], new)
        yield from self._node(LOSS, stages, [None, None, None, None, p.loss], [], after.loss)

    def _node(
        self,
        node: Floats,
        stages: Sequence[Stage],
        forward: Sequence[float | None],
        back: Sequence[float | None],
        new: float,
    ) -> Iterator[Label]:
        """Yield the two numbers of a node; once the weights have moved, there is one, a new one."""
        known = [new if stage.moved else forward[stage.forward] for stage in stages]
        texts = ["" if value is None else short(value, 2) for value in known]
        up = 0.008 if back else -0.014
        yield Label(self.axes, [np.add(node, [0, up])], texts, colour="second", anchor="middle")
        if back:
            heard = [None if stage.moved else back[stage.backward] for stage in stages]
            slopes = ["" if value is None else short(value, 2) for value in heard]
            below = [np.subtract(node, [0, 0.043])]
            yield Label(self.axes, below, slopes, anchor="middle", bold=True)


def each(parts: Weights) -> Iterator[tuple[int, int, int, float]]:
    """Yield every edge, and what belongs to it."""
    for side, matrix in enumerate((parts.W1, parts.W2)):
        for (i, j), value in np.ndenumerate(matrix):
            yield side, i, j, float(value)
