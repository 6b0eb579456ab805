"""Several views of one figure, and figures tied to other widgets in the browser alone."""

from playwright.sync_api import expect

from .jupyterlab_page import MakeNotebook

FIGURE = """
import ipywidgets
from IPython.display import display

def walk(last, speed=20):
    figure, axes = gd.subplots()
    axes.set(xlim=(0, last), ylim=(-1, 1))
    points = [[t, 0] for t in range(last + 1)]
    captions = [f"at {t}" for t in range(last + 1)]
    return gd.AnimatedFigure(figure, [gd.Marker(axes, points)], captions=captions, speed=speed)
"""


def test_two_views_stay_in_step_and_only_rest_is_announced(notebook: MakeNotebook) -> None:
    page = notebook(f"{FIGURE}\nplayer = walk(10, 5)\ndisplay(player)\ndisplay(player)")
    first, second = page.figure(0), page.figure(1)
    second.to_be_at(0, of=10)
    second.record()
    page.jupyterlab.forget()
    first.play.click()
    expect(second.pause).to_be_visible()
    first.to_be_at(10, of=10)
    second.to_be_at(10, of=10)
    expect(second.marker).to_have_attribute("transform", first.place())
    seen = second.recorded()
    assert seen["steps"] == sorted(seen["steps"])
    assert len(seen["positions"]) > len(seen["steps"]), "the other view jumped"
    assert set(seen["announced"]) <= {"at 10"}
    assert len(page.jupyterlab.widget_messages()) <= 2


def test_either_view_pauses_both(notebook: MakeNotebook) -> None:
    page = notebook(f"{FIGURE}\nplayer = walk(100, 5)\ndisplay(player)\ndisplay(player)")
    first, second = page.figure(0), page.figure(1)
    first.play.click()
    second.to_pass(2)
    second.pause.click()
    expect(first.play).to_be_visible()
    expect(second.play).to_be_visible()
    step, playing = page.python("[player.step, player.playing]")
    assert not playing
    first.to_be_at(step, of=100)
    second.to_be_at(step, of=100)
    second.on.click()
    first.to_be_at(step + 1, of=100)
    second.play.click()
    first.to_pass(step + 3)


def test_clearing_the_view_that_drives_stops_the_play(notebook: MakeNotebook) -> None:
    page = notebook(f"{FIGURE}\nplayer = walk(100, 5)", "display(player)", "display(player)")
    page.figure(0).play.click()
    page.figure(1).to_pass(1)
    page.clear_output(1)
    expect(page.figures).to_have_count(1)
    expect(page.figure().play).to_be_visible()
    assert page.python("player.playing") is False
    step = page.python("player.step")
    page.figure().play.click()
    page.figure().to_pass(step + 2)


def test_clearing_a_view_that_follows_does_not_stop_the_play(notebook: MakeNotebook) -> None:
    page = notebook(f"{FIGURE}\nplayer = walk(30, 10)", "display(player)", "display(player)")
    page.figure(0).play.click()
    page.figure(1).to_pass(2)
    page.clear_output(2)
    expect(page.figures).to_have_count(1)
    page.figure().to_be_at(30, of=30)


def test_an_ipywidgets_player_drives_the_figure(notebook: MakeNotebook) -> None:
    page = notebook(
        f"{FIGURE}\nplayer = walk(12)\n"
        "play = ipywidgets.Play(max=player.n_steps, interval=60)\n"
        "link = ipywidgets.jslink((play, 'value'), (player, 'step'))\n"
        "display(play, player)"
    )
    figure = page.figure()
    figure.to_be_at(0, of=12)
    figure.record()
    page.node.locator(".jupyter-widgets.widget-play button").first.click()
    figure.to_be_at(12, of=12)
    seen = figure.recorded()
    assert seen["steps"] == sorted(seen["steps"])
    assert len(seen["steps"]) > 6, "it could not keep pace, and jumped"
    assert figure.caption.text_content() == "at 12"


def test_links_hold_with_the_kernel_shut_down(notebook: MakeNotebook) -> None:
    page = notebook(
        f"{FIGURE}\nplayer = walk(12, 20)\nslider = ipywidgets.IntSlider(max=player.n_steps)\n"
        "link = ipywidgets.jslink((slider, 'value'), (player, 'step'))\n"
        "display(slider, player)"
    )
    figure = page.figure()
    figure.to_be_at(0, of=12)
    page.shut_kernel_down()
    handle = page.node.get_by_role("slider").first
    handle.focus()
    for _ in range(3):
        handle.press("ArrowRight")
    figure.to_be_at(3, of=12)
    figure.play.click()
    figure.to_be_at(12, of=12)
    expect(page.node.locator(".widget-readout")).to_have_text("12")


def test_linked_figures_play_together_also_when_one_is_shorter(notebook: MakeNotebook) -> None:
    page = notebook(
        f"{FIGURE}\nlong, short = walk(60, 50), walk(20)\n"
        "link = ipywidgets.jslink((long, 'step'), (short, 'step'))\n"
        "display(long, short)"
    )
    long, short = page.figure(0), page.figure(1)
    short.to_be_at(0, of=20)
    long.record()
    long.play.click()
    long.to_be_at(60, of=60)
    expect(short.readout).to_have_text("step 20 of 20")
    steps = long.recorded()["steps"]
    assert steps == sorted(steps), "the short figure pulled the long one back"
    short.scrub_to(5)
    long.to_be_at(5, of=60)
