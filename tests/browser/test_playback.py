"""Playing: the browser does it alone, at its own frame rate, and tells Python where it ended."""

import pytest
from playwright.sync_api import expect

from .jupyterlab_page import MakeNotebook, NotebookPage

LAB = """
lab = gd.DescentLab(gd.parabola(smoothness=2.0), learning_rate=0.1, start=9, max_steps={steps})
lab.player.speed = {speed}
lab
"""
MESSAGES = 2  # one when a play starts, one when it ends


@pytest.fixture
def lab(notebook: MakeNotebook) -> NotebookPage:
    return notebook(LAB.format(steps=20, speed=20))


def places_at_whole_steps(lab: NotebookPage) -> list[str]:
    """Return where the marker is to be at each step, to 0.1 px, from Matplotlib alone."""
    lab.execute(
        "ball = [layer for layer in lab.player.layers if layer.kind == 'marker'][-1]\n"
        "figure = ball.axes.figure; height = 96 * figure.get_size_inches()[1]\n"
        "right_up = ball.axes.transData.transform(ball.points) * 96 / figure.dpi"
    )
    xy = lab.python("[[x, height - y] for x, y in right_up.round(9).tolist()]")
    return [f"translate({round(x, 1):.2f} {round(y, 1):.2f})" for x, y in xy]


def test_play_glides_to_the_last_step_and_then_tells_python(notebook: MakeNotebook) -> None:
    lab = notebook(LAB.format(steps=20, speed=5))
    figure = lab.figure()
    figure.to_be_at(0, of=20)
    whole = places_at_whole_steps(lab)
    assert figure.place() == whole[0]
    figure.record()
    lab.jupyterlab.forget()
    figure.play.click()
    expect(figure.pause).to_be_visible()
    figure.to_be_at(20, of=20)
    seen = figure.recorded()
    assert seen["steps"] == sorted(seen["steps"])
    assert seen["steps"][-1] == 20
    between = set(seen["positions"]) - set(whole)
    assert len(between) > 20, "it jumped from step to step instead of gliding between them"
    assert figure.place() == whole[20]
    assert lab.python("[lab.player.step, lab.player.playing]") == [20, False]
    assert len(lab.jupyterlab.widget_messages()) <= MESSAGES


def test_plays_and_scrubs_with_the_kernel_shut_down(lab: NotebookPage) -> None:
    figure = lab.figure()
    whole = places_at_whole_steps(lab)
    lab.shut_kernel_down()
    figure.record()
    figure.play.click()
    figure.to_be_at(20, of=20)
    assert set(figure.recorded()["positions"]) - set(whole)
    assert figure.place() == whole[20]
    figure.scrub_to(5)
    figure.to_be_at(5, of=20)
    expect(figure.marker).to_have_attribute("transform", whole[5])
    figure.on.click()
    figure.to_be_at(6, of=20)
    expect(figure.marker).to_have_attribute("transform", whole[6])


def test_scrubbing_back_shows_the_step_and_tells_python_once(lab: NotebookPage) -> None:
    figure = lab.figure()
    figure.play.click()
    figure.to_be_at(20, of=20)
    whole = places_at_whole_steps(lab)
    lab.jupyterlab.forget()
    figure.scrub_to(4)
    figure.to_be_at(4, of=20)
    expect(figure.marker).to_have_attribute("transform", whole[4])
    assert lab.python("lab.player.step") == 4
    assert len(lab.jupyterlab.widget_messages()) == 1


def test_scrubbing_during_a_play_stops_it_there(notebook: MakeNotebook) -> None:
    lab = notebook(LAB.format(steps=100, speed=5))
    figure = lab.figure()
    figure.play.click()
    figure.to_pass(1)
    figure.scrub_to(50)
    figure.to_be_at(50, of=100)
    assert lab.python("[lab.player.step, lab.player.playing]") == [50, False]


def test_pausing_stops_at_a_whole_step(notebook: MakeNotebook) -> None:
    lab = notebook(LAB.format(steps=100, speed=5))
    figure = lab.figure()
    figure.play.click()
    figure.to_pass(1)
    figure.pause.click()
    expect(figure.play).to_be_visible()
    step = lab.python("lab.player.step")
    assert 1 <= step <= 99
    figure.to_be_at(step, of=100)
    expect(figure.marker).to_have_attribute("transform", places_at_whole_steps(lab)[step])
    assert lab.python("lab.player.playing") is False


def test_a_cell_starts_and_stops_the_play(notebook: MakeNotebook) -> None:
    lab = notebook(LAB.format(steps=100, speed=5))
    figure = lab.figure()
    lab.execute("lab.player.play()")
    figure.to_pass(1)
    lab.execute("lab.player.pause()")
    expect(figure.play).to_be_visible()
    figure.play.click()
    expect(figure.pause).to_be_visible()
    lab.execute("lab.player.pause()")
    expect(figure.play).to_be_visible()
    lab.execute("lab.player.step = 70")
    figure.to_be_at(70, of=100)


def test_a_new_learning_rate_during_a_play_does_not_end_it(notebook: MakeNotebook) -> None:
    """Python saw the last run rest at its end; that must not throw the present one there."""
    lab = notebook(LAB.format(steps=40, speed=50))
    figure = lab.figure()
    figure.play.click()
    figure.to_be_at(40, of=40)
    figure.speed.select_option("1")
    figure.play.click()
    expect(figure.pause).to_be_visible()
    lab.execute("lab.max_steps = 30; lab.learning_rate = 0.12")
    figure.to_pass(1)
    expect(figure.pause).to_be_visible()


def test_the_fastest_speed_reaches_the_end_of_a_long_run(notebook: MakeNotebook) -> None:
    lab = notebook(LAB.format(steps=100, speed=1))
    figure = lab.figure()
    expect(figure.speed).to_have_value("1")
    figure.speed.select_option("50 steps/s")
    assert lab.python("lab.player.speed") == 50
    figure.play.click()
    figure.to_be_at(100, of=100)
    assert lab.python("lab.player.step") == 100


def test_reduced_motion_shows_whole_steps_only(lab: NotebookPage) -> None:
    figure = lab.figure()
    whole = places_at_whole_steps(lab)
    lab.page.emulate_media(reduced_motion="reduce")
    try:
        figure.record()
        figure.play.click()
        figure.to_be_at(20, of=20)
        figure.scrub_to(3)
        figure.to_be_at(3, of=20)
        lab.execute("lab.player.step = 4")
        figure.to_be_at(4, of=20)
        seen = figure.recorded()["positions"]
    finally:
        lab.page.emulate_media(reduced_motion="no-preference")
    assert len(set(seen)) > 5, "nothing moved"
    assert set(seen) <= set(whole)


def test_captions_follow_and_are_announced_at_rest_only(lab: NotebookPage) -> None:
    figure = lab.figure()
    captions = lab.python("lab.player.captions")
    assert len(captions) == 21
    expect(figure.caption).to_have_text(captions[0], use_inner_text=False)
    figure.record()
    figure.play.click()
    figure.to_be_at(20, of=20)
    assert figure.caption.text_content() == captions[20]
    assert figure.live.text_content() == captions[20]
    assert set(figure.recorded()["announced"]) <= {captions[20]}
    figure.back.click()
    expect(figure.live).to_have_text(captions[19])
    assert figure.caption.text_content() == captions[19]
    label = figure.picture.get_attribute("aria-label")
    assert lab.python("lab.player.alt") in label
    assert captions[19] in label


def test_the_transport_stays_where_it_is_from_first_to_last_step(lab: NotebookPage) -> None:
    """The last caption says why the run ended: a longer text must not push the buttons away."""
    figure = lab.figure()
    figure.to_be_at(0, of=20)

    def place_under_the_picture() -> dict[str, float]:
        box = figure.scrubber.bounding_box()
        return box | {"y": box["y"] - figure.picture.bounding_box()["y"]}

    before = place_under_the_picture()
    figure.scrubber.press("End")
    figure.to_be_at(20, of=20)
    assert place_under_the_picture() == before
