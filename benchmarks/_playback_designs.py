"""The designs under comparison, each as the cells somebody would write in a notebook.

All show the same figure, 600 × 450 pixels: contours, the path up to a step, the iterate. All get
the iterates from the same function, all are asked for 60 steps a second, and all have a slider
for η that takes effect while it moves. `show_run(n)` sets the length of the run.
"""

from __future__ import annotations

from dataclasses import dataclass

STEPS_PER_SECOND = 60
PLAY_INTERVAL = 16  # ms, the nearest that ipywidgets.Play takes

# The path must go on moving for 300 steps, or there would be no new pictures to count: along x it
# creeps (0.3 % a step), along y it bounces from slope to slope.
SHARED = """\
import ipywidgets as widgets
import numpy as np
import gdteach as gd

objective = gd.as_objective(
    lambda w: 0.5 * (0.0015 * w[..., 0] ** 2 + w[..., 1] ** 2),
    lambda w: w * np.array([0.0015, 1.0]),
    dimension=2, domain=[(-15, 105), (-5, 5)], name="long valley",
)
slider = widgets.FloatSlider(value=1.98, min=1.0, max=1.98, step=0.005, description="η",
                             readout_format=".3f")
length = 300

def descend():
    return gd.gradient_descent(objective, [100, 4], slider.value, max_steps=length).iterates

x, y = np.meshgrid(np.linspace(-15, 105, 121), np.linspace(-5, 5, 121))
z = objective(np.stack([x, y], axis=-1))

def draw_contours(axes):
    axes.contourf(x, y, z, 12, cmap="Blues_r")
    axes.contour(x, y, z, 12, colors="white", linewidths=0.8)
    axes.set(xlabel="$w_1$", ylabel="$w_2$", title="Descent in a long valley")
"""

OURS = """\
figure, axes = gd.subplots(width=6.25, height=4.6875)
draw_contours(axes)

def layers():
    w = descend()
    return [gd.Trail(axes, w), gd.Marker(axes, w)]

player = gd.AnimatedFigure(figure, layers(), speed=60)
slider.observe(lambda _: player.show(layers()), "value")

def show_run(n):
    global length
    length = n
    player.show(layers())
    player.step = 0

widgets.VBox([slider, player])
"""

LAB = """\
import gdteach as gd

lab = gd.DescentLab(gd.quadratic_bowl(20), learning_rate=0.09, max_steps=100)
lab.player.speed = 60

def show_run(n):
    assert n == lab.max_steps
    lab.player.step = 0

lab
"""

PLAY = """\
play = widgets.Play(interval=16, max=length)

def show_run(n):
    global length
    length = play.max = n
    play.value = 0
"""

IPYMPL = """\
%matplotlib widget
import matplotlib.pyplot as plt

with plt.ioff():
    figure, axes = plt.subplots(figsize=(6.25, 4.6875), dpi=96, layout="constrained")
draw_contours(axes)
(path,) = axes.plot([], [], "o-", color="#D55E00", markersize=4)
(ball,) = axes.plot([], [], "o", color="#D55E00", markeredgecolor="white", markersize=10)

def update(_):
    w = descend()[: play.value + 1]
    path.set_data(*w.T)
    ball.set_data(*w[-1:].T)
    figure.canvas.draw_idle()

for control in (play, slider):
    control.observe(update, "value")
widgets.VBox([slider, play, figure.canvas])
"""

INLINE = """\
%matplotlib inline
%config InlineBackend.print_figure_kwargs = {"bbox_inches": None}
import matplotlib.pyplot as plt

def picture(step, learning_rate):
    figure, axes = plt.subplots(figsize=(6.25, 4.6875), dpi=96, layout="constrained")
    draw_contours(axes)
    w = descend()[: step + 1]
    axes.plot(*w.T, "o-", color="#D55E00", markersize=4)
    axes.plot(*w[-1:].T, "o", color="#D55E00", markeredgecolor="white", markersize=10)
    plt.show()

output = widgets.interactive_output(picture, {"step": play, "learning_rate": slider})
widgets.VBox([slider, play, output])
"""


@dataclass(frozen=True)
class Design:
    """One way of animating a descent in a notebook.

    Parameters
    ----------
    name : str
        As the table names it.
    kind : str
        How the probe sees its picture change: "svg", "canvas" or "img".
    cells : tuple of str
    lengths : tuple of int
        The runs that are measured, in steps.
    play_button, picture : str
        CSS selectors.
    """

    name: str
    kind: str
    cells: tuple[str, ...]
    lengths: tuple[int, ...] = (300, 100)
    play_button: str = ".jupyter-widgets.widget-play button:first-child"
    picture: str = ".gdteach-figure"

    @property
    def is_ours(self) -> bool:
        """Whether the expectations of the issue apply to it."""
        return self.kind == "svg"


DESIGNS = {
    "ours": Design(
        "**gdteach**, `AnimatedFigure`", "svg", (SHARED, OURS), play_button=".gdteach-play"
    ),
    "lab": Design(
        "**gdteach**, `DescentLab` (two panels, captions)",
        "svg",
        (LAB,),
        lengths=(100,),
        play_button=".gdteach-play",
    ),
    "ipympl": Design(
        "ipympl + `Play`", "canvas", (SHARED, PLAY, IPYMPL), picture=".jupyter-matplotlib canvas"
    ),
    "inline": Design(
        "`interactive_output`, inline + `Play`",
        "img",
        (SHARED, PLAY, INLINE),
        picture=".jupyter-widgets .jp-OutputArea img",
    ),
}
