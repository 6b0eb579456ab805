"""Compares how a descent plays in the browser: gdteach, ipympl, and an inline figure drawn anew.

    make bench                              some ten minutes; writes benchmarks/README.md
    make bench ARGS="--rounds 1 --print"    a quick look that writes nothing

Each round opens every design at every latency in a JupyterLab of its own, plays it, and steps its
learning-rate slider from the keyboard. Rounds start with a different design each, so that a busy
minute of the machine does not fall on the same one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from _delay_proxy import delay_proxy
from _jupyterlab import (
    CHROMIUM_FLAGS,
    bring_into_view,
    jupyterlab,
    run_code,
    run_notebook,
    server_round_trip,
    shut_down,
    write_notebook,
)
from _playback_designs import DESIGNS, Design
from _playback_report import Findings, Run, report
from _report import BUSY, write
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROBE = Path(__file__).with_name("_playback_probe.js")
NODELAY = ("--ServerApp.kernel_websocket_connection_class=_nodelay_connection.NoDelayConnection",)
ADDED = (0, 150)  # ms of round trip
SLIDER_STEPS = 6  # in each run of each round
REST = 500  # ms without a change after which one change is over, beyond four round trips
END = 1500  # the same for a whole play; longer than the longest pause between two pictures


def blank_page(browser: Browser, seconds: float = 2.0) -> list[float]:
    """Return the times at which an empty page is drawn."""
    page = browser.new_page()
    page.add_init_script(path=PROBE)
    page.goto("data:text/html,<title>empty</title>")
    times: list[float] = page.evaluate("(ms) => playbackProbe.idle(ms)", 1000 * seconds)
    page.close()
    return times


def measure_run(page: Page, design: Design, steps: int, rest: int) -> Run:
    """Play a run once, then step the slider."""
    run_code(page, f"show_run({steps})")
    page.evaluate("(ms) => playbackProbe.quiet(ms)", END)
    bring_into_view(page, design.picture)
    seen = page.evaluate(
        "([button, ms]) => playbackProbe.play(button, ms)", [design.play_button, END]
    )
    run = Run(seen["frames"], seen["screen"], seen["bytes"])
    for _ in range(SLIDER_STEPS):
        page.locator(".widget-slider .noUi-handle").first.focus()
        page.evaluate("playbackProbe.arm()")
        page.keyboard.press("ArrowLeft")
        answer = page.evaluate("(ms) => playbackProbe.answer(ms)", rest)
        run.drawn.append(answer["drawn"])
        run.shown.append(answer["shown"])
        run.held.append(answer["held"])
        run.sent.append(answer["bytes"])
    return run


def measure_design(
    context: BrowserContext, port: int, name: str, added: int, findings: Findings
) -> None:
    """Open a design's notebook and measure all its runs."""
    design = DESIGNS[name]
    rest = REST + 4 * added
    page = context.new_page()
    run_notebook(page, port, f"{name}.ipynb")
    page.wait_for_selector(design.play_button)
    page.evaluate("(kind) => playbackProbe.watch(kind)", design.kind)
    page.evaluate("(ms) => playbackProbe.quiet(ms)", END)
    findings.round_trips[added].append(server_round_trip(page))
    for steps in design.lengths:
        run = measure_run(page, design, steps, rest)
        findings.runs[name, added, steps].append(run)
        print(
            f"  {name:7} {added:3} ms, {steps} steps: {run.rate:5.1f} frames/s, "
            f"p95 gap {run.gap:4.0f} ms, {run.kilobytes:8.1f} kB, "
            f"slider {sorted(run.drawn)[len(run.drawn) // 2]:4.0f} ms",
            file=sys.stderr,
        )
    shut_down(page)
    page.close()


def measure(designs: list[str], findings: Findings) -> None:
    """Fill the findings, round by round."""
    executable = os.environ.get("GDTEACH_CHROMIUM", shutil.which("chromium")) or None
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gdteach-bench-")))
        for name in designs:
            write_notebook(root / f"{name}.ipynb", list(DESIGNS[name].cells))
        server = stack.enter_context(jupyterlab(root, *(NODELAY if findings.nodelay else ())))
        # Without added latency it goes through a proxy too: latency is all that differs.
        ports = {added: stack.enter_context(delay_proxy(server, added / 2000)) for added in ADDED}
        chromium = stack.enter_context(sync_playwright()).chromium
        browser = chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        stack.callback(browser.close)
        findings.chromium = browser.version
        context = browser.new_context(viewport={"width": 1280, "height": 1200})
        context.add_init_script(path=PROBE)
        for number in range(findings.rounds):
            print(f"round {number + 1} of {findings.rounds}", file=sys.stderr)
            findings.blank.append(blank_page(browser))
            first = number % len(designs)
            for name in designs[first:] + designs[:first]:
                for added in ADDED:
                    measure_design(context, ports[added], name, added, findings)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often to measure everything")
    parser.add_argument("--only", nargs="+", choices=DESIGNS, default=list(DESIGNS))
    parser.add_argument(
        "--nodelay", action="store_true", help="let the server send every message at once"
    )
    parser.add_argument("--print", action="store_true", help="leave README.md as it is")
    arguments = parser.parse_args()
    options = " ".join(sys.argv[1:])
    findings = Findings(
        command=f'make bench ARGS="{options}"' if options else "make bench",
        rounds=arguments.rounds,
        nodelay=arguments.nodelay,
    )
    if findings.load > BUSY:
        print(f"The machine is busy (load {findings.load:.1f}): expect noise.", file=sys.stderr)
    measure(arguments.only, findings)
    partial = arguments.nodelay or arguments.only != list(DESIGNS)
    write("playback", report(findings), keep=arguments.print or partial)


if __name__ == "__main__":
    main()
