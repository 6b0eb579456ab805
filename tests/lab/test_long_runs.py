"""Labs with runs of very many steps: little is sent, and what takes long is announced."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.figure.thinning import MOST
from tests.seeing import messages, no_picture, size

MANY = 3000
BOWL = gd.quadratic_bowl(10.0)
LABS = {
    "descent": lambda: gd.DescentLab(BOWL, learning_rate=1e-3),
    "rates": lambda: gd.RatesLab(BOWL, learning_rate=1e-3),
    "stop_lights": lambda: gd.StopLightsLab(BOWL, learning_rate=1e-3),
    "triptych": lambda: gd.TriptychLab(BOWL, learning_rates=(1e-4, 1e-3, 0.21)),
}


@pytest.fixture(autouse=True)
def pictures_and_time_cost_nothing(monkeypatch):
    monkeypatch.setattr("gdteach.figure.animated_figure.png", no_picture)
    monkeypatch.setattr("gdteach.lab.lab.PATIENCE", np.inf)  # however slow the machine


@pytest.mark.parametrize("name", LABS)
def test_a_long_run_is_a_small_message_with_true_captions(name, monkeypatch):
    lab = LABS[name]()
    lab.max_steps = MANY
    sent = messages(lab.player, monkeypatch)
    lab.start = np.array(lab.start) / 2
    (message,) = sent
    assert size(message) < 400_000
    player = lab.player
    assert player.n_steps == MANY
    assert len(player.steps) <= MOST
    short = LABS[name]()
    short.start = lab.start
    short.max_steps = MANY // 2  # all of it is drawn
    assert [player.captions[t] for t in range(1000)] == short.player.captions[:1000]


def test_what_takes_long_is_announced_before_the_next_time(monkeypatch):
    lab = gd.DescentLab(BOWL, learning_rate=0.05)
    sent = messages(lab.player, monkeypatch)
    lab.learning_rate = 0.06
    monkeypatch.setattr("gdteach.lab.lab.PATIENCE", 0.0)
    lab.learning_rate = 0.07
    states = [message["state"] for message in sent]
    assert [state.get("working") for state in states] == [None, True, False]
    assert "_scene" in states[-1]
    assert not lab.player.working


@pytest.mark.parametrize(("make", "most"), [("descent", 100_000), ("triptych", 20_000)])
def test_a_run_longer_than_a_kernel_can_work_out_at_a_touch_is_refused(make, most):
    lab = LABS[make]()
    with pytest.raises(ValueError, match=f"max_steps must be at most {most}, got {most + 1}"):
        lab.max_steps = most + 1
