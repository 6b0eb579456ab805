"""The raster layer: coloured cells in the browser's data and in the still picture."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from gdteach import AnimatedFigure, Marker, subplots
from gdteach.figure.raster import Raster
from tests.seeing import told

CELLS = np.array([[0, 1, 2], [2, 2, 0]])
COLOURS = ["third", "#ffffff", "second"]
SPACE = subplots(subplot_kw={"projection": "3d"})[1]
BYTES = {0: (230, 159, 0), 1: (255, 255, 255), 2: (0, 114, 178)}


@pytest.fixture
def axes():
    _, axes = subplots(width=4, height=3)
    axes.set(xlim=(0, 6), ylim=(0, 4))
    return axes


def test_the_browser_gets_the_cells_upside_down_as_a_small_picture(axes):
    player = AnimatedFigure(axes.figure, [Raster(axes, CELLS, COLOURS, (0, 0), (6, 4))])
    (packed,) = told(player, "scene")["layers"]
    head, _, data = packed["picture"].partition(",")
    image = Image.open(io.BytesIO(base64.b64decode(data)))
    assert head == "data:image/png;base64"
    assert image.mode == "P"
    seen = np.asarray(image.convert("RGB"))
    wanted = [[BYTES[cell] for cell in row] for row in CELLS[::-1]]
    np.testing.assert_array_equal(seen, wanted)


def test_its_corners_are_those_of_the_rectangle(axes):
    player = AnimatedFigure(axes.figure, [Raster(axes, CELLS, COLOURS, (0, 0), (6, 4))])
    low, high = (track["xy"] for track in told(player, "scene")["tracks"])
    left, top, width, height = told(player, "boxes")[0]
    np.testing.assert_allclose(low, [left, top + height], atol=0.2)
    np.testing.assert_allclose(high, [left + width, top], atol=0.2)


def test_a_coarse_map_costs_a_few_kilobytes(axes):
    cells = np.random.default_rng(0).integers(0, 3, (20, 20)).repeat(5, 0).repeat(5, 1)
    assert len(Raster(axes, cells, COLOURS, (0, 0), (6, 4)).look()["picture"]) < 4000


def test_the_still_picture_shows_every_cell_in_its_place(axes):
    raster = Raster(axes, CELLS, COLOURS, (0, 0), (6, 4))
    player = AnimatedFigure(axes.figure, [raster, Marker(axes, [[0, 0], [6, 4]])])
    assert player.n_steps == 1
    image = np.asarray(Image.open(io.BytesIO(player.still())).convert("RGB"))
    left, top, width, height = 2 * np.array(told(player, "boxes")[0])  # two pixels per CSS pixel
    for row in range(2):
        for column in range(3):
            x = int(left + (column + 0.5) * width / 3)
            y = int(top + height - (row + 0.5) * height / 2)
            np.testing.assert_allclose(image[y, x], BYTES[CELLS[row, column]], atol=3)


def test_the_cells_are_a_copy_that_nobody_changes(axes):
    mine = CELLS.copy()
    raster = Raster(axes, mine, COLOURS, (0, 0), (6, 4))
    mine[:] = 0
    assert raster.cells.tolist() == CELLS.tolist()
    with pytest.raises(ValueError, match="read-only"):
        raster.cells[0, 0] = 1
