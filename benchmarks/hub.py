"""A class at work: a JupyterHub on loopback, and learners who all turn η, every three seconds.

    python -m venv /tmp/hub
    /tmp/hub/bin/pip install -r benchmarks/hub-requirements.txt     (from the root of a clone)
    npm install --prefix /tmp/hub configurable-http-proxy
    /tmp/hub/bin/python benchmarks/hub.py     some six minutes; writes benchmarks/README.md
    /tmp/hub/bin/python benchmarks/hub.py --learners 4 --seconds 30 --print

Learners are not browsers: each asks the hub for a server, fetches what JupyterLab fetches first,
starts a kernel, makes a lab, and then speaks the WebSocket protocol as ipywidgets' page does.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime
import os
import shutil
import sys
import time
from typing import Any

import numpy as np
from _hub import family, hub
from _learner import REST, Learner, ask
from _report import machine, verdict, versions, write
from tornado.httpclient import AsyncHTTPClient, HTTPClientError

PACKAGES = ("jupyterhub", "jupyterlab", "ipykernel", "ipywidgets", "matplotlib", "numpy")
COME_IN = 4  # learners at a time: forty kernels that start at once keep each other waiting
CLASS, LARGEST_P95, LARGEST_MEMORY = 40, 250, 190  # learners; ms from slider to picture; MB each


async def measure(learners: list[Learner], seconds: float, proxy: str) -> dict[str, Any]:
    """Let a class work; return how long it took to open, and what processes used meanwhile."""
    with hub(proxy) as (address, teacher, process):
        for _ in range(600):
            try:
                await ask(f"{address}/hub/api/", teacher)
                break
            except (OSError, HTTPClientError):
                await asyncio.sleep(0.1)
        begin, door = time.monotonic(), asyncio.Semaphore(COME_IN)

        async def come_in(learner: Learner) -> None:
            async with door:
                await learner.open(address, teacher)

        await asyncio.gather(*map(come_in, learners))
        opened = time.monotonic() - begin
        print(f"{len(learners)} labs are open after {opened:.0f} s", file=sys.stderr)
        await asyncio.sleep(5)
        groups = family(process)

        def busy(part: str) -> float:
            return sum(sum(each.cpu_times()[:2]) for each in groups[part])

        before, begin = {part: busy(part) for part in groups}, time.monotonic()
        late = [REST * place / len(learners) for place in range(len(learners))]
        await asyncio.gather(
            *(each.work(start, seconds) for each, start in zip(learners, late, strict=True))
        )
        taken = time.monotonic() - begin
        return {
            "opened": opened,
            "cores": {part: (busy(part) - before[part]) / taken for part in groups},
            "memory": {
                part: [each.memory_full_info().pss / 1e6 for each in groups[part]]
                for part in groups
            },
        }


def report(learners: list[Learner], found: dict[str, Any], load: float) -> list[str]:
    """Return the section's lines."""
    way = 1000 * np.diff([move for each in learners for move in each.moves], axis=1)
    legs = {
        "**slider to picture**": way.sum(axis=1),
        "until the kernel begins": way[:, 0],
        "in the kernel, until the picture is made": way[:, 1],
        "from the kernel to the learner": way[:, 2],
    }
    p95, memory, lost = (
        float(np.quantile(way.sum(axis=1), 0.95)),
        sum(sum(found["memory"][f"a learner's {part}"]) for part in ("server", "kernel")),
        [f"{each.name}: {each.lost}" for each in learners if each.lost],
    )
    each = memory / len(learners)
    return [
        "## A class on JupyterHub",
        "",
        f"A hub on loopback and {len(learners)} learners, each with a server, a kernel and a",
        f"`DescentLab`. All turn its η every {REST:.0f} s, {len(way):,} times together, while the",
        "polls of JupyterLab go on. Learners are programs that ask what JupyterLab's page asks, on",
        "the same cores. Memory is PSS: what processes share is divided among them.",
        "",
        "| | p50, ms | p95, ms | longest, ms |",
        "|---|---|---|---|",
        *(
            f"| {leg} | {np.median(ms):.0f} | {np.quantile(ms, 0.95):.0f} | {ms.max():.0f} |"
            for leg, ms in legs.items()
        ),
        "",
        "| | MB, each | cores kept busy, all together |",
        "|---|---|---|",
        *(
            f"| {part} | {np.mean(sizes):.0f} | {found['cores'][part]:.2f} |"
            for part, sizes in found["memory"].items()
        ),
        "",
        verdict(f"p95 ≤ {LARGEST_P95} ms", p95 <= LARGEST_P95, f"{p95:.0f} ms"),
        verdict(f"≤ {LARGEST_MEMORY} MB a learner", each <= LARGEST_MEMORY, f"{each:.0f} MB"),
        verdict("nobody lost", not lost, "; ".join(lost) or f"{len(learners)} of {len(learners)}"),
        f"- Expected of {CLASS} learners; {len(learners)} were here",
        f"- They came in {COME_IN} at a time; after {found['opened']:.0f} s the last had its lab",
        machine(load),
        versions(PACKAGES),
        f"- {datetime.date.today().isoformat()}: "
        f"`{' '.join(['python benchmarks/hub.py', *sys.argv[1:]])}`",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--learners", type=int, default=CLASS)
    parser.add_argument("--seconds", type=float, default=120.0, help="how long they work")
    parser.add_argument("--proxy", help="the program configurable-http-proxy")
    parser.add_argument("--print", action="store_true", help="leave README.md as it is")
    arguments = parser.parse_args()
    installed = f"{sys.prefix}/node_modules/.bin/configurable-http-proxy"
    proxy = arguments.proxy or shutil.which("configurable-http-proxy") or installed
    AsyncHTTPClient.configure(None, max_clients=4 * arguments.learners)
    load = os.getloadavg()[0]
    learners = [Learner(f"learner{number}") for number in range(arguments.learners)]
    found = asyncio.run(measure(learners, arguments.seconds, proxy))
    write("hub", report(learners, found, load), keep=arguments.print)


if __name__ == "__main__":
    main()
