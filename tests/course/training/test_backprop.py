"""The backpropagation lab: the numbers on the graph, stage by stage, and what a bug does."""

import re

import numpy as np
import pytest

import gdteach as gd
from tests.course.training.birds import NET, X, Y, apart, backward, loss, probabilities, together
from tests.seeing import as_made, layers

lab = as_made(lambda: gd.BackpropLab(NET))
W = NET.start
OVER = "And so the edges into the others. The backward pass is over"
#: The parts of the gradient that each bug spoils.
BUGS = {
    "none": set(),
    "no factor 1 − a²": {"W1", "b1"},
    "no 1/m": {"W1", "b1", "W2", "b2"},
    "no gradient of b₁": {"b1"},
}
WRONG = {
    "no factor 1 − a²": {"slope": np.ones_like},
    "no 1/m": {"at_scores": lambda p, y: (p - y) * len(p)},
}


def short(value, decimals=3):
    return f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−")


def in_picture(values):
    """Return numbers as the picture has them: with two decimals, the captions have three."""
    return [short(value, 2) for value in np.ravel(values)]


def shown(lab, step):
    """Return the numbers on the graph at a step, from places to words."""
    found = {}
    for label in layers(lab, "label", lab.net):
        place = tuple(np.round(label.at(step)[0], 3))
        text = label.texts[min(step, len(label.texts) - 1)]
        if re.fullmatch(r"−?\d\.\d\d", text):
            found[place] = text
    return found


def heads(lab, step):
    """Return the names of hidden units and classes at a step, with what the numbers are."""
    found = [
        label.texts[min(step, len(label.texts) - 1)] for label in layers(lab, "label", lab.net)
    ]
    return [text for text in found if re.match("hidden units|classes", text)]


def texts(lab, step):
    return sorted(shown(lab, step).values())


def stage(lab, words):
    """Return the last step whose caption begins like that."""
    found = [t for t, caption in enumerate(lab.player.captions) if caption.startswith(words)]
    return found[-1]


def forward(w, row):
    W1, b1, W2, b2 = apart(w)
    z = X[row] @ W1 + b1
    return z, np.tanh(z), np.tanh(z) @ W2 + b2, probabilities(w, X[row : row + 1])[0]


def test_the_golden_numbers_of_bird_0(lab):
    assert lab.before.s[0] == pytest.approx([0.140377, -0.357830, -0.511181], abs=5e-7)
    assert lab.before.p[0] == pytest.approx([0.469737, 0.285421, 0.244842], abs=5e-7)
    assert lab.before.ds[0] == pytest.approx([-0.530263, 0.285421, 0.244842], abs=5e-7)
    assert lab.before.loss == pytest.approx(0.755583119716, abs=1e-11)


@pytest.mark.parametrize("bird", [0, 160, 332])
def test_the_forward_numbers_are_those_of_a_pass_by_hand(lab, bird):
    lab.bird = bird
    z, a, s, p = forward(W, bird)
    one = loss(W, X[bird : bird + 1], Y[bird : bird + 1])
    for words, expected in (
        ("The bird", []),
        ("Forward. Each hidden", [*z]),
        ("What it passes on", [*a]),
        ("Each class adds", [*a, *s]),
        ("Softmax", [*a, *p, one]),
    ):
        assert texts(lab, stage(lab, words)) == sorted(in_picture([*X[bird], *expected]))


@pytest.mark.parametrize("bird", [0, 332])
def test_the_slopes_light_up_as_a_backward_pass_by_hand_has_them(lab, bird):
    lab.bird = bird
    row = slice(bird, bird + 1)
    dW1, db1, dW2, db2 = backward(W, X[row], Y[row])
    da = apart(W)[2] @ db2
    base = texts(lab, stage(lab, "Softmax"))
    at_scores = texts(lab, stage(lab, "Backward."))
    assert sorted([*base, *in_picture(db2)]) == at_scores
    at_units = texts(lab, stage(lab, "Each hidden unit hears"))
    assert sorted([*base, *in_picture(db2), *in_picture(da)]) == at_units
    through = texts(lab, stage(lab, "Back through tanh"))
    assert sorted([*base, *in_picture(db2), *in_picture(db1)]) == through
    over = texts(lab, stage(lab, OVER))
    assert over == through
    np.testing.assert_allclose(lab.before.gradient.W1, dW1)
    np.testing.assert_allclose(lab.before.gradient.W2, dW2)


def test_the_heads_name_the_numbers_below_them(lab):
    for words, expected in (
        ("The bird", ["hidden units", "classes"]),
        ("Forward. Each hidden", ["hidden units: z", "classes"]),
        ("What it passes on", ["hidden units: a", "classes"]),
        ("Each class adds", ["hidden units: a", "classes: s"]),
        ("Softmax", ["hidden units: a", "classes: p"]),
        ("Backward.", ["hidden units: a", "classes: p, ∂f/∂s"]),
        ("Each hidden unit hears", ["hidden units: a, ∂f/∂a", "classes: p, ∂f/∂s"]),
        ("Back through tanh", ["hidden units: a, ∂f/∂z", "classes: p, ∂f/∂s"]),
        (OVER, ["hidden units: a, ∂f/∂z", "classes: p, ∂f/∂s"]),
        ("Now the step", ["hidden units: a", "classes: p"]),
    ):
        assert heads(lab, stage(lab, words)) == expected


def test_one_edge_of_each_stage_is_told_with_its_two_factors_and_labelled(lab):
    dW1, db1, dW2, db2 = backward(W, X[:1], Y[:1])
    _, a, _, _ = forward(W, 0)
    told = {}  # from the beginning of the words to the edge's name, its factors and its slope
    for k, name in enumerate(NET.classes):
        j = int(np.abs(dW2[:, k]).argmax())
        told[f"The edges into {name}"] = (f"unit {j + 1}", a[j], db2[k], dW2[j, k])
    for j in (0, 1):
        i = int(np.abs(dW1[:, j]).argmax())
        told[f"The edges into unit {j + 1}"] = (f"x{'₁₂'[i]}", X[0, i], db1[j], dW1[i, j])
    for words, (name, came_in, came_back, slope) in told.items():
        step = stage(lab, words)
        second = f"({short(came_back)})" if came_back < 0 else short(came_back)
        caption = f"From {name}: {short(came_in)} · {second} = {short(slope)}."
        assert caption in lab.player.captions[step]
        before = shown(lab, stage(lab, "Backward." if name[0] == "u" else "Back through tanh"))
        assert [text for place, text in shown(lab, step).items() if place not in before] == [
            short(slope, 2)
        ]


def test_edges_light_up_a_node_at_a_time_and_those_of_the_last_units_together(lab):
    def count(step, role):
        curves = [each for each in layers(lab, "curve", lab.net) if each.colour == role]
        return sum(int(np.isfinite(each.points[step, :, 0]).sum()) // 2 for each in curves)

    lit = [count(step, "gradient") for step in range(lab.player.n_steps + 1)]
    last = stage(lab, OVER)
    assert [edges for edges in lit[:last] if edges] == [8, 8, 8, 2, 2]
    assert lit[last:] == [12, 0]
    assert count(last + 1, "path") == 8 * (2 + 3)  # the step moves them all


def test_no_weight_has_moved_before_the_last_stage(lab):
    """Until then all numbers of the forward pass stay; then they are those after the step."""
    last = lab.player.n_steps
    forward_numbers = shown(lab, stage(lab, "Softmax"))
    for step in range(stage(lab, "Backward."), last):
        now = shown(lab, step)
        assert {place: now.get(place) for place in forward_numbers} == forward_numbers
    moved = W - 0.5 * together(*backward(W, X[:1], Y[:1]))
    _, a, _, p = forward(moved, 0)
    new = loss(moved, X[:1], Y[:1])
    assert texts(lab, last) == sorted(in_picture([*X[0], *a, *p, new]))
    assert f"to {short(new)}" in lab.player.captions[-1]
    assert "The backward pass is over: 51 slopes" in lab.player.captions[-2]


@pytest.mark.parametrize("bug", BUGS)
def test_the_check_fails_for_the_parts_that_a_bug_spoils_and_no_others(lab, bug):
    lab.bug = bug
    assert {name for name, off in lab.checks.items() if off > 1e-6} == BUGS[bug]
    right = backward(W)
    wrong = backward(W, **WRONG.get(bug, {}))
    if bug == "no gradient of b₁":
        wrong = (wrong[0], 0 * wrong[1], *wrong[2:])
    norm = np.linalg.norm
    for name, g, n in zip(("W1", "b1", "W2", "b2"), wrong, right, strict=True):
        expected = norm(g - n) / (norm(g) + norm(n))
        assert lab.checks[name] == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize(("bug", "whole"), [("no gradient of b₁", 0.034), ("no 1/m", 0.994),
                                            ("no factor 1 − a²", 0.134)])  # fmt: skip
def test_what_each_bug_does_to_the_check_of_the_whole_gradient(bug, whole):
    """The golden numbers, from the same passes written out; the notebook quotes 332/334."""
    g = list(backward(W, **WRONG.get(bug, {})))
    if bug == "no gradient of b₁":
        g[1] = 0 * g[1]
    g, n = together(*g), together(*backward(W))
    off = np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))
    assert off == pytest.approx(whole, abs=6e-4)
    if bug == "no 1/m":
        assert off == pytest.approx(332 / 334, abs=1e-12)


def test_a_bug_is_in_the_captions_where_it_acts(lab):
    lab.bug = "no factor 1 − a²"
    assert "left out: the bug" in lab.player.captions[stage(lab, "Back through tanh")]
    lab.bug = "no 1/m"
    assert "m = 1" in lab.player.captions[stage(lab, "Backward.")]
    assert "fails" in lab.player.alt


def test_a_network_too_large_for_the_graph_is_refused():
    with pytest.raises(ValueError, match="at most 8 inputs, 8 hidden units"):
        gd.BackpropLab(gd.network(X, Y.argmax(axis=1), hidden=9))
