"""Options that all tests share."""

import os
import pathlib

import hypothesis
import pytest

# A shared machine can be slow at any moment, so no deadline; in CI a failure must be repeatable.
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


# Marks, folders and files that take longest. First come, first served: so no process is left alone
# with one of them at the end.
LONGEST = ("install", "browser", "notebooks", "test_every_lab.py", "test_types.py")


@pytest.hookimpl(trylast=True)  # once the browser tests are marked
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the files that take longest first, each as a whole."""
    names: dict[pathlib.Path, set[str]] = {}
    for item in items:
        of_file = names.setdefault(item.path, {*item.path.relative_to(config.rootpath).parts})
        of_file |= {mark.name for mark in item.iter_markers()}

    def rank(item: pytest.Item) -> int:
        return next((i for i, name in enumerate(LONGEST) if name in names[item.path]), len(LONGEST))

    items.sort(key=rank)


@pytest.fixture(scope="session", autouse=True)
def _no_window() -> None:
    """Keep Matplotlib from looking for a screen, here and in every process that a test starts."""
    os.environ["MPLBACKEND"] = "Agg"
