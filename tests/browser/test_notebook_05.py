"""The labs of local and global minima as they are played: by mouse, by keyboard, both themes."""

import base64
import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from .accessibility import violations
from .jupyterlab_page import JupyterLabPage, NotebookPage
from .test_notebook_03 import pixel_of, words_in

MakeNotebook = Callable[..., NotebookPage]
IMPORT = "import gdteach as gd\n"
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
    page = notebook(IMPORT + WELL)
    figure = page.figure()
    expect(figure.caption).to_contain_text("This start ends in the valley at 0.96.")
    mouse = page.page.mouse
    mouse.move(*pixel_of(page, 1, 0.1, 0.5))
    mouse.down()
    mouse.move(*pixel_of(page, 1, -1.0, 0.5), steps=6)
    mouse.up()
    expect(figure.caption).to_contain_text("This start ends in the valley at −1.04.")
    box = page.node.get_by_label("start w")
    page.page.wait_for_function(  # the hand's last place is the last to arrive
        "box => Math.abs(Number(box.value) + 1) < 0.012", arg=box.element_handle()
    )
    box.fill("0.08")
    box.press("Enter")
    expect(figure.caption).to_contain_text("This start ends in the valley at 0.96.")
    figure.play.click()
    figure.to_pass(20)
    page.python("lab.player.pause()")  # whether or not it has come to its end


def test_the_map_follows_the_slider_and_gets_fine_when_it_rests(notebook: MakeNotebook) -> None:
    page = notebook(IMPORT + BASIN)
    figure = page.figure()
    ground = figure.node.locator(".gdteach-cells").first
    expect(ground).to_be_visible()
    assert cells_of(ground) == (160, 160)
    node = ground.element_handle()
    assert float(words_in(page)[2]) == pytest.approx(24.4, abs=0.3)

    page.jupyterlab.forget()
    handle = page.node.locator(".noUi-handle").first
    handle.focus()
    figure.node.evaluate(RECORD_WIDTHS)
    for _ in range(7):  # one of them stops at the mark 2/L
        handle.press("ArrowRight")
    expect(page.node.get_by_label("η =")).to_have_value("0.0151")
    page.page.wait_for_function(
        "figure => figure.widths.at(-1) === 160", arg=figure.node.element_handle()
    )
    widths = figure.node.evaluate("figure => figure.widths")
    assert 100 in widths[:-1]
    assert cells_of(ground) == (160, 160)
    assert words_in(page)[2] == "0.0"  # the basin of (−3.78, −3.28) is gone
    assert float(words_in(page)[4]) == pytest.approx(24.5, abs=0.2)  # its starts are in a 2-cycle
    # one picture node all along, and the still part was not sent again
    assert node.evaluate("node => node.isConnected")
    states = [message.get("state", {}) for message in page.jupyterlab.widget_messages()]
    assert not any("_picture" in state for state in states)


def test_a_click_on_the_map_plays_the_path_from_there(notebook: MakeNotebook) -> None:
    page = notebook(IMPORT + BASIN)
    figure = page.figure()
    figure.to_be_at(0, of=60)
    page.page.mouse.click(*pixel_of(page, page.python("lab.player._sensitive[0]"), 4.0, 4.0))
    figure.to_pass(3)
    expect(figure.caption).to_contain_text("This start ends in the valley at (3, 2).")
    assert page.python("lab.start") == pytest.approx([4.0, 4.0], abs=12 / 300)
    page.python("lab.player.pause()")  # whether or not it has come to its end
    page.node.get_by_label("start x").fill("-3")
    page.node.get_by_label("start x").press("Enter")
    assert page.python("lab.start[0]") == -3


def test_a_chord_is_dragged_walked_and_judged(notebook: MakeNotebook) -> None:
    page = notebook(IMPORT + CHORD)
    figure = page.figure()
    expect(figure.caption).to_contain_text("No violation on this chord.")
    status = page.node.locator(".gdteach-lab [role=status]")
    expect(page.node.get_by_label("is it convex?")).to_be_hidden()
    mouse = page.page.mouse
    mouse.move(*pixel_of(page, 0, -3.6, 1.0))
    mouse.down()
    mouse.move(*pixel_of(page, 0, 0.0, 0.1), steps=5)
    mouse.up()
    expect(figure.caption).to_contain_text("f is not convex. One such is enough.")
    figure.play.click()
    figure.to_be_at(50, of=50)
    expect(figure.caption).to_contain_text("s = 1")

    page.node.get_by_label("function").select_option(index=3)
    verdict = page.node.get_by_label("is it convex?")
    expect(verdict).to_be_visible()
    verdict.select_option("not convex")
    expect(status).to_contain_text("Not this one. The kink disturbs you?")
    verdict.select_option("convex, not strictly")
    expect(status).to_contain_text("1 of 6 right so far.")


def test_the_saddle_is_left_by_keyboard_alone(notebook: MakeNotebook) -> None:
    page = notebook(IMPORT + SADDLE)
    figure = page.figure()
    expect(figure.caption).to_contain_text("measured: step 152")
    handle = page.node.locator(".noUi-handle").first
    handle.focus()
    for _ in range(4):
        handle.press("ArrowLeft")
    expect(figure.caption).to_contain_text("measured: step 102")
    figure.play.focus()
    page.page.keyboard.press("Space")
    figure.to_be_at(220, of=220)
    page.node.get_by_label("exactly on the ridge: y = 0").press("Space")
    expect(figure.caption).to_contain_text("It ends on the saddle, for ever.")
    assert page.python("lab.offset") == 0


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing(lab_page: JupyterLabPage, notebook: MakeNotebook, theme: str) -> None:
    lab_page.use_theme(theme)
    judged = CHORD.replace("\nlab.player", "\nlab.objective = lab._menu[1]\n"
                           'lab.answer = "not convex"\nlab.player')  # fmt: skip
    page = notebook(IMPORT, WELL, BASIN, judged, SADDLE)
    page.leaf_through()
    labs = page.node.locator(".gdteach-lab")
    expect(labs).to_have_count(4)
    for place in range(4):
        page.figure(place).scrubber.press("ArrowRight")
    assert violations(page.page, labs) == []
    lab_page.use_theme("JupyterLab Light")
