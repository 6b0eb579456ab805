"""From measurements to the section of README.md that tells them."""

from __future__ import annotations

import datetime
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from _playback_designs import DESIGNS, STEPS_PER_SECOND
from _report import machine, verdict, versions

PACKAGES = ("jupyterlab", "ipywidgets", "anywidget", "ipympl", "matplotlib", "numpy")

EXPLANATION = f"""\
A descent on a 600 × 450 contour plot, played in a real JupyterLab in headless Chromium by several
designs, side by side. A frame is a frame of the screen before which the picture changed: the marker
moved, ipympl drew a picture it had received, or the inline picture was another. Every design is
asked for {STEPS_PER_SECOND} steps a second. *kB per run* is what the kernel sent over the WebSocket
for one step of the η slider and playing the run once. *Slider → picture* is from the key event
until the page holds the new picture, *→ screen* until the next frame of the screen. The round trip
is added by a proxy on loopback, half in each direction. Medians; in brackets the range over the
rounds.
""".splitlines()

LEAST_RATE = 55.0  # frames a second
LARGEST_GAP = 20.0  # ms, 95 % of the gaps between frames
LARGEST_RUN = 20.0  # kB, for 100 steps
LARGEST_DELAY = 20.0  # ms from slider to picture, beyond the round trip
HELD = 30.0  # ms between two messages of one answer: longer than the kernel takes for any


@dataclass
class Run:
    """What was seen of one design, at one latency and length, in one round.

    Parameters
    ----------
    frames : list of float
        When the screen took up a new picture, ms.
    screen : list of float
        When the screen was drawn at all, ms.
    played : int
        Bytes received while playing.
    drawn, shown : list of float
        From a key on the slider until the page, and then the screen, held the new picture, ms.
    held : list of float
        The longest pause between two messages of the answer, ms.
    sent : list of int
        Bytes received for a step of the slider.
    """

    frames: list[float]
    screen: list[float]
    played: int
    drawn: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    held: list[float] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Frames a second."""
        return rate(self.frames)

    @property
    def gap(self) -> float:
        """95 % of the gaps between frames are at most this long, ms."""
        return gap(self.frames)

    @property
    def kilobytes(self) -> float:
        """From the server for a new run and playing it once, kB (1000 bytes)."""
        return (float(np.median(self.sent)) + self.played) / 1000


def rate(frames: Iterable[float]) -> float:
    """Return frames a second from the times of frames in ms."""
    times = list(frames)
    return 1000 * (len(times) - 1) / (times[-1] - times[0]) if len(times) > 1 else 0.0


def gap(frames: Iterable[float]) -> float:
    """Return the 95 % quantile of the gaps between frames, ms."""
    gaps = np.diff(list(frames))
    return float(np.quantile(gaps, 0.95)) if len(gaps) else float("inf")


@dataclass
class Findings:
    """All that was measured: runs by (design, added ms, steps), and the circumstances."""

    command: str
    rounds: int
    nodelay: bool = False
    runs: dict[tuple[str, int, int], list[Run]] = field(default_factory=lambda: defaultdict(list))
    blank: list[list[float]] = field(default_factory=list)
    round_trips: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    load: float = field(default_factory=lambda: os.getloadavg()[0])
    chromium: str = ""


def middle(values: Iterable[float]) -> float:
    return float(np.median(list(values)))


def spread(values: Iterable[float], pattern: str = "{:.0f}") -> str:
    """Return the median, with the range where rounds differ."""
    found = list(values)
    low, mid, high = (pattern.format(f(found)) for f in (min, np.median, max))
    return mid if low == high else f"{mid} ({low}–{high})"


def row(name: str, added: int, runs: list[Run]) -> str:
    drawn = [value for run in runs for value in run.drawn]
    shown = [value for run in runs for value in run.shown]
    cells = [
        DESIGNS[name].name,
        f"{added} ms",
        spread((run.rate for run in runs), "{:.1f}"),
        spread(run.gap for run in runs),
        f"{middle(run.kilobytes for run in runs):,.1f}",
        f"{middle(drawn):.0f}" if drawn else "",
        f"{middle(shown):.0f}" if shown else "",
    ]
    return "| " + " | ".join(cells) + " |"


def table(findings: Findings, steps: int) -> list[str]:
    lines = [
        f"**A run of {steps} steps**",
        "",
        "| design | added round trip | frames/s | p95 gap, ms | kB per run "
        "| slider → picture, ms | … → screen, ms |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in DESIGNS:
        lines += [
            row(name, added, runs)
            for (known, added, length), runs in sorted(findings.runs.items())
            if known == name and length == steps
        ]
    return [*lines, ""]


def verdicts(findings: Findings) -> list[str]:
    """Return a line for each expectation of gdteach: the worst case measured, and met or missed."""
    ours = {key: runs for key, runs in findings.runs.items() if DESIGNS[key[0]].is_ours}
    if not ours:
        return ["- (not measured)"]
    rates = [middle(run.rate for run in runs) for runs in ours.values()]
    gaps = [middle(run.gap for run in runs) for runs in ours.values()]
    sizes = [middle(run.kilobytes for run in runs) for key, runs in ours.items() if key[2] == 100]
    delays = [
        middle(value for run in runs for value in run.drawn) - added
        for (_, added, _), runs in ours.items()
    ]
    checks = [
        (f"≥ {LEAST_RATE:.0f} frames/s", min(rates), min(rates) >= LEAST_RATE, "frames/s"),
        (f"p95 gap ≤ {LARGEST_GAP:.0f} ms", max(gaps), max(gaps) <= LARGEST_GAP, "ms"),
        (
            f"≤ {LARGEST_RUN:.0f} kB for a run of 100 steps",
            max(sizes),
            max(sizes) <= LARGEST_RUN,
            "kB",
        ),
        (
            f"slider to picture ≤ {LARGEST_DELAY:.0f} ms beyond the added round trip",
            max(delays),
            max(delays) <= LARGEST_DELAY,
            "ms",
        ),
    ]
    return [
        verdict(claim, good, f"at worst {worst:.1f} {unit}") for claim, worst, good, unit in checks
    ]


def holdups(findings: Findings) -> list[str]:
    """Return a line on the slider steps of gdteach that TCP held back, if there are any."""
    steps = [
        (drawn, held > HELD)
        for (name, added, _), runs in findings.runs.items()
        if DESIGNS[name].is_ours and added == 0
        for run in runs
        for drawn, held in zip(run.drawn, run.held, strict=True)
    ]
    late = [drawn for drawn, held in steps if held]
    prompt = [drawn for drawn, held in steps if not held]
    if findings.nodelay or not late or not prompt:
        return []
    return [
        f"- With 0 ms added, {len(late)} of gdteach's {len(steps)} slider steps were answered in "
        f"two parts more than {HELD:.0f} ms apart: median {middle(late):.0f} ms, the others "
        f"{middle(prompt):.0f} ms. Jupyter Server leaves Nagle's algorithm on, so what follows the "
        "kernel's \"busy\" waits for an acknowledgement that the browser's system may delay by "
        '40 ms. `make bench ARGS="--nodelay"` measures without it.'
    ]


def report(findings: Findings) -> list[str]:
    """Return the lines of the section."""
    round_trips = ", ".join(
        f"{middle(times):.0f} ms with {added} ms added"
        for added, times in sorted(findings.round_trips.items())
    )
    lengths = sorted({length for _, _, length in findings.runs}, reverse=True)
    return [
        "## Playback",
        "",
        *EXPLANATION,
        "",
        *[line for steps in lengths for line in table(findings, steps)],
        "What is expected of gdteach, against its worst row:",
        "",
        *verdicts(findings),
        *holdups(findings),
        "",
        machine(findings.load),
        f"- Baseline: an empty page ran requestAnimationFrame at "
        f"{spread(map(rate, findings.blank), '{:.1f}')} Hz, "
        f"p95 gap {spread(map(gap, findings.blank))} ms; "
        f"the server's shortest reply took {round_trips}",
        versions(PACKAGES, f"Chromium {findings.chromium}"),
        f"- {datetime.date.today().isoformat()}, {findings.rounds} "
        f"round{'s' * (findings.rounds > 1)}: `{findings.command}`",
    ]
