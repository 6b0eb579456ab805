"""Four broken programs told apart by their paths, and the replies to naming them."""

import itertools

import numpy as np
import pytest

from gdteach.course.algorithm import diagnosis
from gdteach.course.algorithm.diagnosis import DIAGNOSES, broken_paths, check_diagnosis
from gdteach.numerics.catalogue import quadratic_bowl

ANSWERS = {
    "A": "step_normalised",
    "B": "gradient_frozen",
    "C": "uphill",
    "D": "one_after_the_other",
}
BOWL = quadratic_bowl(10, smoothness=1, rotation=30)
BOX = np.array([[-4, 4], [-3, 3]])
ETA = 1.2


def inside(path):
    return ((path >= BOX[:, 0]) & (path <= BOX[:, 1])).all(axis=1)


def test_the_right_names_pass():
    feedback = check_diagnosis(ANSWERS)
    assert feedback.passed
    assert feedback.label == "Right"


def test_no_other_choice_of_names_passes():
    for letter, name in itertools.product(ANSWERS, DIAGNOSES):
        feedback = check_diagnosis({**ANSWERS, letter: name})
        assert feedback.passed == (ANSWERS[letter] == name)


# --- the paths -------------------------------------------------------------------------------


def test_paths_are_fresh_arrays_that_begin_in_the_box():
    paths = broken_paths()
    assert list(paths) == list("ABCD")
    for path in paths.values():
        assert path.shape == (13, 2)
        assert np.isfinite(path).all()
        assert inside(path)[:3].all()
        path[:] = 0
    assert broken_paths()["A"].any()


def test_each_path_does_on_the_bowl_what_its_description_says():
    a, b, c, d = broken_paths().values()
    slope = BOWL.gradient
    unit = slope(a[:-1]) / np.linalg.norm(slope(a[:-1]), axis=1, keepdims=True)
    np.testing.assert_allclose(np.diff(a, axis=0), -ETA * unit, rtol=1e-12)
    np.testing.assert_allclose(np.diff(b, axis=0), [-ETA * slope(b[0])] * 12, rtol=1e-9)
    np.testing.assert_allclose(np.diff(c, axis=0), ETA * slope(c[:-1]), rtol=1e-12)
    after_y = np.stack([d[:-1, 0], d[1:, 1]], axis=1)
    np.testing.assert_allclose(d[1:, 1], d[:-1, 1] - ETA * slope(d[:-1])[:, 1], rtol=1e-12)
    np.testing.assert_allclose(d[1:, 0], d[:-1, 0] - ETA * slope(after_y)[:, 0], rtol=1e-12)


def test_what_the_hints_tell_to_look_for_is_there_to_be_seen():
    a, b, c, d = broken_paths().values()
    lengths = {
        name: np.linalg.norm(np.diff(p, axis=0), axis=1)
        for name, p in zip("abcd", [a, b, c, d], strict=True)
    }
    assert np.ptp(lengths["a"]) < 1e-9  # equal steps, and never settling
    assert np.ptp(lengths["b"]) < 1e-9
    assert (np.diff(lengths["c"]) > 0).all()
    assert (np.diff(BOWL(c)) > 0).all()
    assert np.linalg.norm(d[-1]) < 0.6  # D arrives
    right_step, first_step = -ETA * BOWL.gradient(d[0]), d[1] - d[0]
    cosine = right_step @ first_step / np.linalg.norm(right_step) / np.linalg.norm(first_step)
    assert np.degrees(np.arccos(cosine)) > 15


@pytest.mark.parametrize("letter", ANSWERS)
def test_no_other_named_mistake_makes_a_path_that_looks_like_this_one(letter):
    """Within the box and by the fourth point, some iterate is at least a third of a unit off."""
    true_name, start = diagnosis._RUNS[letter]
    path = broken_paths()[letter]
    right = np.array(start)
    for name in DIAGNOSES:
        other = diagnosis._path(name, start)
        shown = inside(path) | inside(other)
        apart = np.linalg.norm(path - other, axis=1)[shown].max()
        assert apart < 1e-9 if name == true_name else apart > 1 / 3, name
    plain = [right]
    for _ in range(12):
        plain.append(plain[-1] - ETA * BOWL.gradient(plain[-1]))
    assert np.linalg.norm(path - plain, axis=1).max() > 1 / 3


# --- the replies -----------------------------------------------------------------------------


@pytest.mark.parametrize("answers", [..., None, {}, dict.fromkeys("ABCD", ...), {"A": None}])
def test_nothing_answered_is_not_attempted(answers):
    feedback = check_diagnosis(answers)
    assert not feedback.passed
    assert feedback.label == "Not attempted yet"


def test_a_partial_answer_hears_what_is_right_and_what_is_to_do():
    feedback = check_diagnosis({"C": "uphill", "A": "step_normalised", "B": ...})
    assert feedback.mistake == "incomplete"
    assert feedback.message == "A and C are right. B and D still to do."


def test_a_wrong_name_gets_a_hint_about_the_path_it_would_make():
    feedback = check_diagnosis({**ANSWERS, "B": "sign_only", "D": "momentum"})
    assert feedback.mistake == "B:sign_only"
    assert feedback.message.startswith("A and C are right. B: where only signs count")
    assert feedback.message.endswith("(D next.)")


def test_with_nothing_right_the_hint_comes_first():
    assert check_diagnosis({"A": "uphill"}).message.startswith("A: a program that climbs")


def test_every_name_has_a_description_and_a_hint():
    assert (
        set(DIAGNOSES) == set(diagnosis._HINTS) == set(diagnosis._PROGRAMS) >= set(ANSWERS.values())
    )


@pytest.mark.parametrize(
    ("answers", "kind", "match"),
    [
        ("uphill", TypeError, r"answers must be a dict, got 'uphill'; write \{'A': \.\.\.\}"),
        (["uphill"], TypeError, "answers must be a dict"),
        ({"A": 3}, TypeError, r"answers\['A'\] must be a name \(a string\), got 3; known: uphill"),
        ({"A": "up_hill"}, ValueError, r"answers\['A'\].*'up_hill'; did you mean 'uphill'\?"),
        ({"A": ""}, ValueError, "known: uphill, rate_too_large"),
        (
            {"E": "uphill"},
            ValueError,
            r"item of answers must be a known name, got 'E'; known: A, B",
        ),
        ({"a": "uphill"}, ValueError, "got 'a'"),
        ({1: "uphill"}, TypeError, "item of answers must be a name"),
    ],
)
def test_bad_input_is_refused_with_the_nearest_name(answers, kind, match):
    with pytest.raises(kind, match=match):
        check_diagnosis(answers)
