"""A throw-away JupyterLab, and notebooks opened in it by a browser."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

# Chromium's own background work would take part in the measurement.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

NEWS = "@jupyterlab/apputils-extension/notification.jupyterlab-settings"

READY = """() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status
    === 'idle'"""
DONE = """() => {
    const notebook = jupyterapp.shell.currentWidget;
    const cells = notebook.content.widgets.filter((cell) => cell.model.type === 'code');
    return cells.every((cell) => cell.model.executionCount !== null)
        && notebook.sessionContext.session.kernel.status === 'idle';
}"""
ERRORS = """() => jupyterapp.shell.currentWidget.content.widgets.flatMap((cell) =>
    (cell.model.outputs?.toJSON() ?? [])
        .filter((output) => output.output_type === 'error')
        .map((output) => `${output.ename}: ${output.evalue}`))"""


def write_notebook(path: Path, cells: list[str]) -> None:
    """Write a notebook of code cells."""
    notebook = {
        "cells": [
            {
                "cell_type": "code",
                "id": f"cell-{place}",
                "execution_count": None,
                "metadata": {},
                "outputs": [],
                "source": source,
            }
            for place, source in enumerate(cells)
        ],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(notebook), encoding="utf-8")


@contextlib.contextmanager
def jupyterlab(root: Path, *options: str) -> Iterator[int]:
    """Yield the port of a JupyterLab that serves a folder with nobody's settings."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="gdteach-lab-") as name:
        home = Path(name)
        folders = {
            f"JUPYTER_{kind}_DIR": str(home / kind) for kind in ("CONFIG", "DATA", "RUNTIME")
        }
        notification = home / "settings" / NEWS
        notification.parent.mkdir(parents=True)
        notification.write_text('{"fetchNews": "false", "checkForUpdates": false}')
        log = home / "log"
        with log.open("w") as output:
            server = subprocess.Popen(
                [
                    *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                    *("--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"),
                    *("--IdentityProvider.token=", "--ServerApp.password="),
                    *("--expose-app-in-browser", "--LabApp.news_url="),
                    *(f"--ServerApp.root_dir={root}", f"--LabApp.workspaces_dir={home}/workspaces"),
                    f"--LabApp.user_settings_dir={home}/settings",
                    *options,
                ],
                stdout=output,
                stderr=output,
                env=os.environ | folders | {"PYTHONPATH": str(Path(__file__).parent)},
            )
        try:
            _wait_for(server, port, log)
            yield port
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    give_up = time.monotonic() + 90
    while server.poll() is None and time.monotonic() < give_up:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=1)
            return
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


def run_notebook(page: Page, port: int, name: str) -> None:
    """Open a notebook and run all its cells; raise if one fails."""
    page.goto(f"http://127.0.0.1:{port}/doc/tree/{name}?reset", timeout=120_000)
    page.wait_for_function(READY, timeout=120_000)
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(DONE, timeout=120_000)
    if errors := page.evaluate(ERRORS):
        raise RuntimeError(f"{name} failed: {errors[0]}")


def bring_into_view(page: Page, selector: str) -> None:
    """Scroll until an element is wholly on screen; raise if it does not fit."""
    inside = page.locator(selector).first.evaluate(
        """async (node) => {
            node.scrollIntoView({block: 'end'});
            await new Promise((resolve) => setTimeout(resolve, 300));
            const box = node.getBoundingClientRect();
            const around = node.closest('.jp-WindowedPanel-outer').getBoundingClientRect();
            return box.height > 100 && box.top >= around.top && box.bottom <= around.bottom + 1;
        }"""
    )
    if not inside:
        raise RuntimeError(f"{selector} is not wholly on screen")


def run_code(page: Page, code: str) -> None:
    """Run code in the kernel of the open notebook; raise if it fails."""
    reply = page.evaluate(
        """async (code) => (await jupyterapp.shell.currentWidget.sessionContext.session.kernel
            .requestExecute({code, stop_on_error: true}).done).content""",
        code,
    )
    if reply["status"] != "ok":
        raise RuntimeError(f"{code}: {reply.get('ename')}: {reply.get('evalue')}")


def server_round_trip(page: Page, times: int = 9) -> float:
    """Return the median time in ms of a request that the server answers by itself.

    Kernel messages would not do: a quick exchange of them makes the operating system hold back
    its acknowledgements, and the Jupyter server its next message, by 40 ms (see README.md).
    """
    return float(
        page.evaluate(
            """async (times) => {
                const taken = [];
                for (let i = 0; i < times; i++) {
                    const start = performance.now();
                    await (await fetch('/api', {cache: 'no-store'})).text();
                    taken.push(performance.now() - start);
                }
                return taken.sort((a, b) => a - b)[Math.floor(times / 2)];
            }""",
            times,
        )
    )


def shut_down(page: Page) -> None:
    """Stop the kernel of the open notebook, so that it takes no part in what follows."""
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
