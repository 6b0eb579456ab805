"""In a narrow window nothing is cut off."""

from playwright.sync_api import Locator, expect

from .jupyterlab_page import MakeNotebook, NotebookPage

# nodes whose content is cut off or needs a scroll bar, or that stick out of the output area
CUT = """(root) => {
  const right = root.closest(".jp-OutputArea-output").getBoundingClientRect().right;
  return [root, ...root.querySelectorAll("*")]
    .filter((node) => node instanceof HTMLElement && node.checkVisibility())
    .filter((node) => !node.closest("[aria-live], .noUi-base")) // neither shows text
    .filter((node) => getComputedStyle(node).overflowX !== "visible"
      && node.scrollWidth > node.clientWidth + 1 || node.getBoundingClientRect().right > right + 1)
    .map((node) => `${node.tagName}.${node.className}: ${node.scrollWidth} in`
      + ` ${node.clientWidth}: ${node.textContent.slice(0, 60)}`);
}"""


def outputs(page: NotebookPage) -> Locator:
    return page.node.locator(".jp-OutputArea-output > .jupyter-widgets")


def test_labs_fit_their_output_area(notebook: MakeNotebook) -> None:
    page = notebook(
        "gd.DescentLab(gd.quadratic_bowl(10.0), gd.double_well(), learning_rate=0.02)",
        "gd.DescentLab(gd.parabola(smoothness=2.0), max_steps=20)",
        'gd.predict("algorithm/first_step")',
    )
    page.figure(1).scrubber.press("End")
    page.figure(1).to_be_at(20, of=20)
    expect(page.button("Just show me")).to_be_visible()
    assert outputs(page).count() == 3
    for width in (1280, 900):
        page.resize(width)
        for output in outputs(page).all():
            assert output.evaluate(CUT) == [], f"in a window of {width} pixels"
        for lab in outputs(page).all()[:2]:  # two rows of controls and the marks: no empty room
            controls = lab.locator(".widget-vbox").first.bounding_box()
            assert controls is not None
            assert controls["height"] < 160
    page.resize(700)  # with the file browser open, an output 332 px wide
    for number, output in enumerate(outputs(page).all()):
        assert output.bounding_box()["width"] < 340
        assert output.evaluate(CUT) == [], "in a narrow output"
        for slider in output.locator(".slider-container").all():
            assert slider.bounding_box()["width"] > 250
        if number < 2:
            figure = page.figure_in(output)
            expect(figure.picture.locator("> svg")).to_have_count(2)
            assert figure.scrubber.bounding_box()["width"] > 100


def test_a_press_on_a_stacked_panel_lands_where_the_hand_is(notebook: MakeNotebook) -> None:
    page = notebook("lab = gd.DescentLab(gd.quadratic_bowl(10.0), learning_rate=0.02)\nlab")
    page.resize(700)
    panels = page.figure().picture.locator("> svg")
    expect(panels).to_have_count(2)
    ground = panels.first.locator(".gdteach-touch").bounding_box()
    assert ground is not None
    page.page.mouse.click(ground["x"] + 0.75 * ground["width"], ground["y"] + ground["height"] / 4)
    left, right, low, high = page.python("[*lab.map.get_xlim(), *lab.map.get_ylim()]")
    page.number_shown("start x", 0.25 * left + 0.75 * right, within=0.01 * (right - left))
    page.number_shown("start y", 0.25 * low + 0.75 * high, within=0.01 * (high - low))


# What a page around the lab hears: of keys that turn a slider, a deck of slides would turn too.
HEAR = """() => {
  window.heard = [];
  document.addEventListener("keydown", (event) => window.heard.push(event.key));
}"""


def test_keys_that_turn_a_slider_stop_at_their_lab(notebook: MakeNotebook) -> None:
    page = notebook("lab = gd.DescentLab(gd.quadratic_bowl(10.0), learning_rate=0.02)\nlab")
    page.page.evaluate(HEAR)
    page.turn("ArrowRight", 2)
    assert page.python("lab.learning_rate") > 0.02
    assert page.page.evaluate("window.heard") == []
