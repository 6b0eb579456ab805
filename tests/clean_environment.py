"""A new virtual environment, and a clean checkout, to see what a stranger would get."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, **options) -> str:
    """Return what `command` printed; fail the test with all of its output where it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=600,
        check=False,
        **options,
    )
    if done.returncode:
        pytest.fail(f"{' '.join(map(str, command))} failed:\n{done.stdout}", pytrace=False)
    return done.stdout


@dataclass(frozen=True)
class CleanEnvironment:
    """A virtual environment of its own, which sees neither this one nor this checkout."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def variables(self) -> dict[str, str]:
        """The process environment, with no Python or Jupyter settings but those of this folder."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "JUPYTER", "COV_", "VIRTUAL_ENV"))
        }
        places = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
        return kept | {f"JUPYTER_{place}": str(self.folder / place.lower()) for place in places}

    def pip(self, *arguments: str | Path, cwd: Path | None = None) -> str:
        command = (self.python, "-m", "pip", "--disable-pip-version-check", *arguments)
        return run(*command, env=self.variables, cwd=cwd or self.folder)

    def run(self, *arguments: str | Path, cwd: Path | None = None) -> str:
        return run(self.python, *arguments, env=self.variables, cwd=cwd or self.folder)


def make_environment(folder: Path, python: str = sys.executable) -> CleanEnvironment:
    """Return a new environment in `folder`, made from `python`."""
    run(python, "-m", "venv", folder)
    return CleanEnvironment(folder)


def check_out(folder: Path) -> Path:
    """Return `folder`, holding the last commit and nothing else."""
    if not (ROOT / ".git").exists():
        pytest.skip("a clean checkout needs a git clone")
    run("git", "-C", ROOT, "archive", "--output", f"{folder}.tar", "HEAD")
    folder.mkdir()
    run("tar", "-xf", f"{folder}.tar", "-C", folder)
    return folder
