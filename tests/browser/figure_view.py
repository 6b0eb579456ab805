"""One view of an animated figure, as a person meets it: its controls, its text, what moves."""

from typing import Any

from playwright.sync_api import Locator, expect

RECORD = """(figure) => {
  const marker = [...figure.querySelectorAll(".gdteach-marker")].at(-1);
  const note = (name, value) => {
    if (figure.recorded[name].at(-1) !== value) figure.recorded[name].push(value);
  };
  figure.recorded = { positions: [], steps: [], announced: [] };
  const watch = (node, options, action) => new MutationObserver(action).observe(node, options);
  const texts = { childList: true, characterData: true, subtree: true };
  watch(marker, { attributeFilter: ["transform"] }, () =>
    note("positions", marker.getAttribute("transform")));
  const readout = figure.querySelector(".gdteach-readout");
  watch(readout, texts, () => note("steps", Number(readout.textContent.split(" ")[1])));
  const live = figure.querySelector("[aria-live]");
  watch(live, texts, () => note("announced", live.textContent));
}"""


class FigureView:
    """The locators are those of assistive technology where there is one: role and name."""

    def __init__(self, node: Locator) -> None:
        self.node = node
        self.play = node.get_by_role("button", name="Play", exact=True)
        self.pause = node.get_by_role("button", name="Pause", exact=True)
        self.back = node.get_by_role("button", name="One step back")
        self.on = node.get_by_role("button", name="One step on")
        self.scrubber = node.get_by_role("slider", name="Step")
        self.speed = node.get_by_role("combobox", name="Speed")
        self.picture = node.locator(".gdteach-stage")
        self.readout = node.locator(".gdteach-readout")
        self.caption = node.locator(".gdteach-caption")
        self.live = node.locator("[aria-live=polite]")
        self.markers = node.locator(".gdteach-marker")

    @property
    def marker(self) -> Locator:
        """The last marker drawn: in a lab, the ball on the right-hand axes."""
        return self.markers.last

    def place(self) -> str:
        """Return where the marker is."""
        return self.marker.get_attribute("transform")

    def words(self) -> list[str]:
        """Return what stands beside the layers of the picture, in the order it is drawn."""
        return self.node.locator("text.gdteach-label").all_text_contents()

    def play_to_the_end(self, last: int) -> None:
        """Play at the highest speed, and wait until it rests at the last step."""
        self.speed.select_option("50")
        self.play.click()
        self.to_be_at(last, of=last)

    def to_play_and_go_back(self, first: int, last: int, said: str) -> None:
        """Play from step 0 to the last, go back, by keys and by hand, and on to the first step."""
        expect(self.readout).to_contain_text(f"of {last}")
        self.scrubber.press("Home")
        self.to_be_at(0, of=last)
        before = self.picture.inner_html()
        self.play_to_the_end(last)
        expect(self.caption).to_contain_text(said)
        end = self.picture.inner_html()
        assert end != before
        self.scrubber.press("ArrowLeft")
        assert self.picture.inner_html() != end
        self.scrubber.press("ArrowRight")
        self.to_be_at(last, of=last)
        assert self.picture.inner_html() == end
        self.scrub_to(0)
        self.to_be_at(0, of=last)
        assert self.picture.inner_html() == before
        self.scrubber.press("ArrowRight")
        self.to_be_at(first, of=last)

    def to_be_at(self, step: int, of: int) -> None:
        """Wait until the figure rests at a step."""
        expect(self.readout).to_have_text(f"step {step} of {of}")
        expect(self.play).to_be_visible()

    def to_pass(self, step: int) -> None:
        """Wait until a play has come to a step or beyond."""
        self.node.page.wait_for_function(
            "([node, step]) => Number(node.textContent.split(' ')[1]) >= step",
            arg=[self.readout.element_handle(), step],
        )

    def record(self) -> None:
        """From now on, keep what is seen and said."""
        self.node.evaluate(RECORD)

    def recorded(self) -> dict[str, list[Any]]:
        return self.node.evaluate("figure => figure.recorded")

    def scrub_to(self, step: int) -> None:
        """Drag the scrubber's handle with the mouse."""
        end = int(self.scrubber.get_attribute("max"))
        self.scrubber.scroll_into_view_if_needed()
        box = self.scrubber.bounding_box()
        handle = 16  # px wide in Chromium; its middle travels the rest of the track
        middle = box["y"] + box["height"] / 2

        def over(place: int) -> float:
            return box["x"] + handle / 2 + place / end * (box["width"] - handle)

        mouse = self.node.page.mouse
        mouse.move(over(int(self.scrubber.input_value())), middle)
        mouse.down()
        mouse.move(over(step), middle, steps=4)
        mouse.up()
