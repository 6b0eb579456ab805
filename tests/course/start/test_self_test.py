"""The self-test of notebook 00: one line a check, the same wherever all is well."""

import importlib.metadata
import sys

import pytest

import gdteach as gd
from gdteach.course.start.self_test import checks
from gdteach.course.start.self_test import self_test as run


def test_where_all_is_well_every_line_says_yes(capsys):
    run()
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(checks()) == 6
    assert all(line.endswith(": yes") for line in lines)
    run()
    assert capsys.readouterr().out.splitlines() == lines
    assert gd.self_test is run


@pytest.mark.parametrize(
    ("target", "name", "value", "line"),
    [
        (sys, "version_info", (3, 9, 7), "Python 3.11 or newer: no, this is Python"),
        (importlib.metadata, "version", lambda package: "1.26.4", "NumPy 2 or newer: no, this is"),
    ],
)
def test_what_is_too_old_is_named_with_the_remedy(monkeypatch, capsys, target, name, value, line):
    monkeypatch.setattr(
        sys.modules["gdteach.course.start.self_test"], "version", lambda package: "1.26.4"
    )
    monkeypatch.setattr(target, name, value)
    run()
    out = capsys.readouterr().out
    assert line in out
    assert "README.md" in out


def test_a_check_that_breaks_is_a_finding_and_the_others_go_on(monkeypatch, capsys):
    def broken(figure):
        raise OSError("no disk")

    monkeypatch.setattr(sys.modules["gdteach.course.start.self_test"], "png", broken)
    run()
    lines = capsys.readouterr().out.splitlines()
    assert [line.endswith("yes") for line in lines].count(False) == 1
    assert "Matplotlib draws a picture: no, OSError: no disk; " in "\n".join(lines)


def test_missing_files_and_a_wrong_result_are_named(monkeypatch, tmp_path, capsys):
    module = sys.modules["gdteach.course.start.self_test"]
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "parabola", lambda smoothness: __import__("gdteach").quartic())
    run()
    out = capsys.readouterr().out
    assert "no, animated_figure.js is missing" in out
    assert "no, it ends at " in out
