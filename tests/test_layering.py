"""The package's imports point one way, and its numerics need nothing but NumPy."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "gdteach"
FILES = sorted(PACKAGE.rglob("*.py"))

# From the bottom up: a module imports from its own layer or from those above it in this list.
LAYERS = {
    "arguments": {"_arguments"},
    "calculus": {"differences", "calculus"},
    "objectives": {
        "convexity",
        "objective",
        "quadratics",
        "own_function",
        "objectives",
        "two_houses",
        "hills",
    },
    "methods": {"methods"},
    "trajectory": {"trajectory"},
    "descent": {
        "batch",
        "stop_tests",
        "rates",
        "fooling",
        "sweep",
        "stationary",
        "valleys",
        "basins",
        "descent",
        "hike",
    },
    "models": {"models"},
    "figures": {"style", "sampling", "figures"},
    "animated figure": {
        "checked",
        "projection",
        "layer",
        "arrow",
        "layers",
        "label",
        "raster",
        "packing",
        "stills",
        "saving",
        "captions",
        "animated_figure",
    },
    "labs": {"labs"},
    "questions": {"question_bank", "questions"},
    "exercises": {"exercises"},
    "self test": {"self_test", "library_defaults"},
}
RANK = {module: rank for rank, modules in enumerate(LAYERS.values()) for module in modules}
NUMERICS = {m for name in list(LAYERS)[: list(LAYERS).index("figures")] for m in LAYERS[name]}
# Checkers run in a learner's cell: they reach the numerics, never a figure or a widget.
NUMPY_ONLY = NUMERICS | LAYERS["exercises"]
LONGEST = 300


def module_of(path: Path) -> str:
    """Return the module or subpackage of gdteach that `path` belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Return the dotted names that `path` imports anywhere, in functions too."""
    found = set()
    inside = path.relative_to(PACKAGE.parent).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(inside[: len(inside) - node.level + 1]) if node.level else ""
            origin = ".".join(filter(None, (above, node.module)))
            found |= {f"{origin}.{name.name}" for name in node.names}
    return found


def own_modules(names: set[str]) -> set[str]:
    """Return which of gdteach's modules stand among dotted `names`."""
    parts = (name.split(".") for name in names)
    return {part[1] for part in parts if part[0] == "gdteach" and len(part) > 1}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


LIBRARY = [path for path in FILES if module_of(path) != "__init__"]


def test_there_is_something_to_test():
    assert {module_of(path) for path in LIBRARY} >= {"objectives", "descent", "figures", "labs"}


@pytest.mark.parametrize("path", LIBRARY, ids=name_of)
def test_a_module_imports_only_from_layers_below_it(path):
    own = module_of(path)
    assert own in RANK, f"give {own} its place in LAYERS"
    above = {name for name in own_modules(imports(path)) if RANK.get(name, 99) > RANK[own]}
    assert not above


@pytest.mark.parametrize("path", [p for p in LIBRARY if module_of(p) in NUMPY_ONLY], ids=name_of)
def test_numerics_import_numpy_alone(path):
    foreign = {name.split(".")[0] for name in imports(path)} - set(sys.stdlib_module_names)
    assert foreign <= {"numpy", "gdteach"}
    assert own_modules(imports(path)) <= NUMPY_ONLY


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_holds_one_idea(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST
    assert path.stem not in {"utils", "util", "helpers", "misc", "common"}


def test_importing_the_package_leaves_pyplot_alone():
    # pyplot picks a backend on import: the learner's choice, not ours.
    question = "import sys, gdteach; print('matplotlib.pyplot' in sys.modules, gdteach.__all__)"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", question], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("False [")


def test_everything_that_is_exported_exists():
    import gdteach

    assert len(set(gdteach.__all__)) == len(gdteach.__all__) > 10
    missing = [name for name in gdteach.__all__ if not hasattr(gdteach, name)]
    assert not missing
