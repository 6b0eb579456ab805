"""The labs of local and global minima as they are played: by mouse, by keyboard, both themes."""

import base64
import io
import json

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from .accessibility import violations_in_each_theme
from .jupyterlab_page import MakeNotebook

WELL = 'lab = gd.WellLab("double_well", learning_rate=0.01, start=0.1)\nlab'
BASIN = 'lab = gd.BasinLab("himmelblau", learning_rate=0.014, start=(-5, -4), points=160)\nlab'
CHORD = 'lab = gd.ChordLab("plateau", *gd.convexity_gallery())\nlab.player.speed = 50\nlab'
SADDLE = "lab = gd.SaddleLab(learning_rate=0.1, offset=1e-12)\nlab.player.speed = 50\nlab"

# Keeps how many cells across each picture of the map has: bytes 16 to 19 of a PNG.
RECORD_WIDTHS = """figure => {
  figure.widths = [];
  const image = figure.querySelector(".gdteach-cells");
  const width = () => {
    const head = atob(image.getAttribute("href").split(",")[1].slice(0, 32));
    return [16, 17, 18, 19].reduce((sum, i) => 256 * sum + head.charCodeAt(i), 0);
  };
  new MutationObserver(() => figure.widths.push(width()))
    .observe(image, { attributeFilter: ["href"] });
}"""


def cells_of(picture: Locator) -> tuple[int, int]:
    """Return how many cells across and down a raster has."""
    data = picture.get_attribute("href").partition(",")[2]
    return Image.open(io.BytesIO(base64.b64decode(data))).size


def test_dragging_along_the_strip_changes_the_valley(notebook: MakeNotebook) -> None:
    page = notebook(WELL)
    figure = page.figure()
    expect(figure.caption).to_contain_text("This start ends in the valley at 0.96.")
    page.drag(page.pixel_of("strip", 0.1, 0.5), page.pixel_of("strip", -1.0, 0.5))
    expect(figure.caption).to_contain_text("This start ends in the valley at −1.04.")
    page.number_shown("start w", -1, within=0.012)
    page.enter("start w", "0.08")
    expect(figure.caption).to_contain_text("This start ends in the valley at 0.96.")
    figure.play.click()
    figure.to_pass(20)
    page.python("lab.player.pause()")  # whether or not it has come to its end


def test_the_map_follows_the_slider_and_gets_fine_when_it_rests(notebook: MakeNotebook) -> None:
    page = notebook(BASIN)
    figure = page.figure()
    ground = figure.node.locator(".gdteach-cells").first
    expect(ground).to_be_visible()
    assert cells_of(ground) == (160, 160)
    node = ground.element_handle()
    assert float(figure.words()[2]) == pytest.approx(24.4, abs=0.3)

    page.jupyterlab.forget()
    figure.node.evaluate(RECORD_WIDTHS)
    page.turn("ArrowRight", 7)  # one of them stops at the mark 2/L
    expect(page.box("η =")).to_have_value("0.0151")
    page.page.wait_for_function(
        "figure => figure.widths.at(-1) === 160", arg=figure.node.element_handle()
    )
    widths = figure.node.evaluate("figure => figure.widths")
    assert 100 in widths[:-1]
    assert cells_of(ground) == (160, 160)
    assert figure.words()[2] == "0.0"  # the basin of (−3.78, −3.28) is gone
    assert float(figure.words()[4]) == pytest.approx(24.5, abs=0.2)  # its starts are in a 2-cycle
    # one picture node all along, and the still part was not sent again
    assert node.evaluate("node => node.isConnected")
    still = figure.picture.locator("image").first.get_attribute("href")
    sent = [json.dumps(message) for message in page.jupyterlab.widget_messages()]
    assert max(map(len, sent)) < len(still)


def test_a_click_on_the_map_plays_the_path_from_there(notebook: MakeNotebook) -> None:
    page = notebook(BASIN)
    figure = page.figure()
    figure.to_be_at(0, of=60)
    page.click("map", 4.0, 4.0)
    figure.to_pass(3)
    expect(figure.caption).to_contain_text("This start ends in the valley at (3, 2).")
    assert page.python("lab.start") == pytest.approx([4.0, 4.0], abs=12 / 300)
    page.python("lab.player.pause()")  # whether or not it has come to its end
    page.enter("start x", "-3")
    assert page.python("lab.start[0]") == -3


def test_a_chord_is_dragged_walked_and_judged(notebook: MakeNotebook) -> None:
    page = notebook(CHORD)
    figure = page.figure()
    expect(figure.caption).to_contain_text("No violation on this chord.")
    expect(page.box("is it convex?")).to_be_hidden()
    page.drag(page.pixel_of("graph", -3.6, 1.0), page.pixel_of("graph", 0.0, 0.1))
    expect(figure.caption).to_contain_text("f is not convex. One such is enough.")
    figure.play.click()
    figure.to_be_at(50, of=50)
    expect(figure.caption).to_contain_text("s = 1")

    page.box("function").select_option(index=3)
    verdict = page.box("is it convex?")
    expect(verdict).to_be_visible()
    verdict.select_option("not convex")
    expect(page.status).to_contain_text("Not this one. The kink disturbs you?")
    verdict.select_option("convex, not strictly")
    expect(page.status).to_contain_text("1 of 6 right so far.")


def test_the_saddle_is_left_by_keyboard_alone(notebook: MakeNotebook) -> None:
    page = notebook(SADDLE)
    figure = page.figure()
    expect(figure.caption).to_contain_text("measured: step 152")
    page.turn("ArrowLeft", 4)
    expect(figure.caption).to_contain_text("measured: step 102")
    figure.play.focus()
    page.page.keyboard.press("Space")
    figure.to_be_at(220, of=220)
    page.box("exactly on the ridge: y = 0").press("Space")
    expect(figure.caption).to_contain_text("It ends on the saddle, for ever.")
    assert page.python("lab.offset") == 0


def test_axe_finds_nothing(notebook: MakeNotebook) -> None:
    page = notebook(WELL, BASIN, CHORD, SADDLE)
    page.leaf_through()
    expect(page.labs).to_have_count(4)
    chord = page.labs.nth(2)
    chord.get_by_label("function").select_option(index=1)
    chord.get_by_label("is it convex?").select_option("not convex")
    expect(chord.get_by_role("status")).to_contain_text("right so far")
    for place in range(4):
        page.figure(place).scrubber.press("ArrowRight")
    assert violations_in_each_theme(page, page.labs) == []
