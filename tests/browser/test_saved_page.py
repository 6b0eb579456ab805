"""The page that `save` writes plays by itself: no server, no network, nothing but the file."""

import pathlib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import gdteach as gd

from .accessibility import violations
from .figure_view import FigureView

STEPS = 10
AWKWARD = [
    "</script>",
    "<!-- <script>",
    "<b>&amp;",
    '"quoted" \\ back',
    "\u2028 new line",
    "∇f(w₀)",
]


class SavedPage:
    def __init__(self, page: Page, file: pathlib.Path) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(file.as_uri())
        self.figure = FigureView(page.locator(".gdteach-figure"))


@pytest.fixture
def saved(
    new_context: Callable[..., BrowserContext], tmp_path: pathlib.Path
) -> Iterator[Callable[..., SavedPage]]:
    context = new_context(offline=True)
    pages: list[SavedPage] = []

    def open_page(*, captions: list[str] = [], speed: float = 5, clock: bool = False) -> SavedPage:  # noqa: B006
        figure, axes = gd.subplots()
        axes.set(xlim=(0, STEPS), ylim=(-1, 1))
        marker = gd.Marker(axes, [[t, 0] for t in range(STEPS + 1)])
        player = gd.AnimatedFigure(figure, [marker], captions=captions, alt="A walk", speed=speed)
        file = player.save(tmp_path / "a walk.html")
        page = context.new_page()
        if clock:
            page.clock.install()
        pages.append(SavedPage(page, file))
        return pages[-1]

    yield open_page
    for page in pages:
        assert page.errors == []
        assert [url for url in page.requests if not url.startswith(("file:", "data:"))] == []
    context.close()


def test_it_plays_alone(saved: Callable[..., SavedPage]) -> None:
    page = saved(captions=[f"at {t}" for t in range(STEPS + 1)])
    page.figure.to_be_at(0, of=STEPS)
    first = page.figure.place()
    page.figure.record()
    page.figure.play.click()
    page.figure.to_be_at(STEPS, of=STEPS)
    assert page.figure.place() != first
    assert len(set(page.figure.recorded()["positions"])) > STEPS
    assert page.figure.caption.text_content() == f"at {STEPS}"
    page.figure.scrubber.press("Home")
    page.figure.to_be_at(0, of=STEPS)
    expect(page.figure.marker).to_have_attribute("transform", first)
    assert violations(page.page, page.page.locator("main")) == []


def test_captions_may_hold_any_text(saved: Callable[..., SavedPage]) -> None:
    page = saved(captions=AWKWARD)
    for step, text in enumerate(AWKWARD):
        page.figure.to_be_at(step, of=STEPS)
        assert page.figure.caption.text_content() == text
        page.figure.on.click()


@pytest.mark.parametrize("speed", [2, 5])
def test_speed_is_in_steps_per_second(saved: Callable[..., SavedPage], speed: int) -> None:
    """By the browser's own clock, which stands still until it is told to go on."""
    page = saved(clock=True, speed=50)
    page.page.clock.pause_at(page.page.evaluate("Date.now() + 1000"))
    page.figure.speed.select_option(f"{speed} steps/s")
    page.figure.play.click()
    page.page.clock.run_for(1050)
    expect(page.figure.readout).to_have_text(f"step {speed} of {STEPS}")
    page.page.clock.run_for(1000 * STEPS)
    page.figure.to_be_at(STEPS, of=STEPS)
