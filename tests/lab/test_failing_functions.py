"""While a lab is turned a learner's function fails: that is seen, and no stale picture is."""

import pytest

import gdteach as gd


def hollow(w):
    if w > 3:
        raise KeyError("three")
    return None if w < -3 else (w * w if w < 2.5 else w + 1j)


FAILURES = [
    (4, "The function raised KeyError: 'three', called at w = 4.0."),
    (-4, "The result of hollow must be one number, got None; at w = -4.0; is a return missing?"),
    (2.75, "The result of hollow must be one number, got (2.75+1j); at w = 2.75."),
]
PLACES = {
    gd.DescentLab: "start", gd.RatesLab: "start", gd.StopLightsLab: "start", gd.WellLab: "start",
    gd.TangentLab: "point",
}  # fmt: skip


@pytest.mark.parametrize("made", PLACES, ids=lambda made: made.__name__)
def test_words_stand_where_the_picture_was_until_the_function_works_again(made):
    lab, name = made(gd.as_objective(hollow, domain=(-2, 2))), PLACES[made]
    box = lab.controls[name] if made is gd.WellLab else lab.controls[name].boxes[0]
    for place, said in FAILURES:
        setattr(lab, name, 1)
        assert lab.player.layers
        assert "hollow" in lab.player.alt
        before = lab.player.captions
        setattr(lab, name, place)
        by_cell = lab.player.captions, lab.player.alt, len(lab.player.layers)
        assert [words.partition("\n")[0] for words in by_cell[0]] == [said]
        assert made is gd.WellLab or by_cell[1:] == (said, 0)  # the others' fates are still seen
        assert getattr(lab, "trajectory", None) is None
        setattr(lab, name, 1)
        assert lab.player.captions == before
        box.set_state({"value": str(place)})
        assert (lab.player.captions, lab.player.alt, len(lab.player.layers)) == by_cell
        assert box.value == place


def test_a_rate_that_leads_to_where_the_function_fails_is_kept_and_said():
    root = gd.as_objective(lambda w: w**1.5 - 0.1 * w + 1, domain=(0.01, 4), start=[1.0])
    lab = gd.DescentLab(root, learning_rate=0.05)
    lab.controls["learning_rate"].box.set_state({"value": "0.6"})
    assert lab.learning_rate == lab.controls["learning_rate"].box.value == 0.6
    (said,) = lab.player.captions
    assert said.startswith("The result of your function must be one number, got (1.01")
    assert gd.DescentLab(root, learning_rate=0.6).player.captions == [said]


def test_a_function_that_fails_in_the_picture_is_refused_and_leaves_the_one_before():
    lab = gd.DescentLab("parabola")
    fails = gd.as_objective(hollow, domain=(-4, 4), start=1)
    with pytest.raises(TypeError, match="the result of hollow must be one number"):
        lab.objective = fails
    lab.controls["objective"].options = [*lab.menu, fails]
    lab.controls["objective"].value = fails
    assert lab.objective is lab.controls["objective"].value is lab.menu[0]
    assert "The result of hollow must be one number" in lab.refusal.value


def test_what_is_drawn_of_another_function_is_cleared_where_this_one_cannot_be_drawn():
    """The Hessian of a well is asked where the picture is not."""
    lab = gd.WellLab("double_well")
    lab.objective = gd.as_objective(hollow, domain=(-3, 2), start=1)
    assert "must be one number" in lab.player.captions[0]
    assert not lab.graph.lines


def test_a_mistake_in_a_lab_of_ones_own_stays_an_error():
    class Mine(gd.Lab):
        "A lab for the question what happens to a slip."

        learning_rate = gd.LearningRate(0.1)

        def scene(self):
            return gd.Scene([], [f"{1 / (self.learning_rate - 0.5)}"])

    lab = Mine()
    with pytest.raises(ZeroDivisionError):
        lab.learning_rate = 0.5
