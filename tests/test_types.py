"""mypy has nothing to say; asked among the tests, it shares the cores with them."""

import sys

from tests.clean_environment import ROOT, run


def test_mypy_finds_nothing():
    run(sys.executable, "-m", "mypy", cwd=ROOT)
