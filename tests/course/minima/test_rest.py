"""Work that waits until the hand rests: begun, dropped, begun again, and done at once."""

import asyncio

from gdteach.course.minima import rest
from gdteach.course.minima.rest import AfterRest


def test_work_is_dropped_when_the_hand_moves_on(monkeypatch):
    monkeypatch.setattr(rest, "SECONDS", 0)
    done = []

    def work():
        for portion in range(3):
            done.append(portion)
            yield

    waiting = AfterRest(work)

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
    AfterRest(lambda: map(done.append, range(3))).moved()
    assert done == [0, 1, 2]
