"""Four broken programs told apart by their paths: the names fit, and no others would."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.ask.checking import exercises

DIAGNOSIS = exercises()["algorithm/diagnosis"]
BOWL = gd.quadratic_bowl(10, smoothness=1, rotation=30)
BOX = np.array([[-4, 4], [-3, 3]])
ETA = 1.2


def step(name, path):
    """Return the step that the program of this name takes at the end of a path."""
    w, before = path[-1], path[max(len(path) - 2, 0)]
    slope = BOWL.gradient(w)
    along_y = ETA * slope * [0, 1]
    return {
        "plain": -ETA * slope,
        "uphill": ETA * slope,
        "rate_too_large": -2 * ETA * slope,
        "step_normalised": -ETA * slope / np.linalg.norm(slope),
        "sign_only": -ETA * np.sign(slope),
        "one_after_the_other": -along_y - ETA * BOWL.gradient(w - along_y) * [1, 0],
        "gradient_frozen": -ETA * BOWL.gradient(path[0]),
        "gradient_late": -ETA * BOWL.gradient(before),
        "momentum": 0.9 * (w - before) - ETA * slope,
    }[name]


def walk(name, start):
    path = [start]
    for _ in range(12):
        path.append(path[-1] + step(name, path))
    return np.array(path)


def inside(path):
    return ((path >= BOX[:, 0]) & (path <= BOX[:, 1])).all(axis=1)


def test_every_name_that_can_be_chosen_has_its_description():
    assert tuple(gd.DIAGNOSES) == DIAGNOSIS.options


def test_paths_are_fresh_arrays_that_begin_in_the_box():
    paths = gd.broken_paths()
    assert list(paths) == list("ABCD")
    for path in paths.values():
        assert path.shape == (13, 2)
        assert np.isfinite(path).all()
        assert inside(path)[:3].all()
        path[:] = 0
    assert gd.broken_paths()["A"].any()


@pytest.mark.parametrize("letter", "ABCD")
@pytest.mark.parametrize("name", ["plain", *gd.DIAGNOSES])
def test_each_path_is_the_named_programs_and_looks_like_no_others(letter, name):
    """Within the box and by the fourth point, some iterate is at least a third of a unit off."""
    path = gd.broken_paths()[letter]
    other = walk(name, path[0])
    if name == DIAGNOSIS.items[letter].right:
        np.testing.assert_allclose(path, other, rtol=1e-9)
    else:
        shown = inside(path) | inside(other)
        assert np.linalg.norm(path - other, axis=1)[shown].max() > 1 / 3


def steps(path):
    return np.diff(path, axis=0)


def lengths(path):
    return np.linalg.norm(steps(path), axis=1)


def angle_of_the_first_step(path):
    """Return by how many degrees the first step is turned from −∇f."""
    right, first = -BOWL.gradient(path[0]), steps(path)[0]
    cosine = right @ first / np.linalg.norm(right) / np.linalg.norm(first)
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))


def turns(path):
    directions = steps(path)[:3] / lengths(path)[:3, None]
    return np.ptp(directions, axis=0).max() > 0.1


# What a hint asks whether the path has: its words, and how it is measured.
MARKS = {
    "go against the dashed arrow?": lambda path: angle_of_the_first_step(path) > 170,
    "miss the dashed arrow?": lambda path: angle_of_the_first_step(path) > 10,
    "that arrow?": lambda path: np.allclose(path[1], path[0] - ETA * BOWL.gradient(path[0])),
    "of this path grow?": lambda path: (np.diff(lengths(path)[-4:]) > 0.01).all(),
    "ever change sides?": lambda path: (steps(path)[-4:-1] @ steps(path)[-1] < 0).any(),
    "are they?": lambda path: np.ptp(lengths(path)) < 1e-9,
    "keep to 45°?": lambda path: np.allclose(*abs(steps(path).T)),
    "Is this one?": lambda path: not turns(path),
    "a straight line?": lambda path: not turns(path),
    "Does it here?": lambda path: np.allclose(*steps(path)[:2]),
    "turn as the contours do?": turns,
    "Does it differ here?": lambda path: not np.allclose(*steps(path)[1:3]),
    "turn anywhere?": lambda path: turns(path),
    "Does this one?": lambda path: lengths(path)[-1] < lengths(path)[0],  # it closes in
}
HINTS = [
    (letter, wrong.mistake, wrong.reply)
    for letter, item in DIAGNOSIS.items.items()
    for wrong in item.wrong
]


@pytest.mark.parametrize(("letter", "name", "reply"), HINTS)
def test_a_hint_asks_for_a_mark_that_the_named_program_leaves_and_this_path_lacks(
    letter, name, reply
):
    (mark,) = [mark for words, mark in MARKS.items() if reply.endswith(words)]
    path = gd.broken_paths()[letter]
    assert mark(walk(name, path[0]))
    assert not mark(path)


def test_marks_that_a_hint_says_are_here_too_are_here():
    a, b, c, _ = gd.broken_paths().values()
    assert np.ptp(lengths(a)) < 1e-9
    assert np.ptp(lengths(b)) < 1e-9
    assert np.allclose(*steps(b)[:2])
    assert (np.diff(lengths(c)) > 0).all()
    assert angle_of_the_first_step(c) > 170
