"""Options that all tests share."""

import os

import hypothesis
import pytest

# A shared machine can be slow at any moment, so no deadline; in CI a failure must be repeatable.
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session", autouse=True)
def _no_window() -> None:
    """Keep Matplotlib from looking for a screen, here and in every process that a test starts."""
    os.environ["MPLBACKEND"] = "Agg"
