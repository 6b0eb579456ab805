"""A throw-away JupyterHub, and the processes it consists of."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

CONFIG = """
c.JupyterHub.bind_url = "http://127.0.0.1:{0}"
c.JupyterHub.hub_port = {1}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{2}"
c.ConfigurableHTTPProxy.command = ["{proxy}"]
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{home}/{{username}}"
c.Spawner.args = ["--allow-root"]
c.Spawner.start_timeout = c.Spawner.http_timeout = 600
c.JupyterHub.services = [dict(name="teacher", api_token="{token}")]
c.JupyterHub.load_roles = [
    dict(name="teacher", services=["teacher"], scopes=["admin:users", "admin:servers", "tokens"])
]
"""


@contextmanager
def hub(proxy: str) -> Iterator[tuple[str, str, psutil.Process]]:
    """Yield the address of a hub with nobody in it, its teacher's token, and its process."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    token = secrets.token_hex()
    with tempfile.TemporaryDirectory(prefix="gdteach-hub-") as home:
        config = CONFIG.format(*ports, proxy=proxy, home=home, token=token)
        Path(home, "config.py").write_text(config, encoding="utf-8")
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        with Path(home, "log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "jupyterhub", "--config=config.py"],
                cwd=home, env=os.environ | {"PATH": path}, stdout=log, stderr=log,
            )  # fmt: skip
        family = psutil.Process(process.pid)
        try:
            yield f"http://127.0.0.1:{ports[0]}", token, family
        except BaseException:
            print(Path(home, "log").read_text(encoding="utf-8")[-4000:], file=sys.stderr)
            raise
        finally:  # kernels have sessions of their own: each process is ended by its number
            all_of_it = [family, *family.children(recursive=True)]
            process.terminate()
            psutil.wait_procs(all_of_it, timeout=20)
            for left in all_of_it:
                if left.is_running():
                    left.kill()


def family(hub_process: psutil.Process) -> dict[str, list[psutil.Process]]:
    """Return the processes of the hub by what they are."""
    found: dict[str, list[psutil.Process]] = {"hub": [hub_process], "its proxy": []}
    found |= {"a learner's server": [], "a learner's kernel": [], "the simulated learners": []}
    for child in hub_process.children():
        proxy = "configurable-http-proxy" in " ".join(child.cmdline())
        found["its proxy" if proxy else "a learner's server"].append(child)
        found["a learner's kernel"] += [] if proxy else child.children(recursive=True)
    found["the simulated learners"].append(psutil.Process())
    return found
