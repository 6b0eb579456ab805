"""The well and the chord lab, and what they have in common."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.minima.gallery import CONVEX, NOT_CONVEX, STRICT, VERDICTS
from tests.lab_walks import random_walk


def texts(lab):
    return [layer.texts[0] for layer in lab.player.layers if layer.kind == "label"]


# The chord


@pytest.fixture(scope="module")
def shared_chord():
    return gd.ChordLab(*gd.convexity_gallery(), "plateau", "parabola")


@pytest.fixture
def chord(shared_chord):
    shared_chord.objective = "plateau"
    shared_chord.ends = (-3.6, 3.6)
    return shared_chord


def hatching(lab):
    return next(layer for layer in lab.player.layers if layer.kind == "curve").points[0]


def test_a_good_chord_proves_nothing_and_says_so(chord):
    assert chord.holds
    assert "Convex is the claim that there is none on any chord" in chord.player.captions[0]
    assert np.isnan(hatching(chord)).all()


def test_a_bad_chord_is_hatched_and_settles_it(chord):
    chord.ends = (0, 3)
    assert not chord.holds
    assert "One such is enough" in chord.player.captions[0]
    lines = hatching(chord).reshape(-1, 3, 2)
    lines = lines[np.isfinite(lines[:, 0, 0])]
    assert len(lines) > 10
    w, low = lines[:, 0].T
    np.testing.assert_allclose(low, w / 3 * chord.objective(3.0), rtol=1e-9)
    np.testing.assert_allclose(lines[:, 1, 1], chord.objective(w[:, np.newaxis]), rtol=1e-9)
    assert (lines[:, 1, 1] > low).all()


def test_the_caption_compares_chord_and_graph(chord):
    chord.ends = (0, 3)
    assert chord.player.captions[25].startswith(
        "s = 0.5, w = 1.5:   chord 0.5, graph 0.895:   the graph is above by 0.395"
    )
    assert "they touch" in chord.player.captions[0]
    chord.objective = "parabola"
    assert "the graph is below" in chord.player.captions[25]


def test_a_press_moves_the_nearer_end(chord):
    chord._pointed(np.array([-2.5, 0.3]))
    assert chord.ends == (-2.5, 3.6)
    chord._pointed(np.array([2.0, 0.3]))
    assert chord.ends == (-2.5, 2.0)
    chord._pointed(np.array([99.0, 0.3]))
    assert chord.ends == (-2.5, 6.0)
    chord._where.boxes[0].value = 1.0
    assert chord.ends == (1.0, 6.0)
    assert "A" in texts(chord)


def test_one_point_is_no_chord(chord):
    chord.ends = (1, 1)
    assert "no chord yet" in chord.player.captions[0]


def test_where_f_has_no_value_there_is_no_chord(chord):
    chord.objective = gd.as_objective(lambda w: np.sqrt(w), domain=(-1, 4), start=1.0)
    chord.ends = (-0.5, 3)
    assert "no value somewhere on this chord" in chord.player.captions[0]


def test_verdicts_get_replies_and_are_kept(chord):
    gallery = gd.convexity_gallery()
    names = {each.name[0]: each for each in chord._menu[:6]}
    assert sorted(names) == list("ABCDEF")
    for candidate in gallery:
        letter = candidate.objective.name[0]
        chord.objective = names[letter]
        assert chord._judging.layout.display is None
        for verdict in (STRICT, CONVEX, NOT_CONVEX):
            chord._verdict.value = verdict
            assert chord.answer == verdict
            word = "Right. " if verdict == candidate.verdict else "Not this one. "
            assert word in chord._reply.value
        chord.answer = candidate.verdict
    assert "6 of 6 right so far." in chord._reply.value
    chord.objective = names["A"]
    assert chord._verdict.value == chord.answer == STRICT
    chord.objective = "plateau"
    assert chord._judging.layout.display == "none"
    assert chord.answer == ""


def test_a_random_walk_along_chords(chord):
    menu = list(chord._menu)
    random_walk(
        [
            *[lambda g: setattr(chord.player, "step", int(g.integers(60)))] * 5,
            lambda g: setattr(chord, "ends", g.uniform(-4, 4, 2)),
            lambda g: chord._pointed(g.uniform(-6, 6, 2)),
            lambda g: setattr(chord._where.boxes[1], "value", float(g.normal())),
            lambda g: setattr(chord._verdict, "value", VERDICTS[g.integers(3)]),
        ]
    )
    for known in menu:
        chord._choice.value = known
    assert chord.objective is menu[-1]


# Both


@pytest.mark.parametrize(
    ("make", "name", "value", "error"),
    [
        ("chord", "objective", gd.himmelblau(), ValueError),
        ("chord", "objective", 3, TypeError),
        ("chord", "ends", (1,), ValueError),
        ("chord", "ends", "AB", TypeError),
        ("chord", "answer", "bent", ValueError),
    ],
)
def test_bad_values_are_named(request, make, name, value, error):
    lab = request.getfixturevalue(make)
    with pytest.raises(error, match=name):
        setattr(lab, name, value)


def test_constructors_check_too():
    with pytest.raises(ValueError, match="at least one"):
        gd.ChordLab()
    with pytest.raises(ValueError, match="objective must be of 1 dimension"):
        gd.ChordLab(gd.himmelblau())


def test_their_stills_are_drawn_in_the_worst_of_cases(chord):
    chord.ends = (1, 1)
    assert chord.player.still().startswith(b"\x89PNG")


def test_reprs_and_alternatives(chord):
    assert repr(chord) == "ChordLab(objective=Plateau, ends=(-3.6, 3.6))"
    assert chord.player.alt.startswith("A chord of Plateau. ")
