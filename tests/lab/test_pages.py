"""What a page without Python has of a lab: runs for other values, the very ones Python shows."""

import json

import numpy as np
import pytest

import gdteach as gd
from tests.lab.test_every_lab import LABS, make
from tests.seeing import no_picture, played, told

FEW = 9  # runs of a parameter: enough to see


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(gd.Lab, "bakes", FEW)


def control(record, name, entry=0):
    """Return the control of a parameter."""
    return next(each for each in record["entries"][entry]["controls"] if each["name"] == name)


def words(record, name):
    (dial,) = control(record, name)["dials"]
    return dial["words"]


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.__name__)
def test_every_lab_has_its_page_and_is_as_it_was(lab, monkeypatch):
    monkeypatch.setattr("gdteach.figure.animated_figure.png", no_picture)
    lab = make(lab)
    before = repr(lab), lab.player.step, lab.player.captions, list(lab.menu)
    record = lab.page()
    assert (repr(lab), lab.player.step, lab.player.captions, list(lab.menu)) == before
    json.dumps(record, allow_nan=False)
    assert record["entries"][record["entry"]]["base"]["captions"] == lab.player.shown_captions
    for entry in record["entries"]:
        for each in entry["controls"]:
            shape = [len(dial["words"]) for dial in each["dials"]]
            assert len(each["runs"]) == np.prod(shape)
            place = np.ravel_multi_index([dial["now"] for dial in each["dials"]], shape)
            assert [i for i, run in enumerate(each["runs"]) if run is None] == [place]
    lab.close()


@pytest.mark.parametrize("rate", [0.1, 0.2])
def test_a_run_is_that_of_a_lab_made_so(rate):
    bowl = gd.quadratic_bowl(condition_number=10)
    record = gd.DescentLab("himmelblau", bowl).page()  # the bowl is not on screen
    (dial,) = control(record, "learning_rate", entry=1)["dials"]
    run = control(record, "learning_rate", entry=1)["runs"][dial["words"].index(str(rate))]
    other = gd.DescentLab(bowl, learning_rate=rate).player
    assert run["captions"] == other.captions
    assert (run["alt"], run["n_steps"]) == (other.alt, other.n_steps)
    stills = record["entries"][1]["stills"]
    assert run["scene"]["layers"] == told(other, "scene")["layers"]
    assert stills[run["still"]]["_size"] == told(other, "size")


def test_a_learning_rate_has_the_marks_of_theory_exactly_and_the_one_in_force():
    lab = gd.DescentLab(gd.quadratic_bowl(condition_number=10), learning_rate=0.123456)
    said = control(lab.page(), "learning_rate")
    captions = {rate: said["runs"][place]["captions"][1] for rate, place in said["marks"].items()}
    assert list(captions) == ["1/L = 0.1", "2/(L+μ) = 0.182", "2/L = 0.2"]
    for rate, caption in zip((0.1, 2 / 11, 0.2), captions.values(), strict=True):
        lab.learning_rate = rate
        assert caption == lab.player.captions[1]
    (dial,) = said["dials"]
    assert dial["name"] == "learning rate η"
    assert dial["words"][dial["now"]] == "0.123"
    assert len(dial["words"]) == FEW + 4


def test_a_start_has_a_grid_of_places_and_a_press_means_the_nearest():
    lab = gd.DescentLab("himmelblau", start=(0.5, -1.5))
    start = control(lab.page(), "start")
    across, up = start["presses"][0]
    for dial, pixels in zip(start["dials"], (across, up), strict=True):
        assert len(dial["words"]) == len(pixels)
        moved = np.diff([float(word.replace("−", "-")) for word in dial["words"]])
        assert (moved > 0).all()
    assert (np.diff(across) > 0).all()
    assert (np.diff(up) < 0).all()  # pixels count downwards
    x, y = (dial["words"][dial["now"]] for dial in start["dials"])
    assert (x, y) == ("0.5", "−1.5")
    run = start["runs"][1]  # the leftmost column, the second row
    marker = next(layer for layer in run["scene"]["layers"] if layer["kind"] == "marker")
    first = run["scene"]["tracks"][marker["tracks"][0]]["xy"][:2]
    assert first == pytest.approx([across[0], up[1]], abs=1)


def test_a_switch_has_both_and_what_cannot_be_baked_is_named():
    record = gd.StopLightsLab("parabola").page()
    assert record["needs"] == ["slope", "step", "change", "step limit"]
    assert words(gd.RatesLab("parabola").page(), "log_steps") == ["off", "on"]
    record = gd.FogHike().page()
    assert record["entries"][0]["controls"] == []
    assert {"Walk", "Lift the fog"} <= set(record["needs"])


def test_what_a_text_has_its_readers_try_is_there():
    record = gd.UnitsLab().page()
    assert words(record, "after") == ["1", "10", "100", "1000", "10000"]
    assert record["needs"] == []
    rates = words(gd.WellLab("double_well", points=60).page(), "learning_rate")
    assert {"0.08", "0.25"} < set(rates)
    start = control(gd.BasinLab("himmelblau", points=20, start=(0, 0)).page(), "start")
    across, up = (dial["words"] for dial in start["dials"])
    assert ("−3.78" in across, "−3.28" in up) == (True, True)


def test_equal_words_have_a_digit_more():
    lab = gd.DescentLab(gd.parabola(smoothness=2), learning_rate=0.50012)
    rates = words(lab.page(), "learning_rate")
    assert {"0.5", "0.5001"} < set(rates)


def test_one_control_may_turn_two_parameters():
    lab = gd.MomentumLab(gd.quadratic_bowl(100), learning_rate=0.033, momentum=0.67)
    record = lab.page()
    pairs = control(record, "learning_rate")
    rates, shares = (dial["words"] for dial in pairs["dials"])
    place = rates.index("0.02") * len(shares) + shares.index("0.9")
    lab.learning_rate, lab.momentum = 0.02, 0.9
    assert pairs["runs"][place]["captions"] == lab.player.captions
    assert [len(pixels) for pixels in pairs["presses"][0]] == [len(rates), len(shares)]
    assert "β" not in record["needs"]


def test_a_common_learning_rate_of_a_race_is_one_for_all():
    lab = gd.RaceLab(gd.quadratic_bowl(10), max_steps=30)
    record = lab.page()
    said = control(record, "tuned")
    (dial,) = said["dials"]
    assert dial["words"][dial["now"]] == "own best"
    lab.tuned, lab.learning_rate = "one for all", 0.01
    assert said["runs"][dial["words"].index("0.01 for all")]["captions"] == lab.player.captions
    assert record["needs"] == ["max steps"]


def test_nothing_is_not_a_rounding_error(monkeypatch):
    monkeypatch.setattr(gd.Lab, "bakes", 16)
    assert words(gd.TangentLab("parabola").page(), "point")[3] == "0"


def test_a_file_of_a_lab_has_its_controls(tmp_path):
    lab = gd.TangentLab("parabola", "double_well")
    lab.page()  # Matplotlib 3.10 lays out a tenth of a pixel otherwise when a function comes back
    record = lab.page()
    about, entries = played(lab.save(tmp_path / "lab.html").read_text(encoding="utf-8"))
    assert entries == json.loads(json.dumps(record["entries"]))
    assert (about["menu"], about["names"]) == ("function", ["Parabola", "Double well"])
    assert lab.save(tmp_path / "lab.png").read_bytes() == lab.player.still()
