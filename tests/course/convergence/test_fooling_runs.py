"""The runs of the fooling table: who is fooled, and how far out, by hand."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.convergence.fooling_runs import CASES, NEAR, STEPS, TOLERANCE, verdicts

FOOLED = {  # worked out by hand below
    "A": {"step", "value"},
    "B": {"value"},
    "C": {"gradient", "step", "value"},
    "D": {"gradient", "step", "value"},
    "E": {"step", "value"},
    "F": {"gradient", "value"},
}


@pytest.mark.parametrize("letter", CASES)
def test_who_is_fooled(letter):
    assert {name for name, verdict in verdicts(letter).items() if verdict.fooled} == FOOLED[letter]


def test_the_quartic_by_hand():
    # slope 4w³, step 0.4w³, change about 0.1·16·w⁶: where each is the tolerance
    for name, w in [
        ("gradient", (TOLERANCE / 4) ** (1 / 3)),
        ("step", (TOLERANCE / 0.4) ** (1 / 3)),
        ("value", (TOLERANCE / 1.6) ** (1 / 6)),
    ]:
        assert verdicts("D")[name].away == pytest.approx(w, rel=0.02)
        assert w > NEAR


def test_in_its_units_the_last_run_is_an_ordinary_one():
    ordinary = gd.gradient_descent(gd.parabola(2.0), 10, 0.1, max_steps=60)
    np.testing.assert_allclose(CASES["F"].run().iterates[:61], ordinary.iterates, rtol=1e-12)


def test_silence_is_measured_to_the_end():
    assert {name: verdict.step for name, verdict in verdicts("B").items()} == {
        "gradient": None,
        "step": None,
        "value": 1,
    }
    assert CASES["B"].run().n_steps == STEPS
