"""The fog hike: every trait and control, what it says, and that no use of it breaks it."""

import numpy as np
import pytest

from gdteach import FogHike, use_style
from tests.seeing import as_made, layers, press, told

lab = as_made(lambda: FogHike(seed=2), FogHike.start_again)


def click(lab, x, y):
    """Press at a place of the map."""
    (left, right), (low, high) = lab.map.get_xlim(), lab.map.get_ylim()
    press(lab.player, lab.map, (x - left) / (right - left), (high - y) / (high - low))


def last_caption(lab):
    return lab.player.captions[-1]


def arrows(lab, colour):
    return [arrow for arrow in layers(lab, "arrow", lab.map) if arrow.colour == colour]


# What is felt ---------------------------------------------------------------------------------


def test_in_fog_only_height_and_slope_are_given_away(lab):
    assert (lab.score, lab.finished) == (None, False)
    assert not lab.map.texts  # no isoline has a label
    assert not lab.map.lines  # no star
    words = last_caption(lab)
    assert f"height {lab.height:.0f} m" in words
    assert f"falls {np.linalg.norm(lab.slope):.1f} %" in words
    angle = float(words.split("towards ")[1].split("°")[0])
    away = np.degrees(np.arctan2(*-lab.slope[::-1])) - angle
    assert abs((away + 180) % 360 - 180) < 0.51  # whole degrees
    hidden = lab.trajectory.objective.minimum_value
    assert f"{hidden:.0f} m" not in words + lab.player.alt


def test_the_picture_in_fog_is_the_same_for_every_hill():
    first, second = (told(FogHike(seed=seed).player, "picture") for seed in (2, 3))
    assert first == second


def test_the_arrow_points_downhill_and_is_longer_where_it_is_steeper(lab):
    lab.walk(1.2, 0.3)
    (arrow,) = arrows(lab, "path")
    shafts = np.asarray(arrow.heads) - np.asarray(arrow.tails)
    slopes = lab.trajectory.objective.gradient(lab.path)
    steepness = np.linalg.norm(slopes, axis=1, keepdims=True)
    np.testing.assert_allclose(shafts, -0.35 * slopes / np.sqrt(steepness))  # and no step: η∇f is
    (felt,) = arrows(lab, "quiet")  # the first place's arrow stays, from the step that left it
    assert np.isnan(felt.tails[0]).all()
    np.testing.assert_allclose(felt.heads[1], arrow.heads[0])
    lab.walk(*(-0.1 * lab.slope))  # along it: the path would cover it
    assert len(arrows(lab, "quiet")) == 1


def test_the_circle_is_one_stride_around_you(lab):
    lab.walk(0.5, -0.5)
    (ring,) = layers(lab, "curve", lab.map)
    radii = np.linalg.norm(ring.points[-1] - lab.path[-1], axis=1)
    np.testing.assert_allclose(radii, 1.5)
    assert np.isnan(ring.points[0]).all()


# What is done ---------------------------------------------------------------------------------


def test_a_click_walks_there_and_a_drag_does_not(lab):
    assert told(lab.player, "pressed_only") == [0]
    x, y = lab.path[0] + np.array([0.6, -0.8])
    click(lab, x, y)
    np.testing.assert_allclose(lab.path[-1], [x, y], atol=1e-12)
    assert lab.player.step == lab.player.n_steps == 1
    click(lab, x + 0.01, y)  # the second half of a double click
    assert len(lab.path) == 2


def test_a_click_far_away_walks_one_stride_towards_it(lab):
    start = lab.path[0]
    click(lab, start[0] + 3.0, start[1] - 4.0)
    np.testing.assert_allclose(lab.path[-1] - start, [0.9, -1.2])
    assert "farther than one stride" in last_caption(lab)


def test_a_walk_goes_on_from_where_you_stand_whatever_step_is_looked_at(lab):
    lab.walk(0.5, 0)
    lab.walk(0.5, 0)
    lab.player.step = 0
    lab.walk(0.5, 0)
    np.testing.assert_allclose(lab.path[:, 0], lab.path[0, 0] + 0.5 * np.arange(4))
    assert lab.player.step == 3


def test_direction_and_length_can_be_typed_and_are_shown_before_they_are_walked(lab):
    start = lab.path[0]
    assert arrows(lab, "second") == []
    lab.controls["direction"].value = 270
    lab.controls["length"].value = 0.8
    (aim,) = arrows(lab, "second")
    np.testing.assert_allclose(aim.heads[-1] - aim.tails[-1], [0, -0.8], atol=1e-12)
    assert len(lab.path) == 1
    lab.controls["walk"].click()
    np.testing.assert_allclose(lab.path[-1] - start, [0, -0.8], atol=1e-12)
    assert arrows(lab, "second") == []


def test_boxes_keep_within_a_stride(lab):
    box = lab.controls["length"]
    for typed, bound in ((99, "at most 1.5"), (-3, "at least 0.05"), (0, "at least 0.05")):
        box.value = typed
        assert box.value == lab.length == 1.0
        assert bound in lab.refusal.value


def test_every_control_has_its_name(lab):
    assert {name: control.description for name, control in lab.controls.items()} == {
        "seed": "hill", "another": "Another hill", "again": "Start again", "lift": "Lift the fog",
        "direction": "direction °", "length": "length", "walk": "Walk",
    }  # fmt: skip


# Seeds and new beginnings ---------------------------------------------------------------------


def test_a_seed_is_a_hill(lab):
    first = lab.path
    another = lab.controls["another"]
    another.click()
    assert lab.seed == lab.controls["seed"].value == 3
    assert not np.allclose(lab.path, first)
    lab.seed = 2
    np.testing.assert_array_equal(lab.path, first)
    lab.seed = 9999
    another.click()
    assert lab.seed == 0


@pytest.mark.parametrize("lifted", [False, True])
def test_start_again_goes_back_to_the_start_in_fog(lab, lifted):
    start = lab.path
    lab.walk(1, 0)
    if lifted:
        lab.lift_fog()
    lab.controls["again"].click()
    np.testing.assert_array_equal(lab.path, start)
    assert (lab.finished, lab.score) == (False, None)
    assert lab.player.n_steps == 0
    assert not lab.controls["walk"].disabled


def test_the_fog_can_be_lifted_and_laid_from_a_cell(lab):
    lab.walk(1, 0)
    lab.controls["lift"].click()
    assert (lab.finished, lab.score is None) == (True, False)
    lab.finished = False
    assert (len(lab.path), lab.score) == (1, None)
    lab.finished = True
    lab.seed = 3  # another hill lies in fog
    assert (lab.finished, lab.player.n_steps) == (False, 0)


# When the fog lifts ---------------------------------------------------------------------------


def test_the_fog_lifts_after_twelve_steps(lab):
    for step in range(12):
        assert not lab.finished
        assert lab.player.n_steps == step
        lab.walk(0.1, -0.2)
    assert lab.finished
    assert lab.player.step == lab.player.n_steps == 12
    for name in ("walk", "direction", "length", "lift"):
        assert lab.controls[name].disabled
    with pytest.raises(RuntimeError, match="start_again"):
        lab.walk(0, 1)
    path = lab.path
    click(lab, 0, 0)
    lab.controls["walk"].click()
    np.testing.assert_array_equal(lab.path, path)


def test_both_walks_are_on_the_map_from_one_start(lab):
    lab.walk(1.0, -0.4)
    lab.lift_fog()
    trails = {trail.colour: trail.points for trail in layers(lab, "trail", lab.map)}
    np.testing.assert_array_equal(trails["second"], lab.path)
    np.testing.assert_array_equal(trails["path"], lab.trajectory.iterates)
    assert lab.player.n_steps == 12  # one scrubber for both
    assert lab.trajectory.method.learning_rate == 0.1


def test_the_score_is_the_share_of_the_possible_drop(lab):
    observed = []
    lab.observe(lambda change: observed.append(change["new"]), "score")
    while not lab.finished:
        lab.walk(*(-0.1 * lab.slope))
    ground = lab.trajectory.objective
    share = (ground(lab.path[0]) - lab.height) / (ground(lab.path[0]) - ground.minimum_value)
    assert lab.score == pytest.approx(100 * share)
    lab.unobserve_all("score")
    assert observed == [lab.score]
    assert f"you made {lab.score:.1f} %" in last_caption(lab)
    np.testing.assert_allclose(lab.path, lab.trajectory.iterates)


@pytest.mark.parametrize(
    ("seed", "words"),
    [(73, "made 67.2 %. It slid"), (13, "still on its way"), (23, "made 99.8 %.")],
)
def test_the_verdict_says_what_became_of_gradient_descent(lab, seed, words):
    lab.seed = seed
    lab.lift_fog()
    assert words in lab.player.alt


# What is said ---------------------------------------------------------------------------------


def test_every_step_has_its_line(lab):
    # on hill 2, downhill is down and to the right
    lab.walk(-0.5, 0.8)
    assert "You climbed" in last_caption(lab)
    lab.walk(0, 0)
    assert "stayed where you were" in last_caption(lab)
    lab.walk(0.3, -0.5)
    assert "lower than a step ago" in last_caption(lab)
    for _ in range(5):
        lab.walk(0, 1.5)
    assert "map ends here" in last_caption(lab)
    assert [line.split(":")[0] for line in lab.player.captions] == [
        "start",
        *(f"step {t} of 12" for t in range(1, 9)),
    ]
    assert all(line.count("\n") == 1 for line in lab.player.captions)


@pytest.mark.parametrize(("share", "words"), [(1, "Almost level"), (1.06, "slightly shorter step")])
def test_on_the_valley_floor_it_says_that_it_is_level_and_not_what_lies_there(lab, share, words):
    way = lab.trajectory.objective.minimisers[0] - lab.path[0]
    for _ in range(6):
        lab.walk(*(share * way / 6))
    assert words in last_caption(lab)
    told_in_fog = " ".join(lab.player.captions)
    assert not any(each in told_in_fog for each in ("valley", "saddle", "a top", "hollow"))
    lab.walk(0, -1)
    assert "You climbed" in last_caption(lab)


def test_how_far_it_was_how_steep_and_the_update_are_there_in_numbers(lab):
    lab.walk(1.0, -1.2)
    slope, away = lab.slope, lab.path[-1] - lab.trajectory.objective.minimisers[0]
    lab.lift_fog()
    line = lab.player.captions[3]  # who stopped stays where he is
    assert line.startswith("step 3   you: ")
    assert f"lowest point, {np.hypot(*away):.1f} from it, slope {np.hypot(*slope):.1f} %" in line
    assert "w₃ = w₂ − 0.1·∇f(w₂) = (" in line


# What is stored, and what stays ---------------------------------------------------------------


def test_the_still_picture_shows_fog_and_then_the_map():
    lab = FogHike(seed=2)
    before, details = lab._repr_mimebundle_()
    assert details["image/png"]["alt"] == "The map of hill 2, hidden by fog."
    lab.lift_fog()
    after, details = lab._repr_mimebundle_()
    assert before["image/png"] != after["image/png"]
    assert "gradient descent" in details["image/png"]["alt"]


def test_its_name_is_the_same_in_every_run(lab):
    assert repr(lab) == "FogHike(seed=2, steps=0)"
    lab.walk(1, -1)
    lab.lift_fog()
    assert repr(lab) == f"FogHike(seed=2, steps=1, score={lab.score:.1f})"


def test_a_lecture_gets_larger_type(lab):
    try:
        use_style("lecture")
        large = FogHike()
        large.lift_fog()
    finally:
        use_style("notebook")
    assert (large.figure.get_size_inches() > lab.figure.get_size_inches()).all()
    assert large.map.title.get_fontsize() > 18


def test_wherever_one_walks_it_is_on_the_map_and_the_score_comes_at_the_end(lab):
    rng = np.random.default_rng(0)
    far = (0.0, 1e-300, -0.4, 0.7, 30.0, -1e300)
    actions = [
        lambda: lab.finished or lab.walk(*rng.choice(far, 2)),
        lambda: click(lab, *rng.uniform(-5, 5, 2)),
        lambda: lab.controls["direction"].set_trait("value", rng.uniform(-400, 400)),
        *(lab.controls[name].click for name in ("walk", "again", "lift", "another")),
    ]
    for choice in rng.choice(len(actions), size=300, p=[0.3, 0.3, 0.1, 0.2, 0.06, 0.02, 0.02]):
        actions[choice]()
        assert (np.abs(lab.path) <= 5).all()
        assert lab.finished == (lab.score is not None)
        assert 0 <= lab.player.step <= lab.player.n_steps <= 12
