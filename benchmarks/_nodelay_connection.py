"""A Jupyter Server's connection to the browser that sends every message at once.

Tornado leaves Nagle's algorithm on for WebSockets, and Jupyter Server does not turn it off: while
the kernel's "busy" has not been acknowledged, the messages that follow wait, and the browser's
operating system takes up to 40 ms to acknowledge. `playback.py --nodelay` measures without it.
"""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class NoDelayConnection(ZMQChannelsWebsocketConnection):
    """The usual connection, with TCP_NODELAY set."""

    def connect(self) -> Any:
        """Return what the usual connection does."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
