"""The page that `save` writes plays by itself: no server, no network, nothing but the file."""

import pathlib
from collections.abc import Callable, Iterator, Sequence

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

    def open_page(
        *, captions: Sequence[str] = (), speed: float = 5, clock: bool = False, steps: int = STEPS
    ) -> SavedPage:
        figure, axes = gd.subplots()
        axes.set(xlim=(0, steps), ylim=(-1, 1))
        points = [[t, 0.9 * (-1) ** t] for t in range(steps + 1)]
        layers = [gd.Trail(axes, points), gd.Marker(axes, points)]
        player = gd.AnimatedFigure(figure, layers, captions=captions, alt="A walk", speed=speed)
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


def test_a_tab_that_slept_goes_on_from_the_step_last_seen(saved: Callable[..., SavedPage]) -> None:
    page = saved(clock=True, speed=5)
    page.page.clock.pause_at(page.page.evaluate("Date.now() + 1000"))
    page.figure.play.click()
    page.page.clock.run_for(300)
    expect(page.figure.readout).to_have_text(f"step 1 of {STEPS}")
    page.page.clock.fast_forward(6000)  # whatever was due comes once, at the end
    expect(page.figure.readout).to_have_text(f"step 1 of {STEPS}")
    page.page.clock.run_for(250)
    expect(page.figure.readout).to_have_text(f"step 3 of {STEPS}")


# What reaches the page around the figure: a deck of slides would turn at most of these keys.
HEAR = """() => {
  window.heard = [];
  document.addEventListener("keydown", (event) => {
    window.heard.push(event.key);
    event.preventDefault();
  });
}"""


def test_keys_that_the_figure_answers_to_stop_there(saved: Callable[..., SavedPage]) -> None:
    page = saved()
    page.page.evaluate(HEAR)
    figure, press = page.figure, page.page.keyboard.press

    def heard(*keys: str) -> list[str]:
        for key in keys:
            press(key)
        return page.page.evaluate("window.heard.splice(0)")

    figure.on.focus()
    assert heard("ArrowRight", "ArrowRight", "ArrowLeft", "Enter", "Space") == []
    figure.to_be_at(3, of=STEPS)
    assert heard("ArrowUp", "PageDown", "f", "Escape") == ["ArrowUp", "PageDown", "f", "Escape"]
    figure.play.focus()
    assert heard("End", "Home") == []
    figure.to_be_at(0, of=STEPS)
    assert heard("Space") == []
    expect(figure.pause).to_be_visible()
    assert heard("Space") == []
    expect(figure.play).to_be_visible()
    figure.scrubber.focus()
    assert heard("Home", "ArrowUp", "ArrowRight", "PageUp", "ArrowLeft") == []
    figure.speed.focus()
    assert heard("ArrowUp", "Home", "2") == []
    expect(figure.speed).to_have_value("2")
    assert heard("Control+ArrowLeft", "Tab") == ["Control", "ArrowLeft", "Tab"]


# How long, in ms, until a key is answered on the screen, at best of a few: others may be at work.
ANSWER = """async (key) => {
  const button = document.querySelector(".gdteach-on");
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  let best = Infinity;
  for (let i = 0; i < 8; i += 1) {
    await frame();
    const before = performance.now();
    button.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await frame();
    await frame();
    best = Math.min(best, performance.now() - before);
  }
  return best;
}"""


def test_a_hundred_thousand_steps_play(saved: Callable[..., SavedPage]) -> None:
    steps = 100_000
    page = saved(captions=[f"at {t}" for t in range(steps + 1)], steps=steps, speed=50)
    figure = page.figure
    figure.scrubber.press("End")
    figure.to_be_at(steps, of=steps)
    expect(figure.caption).to_have_text(f"at {steps}")
    assert page.page.evaluate(ANSWER, "ArrowLeft") < 100
    assert page.page.evaluate(ANSWER, "ArrowRight") < 100
    figure.scrubber.press("Home")
    figure.on.click()
    figure.to_be_at(1, of=steps)
    figure.scrubber.evaluate("node => { node.value = 1000; }")
    figure.scrubber.dispatch_event("input")
    readout, caption = figure.readout.text_content(), figure.caption.text_content()
    assert readout == f"step {caption.removeprefix('at ')} of {steps}"
    expect(figure.node).to_contain_text("of these steps")
    figure.play.click()
    figure.to_pass(int(readout.split()[1]) + 1)
    assert figure.speed.locator("option:checked").text_content() == "50 pictures/s"


def test_in_a_narrow_place_panels_stand_one_below_the_other_and_still_feel_the_hand(
    new_context: Callable[..., BrowserContext], tmp_path: pathlib.Path
) -> None:
    figure, both = gd.subplots(1, 2)
    points = [[t / 4, 0.5] for t in range(5)]
    player = gd.AnimatedFigure(figure, [gd.Marker(axes, points) for axes in both])
    context = new_context(offline=True)
    try:
        page = SavedPage(context.new_page(), player.save(tmp_path / "two.html"))
        svgs, markers = page.figure.picture.locator("> svg"), page.figure.markers
        for width, panels in ((1000, 1), (352, 2), (1000, 1), (352, 2)):
            page.page.set_viewport_size({"width": width, "height": 900})
            expect(svgs).to_have_count(panels)
            first, second = (each.bounding_box() for each in (markers.first, markers.last))
            assert first is not None
            below = second["y"] - first["y"] > 100
            beside = second["x"] - first["x"] > 100
            assert (beside, below) == (panels == 1, panels == 2)
        widths = [svg.bounding_box()["width"] for svg in svgs.all()]
        assert min(widths) > 250
        assert page.figure.scrubber.bounding_box()["width"] > 100
        page.figure.on.click()
        page.figure.to_be_at(1, of=4)
        assert markers.last.bounding_box()["x"] > second["x"]
    finally:
        context.close()


def test_a_saved_lab_has_its_controls(
    new_context: Callable[..., BrowserContext], tmp_path: pathlib.Path
) -> None:
    lab = gd.DescentLab(gd.quadratic_bowl(10), "parabola", learning_rate=0.15, start=(4, 2))
    file = lab.save(tmp_path / "lab.html")
    context = new_context(offline=True)
    try:
        page = SavedPage(context.new_page(), file)
        figure, rate = page.figure, page.page.get_by_label("learning rate η")
        expect(rate).to_have_attribute("aria-valuetext", "0.15")
        figure.on.click()
        page.page.get_by_role("button", name="2/L = 0.2").click()  # y only changes sides
        expect(figure.caption).to_contain_text("w₁ = w₀ − 0.2·∇f(w₀) = (4, 2) − 0.2·(4, 20)")
        expect(rate).to_have_attribute("aria-valuetext", "0.2")
        rate.press("ArrowRight")
        expect(rate).not_to_have_attribute("aria-valuetext", "0.2")
        figure.to_be_at(1, of=40)
        map_box = page.page.locator(".gdteach-touch").first.bounding_box()
        page.page.mouse.click(map_box["x"] + 5, map_box["y"] + 5)  # one control at a time:
        expect(page.page.get_by_label("start x")).to_have_value("0")
        expect(rate).to_have_attribute("aria-valuetext", "0.15")
        expect(figure.caption).to_contain_text("w₁ = w₀ − 0.15·∇f(w₀)")
        page.page.get_by_label("function").select_option("Parabola")
        expect(page.page.get_by_label("start w")).to_be_visible()
        expect(page.page.get_by_label("start x")).to_have_count(0)
        figure.play_to_the_end(40)
        rate.press("Home")
        figure.to_be_at(40, of=40)  # the end stays the end
        assert violations(page.page, page.page.locator("main")) == []
        assert page.errors == []
    finally:
        context.close()


def test_on_paper_there_is_the_figure_at_its_step_and_nothing_to_press(
    saved: Callable[..., SavedPage],
) -> None:
    page = saved(captions=[f"at {t}" for t in range(STEPS + 1)])
    figure = page.figure
    figure.scrubber.press("End")
    figure.back.click()
    place = figure.place()
    page.page.emulate_media(media="print")
    expect(figure.picture).to_be_visible()
    expect(figure.caption).to_have_text(f"at {STEPS - 1}")
    expect(figure.readout).to_have_text(f"step {STEPS - 1} of {STEPS}")
    assert figure.place() == place
    for control in ("button", "input", "select"):
        assert not any(each.is_visible() for each in figure.node.locator(control).all())
    page.page.emulate_media(media="screen")
    expect(figure.play).to_be_visible()
