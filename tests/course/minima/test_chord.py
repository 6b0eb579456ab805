"""Chords by a formula, and the chord lab: what a chord proves, the gallery's replies."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gdteach as gd
from gdteach.course.minima.gallery import CONVEX, NOT_CONVEX, STRICT
from tests.seeing import as_made, layers

GALLERY, PLATEAU = gd.convexity_gallery(), gd.plateau()
lab = as_made(lambda: gd.ChordLab(PLATEAU, "parabola", *GALLERY, ends=(-3.6, 3.6)))
ENDS = st.floats(-5, 5)


@given(a=ENDS, b=ENDS, s=st.floats(0, 1))
def test_chords_of_a_parabola_are_above_it_by_a_formula(a, b, s):
    # for w²: (1−s)a² + sb² − ((1−s)a + sb)² = s(1−s)(a−b)²
    points, chord, gaps = gd.chord_gaps(gd.parabola(2.0), a, b, [s])
    assert points[0, 0] == pytest.approx((1 - s) * a + s * b)
    assert chord[0] == pytest.approx((1 - s) * a * a + s * b * b)
    assert gaps[0] == pytest.approx(s * (1 - s) * (a - b) ** 2, abs=1e-12)


@given(a=st.tuples(ENDS, ENDS), b=st.tuples(ENDS, ENDS), s=st.floats(0, 1))
def test_a_bowl_is_convex_in_two_dimensions_and_a_saddle_is_not(a, b, s):
    assert gd.chord_gaps(gd.quadratic_bowl(10), a, b, [s])[2][0] >= -1e-9
    assert gd.chord_gaps(gd.saddle(), (0, -1), (0, 1), [0.5])[2][0] == -1


def test_a_function_without_a_value_there_has_no_gap():
    half_line = gd.as_objective(lambda w: -np.log(w) if w > 0 else np.nan, start=1.0)
    assert np.isnan(gd.chord_gaps(half_line, -1, 1, [0.5])[2]).all()


# The lab


def hatching(lab):
    (hatched,) = layers(lab, "curve", lab.graph)
    return hatched.points[0]


def test_a_good_chord_proves_nothing_and_says_so(lab):
    assert lab.holds
    assert "Convex is the claim that there is none on any chord" in lab.player.captions[0]
    assert lab.player.alt.startswith("A chord of Plateau. ")
    assert np.isnan(hatching(lab)).all()


def test_a_bad_chord_is_hatched_and_settles_it(lab):
    lab.ends = (0, 3)
    assert not lab.holds
    assert "One such is enough" in lab.player.captions[0]
    lines = hatching(lab).reshape(-1, 3, 2)
    lines = lines[np.isfinite(lines[:, 0, 0])]
    assert len(lines) > 10
    w, low = lines[:, 0].T
    np.testing.assert_allclose(low, w / 3 * lab.objective(3.0), rtol=1e-9)
    np.testing.assert_allclose(lines[:, 1, 1], lab.objective(w[:, np.newaxis]), rtol=1e-9)
    assert (lines[:, 1, 1] > low).all()


def test_far_ends_are_hatched_within_the_picture(lab):
    lab.ends = (1e200, 0)
    left, right = lab.objective.domain[0]
    w = hatching(lab)[:, 0]
    assert ((w >= left) & (w <= right))[np.isfinite(w)].all()


def test_the_caption_compares_chord_and_graph(lab):
    lab.ends = (0, 3)
    assert lab.player.captions[25].startswith(
        "s = 0.5, w = 1.5:   chord 0.5, graph 0.895:   the graph is above by 0.395"
    )
    assert "they touch" in lab.player.captions[0]
    lab.objective = "parabola"
    assert "the graph is below" in lab.player.captions[25]


def test_a_press_moves_the_nearer_end(lab):
    for w, ends in ((-2.5, (-2.5, 3.6)), (2.0, (-2.5, 2.0)), (99.0, (-2.5, 6.0))):
        lab.pressed("ends", np.array([w, 0.3]))
        assert lab.ends == ends
    lab.controls["ends"].boxes[0].value = 1.0
    assert lab.ends == (1.0, 6.0)
    assert [label.texts[0] for label in layers(lab, "label", lab.graph)] == ["A", "B"]


def test_one_point_is_no_chord(lab):
    lab.ends = (1, 1)
    assert "no chord yet" in lab.player.captions[0]


def test_where_f_has_no_value_there_is_no_chord():
    root = gd.as_objective(lambda w: np.sqrt(w), domain=(-1, 4), start=1.0)
    lab = gd.ChordLab(root, ends=(-0.5, 3))
    assert "no value somewhere on this chord" in lab.player.captions[0]


def test_verdicts_get_replies_and_are_kept(lab):
    verdict, reply = lab.controls["answer"], lab.controls["reply"]
    assert [each.name[0] for each in GALLERY] == list("ABCDEF")
    for candidate in GALLERY:
        lab.objective = candidate
        assert verdict.layout.display is reply.layout.display is None
        assert "then judge" in reply.value
        for said in (STRICT, CONVEX, NOT_CONVEX):
            verdict.value = said
            assert lab.answer == said
            word = "Right. " if said == candidate.verdict else "Not this one. "
            assert word in reply.value
        lab.answer = candidate.verdict
    assert "6 of 6 right so far." in reply.value
    lab.objective = GALLERY[0]
    assert verdict.value == lab.answer == STRICT
    assert repr(lab) == "ChordLab(objective=A e^(w/2) + e^(−w), ends=(-1.3, 2.3))"
    lab.objective = PLATEAU
    assert verdict.layout.display == reply.layout.display == "none"
    assert lab.answer == ""
    assert repr(lab) == "ChordLab(objective=Plateau, ends=(-3.6, 3.6))"
