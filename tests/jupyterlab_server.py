"""A JupyterLab of our own on this machine alone."""

import contextlib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

HERE = "127.0.0.1"


@contextlib.contextmanager
def jupyterlab_server(
    python: Path | str, environment: dict[str, str], *flags: str, **options: str | Path
) -> Iterator[str]:
    """Start JupyterLab with options such as ``ServerApp__root_dir``; yield its address."""
    with socket.create_server((HERE, 0)) as free:
        port = free.getsockname()[1]
    asked = {"ServerApp__base_url": "/", **options}
    asked |= {"ServerApp__ip": HERE, "ServerApp__port": port, "ServerApp__port_retries": 0}
    command = [str(python), "-m", "jupyterlab", "--no-browser", "--allow-root", *flags]
    command += [f"--{name.replace('__', '.')}={value}" for name, value in asked.items()]
    with (
        tempfile.TemporaryFile("w+") as log,
        subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        ) as server,
    ):
        try:
            _wait_until_it_listens(server, port, log)
            yield f"http://{HERE}:{port}{asked['ServerApp__base_url']}"
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait_until_it_listens(server: subprocess.Popen, port: int, log: TextIO) -> None:
    last_moment = time.monotonic() + 120
    while server.poll() is None and time.monotonic() < last_moment:
        with contextlib.suppress(OSError):
            socket.create_connection((HERE, port)).close()
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(0.1)
    log.seek(0)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read()}")
