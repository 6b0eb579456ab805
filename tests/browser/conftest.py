"""One JupyterLab, one Chromium and one kernel for the browser tests of a process.

Only what opens one of the course's notebooks, or ends its kernel, has a kernel of its own.
"""

import os
import pathlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.clean_environment import ROOT
from tests.jupyterlab_server import jupyterlab_server

from .jupyterlab_page import (
    NO_KERNEL,
    SCRATCH,
    VIEWPORT,
    JupyterLabPage,
    MakeNotebook,
    NotebookPage,
)

SETTINGS = ROOT / "gdteach" / "jupyterlab_settings.json"  # what every learner's install carries
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 30_000  # ms before a wait fails; no passing test waits anywhere near as long


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if pathlib.Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium() -> str:
    """The browser's path, or "" for Playwright's own."""
    finder = [sys.executable, "-m", "tools.find_browser"]
    found = subprocess.run(finder, cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode != 0:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing(found.stderr.strip())
    return found.stdout.strip()


# Package scope, not session: while Playwright is at work its event loop is in the way of others.
@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium or None, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server(
    chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, pathlib.Path]]:
    """The address of a JupyterLab with a throw-away configuration, and the folder it serves."""
    home = tmp_path_factory.mktemp("jupyterlab")
    root, settings = home / "root", home / "app_settings"
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    settings.mkdir()
    shutil.copy(SETTINGS, settings / "overrides.json")
    private = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    environment = {**os.environ, **{name: str(home / name.lower()) for name in private}}
    options = {
        "ServerApp__root_dir": root,
        "ServerApp__password": "",
        "IdentityProvider__token": "",
        "LabApp__app_settings_dir": settings,
        "LabApp__user_settings_dir": home / "settings",
        "LabApp__workspaces_dir": home / "workspaces",
    }
    flag = "--expose-app-in-browser"
    with jupyterlab_server(sys.executable, environment, flag, **options) as address:
        yield address.rstrip("/"), root


@pytest.fixture(scope="package")
def new_context(browser: Browser) -> Callable[..., BrowserContext]:
    def new_context(**options: object) -> BrowserContext:
        context = browser.new_context(viewport=VIEWPORT, **options)
        context.set_default_timeout(PATIENCE)
        return context

    return new_context


@pytest.fixture(scope="module")
def jupyterlab(
    new_context: Callable[..., BrowserContext], server: tuple[str, pathlib.Path]
) -> Iterator[JupyterLabPage]:
    """JupyterLab in the browser, shared by the tests of a module."""
    context = new_context()
    yield JupyterLabPage(context.new_page(), *server)
    context.close()


@pytest.fixture
def lab_page(
    jupyterlab: JupyterLabPage, request: pytest.FixtureRequest
) -> Iterator[JupyterLabPage]:
    """JupyterLab with nothing open; afterwards, no error was logged and nothing was asked of
    another machine.
    """
    jupyterlab.forget()
    failed_before = request.session.testsfailed
    yield jupyterlab
    passed = request.session.testsfailed == failed_before  # else the kernel may hang
    jupyterlab.close_notebooks(but_kernel_of=SCRATCH if passed else None)
    jupyterlab.excuse(NO_KERNEL)  # of a play that was going on when the notebook closed
    assert jupyterlab.errors == []
    assert jupyterlab.outside == []


@pytest.fixture
def notebook(lab_page: JupyterLabPage) -> MakeNotebook:
    """Makes a scratch notebook of some cells, opens it, imports the package, and runs it."""

    def notebook(*cells: str) -> NotebookPage:
        opened = lab_page.open_scratch(cells)
        opened.execute("import gdteach as gd")
        opened.run_all()
        return opened

    return notebook
