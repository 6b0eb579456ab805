"""Work that waits until the hand rests: the fine map, once a slider is let go."""

import asyncio
from collections.abc import Callable, Iterable

SECONDS = 0.2  # without a movement, and the hand rests


class AfterRest:
    """Work in portions, begun when the hand rests and dropped when it moves again.

    ``work`` returns an iterable; each item is a portion, and between two of them the kernel hears
    what the browser has to say. It needs the event loop that a notebook's kernel runs in. Without
    one, in a script, there is no hand to wait for, and the work is done at once.
    """

    def __init__(self, work: Callable[[], Iterable[object]]) -> None:
        self._work = work
        self._task: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> bool:
        """Whether there is work to come."""
        return self._task is not None and not self._task.done()

    def moved(self) -> None:
        """Wait for a hand that has moved: it may rest from now on."""
        if not self.later():
            for _ in self._work():
                pass

    def later(self) -> bool:
        """Return whether there is an event loop; then the work begins when the hand rests."""
        self.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return False
        self._task = loop.create_task(self._wait())
        return True

    def cancel(self) -> None:
        """Drop the work that is to come."""
        if self._task is not None:
            self._task.cancel()
        self._task = None

    async def _wait(self) -> None:
        await asyncio.sleep(SECONDS)
        for _ in self._work():
            await asyncio.sleep(0)
