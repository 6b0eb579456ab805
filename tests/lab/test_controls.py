"""The controls of a lab: a log slider with its box and marks, a point, and how they line up."""

import re

import numpy as np
import pytest

import gdteach as gd
from gdteach.lab.controls import PointControl
from gdteach.lab.log_slider import LearningRateControl, ToleranceControl, scale_html
from gdteach.numerics.curvature import marks
from tests.seeing import messages


@pytest.fixture
def control():
    """A control for w², whose wall 2/L is 1."""
    made = LearningRateControl(name="learning rate η")
    made.suit(gd.parabola(2.0))
    made.value = 0.1
    return made


def said(lab):
    """Return what stands under the controls, "" if nothing is seen."""
    hidden = lab.refusal.layout.display == "none"
    return "" if hidden else re.sub(r"<[^>]*>", "", lab.refusal.value)


def test_the_box_says_a_value_exactly_and_the_slider_to_three_digits(control):
    control.value = 0.123456789
    assert control.box.value == 0.123456789
    assert control.slider.value == control.place(0.123456789)
    assert control.value == 0.123456789
    control.slider.value = control.place(0.3162)
    assert control.value == control.box.value == 0.316
    control.slider.value -= 1
    assert control.value == 0.313


def test_the_slider_beside_a_mark_means_the_mark(control):
    control.suit(gd.quadratic_bowl(41.0))
    control.slider.value = control.place(2 / 41 * 1.003)
    assert control.value == 2 / 41  # not 0.0489, which would stay below the wall
    control.slider.value = control.place(2 / 41 * 1.03)
    assert control.value == float(f"{10 ** (control.slider.value * control.step):.3g}") > 2 / 41


def test_the_box_means_what_is_typed(control):
    for typed in (0.123456789, 1.9999999, 0.0, 1e-12, 3e8, 0.2):
        control.box.value = typed
        assert control.value == typed
        if typed:
            assert abs(np.log10(typed) / control.step - control.slider.value) <= 0.5


def test_the_slider_reaches_as_far_as_the_value_and_no_farther(control):
    before = control.slider.min, control.slider.max
    control.box.value = 1e-7
    assert control.slider.min == control.place(1e-7)
    control.box.value = 500.0
    assert (control.slider.min, control.slider.max) == (before[0], control.place(500))
    control.box.value = 0.2
    assert (control.slider.min, control.slider.max) == before


def test_the_slider_never_leaves_its_ends_and_counts_in_whole_numbers(control, monkeypatch):
    """Else the browser would move or round it, and say so as if a hand had."""
    sent = messages(control.slider, monkeypatch)
    there = {name: getattr(control.slider, name) for name in ("min", "value", "max")}
    for value in (30.0, 0.3, 1e-7, 700.0, 0.0, 0.3):
        control.value = value
        while sent:
            there |= sent.pop(0)["state"]
            assert there["min"] <= there["value"] <= there["max"]
            assert all(isinstance(number, int) for number in there.values())
        assert value == 0 or there["value"] == control.place(value)


def test_a_tolerance_is_read_to_two_digits():
    control = ToleranceControl("slope", "‖∇f‖")
    control.value = 3e-4
    assert control.box.value == 3e-4
    assert control.slider.value == control.place(3e-4) == -35
    control.slider.value = control.place(1.234e-2)
    assert control.value == 0.013
    control.box.value = 5e-5
    assert control.value == 5e-5


# ----------------------------------------------------------------------------- typed numbers


@pytest.mark.parametrize(
    ("typed", "rate"),
    [
        ("0,25", 0.25), ("1/3", 1 / 3), (" 1e-3 ", 1e-3), ("2,5e-1", 0.25), (".5", 0.5), ("0", 0),
        ("0,125", 0.125), ("1 / 4", 0.25), ("20", 20),
    ],
)  # fmt: skip
def test_a_number_is_typed_as_people_write_it(typed, rate):
    lab = gd.DescentLab("parabola", learning_rate=0.7)
    box = lab.controls["learning_rate"].box
    box.set_state({"value": typed})
    assert lab.learning_rate == lab.trajectory.method.learning_rate == rate
    assert float(box.get_state("value")["value"]) == rate
    assert said(lab) == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1,000", "might be 1.000 or 1000"), ("1.2.3", "“1.2.3” is not one number"),
        ("0.1 m", "not one number"), ("1/0", "not one number"), ("1/2/3", "not one number"),
        ("nan", "not one number"), ("-0.1", "learning rate must be zero or positive, got -0.1"),
        ("−1/3", "zero or positive"), ("1e10", "at most 1e+09"), ("1e999", "not one number"),
    ],
)  # fmt: skip
def test_what_is_no_number_or_out_of_bounds_is_refused_with_a_word(typed, words):
    lab = gd.DescentLab("parabola", learning_rate=0.7)
    box = lab.controls["learning_rate"].box
    before = lab.player.captions
    for _ in range(2):
        box.set_state({"value": typed})
        assert words in said(lab)
        assert said(lab).endswith("It stays 0.7.")
        assert (lab.learning_rate, box.get_state("value")) == (0.7, {"value": "0.7"})
    assert lab.player.captions == before
    lab.learning_rate = 0.6  # the next thing that is right takes the word away
    assert said(lab) == ""


def test_a_box_left_empty_says_the_number_again():
    lab = gd.DescentLab("parabola", learning_rate=0.7)
    lab.controls["learning_rate"].box.set_state({"value": ""})
    assert lab.controls["learning_rate"].box.value == lab.learning_rate == 0.7
    assert said(lab) == ""


def test_a_coordinate_is_typed_and_refused_as_any_number():
    lab = gd.DescentLab("himmelblau")
    across, up = lab.controls["start"].boxes
    across.set_state({"value": "2,5"})
    assert lab.start == (2.5, 0.0)
    up.set_state({"value": "y"})
    assert said(lab) == (
        "“y” is not one number: write it like 1000, 0.25, 0,25, 1e-3 or 1/3. It stays (2.5, 0)."
    )
    assert (lab.start, up.value) == ((2.5, 0.0), 0.0)


# -------------------------------------------------------------------------------- marks, rows


def test_marks_stand_under_their_places_also_when_the_slider_stretches(control):
    for value in (0.1, 1e-6, 700.0, 0.3):
        control.value = value
        placed = r'title="([^"]+)" style="position:absolute;left:([\d.]+)%'
        shown = dict(re.findall(placed, control.scale.value))
        low, high = control.slider.min * control.step, control.slider.max * control.step
        for name, rate in marks(gd.parabola(2.0)).items():
            share = (np.log10(rate) - low) / (high - low)
            assert float(shown[name]) == pytest.approx(100 * share, abs=0.006)


def test_marks_say_their_values():
    text = scale_html(marks(gd.quadratic_bowl(10.0)), -3, 0)
    said = re.findall(r">([12]/\S+ = [\d.]+)<", text)
    assert said == ["1/L = 0.1", "2/(L+μ) = 0.182", "2/L = 0.2"]
    assert scale_html({}, -1, 0) == ""


def test_a_point_has_a_box_for_each_coordinate():
    control = PointControl(["start w"])
    control.value = (4.0,)
    assert [box.value for box in control.boxes] == [4.0]
    control.name_boxes(["start x", "start y"])
    assert [box.description for box in control.boxes] == ["start x", "start y"]
    control.boxes[1].value = -3.0
    assert control.value == (4.0, -3.0)
    control.name_boxes(["start w"])
    assert control.parts[1].layout.display == "none"


def test_the_first_control_of_a_row_stands_in_the_column_of_labels():
    lab = gd.DescentLab("parabola", "himmelblau")
    menu, start = lab.controls["objective"], lab.controls["start"].boxes[0]
    column = menu.style.description_width
    assert column == lab.controls["learning_rate"].slider.style.description_width
    assert start.style.description_width != column
    alone = gd.DescentLab("parabola").controls
    assert alone["objective"].layout.display == "none"
    assert alone["start"].boxes[0].style.description_width == column
    single = gd.TangentLab("parabola").controls["point"].boxes[0]  # one row makes no column
    assert single.style.description_width == start.style.description_width


def test_a_start_is_given_as_a_number_a_list_or_an_array():
    lab = gd.DescentLab("parabola")
    for given, start in ((3, (3.0,)), ([-2.5], (-2.5,)), (np.array([7]), (7.0,))):
        lab.start = given
        assert lab.start == start


def test_namesakes_are_numbered():
    lab = gd.DescentLab(gd.quadratic_bowl(5), gd.quadratic_bowl(50), "saddle")
    labels = [label for label, _ in lab.controls["objective"].options]
    assert labels == ["Stretched bowl 1", "Stretched bowl 2", "Saddle"]
