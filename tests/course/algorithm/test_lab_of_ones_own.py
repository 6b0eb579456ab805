"""Notebook 02 ends its player with a lab of the reader's own: it turns as the others do."""

from pathlib import Path

import nbformat
import numpy as np

import gdteach as gd

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"


def test_the_lab_that_notebook_02_builds_turns_as_the_others_do():
    notebook = nbformat.read(NOTEBOOKS / "02_algorithm.ipynb", as_version=4)
    cell = next(each.source for each in notebook.cells if "(gd.Lab)" in each.source)
    names = {"gd": gd, "bowl": gd.quadratic_bowl(condition_number=10)}
    exec(cell, names)
    assert cell.split("\n\n\n")[0].count("\n") <= 11  # about ten lines
    lab = names["TwoBalls"](learning_rate=0.21)
    assert repr(lab) == "TwoBalls(learning_rate=0.21)"
    steep, floor = (layer.points for layer in lab.player.layers)
    assert np.abs(steep[-1]).max() > 4
    assert np.abs(floor[-1]).max() < 1e-3
    lab.controls["learning_rate"].box.value = 0.1
    assert np.abs(lab.player.layers[0].points[-1]).max() < 1e-3
    assert "image/png" in lab._repr_mimebundle_()[0]
    assert "learning_rate : float" in type(lab).__doc__
