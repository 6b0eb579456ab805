"""The controls of a lab: a log slider with its box and marks, a point, and how they line up."""

import re

import numpy as np
import pytest

import gdteach as gd
from gdteach.lab.controls import PointControl
from gdteach.lab.log_slider import LearningRateControl, ToleranceControl, scale_html
from gdteach.numerics.curvature import marks, rounded


@pytest.fixture
def control():
    """A control for w², whose wall 2/L is 1."""
    made = LearningRateControl(name="learning rate η")
    made.suit(gd.parabola(2.0))
    made.value = 0.1
    return made


def test_the_box_says_a_value_exactly_and_the_slider_to_three_digits(control):
    control.value = 0.123456789
    assert control.box.value == 0.123456789
    assert control.slider.value == pytest.approx(0.123456789)
    control.slider.value *= 10 ** (0.4 * control.slider.step)
    assert control.value == 0.123456789  # the browser rounds the slider: no learner's hand
    control.slider.value = 10**-0.5
    assert control.value == control.box.value == 0.316


def test_the_slider_beside_a_mark_means_the_mark(control):
    control.suit(gd.quadratic_bowl(41.0))
    control.slider.value = 2 / 41 * 1.003
    assert control.value == 2 / 41  # not 0.0489, which would stay below the wall
    control.slider.value = 2 / 41 * 1.03
    assert control.value == rounded(2 / 41 * 1.03)


def test_the_box_means_what_is_typed(control):
    for typed in (0.123456789, 1.9999999, 0.0, 1e-12, 3e8, 0.2):
        control.box.value = typed
        assert control.value == typed
        if typed:
            assert abs(np.log10(control.slider.value / typed)) <= 0.6 * control.slider.step
    control.box.value = -1.0
    assert control.value == 0.0


def test_the_slider_reaches_as_far_as_the_value_and_no_farther(control):
    before = control.slider.min, control.slider.max
    control.box.value = 1e-7
    assert control.slider.min == pytest.approx(-7)
    control.box.value = 500.0
    assert (control.slider.min, control.slider.max) == pytest.approx((before[0], np.log10(500)))
    control.box.value = 0.2
    assert (control.slider.min, control.slider.max) == pytest.approx(before)


def test_a_tolerance_is_read_to_two_digits():
    control = ToleranceControl("slope", "‖∇f‖")
    control.value = 3e-4
    assert control.box.value == 3e-4
    assert control.slider.value == pytest.approx(3e-4, rel=0.15)
    control.slider.value = 1.234e-2
    assert control.value == 0.012
    control.box.value = 5e-5
    assert control.value == 5e-5


def test_marks_stand_under_their_places_also_when_the_slider_stretches(control):
    for value in (0.1, 1e-6, 700.0, 0.3):
        control.value = value
        placed = r'title="([^"]+)" style="position:absolute;left:([\d.]+)%'
        shown = dict(re.findall(placed, control.scale.value))
        low, high = control.slider.min, control.slider.max
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
