"""What Binder would build, asked of repo2docker itself, and the same steps taken here."""

import json
import subprocess
import sys
import tomllib
import urllib.parse
import urllib.request
import warnings
from contextlib import chdir
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.clean_environment import ROOT, CleanEnvironment, check_out, make_environment, run
from tests.jupyterlab_server import jupyterlab_server
from tools.binder_image import base_versions, python_version
from tools.binder_link import NoPublicAddressError, launch_link

PINS = (ROOT / "binder" / "requirements.txt").read_text(encoding="utf-8").splitlines()
NOTEBOOK = "notebooks/02_algorithm.ipynb"
TOKEN = "replayed"
PREFIX = "/user/x/"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    return check_out(tmp_path_factory.mktemp("binder") / "checkout")


@pytest.fixture(scope="module")
def buildpack(checkout):
    with warnings.catch_warnings():
        # Its own imports use a name that a dependency of it has since moved.
        warnings.simplefilter("ignore", DeprecationWarning)
        from repo2docker.app import Repo2Docker
    application = Repo2Docker()
    with chdir(checkout):
        candidates = (pack(base_image=application.base_image) for pack in application.buildpacks)
        found = next(pack for pack in candidates if pack.detect())
        found.platform = "linux/amd64"
        yield found


def pip_steps(buildpack) -> list[str]:
    scripts = [*buildpack.get_preassemble_scripts(), *buildpack.get_assemble_scripts()]
    return [script for _, script in scripts if "/bin/pip" in script]


def test_repo2docker_takes_it_for_a_python_repository(buildpack):
    assert type(buildpack).__name__ == "PythonBuildPack"
    assert buildpack.binder_dir == "binder"
    assert buildpack.python_version == "3.12"
    scripts = " ".join(buildpack.get_build_script_files())
    assert f"environment.py-{python_version()}-linux" in scripts


def test_repo2docker_installs_our_pins_and_nothing_else(buildpack):
    (step,) = pip_steps(buildpack)
    assert '-r "binder/requirements.txt"' in step
    assert buildpack.get_post_build_scripts() == []  # the settings come with the package itself
    dockerfile = buildpack.render()
    # `-e .` needs the whole repository in place first.
    assert dockerfile.index("COPY --chown=1000:1000 src/ ") < dockerfile.index(step)


def test_pins_are_exact_and_leave_the_base_image_alone():
    *pins, package = [line for line in PINS if not line.startswith("#")]
    assert package == "-e ."
    assert len(pins) >= 5
    for pin in map(Requirement, pins):
        assert [s.operator for s in pin.specifier] == ["=="]
        assert pin.name not in base_versions()


def test_pins_and_base_image_are_what_the_package_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = map(Requirement, PINS[1:-1])
    there = base_versions() | {pin.name: str(pin.specifier).removeprefix("==") for pin in pins}
    for wanted in map(Requirement, project["dependencies"]):
        assert wanted.specifier.contains(there[wanted.name]), wanted
    floors = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    (jupyterlab,) = (Requirement(line) for line in floors if line.startswith("jupyterlab"))
    assert jupyterlab.specifier.contains(base_versions()["jupyterlab"])


def binder_python() -> str:
    """Return Binder's own Python version where it is here, else the one at hand."""
    wanted = f"python{python_version()}"
    try:
        subprocess.run([wanted, "-c", "import ensurepip"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return sys.executable
    return wanted


@pytest.fixture(scope="module")
def replayed(buildpack, checkout, tmp_path_factory) -> CleanEnvironment:
    """The environment after the build: what the base image brings, then repo2docker's own steps."""
    folder = tmp_path_factory.mktemp("image")
    environment = make_environment(folder / "notebook", binder_python())
    base = base_versions()
    held = folder / "base.txt"
    held.write_text("".join(f"{name}=={version}\n" for name, version in base.items()))
    brought = [f"{name}=={base[name]}" for name in ("jupyterlab", "notebook", "ipywidgets")]
    quickly = ("--quiet", "--no-compile")
    environment.pip("install", *quickly, "--constraint", held, *brought)
    for step in pip_steps(buildpack):
        variables = environment.variables | {"KERNEL_PYTHON_PREFIX": str(environment.folder)}
        cached = step.replace("--no-cache-dir", " ".join(quickly))
        run("sh", "-c", cached, env=variables, cwd=checkout)
    return environment


@pytest.mark.install
def test_the_build_leaves_the_base_image_as_it_was_and_consistent(replayed):
    replayed.pip("check")
    listed = json.loads(replayed.pip("list", "--format=json"))
    installed = {one["name"]: one["version"] for one in listed}
    for name in ("jupyterlab", "notebook", "ipywidgets"):
        assert installed[name] == base_versions()[name]


@pytest.mark.install
def test_the_first_notebook_runs_there(replayed, checkout):
    first = min((checkout / "notebooks").glob("*.ipynb"))
    replayed.run("-m", "jupyter", "execute", "--timeout=120", first, cwd=checkout)


def ask(address: str):
    request = urllib.request.Request(address, headers={"Authorization": f"token {TOKEN}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer) if "json" in answer.headers["Content-Type"] else answer.read()


@pytest.mark.install
def test_jupyterlab_serves_the_course_under_a_hubs_prefix(replayed, checkout):
    first = min((checkout / "notebooks").glob("*.ipynb")).relative_to(checkout)
    options = {"ServerApp__base_url": PREFIX, "IdentityProvider__token": TOKEN}
    with jupyterlab_server(
        replayed.python, replayed.variables, ServerApp__root_dir=checkout, **options
    ) as address:
        assert ask(f"{address}api")["version"]
        assert ask(f"{address}api/contents/{first}?content=0")["type"] == "notebook"
        assert b"JupyterLab" in ask(f"{address}lab/tree/{first}")
        settings = f"{address}lab/api/settings/"
        manager = ask(settings + "@jupyter-widgets/jupyterlab-manager:plugin")
        assert manager["schema"]["properties"]["saveState"]["default"] is True
        news = ask(settings + "@jupyterlab/apputils-extension:notification")
        assert news["schema"]["properties"]["fetchNews"]["default"] == "false"
        assert news["schema"]["properties"]["checkForUpdates"]["default"] is False


@pytest.mark.parametrize(
    ("remote", "repository"),
    [
        ("git@github.com:ada/descent.git", "gh/ada/descent"),
        ("https://github.com/ada/descent", "gh/ada/descent"),
        ("https://github.com/ada/descent.git/", "gh/ada/descent"),
        ("https://token@github.com/ada/descent.git", "gh/ada/descent"),
        ("ssh://git@github.com:22/ada/descent.git", "gh/ada/descent"),
        ("git@gitlab.com:group/sub/descent.git", "gl/group%2Fsub%2Fdescent"),
        ("https://gitlab.com/ada/descent.git", "gl/ada%2Fdescent"),
        ("https://codeberg.org/ada/d.git", "git/https%3A%2F%2Fcodeberg.org%2Fada%2Fd"),
    ],
)
def test_link_opens_the_notebook_wherever_the_fork_lives(remote, repository):
    link = launch_link(remote, "main", NOTEBOOK)
    opens = "urlpath=lab%2Ftree%2Fnotebooks%2F02_algorithm.ipynb"
    assert link == f"https://mybinder.org/v2/{repository}/main?{opens}"
    assert f"/{repository}/try%2Fthis?" in launch_link(remote, "try/this", NOTEBOOK)
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)
    assert query == {"urlpath": [f"lab/tree/{NOTEBOOK}"]}


@pytest.mark.parametrize(
    "remote",
    [
        "/srv/git/descent",
        "../descent",
        "file:///srv/git/descent",
        "C:\\Users\\ada\\descent",
        "http://localhost:3000/ada/descent.git",
        "http://127.0.0.1/ada/descent.git",
        "git@192.168.0.7:ada/descent.git",
        "git@gitbox:ada/descent.git",
        "https://git.local/ada/descent",
        "https://github.com/",
    ],
)
def test_no_link_for_an_address_that_only_this_machine_can_reach(remote):
    with pytest.raises(NoPublicAddressError, match="git remote set-url origin") as caught:
        launch_link(remote, "main", NOTEBOOK)
    assert remote in str(caught.value)
