"""A view comes and goes: nothing of it is left, and nothing of it is lost."""

from playwright.sync_api import expect

from .jupyterlab_page import MakeNotebook, NotebookPage
from .jupyterlab_scripts import MANAGER

LAB = """
lab = gd.DescentLab(gd.parabola(smoothness=2.0), learning_rate=0.1, start=9, max_steps=100)
lab.player.speed = 5
lab
"""
# The model that draws a player, as the browser's widget manager knows it.
LISTENERS = f"""async (id) => {{
  const model = await (await ({MANAGER})()).get_model(id);
  return Object.entries(model._events)
    .filter(([event]) => event.startsWith("change:") || event === "msg:custom")
    .reduce((count, [, listeners]) => count + listeners.length, 0);
}}"""


def frames_stop(page: NotebookPage) -> None:
    """Fail unless the widgets ask for no more animation frames."""
    page.page.wait_for_function(
        """() => new Promise((resolve) => {
          const before = window.widgetFrames;
          let left = 5;
          const wait = () => left-- ? setTimeout(() => requestAnimationFrame(wait)) :
            resolve(window.widgetFrames === before);
          requestAnimationFrame(wait);
        })"""
    )


def test_running_the_cell_again_leaves_nothing_behind(notebook: MakeNotebook) -> None:
    page = notebook(LAB)
    shown = page.python("lab.player.model_id")
    with_one_view = page.page.evaluate(LISTENERS, shown)
    for _ in range(5):
        page.figure().play.click()
        page.figure().to_pass(1)
        page.run_cell(0)
        expect(page.figures).to_have_count(1)
        expect(page.figure().readout).to_have_text("step 0 of 100")
    assert page.page.locator(".gdteach-figure").count() == 1
    frames_stop(page)
    # the first player's model lives on in the kernel, but no view listens to it any more
    assert page.page.evaluate(LISTENERS, shown) < with_one_view - 5
    again = page.python("lab.player.model_id")
    assert again != shown
    assert page.page.evaluate(LISTENERS, again) == with_one_view


def test_clearing_the_output_during_a_play_ends_its_frames(notebook: MakeNotebook) -> None:
    page = notebook(LAB)
    page.figure().play.click()
    page.figure().to_pass(1)
    page.clear_output(0)
    expect(page.figures).to_have_count(0)
    frames_stop(page)
    assert page.python("lab.player.playing") is False


def test_scrolled_away_and_back_it_still_plays(notebook: MakeNotebook) -> None:
    filler = ["print('\\n'.join(map(str, range(60))))"] * 12
    page = notebook(LAB, *filler)
    for windowing in ("contentVisibility", "full"):  # the usual, and cells taken off the page
        page.use_windowing(windowing)
        page.scroll_to(0)
        figure = page.figure()
        figure.speed.select_option("5")
        figure.play.click()
        figure.to_pass(1)
        page.scroll_to(12)
        expect(figure.node).not_to_be_in_viewport()
        page.scroll_to(0)
        expect(figure.node).to_be_in_viewport()
        figure.pause.click()
        expect(figure.play).to_be_visible()
        figure.to_be_at(page.python("lab.player.step"), of=100)
        figure.speed.select_option("50")
        figure.play.click()
        figure.to_be_at(100, of=100)
        assert page.python("lab.player.step") == 100


def test_saved_during_a_play_it_reopens_alive_and_at_rest(notebook: MakeNotebook) -> None:
    page = notebook(LAB)
    page.figure().play.click()
    page.figure().to_pass(1)
    page.save()
    page.jupyterlab.close_notebooks()  # its kernel goes too
    again = page.jupyterlab.open(page.path)
    figure = again.figure()
    expect(figure.play).to_be_visible()
    expect(again.node).not_to_contain_text("model not found")
    figure.speed.select_option("50")
    figure.play.click()
    figure.to_be_at(100, of=100)
