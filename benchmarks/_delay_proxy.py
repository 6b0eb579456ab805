"""A proxy on loopback that holds every byte back for a while, as a distant server would.

It copies bytes and reads none of them, so HTTP and WebSockets pass alike. Each chunk leaves
`one_way` seconds after it came, in order, without waiting for the chunk before it to be answered:
latency is added, bandwidth is not taken away. Opening a connection costs nothing extra.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator

CHUNK = 65536  # bytes
IN_FLIGHT = 1024  # chunks each way and connection, before the sender has to wait


async def _carry(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, one_way: float
) -> None:
    """Copy one direction of a connection to its end."""
    clock = asyncio.get_running_loop().time
    line: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(IN_FLIGHT)

    async def deliver() -> None:
        while True:
            due, data = await line.get()
            if (early := due - clock()) > 0:
                await asyncio.sleep(early)
            if not data:
                break
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()

    async def accept() -> None:
        data = b"?"
        while data:
            data = await reader.read(CHUNK)
            await line.put((clock() + one_way, data))

    async with asyncio.TaskGroup() as both:
        both.create_task(accept())
        both.create_task(deliver())


async def _connect(
    browser: tuple[asyncio.StreamReader, asyncio.StreamWriter], port: int, one_way: float
) -> None:
    """Join one connection of the browser to the server until both directions have ended."""
    reader, writer = browser
    # A side that goes away in mid-sentence is everyday life for a browser, and ends the connection.
    with contextlib.suppress(ConnectionError, ExceptionGroup, asyncio.CancelledError):
        try:
            from_server, to_server = await asyncio.open_connection("127.0.0.1", port)
            try:
                async with asyncio.TaskGroup() as both:
                    both.create_task(_carry(reader, to_server, one_way))
                    both.create_task(_carry(from_server, writer, one_way))
            finally:
                to_server.close()
        finally:
            writer.close()


@contextlib.contextmanager
def delay_proxy(port: int, one_way: float) -> Iterator[int]:
    """Yield the port of a proxy before a server on loopback that adds 2 × `one_way` seconds."""
    loop = asyncio.new_event_loop()
    connections: set[asyncio.Task[None]] = set()

    async def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(_connect((reader, writer), port, one_way))
        connections.add(task)
        task.add_done_callback(connections.discard)

    async def hang_up() -> None:
        server.close()
        for task in connections:
            task.cancel()
        await asyncio.gather(*connections, return_exceptions=True)

    server = loop.run_until_complete(asyncio.start_server(accepted, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(hang_up(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
