"""The fog hike as it is played: by mouse with an unsteady hand, and by keyboard alone."""

import pytest
from playwright.sync_api import expect

from .accessibility import violations
from .jupyterlab_page import MakeNotebook, NotebookPage

HIKE = """
lab = gd.FogHike(seed=2)
lab.player.speed = 20
lab
"""


@pytest.fixture
def hike(notebook: MakeNotebook) -> NotebookPage:
    page = notebook(HIKE)
    page.figure().to_be_at(0, of=0)
    return page


def test_a_click_walks_once_even_if_the_hand_shakes(hike: NotebookPage) -> None:
    figure = hike.figure()
    start = hike.python("lab.path[0].tolist()")
    x, y = hike.pixel_of("map", start[0] + 0.8, start[1] - 1.0)
    hike.drag((x, y), (x + 40, y + 30))
    figure.to_be_at(1, of=1)
    one_pixel = 10 / 200  # the map is 10 wide, on at least 200 pixels
    where = hike.python("lab.path[-1].tolist()")
    assert where == pytest.approx([start[0] + 0.8, start[1] - 1.0], abs=one_pixel)
    expect(figure.caption).to_contain_text("step 1 of 12")
    hike.click("map", 4.9, 4.9)  # far beyond one stride
    figure.to_be_at(2, of=2)
    expect(figure.caption).to_contain_text("farther than one stride")
    assert hike.python("len(lab.path)") == 3


def test_a_hike_by_keyboard_alone(hike: NotebookPage) -> None:
    figure, keyboard = hike.figure(), hike.page.keyboard
    hike.box("direction °").focus()
    keyboard.press("ControlOrMeta+a")
    keyboard.type("300")
    keyboard.press("Tab")
    expect(hike.box("length")).to_be_focused()
    keyboard.press("ArrowUp")
    keyboard.press("Tab")
    walk = hike.button("Walk")
    expect(walk).to_be_focused()
    fog = figure.picture.locator("image").get_attribute("href")
    for step in range(1, 12):
        keyboard.press("Enter")
        figure.to_be_at(step, of=step)
    keyboard.press("Enter")
    figure.to_be_at(12, of=12)
    expect(figure.picture.locator("image")).not_to_have_attribute("href", fog)
    expect(figure.caption).to_contain_text("Of the possible drop of 61 m")
    expect(walk).to_be_disabled()
    assert hike.python("lab.path.shape") == [13, 2]
    for _ in range(3):  # the button is gone from the keyboard's way; what follows is not
        keyboard.press("Tab")
        if figure.play.evaluate("node => node === document.activeElement"):
            break
    expect(figure.play).to_be_focused()
    keyboard.press("Enter")
    figure.to_be_at(12, of=12)
    lifted = figure.picture.locator("image").get_attribute("href")
    hike.button("Start again").press("Enter")
    figure.to_be_at(0, of=0)
    expect(figure.picture.locator("image")).not_to_have_attribute("href", lifted)
    expect(walk).to_be_enabled()


def test_another_hill_and_the_fog_lifted_early(hike: NotebookPage) -> None:
    figure = hike.figure()
    before = figure.place()
    hike.button("Another hill").click()
    expect(hike.box("hill")).to_have_value("3")
    expect(figure.caption).to_contain_text("start: height")
    expect(figure.markers.first).not_to_have_attribute("transform", before)
    assert violations(hike.page, hike.labs) == []
    hike.button("Lift the fog").click()
    figure.to_be_at(12, of=12)
    assert violations(hike.page, hike.labs) == []
    figure.scrub_to(4)
    expect(figure.caption).to_contain_text("w₄ = w₃ − 0.1·∇f(w₃)")
