"""The benchmarks' README.md: a section of it, and what a reader must know of the machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

README = Path(__file__).with_name("README.md")
BUSY = 0.5  # load average above which others take a noticeable part of the machine


def processor() -> str:
    """Return the processor's name as the system tells it."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def machine(load: float) -> str:
    """Return a line on the machine and its load average at the start."""
    noise = " (**others were using it: expect noise**)" if load > BUSY else ""
    return (
        f"- Machine: {os.cpu_count()} cores, {processor()}, {platform.system()}, no GPU used; "
        f"load average at the start {load:.1f}{noise}"
    )


def versions(packages: Iterable[str], *others: str) -> str:
    """Return a line on what was measured with."""
    told = [f"Python {platform.python_version()}"]
    told += [f"{name} {version(name)}" for name in packages]
    return "- Versions: " + ", ".join([*told, *others])


def verdict(claim: str, good: bool, found: str) -> str:
    """Return a line that says whether an expectation was met, and what was found."""
    return f"- {claim}: {'met' if good else '**missed**'}, {found}"


def write(name: str, lines: Iterable[str], *, keep: bool = False) -> None:
    """Print a section, and put it into README.md in place of the last one; not if ``keep``."""
    section = "\n".join([f"<!-- {name} -->", *lines, f"<!-- /{name} -->"])
    print(section)
    if keep:
        return
    text = README.read_text(encoding="utf-8") if README.exists() else "# Benchmarks\n"
    head, begin, rest = text.partition(f"<!-- {name} -->")
    tail = rest.partition(f"<!-- /{name} -->")[2] if begin else "\n"
    README.write_text(head + ("" if begin else "\n") + section + tail, encoding="utf-8")
