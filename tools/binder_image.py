"""Tells what Binder's base image brings along, from repo2docker's own lock file."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

RUNTIME = Path(__file__).resolve().parent.parent / "binder" / "runtime.txt"
# .../noarch/name-version-build.conda#hash; only Python packages have py in their build string.
LINE = re.compile(r"/([^/]+)-([^-/]+)-[^-/]*py[^-/]*\.(?:conda|tar\.bz2)(?:#|$)", re.MULTILINE)


def python_version() -> str:
    """Return the Python that Binder is asked for, such as ``"3.12"``."""
    return RUNTIME.read_text(encoding="utf-8").strip().removeprefix("python-")


def base_versions() -> dict[str, str]:
    """Return package name -> version of the Python packages that are there before ours."""
    lock = f"environment.py-{python_version()}-linux-64.lock"
    text = (resources.files("repo2docker") / "buildpacks/conda" / lock).read_text(encoding="utf-8")
    return {normal(name): version for name, version in LINE.findall(text)}


def normal(name: str) -> str:
    """Return a package's name as an index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()
