"""Resolves gdteach's requirements for Binder and writes binder/requirements.txt.

JupyterLab, notebook, ipywidgets and all else that the base image brings stay in its hands: those
versions are given to pip as constraints, and only what is missing is pinned. It resolves for the
oldest Python that gdteach supports, as what supports that one also supports Binder's.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from tools.binder_image import base_versions, normal

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "binder" / "requirements.txt"
PLATFORMS = ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64")
HEADER = """\
# Written by `make binder-pins`: what gdteach needs beyond Binder's own image, exactly, and gdteach.
"""


def resolve(requirements: list[str], python: str, constraints: dict[str, str]) -> dict[str, str]:
    """Return name -> version of all that pip would install on Linux for `python`."""
    with tempfile.TemporaryDirectory() as folder:
        held = Path(folder, "constraints.txt")
        held.write_text("".join(f"{n}=={v}\n" for n, v in constraints.items()), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed"]
        command += ["--quiet", "--report", "-", "--constraint", str(held)]
        command += ["--python-version", python, "--implementation", "cp", "--only-binary", ":all:"]
        command += [word for platform in PLATFORMS for word in ("--platform", platform)]
        command += ["--target", str(Path(folder, "nowhere")), *requirements]
        report = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    found = (item["metadata"] for item in report["install"])
    return {normal(one["name"]): one["version"] for one in found}


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = re.sub(r"[^\d.]", "", project["requires-python"])
    base = base_versions()
    resolved = resolve(project["dependencies"], oldest, base)
    pins = sorted(f"{name}=={version}" for name, version in resolved.items() if name not in base)
    PINS.write_text(HEADER + "\n".join([*pins, "-e ."]) + "\n", encoding="utf-8")
    print(f"{PINS.relative_to(ROOT)}: {len(pins)} pins")


if __name__ == "__main__":
    main()
