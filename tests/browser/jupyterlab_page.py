"""What the tests do with JupyterLab: open, run, save, ask the kernel, and listen in."""

import itertools
import json
import pathlib
import re
from collections.abc import Callable, Sequence
from typing import Any

import nbformat
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, WebSocket, expect

from .figure_view import FigureView
from .jupyterlab_scripts import CLOSE, COUNT_FRAMES, EXECUTE, HEARD, LEAF_THROUGH, ON_SCREEN, OPEN

VIEWPORT = {"width": 1280, "height": 1000}
SCRATCH = "scratch.ipynb"  # one path, so one session: JupyterLab finds its kernel again
KERNELSPEC = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}

# What is logged when the kernel is gone: by ipywidgets when a widget changes, which itself goes on,
# and by JupyterLab when it was about to ask.
NO_KERNEL = (
    "Could not send widget sync message Error: Cannot send",
    "Could not restore the debugger state: Canceled future",
)


def _message(payload: bytes) -> tuple[str, dict[str, Any]]:
    """Return type and content of a message of the kernel's websocket, protocol v1."""
    count = int.from_bytes(payload[:8], "little")
    places = [int.from_bytes(payload[8 * i : 8 * i + 8], "little") for i in range(1, count + 1)]
    parts = [payload[start:end] for start, end in itertools.pairwise(places)]
    return json.loads(parts[1])["msg_type"], json.loads(parts[4])


class JupyterLabPage:
    """JupyterLab in a tab of the browser, with an ear on the console and on the network."""

    def __init__(self, page: Page, url: str, root: pathlib.Path) -> None:
        self.page = page
        self.url = url
        self.root = root
        self.errors: list[str] = []
        self.outside: list[str] = []
        self.frames: list[bytes] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(str(error.stack or error)))
        page.on("request", self._watch)
        page.on("websocket", self._listen)
        page.add_init_script(COUNT_FRAMES)
        page.goto(f"{url}/lab?reset")
        page.wait_for_function("() => window.jupyterapp")
        page.evaluate("() => jupyterapp.restored.then(() => undefined)")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url')})")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.outside.append(request.url)

    def _listen(self, socket: WebSocket) -> None:
        if not socket.url.startswith(self.url.replace("http", "ws", 1)):
            self.outside.append(socket.url)
        for event in ("framesent", "framereceived"):
            socket.on(event, lambda payload: self.frames.append(payload))

    def forget(self) -> None:
        for heard in (self.errors, self.outside, self.frames):
            heard.clear()

    def excuse(self, texts: tuple[str, ...]) -> None:
        """Drop the errors that begin like this; they were to be expected."""
        self.errors[:] = [error for error in self.errors if not error.startswith(texts)]

    def widget_messages(self) -> list[dict[str, Any]]:
        """Return the contents of the widget messages that went to or came from the kernel."""
        messages = [_message(frame) for frame in self.frames if isinstance(frame, bytes)]
        return [content["data"] for kind, content in messages if kind == "comm_msg"]

    def open(self, path: str) -> "NotebookPage":
        self.page.evaluate(OPEN, path)
        return NotebookPage(self, path)

    def open_scratch(self, cells: Sequence[str]) -> "NotebookPage":
        """Open a new notebook of some code cells."""
        new = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": KERNELSPEC},
        )
        nbformat.write(new, self.root / SCRATCH)
        return self.open(SCRATCH)

    def close_notebooks(self, *, but_kernel_of: str | None = None) -> None:
        """Close what is open, kernels too; that of one path stays, as if it were new."""
        self.page.set_viewport_size(VIEWPORT)
        self.page.evaluate(CLOSE, but_kernel_of)

    def use_theme(self, name: str) -> None:
        self.page.evaluate(
            "theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", name
        )
        light = "true" if name == "JupyterLab Light" else "false"
        self.page.wait_for_function(f"() => document.body.dataset.jpThemeLight === '{light}'")
        expect(self.page.locator("#jupyterlab-splash")).to_have_count(0)  # it covers everything


class NotebookPage:
    """The notebook in front."""

    def __init__(self, jupyterlab: JupyterLabPage, path: str) -> None:
        self.path = path
        self.jupyterlab = jupyterlab
        self.page = jupyterlab.page
        self.node: Locator = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    @property
    def labs(self) -> Locator:
        return self.node.locator(".gdteach-lab")

    @property
    def status(self) -> Locator:
        """What a lab says to what was done, announced to screen readers."""
        return self.labs.get_by_role("status")

    def button(self, name: str) -> Locator:
        return self.node.get_by_role("button", name=name)

    @property
    def figures(self) -> Locator:
        return self.node.locator(".gdteach-figure")

    def figure(self, number: int = 0) -> FigureView:
        return FigureView(self.figures.nth(number))

    def figure_in(self, output: Locator) -> FigureView:
        return FigureView(output.locator(".gdteach-figure"))

    def run_all(self) -> None:
        self._run("notebook:run-all-cells")

    def run_cell(self, number: int) -> None:
        self.activate(number)
        self._run("notebook:run-cell")

    def clear_output(self, number: int) -> None:
        self.activate(number)
        self._run("notebook:clear-cell-output")

    def activate(self, number: int) -> None:
        self.page.evaluate(
            "i => { jupyterapp.shell.currentWidget.content.activeCellIndex = i; }", number
        )

    def _run(self, command: str) -> None:
        self.page.evaluate("command => jupyterapp.commands.execute(command)", command)
        if errors := self.errors_in_outputs():
            raise AssertionError("a cell failed: " + "; ".join(errors))

    def cells(self) -> list[dict[str, Any]]:
        """Return the cells with their outputs, in notebook format."""
        return self.page.evaluate(
            "() => jupyterapp.shell.currentWidget.content.model.sharedModel.toJSON().cells"
        )

    def errors_in_outputs(self) -> list[str]:
        """Return the exceptions that cells ended with, but for those meant to show one."""
        return [
            f"{output['ename']}: {output['evalue']}"
            for cell in self.cells()
            for output in cell.get("outputs", [])
            if output["output_type"] == "error"
            and "raises-exception" not in cell["metadata"].get("tags", [])
        ]

    def expect_no_text(self, pattern: str) -> None:
        """Fail if one of these texts is in an output."""
        expect(self.node.locator(".jp-OutputArea").get_by_text(re.compile(pattern))).to_have_count(
            0
        )

    def python(self, expression: str) -> Any:
        """Return what an expression is worth in the kernel."""
        code = f"import json; print(json.dumps({expression}))"
        return json.loads(self.page.evaluate(EXECUTE, code))

    def execute(self, code: str) -> None:
        """Run statements in the kernel."""
        self.page.evaluate(EXECUTE, code)

    def scroll_to(self, number: int) -> None:
        self.page.evaluate(
            "i => jupyterapp.shell.currentWidget.content.scrollToItem(i, 'start')", number
        )

    def leaf_through(self) -> None:
        """Scroll past every cell: JupyterLab makes a cell when it first comes into sight."""
        self.page.evaluate(LEAF_THROUGH)

    def use_windowing(self, mode: str) -> None:
        """Choose how JupyterLab treats cells out of sight; "full" takes them off the page."""
        self.page.evaluate(
            "windowingMode => { const { content } = jupyterapp.shell.currentWidget;"
            " content.notebookConfig = { ...content.notebookConfig, windowingMode }; }",
            mode,
        )

    def pixel_of(self, axes: str, x: float, y: float) -> tuple[float, float]:
        """Return where a place on flat, linear axes of ``lab`` is.

        By Matplotlib's limits and position alone: nothing of the package's projection is used.
        """
        left, right, low, high, across, up, width, height, *inches = self.python(
            "(lambda a: [*a.get_xlim(), *a.get_ylim(), *a.get_position().bounds,"
            f" *a.figure.get_size_inches()])(lab.{axes})"
        )
        shares = (
            across + (x - left) / (right - left) * width,
            1 - up - (y - low) / (high - low) * height,
        )
        place = [96 * share * size for share, size in zip(shares, inches, strict=True)]
        picture = self.figure().picture
        picture.scroll_into_view_if_needed()
        return tuple(picture.evaluate(ON_SCREEN, place))

    def click(self, axes: str, x: float, y: float) -> None:
        """Click on a place on the axes of ``lab``."""
        self.page.mouse.click(*self.pixel_of(axes, x, y))

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag the mouse from one pixel to another."""
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move(*end, steps=8)
        mouse.up()

    def box(self, label: str) -> Locator:
        return self.node.get_by_label(label, exact=True)

    def enter(self, label: str, value: str) -> None:
        """Type something into a box, and end with Enter; not while it may be written to."""
        self.hear()
        self.box(label).fill(value)
        self.box(label).press("Enter")

    def hear(self) -> None:
        """Wait until the kernel has heard of all that was done to the widgets."""
        self.page.evaluate(HEARD)

    def number_shown(self, label: str, value: float, within: float) -> None:
        """Wait until a box shows about this number: a hand's last place is the last to arrive."""
        self.page.wait_for_function(
            "([box, value, within]) => box.value !== '' && Math.abs(box.value - value) <= within",
            arg=[self.box(label).element_handle(), value, within],
        )

    def handle(self, number: int = 0) -> Locator:
        """The handle of a slider of a learning rate or a tolerance."""
        return self.node.locator(".noUi-handle").nth(number)

    def turn(self, key: str, times: int, *, handle: int = 0) -> None:
        """Turn such a slider with an arrow key."""
        self.handle(handle).focus()
        for _ in range(times):
            self.handle(handle).press(key)

    def resize(self, width: int) -> None:
        """Give the window another width; the next test finds the usual one again."""
        self.page.set_viewport_size({"width": width, "height": VIEWPORT["height"]})

    def shut_kernel_down(self) -> None:
        self.page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        self.page.wait_for_function(
            "() => !jupyterapp.shell.currentWidget.sessionContext.session?.kernel"
        )

    def save(self) -> None:
        self.page.evaluate("() => jupyterapp.shell.currentWidget.context.save()")


MakeNotebook = Callable[..., NotebookPage]
