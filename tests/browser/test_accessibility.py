"""axe-core finds no violation in a lab or a prediction, in either theme, at rest and in use."""

from playwright.sync_api import expect

from .accessibility import violations, violations_in_each_theme
from .jupyterlab_page import MakeNotebook


def test_the_labs(notebook: MakeNotebook) -> None:
    page = notebook(
        "gd.DescentLab(gd.quadratic_bowl(10.0), gd.double_well(), learning_rate=0.02)",
        "gd.DescentLab(gd.parabola(smoothness=2.0), max_steps=20)",
    )
    labs = page.labs
    page.figure(1).to_be_at(0, of=20)
    assert labs.count() == 2
    assert violations_in_each_theme(page, labs) == [], "at the first step"
    page.figure(0).scrubber.press("End")
    page.figure(1).scrubber.press("ArrowRight")
    page.figure(1).to_be_at(1, of=20)
    assert violations_in_each_theme(page, labs) == [], "on the way"


def test_the_predictions(notebook: MakeNotebook) -> None:
    page = notebook(
        'question = gd.predict("algorithm/first_step")\nquestion',
        'gd.predict("algorithm/which_is_gradient_descent")',
    )
    cards = page.node.locator(".jp-OutputArea-output > .jupyter-widgets")
    expect(page.button("Just show me")).to_have_count(2)
    assert violations_in_each_theme(page, cards) == [], "before an answer"
    for option in page.python("[option.id for option in question.question.options]"):
        page.execute(f"question.answer = {option!r}")
    page.button("Just show me").last.click()
    expect(cards.nth(1)).to_contain_text("The other options have replies too.")
    assert violations_in_each_theme(page, cards) == [], "after all answers"
    # a button lies over each option's text: without it, axe-core can judge the colours there too
    bare = page.page.add_style_tag(content=".jupyter-button { visibility: hidden !important; }")
    assert violations(page.page, cards) == [], "under the buttons"
    bare.evaluate("node => node.remove()")
