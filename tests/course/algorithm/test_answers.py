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


def test_what_the_hints_tell_to_look_for_is_there_to_be_seen():
    a, b, c, d = gd.broken_paths().values()
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
