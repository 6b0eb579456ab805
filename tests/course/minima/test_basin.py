"""The basin lab: the map follows the hand coarsely and rests finely; cells get the fine one.

And work that waits until the hand rests: begun, dropped, begun again, and done at once.
"""

import asyncio

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.minima import basins, rest
from gdteach.course.minima.fate_look import COLOURS, fate_cells
from tests.seeing import as_made, layers, messages, size

HIMMELBLAU = gd.himmelblau()


made = as_made(lambda: gd.BasinLab(HIMMELBLAU, start=(0, 0), points=60, coarse=20))


@pytest.fixture
def lab(made, monkeypatch):
    """A lab whose hand rests at once."""
    monkeypatch.setattr(rest, "SECONDS", 0)
    made.player.playing = False
    return made


async def until_rested(waiting):
    while waiting.waiting:
        await asyncio.sleep(0)


def labels(lab, axes):
    return [layer.texts[0] for layer in layers(lab, "label", axes)]


# The map


def test_a_cell_gets_the_fine_map_at_once(lab):
    lab.learning_rate = 0.015
    assert lab.shown.fates.shape == (60, 60)
    assert lab.basins.share(2) == 0
    (ground,) = layers(lab, "raster", lab.map)
    np.testing.assert_array_equal(ground.cells, fate_cells(lab.basins.fates))


def test_a_hand_gets_a_coarse_map_and_when_it_rests_the_fine_one(lab):
    control = lab.controls["learning_rate"]

    async def hand():
        control.slider.value = control.place(0.0149)
        moving = lab.shown.fates.shape
        control.slider.value = control.place(0.02)
        moving_on, rate = lab.shown.fates.shape, lab.shown.learning_rate
        assert rate == lab.learning_rate
        assert lab.refine.waiting
        await until_rested(lab.refine)
        return moving, moving_on

    assert asyncio.run(hand()) == ((20, 20), (20, 20))  # as in a notebook's kernel
    assert lab.shown.fates.shape == (60, 60)
    assert lab.shown.learning_rate == lab.learning_rate


def test_a_cell_that_asks_for_the_shares_never_gets_coarse_ones(lab):
    async def hand():
        control = lab.controls["learning_rate"]
        control.slider.value = control.place(0.0149)
        return lab.basins.fates.shape

    assert asyncio.run(hand()) == (60, 60)


def test_without_a_kernel_the_fine_map_comes_at_once(lab):
    control = lab.controls["learning_rate"]
    control.slider.value = control.place(0.0149)
    assert lab.shown.fates.shape == (60, 60)


def test_a_start_moves_the_path_and_not_the_map(lab):
    shown = lab.shown
    lab.start = (4, -3)
    assert lab.shown is shown
    assert lab.trajectory.start.tolist() == [4, -3]


def test_the_map_that_follows_the_hand_is_a_small_message(monkeypatch):
    lab = gd.BasinLab(HIMMELBLAU, points=100, coarse=100)
    sent = messages(lab.player, monkeypatch)
    control = lab.controls["learning_rate"]
    control.slider.value = control.place(0.0155)
    assert sum(size(message) for message in sent) < 20_000 * 2  # the coarse one and the fine one
    assert not any("_picture" in message.get("state", {}) for message in sent)


def test_bars_and_numbers_say_the_shares(lab):
    lab.learning_rate = 0.015
    fates, shares = zip(*lab.basins.shares.items(), strict=True)
    assert labels(lab, lab.shares) == [f"{100 * share:.1f}" for share in shares]
    (bars,) = layers(lab, "raster", lab.shares)
    cells = bars.cells
    filled = (cells != len(COLOURS) - 1).reshape(len(shares), -1, cells.shape[1]).any(axis=1)
    lengths = filled.sum(axis=1)[::-1] / cells.shape[1]
    patterned = np.array(fates) != -4  # white is part of the pattern there
    np.testing.assert_allclose(lengths[patterned], np.array(shares)[patterned], atol=0.005)


@pytest.mark.parametrize(("rate", "words"), [(0.01, "η = 0.01"), (5.0, "η = 5 →")])
def test_the_needle_stands_at_the_learning_rate(lab, rate, words):
    lab.learning_rate = rate
    assert labels(lab, lab.limits) == [words]
    (needle,) = layers(lab, "segment", lab.limits)
    assert needle.starts[0, 0] == pytest.approx(min(rate, 0.995 * lab.limits.get_xlim()[1]))


# The path


@pytest.mark.parametrize(
    ("rate", "start", "words"),
    [
        (0.01, (-4, -4), "ends in the valley at (−3.78, −3.28)"),
        (0.015, (-4, -4), "ends in a 2-cycle"),
        (0.02, (-3.9, -3.3), "longer cycle or chaos"),
        (0.5, (-4, -4), "diverges: it leaves the numbers at step"),
        (0.0, (-4, -4), "nobody moves"),
        (1e-6, (-1, 5), "still on its way after 1500 steps"),
        (0.01, (1e200, 0), "No descent from here"),
    ],
)
def test_the_fate_of_the_start_is_told(lab, rate, start, words):
    lab.learning_rate, lab.start = rate, start
    assert all(words in caption for caption in lab.player.captions)


def test_a_press_plays_the_path_once_the_hand_rests(lab):
    async def hand():
        lab.pressed("start", np.array([-3.12345, 2.0]))
        lab.pressed("start", np.array([-3.23456, 2.0]))
        assert not lab.player.playing
        assert lab.player.step == 0
        await until_rested(lab.replay)
        return lab.player.playing

    assert asyncio.run(hand())
    assert lab.start == (-3.23, 2.0)
    assert lab.trajectory.start.tolist() == [-3.23, 2.0]


def test_another_objective_draws_another_map(lab):
    lab.objective = "rosenbrock"
    assert lab.start == (-1.2, 1)
    assert len(lab.basins.valleys) == 1
    lab.objective = HIMMELBLAU
    assert len(lab.basins.valleys) == 4


def test_a_function_of_ones_own(monkeypatch):
    monkeypatch.setattr(basins, "clock", lambda: 0.0)  # all the time it takes

    def hills(x, y):
        return (x**2 - 1) ** 2 + y**2

    own = gd.as_objective(hills, domain=(-1.5, 1.5), minimisers=[(-1, 0), (1, 0)])
    lab = gd.BasinLab(own, learning_rate=0.05, points=11, coarse=10)
    assert [lab.basins.share(0), lab.basins.share(1)] == pytest.approx([5 / 11, 5 / 11])


def test_repr_and_text_alternative_say_what_is_shown(lab):
    lab.learning_rate = 0.015
    assert repr(lab) == (
        "BasinLab(objective=Himmelblau, learning_rate=0.015, start=(0, 0), points=60)"
    )
    assert "with learning rate 0.015: " in lab.player.alt
    assert "0.0 % (−3.78, −3.28)" in lab.player.alt
    assert "2-cycle" in lab.player.alt


def test_patterns_tell_fates_apart_without_colour():
    seen = set()
    for fate in (0, 1, -1, -2, -3, -4):
        cells = fate_cells(np.full((88, 88), fate, np.int8))
        assert len(np.unique(cells)) == (2 if fate in (-1, -2, -4) else 1)
        seen.add(cells.tobytes())
    assert len(seen) == 6


# Work that waits


def test_work_is_dropped_when_the_hand_moves_on(monkeypatch):
    monkeypatch.setattr(rest, "SECONDS", 0)
    done = []

    def work():
        for portion in range(3):
            done.append(portion)
            yield

    waiting = rest.AfterRest(work)

    async def hand():
        waiting.moved()
        while len(done) < 2:
            await asyncio.sleep(0)
        waiting.moved()
        assert waiting.waiting
        while waiting.waiting:
            await asyncio.sleep(0)
        waiting.moved()
        waiting.cancel()
        await asyncio.sleep(0)

    asyncio.run(hand())
    assert done == [0, 1, 0, 1, 2]
    assert not waiting.waiting


def test_without_an_event_loop_there_is_no_hand_to_wait_for():
    done = []
    rest.AfterRest(lambda: map(done.append, range(3))).moved()
    assert done == [0, 1, 2]
