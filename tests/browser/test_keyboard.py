"""Everything by keyboard, and JupyterLab's one-key commands kept out of it."""

from playwright.sync_api import Locator, expect

from .jupyterlab_page import MakeNotebook, NotebookPage

LAB = """
lab = gd.DescentLab(gd.parabola(smoothness=2.0), learning_rate=0.1, start=9, max_steps=10)
lab.player.speed = 50
lab
"""


def focus_by_tab(page: NotebookPage, goal: Locator, *, at_most: int = 12) -> None:
    for _ in range(at_most):
        page.page.keyboard.press("Tab")
        if goal.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"{goal} was not reached with {at_most} presses of Tab")


def test_a_run_is_played_and_stepped_by_keyboard_alone(notebook: MakeNotebook) -> None:
    page = notebook(LAB)
    figure, press = page.figure(), page.page.keyboard.press
    page.box("start w").focus()
    focus_by_tab(page, figure.play)
    press("Space")
    figure.to_be_at(10, of=10)
    press("Enter")  # from the end, it starts again
    figure.to_be_at(10, of=10)
    expect(figure.play).to_be_focused()

    press("ArrowLeft")
    figure.to_be_at(9, of=10)
    press("Home")
    figure.to_be_at(0, of=10)
    press("ArrowRight")
    figure.to_be_at(1, of=10)
    press("End")
    figure.to_be_at(10, of=10)

    focus_by_tab(page, figure.scrubber)
    press("ArrowLeft")
    figure.to_be_at(9, of=10)
    press("Home")
    figure.to_be_at(0, of=10)
    press("ArrowRight")
    press("ArrowRight")
    figure.to_be_at(2, of=10)
    expect(figure.scrubber).to_have_attribute("aria-valuetext", "step 2 of 10")
    assert page.python("lab.player.step") == 2

    focus_by_tab(page, figure.speed)
    press("ArrowUp")
    expect(figure.speed).to_have_value("20")
    assert page.python("lab.player.speed") == 20


def test_a_button_keeps_the_focus_at_the_end_of_the_run(notebook: MakeNotebook) -> None:
    """Pressed to the last step, "One step on" has nothing left to do, but stays in hand."""
    page = notebook(LAB)
    figure, press = page.figure(), page.page.keyboard.press
    figure.on.focus()
    for step in range(1, 11):
        press("Enter")
        expect(figure.readout).to_have_text(f"step {step} of 10")
    press("Enter")
    expect(figure.on).to_be_focused()
    expect(figure.on).to_be_disabled()
    figure.to_be_at(10, of=10)
    press("ArrowLeft")
    figure.to_be_at(9, of=10)
    expect(figure.on).to_be_enabled()


def test_jupyterlabs_one_key_commands_stay_out(notebook: MakeNotebook) -> None:
    page = notebook("# a cell above", LAB, "# a cell below")
    figure = page.figure()
    figure.scrubber.press("ArrowRight")
    figure.to_be_at(1, of=10)
    before = [(cell["cell_type"], cell["source"]) for cell in page.cells()]
    for control in (figure.play, figure.back, figure.on, figure.scrubber, figure.speed):
        control.focus()
        keys = ["a", "b", "x", "d", "d", "m", "z", "ArrowDown", "ArrowUp", "ArrowRight"]
        if control != figure.speed:  # there, Enter opens the list, as it should
            keys += ["Shift+Enter", "Enter", "Enter"]
        for key in keys:
            page.page.keyboard.press(key)
            expect(control).to_be_focused()
    assert [(cell["cell_type"], cell["source"]) for cell in page.cells()] == before
