"""A function of one's own in the basin lab and the well lab: coarse at once, then finer and finer.

Time is the number of calls here: a call takes ten microseconds.
"""

import asyncio
import math

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.minima import basins, rest
from gdteach.course.minima.fates import UNDECIDED, fates
from gdteach.course.minima.valleys import Valleys
from tests.seeing import no_picture

A_CALL = 1e-5


class Slow:
    """Functions that count how often they are called, and the seconds that takes."""

    def __init__(self):
        self.calls = 0

    def hills(self, x, y):
        self.calls += 1
        return math.sin(2 * x) * math.cos(2 * y) + 0.1 * (x * x + y * y)

    def wells(self, w):
        self.calls += 1
        if self.calls > self.breaks:
            raise KeyError("worn out")
        return (w * w - 1) ** 2 + 0.2 * w

    breaks = math.inf

    def clock(self):
        return A_CALL * self.calls


@pytest.fixture
def slow(monkeypatch):
    slow = Slow()
    monkeypatch.setattr(basins, "clock", slow.clock)
    monkeypatch.setattr(rest, "SECONDS", 0)
    monkeypatch.setattr("gdteach.figure.animated_figure.png", no_picture)
    return slow


async def grown(make):
    """Return a lab once it has rested, with what it showed and said on the way."""
    lab = make()
    seen = [(lab.shown.starts, lab.player.captions[0].rpartition("\n")[2])]
    while lab.refine.waiting:
        await asyncio.sleep(0)
        seen += [(lab.shown.starts, lab.player.captions[0].rpartition("\n")[2])]
    return lab, list(dict.fromkeys(seen))


@pytest.mark.parametrize("kind", [gd.BasinLab, gd.WellLab])
def test_the_first_picture_takes_two_seconds_at_most_and_says_that_it_is_coarse(slow, kind):
    own = gd.as_objective(slow.hills if kind is gd.BasinLab else slow.wells)
    slow.calls = 0
    lab = kind(own)
    assert slow.clock() <= 2
    assert lab.player.captions[0].endswith(
        f"Fates of {lab.shown.starts} starts: your function is asked for each, "
        "and more would take too long."
    )
    slow.calls = 0
    control = lab.controls["learning_rate"]
    control.slider.value -= 3
    assert slow.clock() <= 0.5
    assert lab.shown.learning_rate == lab.learning_rate


def test_in_a_notebook_the_map_grows_until_it_is_as_fine_as_was_asked(slow):
    own = gd.as_objective(slow.wells, domain=(-2, 2))
    lab, seen = asyncio.run(grown(lambda: gd.WellLab(own, learning_rate=0.05)))
    assert [starts for starts, _ in seen] == ["60 of 480", "120 of 480", "240 of 480", "480"]
    for starts, said in seen[:-1]:
        assert said.endswith(f"Fates of {starts} starts so far; more follow.")
    assert "Fates" not in seen[-1][1]
    whole = fates(Valleys(own), np.linspace(-2, 2, 480)[:, None], 0.05)
    np.testing.assert_array_equal(lab.basins.fates, whole)


def test_a_map_that_would_take_more_than_a_minute_is_not_begun(slow):
    own = gd.as_objective(slow.hills)
    slow.calls = 0
    lab, seen = asyncio.run(grown(lambda: gd.BasinLab(own, learning_rate=0.05)))
    assert slow.clock() < 75
    assert lab.shown.coarse
    assert "more would take too long" in seen[-1][1]


def test_portions_are_small(slow):
    own = gd.as_objective(slow.wells, domain=(-2, 2))
    slow.calls = 0

    async def longest():
        lab, before, portions = gd.WellLab(own), slow.clock(), []
        while lab.refine.waiting:
            await asyncio.sleep(0)
            now = slow.clock()
            portions.append(now - before)
            before = now
        return max(portions)

    assert asyncio.run(longest()) < 0.5


def test_a_hand_that_moves_on_and_a_lab_that_is_closed_drop_the_work(slow):
    own = gd.as_objective(slow.wells, domain=(-2, 2))

    async def hand():
        lab = gd.WellLab(own)
        await asyncio.sleep(0)
        lab.controls["learning_rate"].slider.value -= 3
        assert lab.shown.learning_rate == lab.learning_rate
        assert lab.refine.waiting
        lab.close()
        calls = slow.calls
        for _ in range(9):
            await asyncio.sleep(0)
        return calls

    assert asyncio.run(hand()) == slow.calls


def test_a_function_that_fails_on_the_way_says_so(slow):
    own = gd.as_objective(slow.wells, domain=(-2, 2))

    def make():
        lab = gd.WellLab(own)
        slow.breaks = slow.calls + 1000
        return lab

    lab, _ = asyncio.run(grown(make))
    (said,) = lab.player.captions
    assert said.startswith("The function raised KeyError: 'worn out', called at w = ")
    assert not lab.player.layers


def test_a_cell_gets_as_many_starts_as_its_seconds_allow(slow):
    own = gd.as_objective(slow.hills, name="My hills")
    slow.calls = 0
    coarse = gd.basin_map(own, 0.05)
    assert slow.clock() < 4
    assert coarse.coarse
    assert repr(coarse) == f"BasinMap(My hills, η = 0.05, {coarse.starts})"
    assert coarse.starts.endswith(" of 400 × 400")
    assert f"({coarse.starts}: your function is asked for each" in coarse.summary()
    fine = gd.basin_map(own, 0.05, points=20, seconds=1000)
    assert fine.starts == "20 × 20"
    assert "asked" not in fine.summary()
    with pytest.raises(ValueError, match="seconds must be positive, got 0"):
        gd.basin_map(own, 0.05, seconds=0)


def test_a_start_without_a_verdict_in_time_is_still_on_its_way():
    looks = iter([False, True])
    valleys = Valleys(gd.himmelblau())
    found = fates(valleys, [[0, 0], [3, 2]], 0.001, enough=lambda: next(looks))
    assert found.tolist() == [UNDECIDED, 0]
