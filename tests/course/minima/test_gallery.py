"""The gallery: every verdict and every number of a reply is worked out again."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.minima.gallery import CONVEX, NOT_CONVEX, STRICT, VERDICTS

GALLERY = {candidate.name[0]: candidate for candidate in gd.convexity_gallery()}
EACH = pytest.mark.parametrize("candidate", GALLERY.values(), ids=GALLERY)


@EACH
def test_the_verdicts_are_right(candidate):
    left, right = candidate.domain[0]
    w = np.linspace(left, right, 401)[:, np.newaxis]
    slopes = candidate.gradient(w)[:, 0]
    bends = np.diff(slopes)  # convex: the slope never falls; strictly: it rises everywhere
    if candidate.verdict == NOT_CONVEX:
        assert bends.min() < -1e-4
    else:
        assert bends.min() >= -1e-12
        assert (bends > 0).all() == (candidate.verdict == STRICT)


@EACH
def test_gradients_are_those_of_the_functions(candidate):
    for w in np.linspace(*candidate.domain[0], 8)[1:-1]:
        numeric = gd.central_difference_gradient(candidate.function, [w])
        np.testing.assert_allclose(candidate.gradient([w]), numeric, atol=1e-6)


@EACH
def test_there_is_a_reply_to_every_verdict(candidate):
    assert list(candidate.replies) == list(VERDICTS)
    for reply in candidate.replies.values():
        assert 40 < len(reply) < 220
        assert "!" not in reply


def test_two_of_each_verdict():
    found = [candidate.verdict for candidate in GALLERY.values()]
    assert sorted(found) == sorted(2 * [STRICT, CONVEX, NOT_CONVEX])


def test_the_chords_that_the_replies_name():
    middle = [0.5]
    assert gd.chord_gaps(GALLERY["B"], 1, 4, np.linspace(0.1, 0.9, 9))[2].max() < 0
    assert gd.chord_gaps(GALLERY["D"], 0.3, 1.3, middle)[2][0] < -0.1
    assert gd.chord_gaps(GALLERY["D"], -4, 4, np.linspace(0, 1, 50))[2].min() > -1e-9
    assert gd.chord_gaps(GALLERY["C"], 1, 3, middle)[2][0] == 0
    assert gd.chord_gaps(GALLERY["C"], 0, 2, middle)[2][0] > 0
    assert gd.chord_gaps(GALLERY["E"], -0.1, 0.1, middle)[2][0] > 0
    assert gd.chord_gaps(GALLERY["F"], -3, 3, middle)[2][0] == pytest.approx(0)


@pytest.mark.parametrize(
    ("letter", "second"),
    [
        ("A", lambda w: np.exp(w / 2) / 4 + np.exp(-w)),
        ("B", lambda w: 2 * (1 - w**2) / (1 + w**2) ** 2),
        ("D", lambda w: 1 - 2.4 * np.sin(2 * w)),
        ("E", lambda w: 12 * w**2),
    ],
)
def test_the_second_derivatives_that_the_replies_name(letter, second):
    objective = GALLERY[letter]
    for w in (-1.1, 0.0, 0.4, 1.3):
        found = gd.central_difference_hessian(objective.function, [w])[0, 0]
        assert found == pytest.approx(second(w), abs=1e-4)
