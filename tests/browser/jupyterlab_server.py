"""A JupyterLab of our own, with a throw-away configuration, on this machine alone."""

import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

PROJECT = pathlib.Path(__file__).parents[2]
SETTINGS = PROJECT / "gdteach" / "jupyterlab_settings.json"  # what every learner's install carries


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment(home: pathlib.Path) -> dict[str, str]:
    private = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    return {**os.environ, **{name: str(home / name.lower()) for name in private}}


@contextlib.contextmanager
def jupyterlab_server(home: pathlib.Path) -> Iterator[tuple[str, pathlib.Path]]:
    """Serve a copy of the notebooks; yield the address and the folder that is served."""
    root = home / "root"
    shutil.copytree(PROJECT / "notebooks", root / "notebooks")
    settings = home / "app_settings"
    settings.mkdir()
    shutil.copy(SETTINGS, settings / "overrides.json")
    port = _free_port()
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": root,
        "ServerApp.password": "",
        "IdentityProvider.token": "",
        "LabApp.app_settings_dir": settings,
        "LabApp.user_settings_dir": home / "settings",
        "LabApp.workspaces_dir": home / "workspaces",
    }
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            "--expose-app-in-browser",
            *(f"--{name}={value}" for name, value in options.items()),
        ],
        env=_environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    log: list[str] = []
    running = threading.Event()

    def read() -> None:
        for line in server.stdout:
            log.append(line)
            if "is running at" in line:
                running.set()
        running.set()  # it ended: there is nothing to wait for

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        if not running.wait(120) or server.poll() is not None:
            raise RuntimeError("JupyterLab did not start:\n" + "".join(log[-30:]))
        yield f"http://127.0.0.1:{port}", root
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        reader.join(5)
        server.stdout.close()
