"""A simulated learner: asks of a JupyterHub what JupyterLab's page asks, and turns a slider."""

from __future__ import annotations

import asyncio
import datetime
import json
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from jupyter_client.session import Session, json_packer
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

REST, PATIENCE = 3.0, 60.0  # s: between moves, for an answer
POLL = 10.0  # s, between the polls of JupyterLab
AT_FIRST = ("lab", "lab/api/settings", "api/kernelspecs", "api/contents")
AGAIN = ("api/kernels", "api/sessions", "api/terminals")
LAB = """import gdteach as gd
gd.DescentLab(gd.quadratic_bowl(condition_number=10.0), start=(-4.2, 2.3), max_steps=100)"""


async def ask(url: str, token: str, method: str = "GET", body: Any = None) -> Any:
    """Return what a server answers, read as JSON if it is."""
    request = HTTPRequest(
        url, method, {"Authorization": f"token {token}"}, json.dumps(body) if body else None,
        allow_nonstandard_methods=True, connect_timeout=PATIENCE, request_timeout=PATIENCE,
    )  # fmt: skip
    answer = await AsyncHTTPClient().fetch(request)
    return json.loads(answer.body) if "json" in answer.headers.get("Content-Type", "") else None


@dataclass
class Learner:
    """One learner: a server of the hub, a kernel in it, a lab in the kernel.

    ``moves`` are, for each answered turn of the slider, the times in seconds of its way: sent, the
    kernel says that it is busy, the kernel has the new picture, the learner has it.
    """

    name: str
    moves: list[tuple[float, ...]] = field(default_factory=list)
    lost: str = ""

    async def open(self, address: str, teacher: str) -> None:
        """Get a server, a kernel and a lab."""
        self.session = Session()
        user = f"{address}/hub/api/users/{self.name}"
        await ask(user, teacher, "POST")
        self.token = (await ask(f"{user}/tokens", teacher, "POST", {"note": "class"}))["token"]
        await ask(f"{user}/server", self.token, "POST")
        while not (await ask(user, self.token))["servers"].get("", {}).get("ready"):
            await asyncio.sleep(0.5)
        self.server = f"{address}/user/{self.name}"
        for page in AT_FIRST:
            await ask(f"{self.server}/{page}", self.token)
        wanted = {
            "path": "lab.ipynb",
            "name": "",
            "type": "notebook",
            "kernel": {"name": "python3"},
        }
        made = await ask(f"{self.server}/api/sessions", self.token, "POST", wanted)
        kernel = f"{self.server}/api/kernels/{made['kernel']['id']}/channels"
        self.socket = await websocket_connect(
            HTTPRequest(
                f"ws{kernel.removeprefix('http')}?session_id={self.session.session}",
                headers={"Authorization": f"token {self.token}"}, connect_timeout=PATIENCE,
            ),
            subprotocols=["v1.kernel.websocket.jupyter.org"],
        )  # fmt: skip
        opened = {}
        async for _, header, content in self.say("execute_request", code=LAB, silent=False):
            if header["msg_type"] == "error":
                raise RuntimeError("\n".join(content["traceback"]))
            if header["msg_type"] in ("comm_open", "comm_msg"):
                state = content["data"].get("state", {})
                opened.setdefault(content["comm_id"], {}).update(state)
        names = {key: state.get("_model_name") for key, state in opened.items()}
        (self.slider,) = (key for key, name in names.items() if name == "IntSliderModel")
        (self.figure,) = (key for key, state in opened.items() if "_scene" in state)
        self.place, *self.ends = (opened[self.slider][name] for name in ("value", "min", "max"))

    async def say(
        self, kind: str, **content: Any
    ) -> AsyncIterator[tuple[float, dict[str, Any], dict[str, Any]]]:
        """Send a message to the kernel; yield what comes of it, and when, until it is idle."""
        message = self.session.msg(kind, content)
        packed = serialize_msg_to_ws_v1(message, "shell", json_packer)
        await self.socket.write_message(packed, binary=True)
        while True:
            got = await asyncio.wait_for(self.socket.read_message(), PATIENCE)
            if got is None:
                raise ConnectionError("the connection was closed")
            now, (_, parts) = time.time(), deserialize_msg_from_ws_v1(got)
            header, parent, _, told = (json.loads(part) for part in parts[:4])
            if parent.get("msg_id") == message["header"]["msg_id"]:
                yield now, header, told
                if told.get("execution_state") == "idle":
                    return

    async def turn(self) -> None:
        """Move the slider to another place, and wait for the picture."""
        others = [place for place in range(*self.ends) if place != self.place]
        place = self.place = random.choice(others)
        data = {"method": "update", "state": {"value": place}, "buffer_paths": []}
        sent, busy, way = time.time(), 0.0, None
        async for now, header, told in self.say("comm_msg", comm_id=self.slider, data=data):
            made = datetime.datetime.fromisoformat(header["date"]).timestamp()
            if told.get("execution_state") == "busy":
                busy = made
            elif told.get("comm_id") == self.figure and "_scene" in told["data"]["state"]:
                way = sent, busy, made, now
        if way is None:
            raise RuntimeError("the kernel sent no picture")
        self.moves.append(way)

    async def work(self, late: float, seconds: float) -> None:
        """Turn the slider every few seconds, and let JupyterLab ask what it asks meanwhile."""
        end, polled = time.monotonic() + late + seconds, 0.0
        try:
            await asyncio.sleep(late)
            while (now := time.monotonic()) < end:
                await self.turn()
                if now > polled + POLL:
                    polled = now
                    await asyncio.gather(*(ask(f"{self.server}/{it}", self.token) for it in AGAIN))
                await asyncio.sleep(max(0.0, now + REST - time.monotonic()))
        except (OSError, RuntimeError, TimeoutError, HTTPClientError) as error:
            self.lost = f"{type(error).__name__}: {error}"
