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
