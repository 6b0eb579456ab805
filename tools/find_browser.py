"""Finds the Chromium that the browser tests drive, and can fetch one where there is none."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "GDTEACH_CHROMIUM"
PLAYWRIGHTS_OWN = ""
ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ADVICE = (
    "No Chromium that Playwright can drive was found, so the browser tests cannot run. Install one "
    "(Debian: apt install chromium libatomic1; "
    "anywhere: .venv/bin/python -m playwright install chromium) "
    f"or name one: {VARIABLE}=/path/to/chromium make test"
)


def find() -> str | None:
    """Return the browser's path, ``""`` for Playwright's own, or None when there is none.

    ``GDTEACH_CHROMIUM``, where it is set, is taken at its word.
    """
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    own = _playwrights_place()
    if own is None:
        return None
    return PLAYWRIGHTS_OWN if own.is_file() else _on_this_system()


def install() -> str | None:
    """Return a browser that was fetched just now, or None when none could be had."""
    playwright = [sys.executable, "-m", "playwright"]
    may_use_apt = getattr(os, "geteuid", lambda: 1)() == 0 and shutil.which("apt-get") is not None
    if may_use_apt and _playwrights_place() is None:
        print("Installing a library that Playwright's driver lacks ...", file=sys.stderr)
        _apt_install("libatomic1")
        if (found := find()) is not None:
            return found
    print("No Chromium found; fetching Playwright's own (a minute or two) ...", file=sys.stderr)
    # Without a network the download must give up soon; with one it may well take minutes.
    patience = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "5000"}
    if _runs([*playwright, "install", "chromium"], seconds=600, environment=patience):
        if may_use_apt:
            _runs([*playwright, "install-deps", "chromium"], seconds=600)
        return PLAYWRIGHTS_OWN
    if may_use_apt:
        print("It cannot be downloaded here; installing the system's package ...", file=sys.stderr)
        _apt_install("chromium", "fonts-dejavu-core")
    return find()


def _apt_install(*packages: str) -> None:
    apt = ["apt-get", "--quiet=2", "--yes", "--no-install-recommends"]
    _runs([*apt, "update"], seconds=300)
    _runs([*apt, "install", *packages], seconds=600)


def _playwrights_place() -> Path | None:
    """Return where Playwright's own Chromium is or would be; None when its driver cannot start."""
    # In a process of its own: a caller may be inside Playwright's event loop already.
    question = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, text=True, timeout=60, check=False
    )
    return Path(answer.stdout.strip()) if answer.returncode == 0 else None


def _on_this_system() -> str | None:
    for name in (*ON_PATH, *ON_MACOS):
        path = shutil.which(name)
        # Ubuntu's chromium-browser can be a stub that says what to install: ask for its version.
        if path and _runs([path, "--version"], seconds=30):
            return path
    return None


def _runs(command: list[str], *, seconds: float, environment: dict[str, str] | None = None) -> bool:
    quietly = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **quietly, **(environment or {})},
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=f"{__doc__} Prints its path; an empty line means Playwright's own."
    )
    parser.add_argument("--install", action="store_true", help="fetch one if there is none")
    arguments = parser.parse_args()
    found = find()
    if found is None and arguments.install:
        found = install()
    if found is None:
        print(ADVICE, file=sys.stderr)
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
