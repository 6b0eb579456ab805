"""What every lab promises: one contract, walked over all of them.

A parameter is a trait, a control and an argument, and all three say the same; what is wrong is
named and changes nothing; the lab is stored with a still picture; nothing is left behind.
"""

import base64
import functools
import gc
import inspect
import json
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

import gdteach as gd
from gdteach.lab.declared import menu_of, parameters_of
from gdteach.lab.menu import Menu
from gdteach.lab.parameter import Numeric
from gdteach.lab.parameters import Choice, LearningRate, Point, Switch, Whole
from tests.seeing import messages, no_picture, press

NAN, INF = float("nan"), float("inf")
T, V = TypeError, ValueError
WALK = 150  # changes: a longer walk takes hardly a way to change a lab that this one does not
BIRDS = gd.penguins()[::8]
LENGTHS, MASSES = BIRDS["flipper_length_mm"] / 100.0 - 2.0, BIRDS["body_mass_g"] / 1000
BILLS = np.column_stack([BIRDS["bill_length_mm"] - 44, BIRDS["bill_depth_mm"] - 17]) / [5.5, 2.0]
KINDS = np.unique(BIRDS["species"], return_inverse=True)[1].reshape(-1)
NETWORK = gd.network(BILLS, KINDS, hidden=3)
# what each lab is made with; a new lab costs one row
MADE = {
    "DescentLab": ("parabola", "himmelblau"),
    "TangentLab": ("parabola", "double_well"),
    "SliceLab": ("himmelblau", "saddle"),
    "CompassLab": ("himmelblau", "saddle"),
    "SurfaceView": ("himmelblau", "saddle"),
    "SweepLab": (gd.quadratic_bowl(10), gd.himmelblau()),
    "TriptychLab": (gd.quadratic_bowl(9), {"learning_rates": (0.01, 0.2, 0.23)}),
    "RatesLab": (gd.quadratic_bowl(10), "parabola"),
    "StopLightsLab": ("parabola", "himmelblau"),
    "BasinLab": ("himmelblau", "saddle", {"points": 20, "coarse": 10}),
    "WellLab": ("double_well", "plateau", {"points": 60}),
    "ChordLab": (*gd.convexity_gallery()[:2], "plateau"),
    "FitLab": (gd.linear_regression(LENGTHS, MASSES), gd.linear_regression([1, 2], [300, 500])),
    "BoundaryLab": (
        *(gd.logistic_regression(BILLS, kind == KINDS) for kind in (1, 2)), {"max_steps": 20},
    ),
    "BackpropLab": (NETWORK,),
    "TrainingLab": (NETWORK, {"max_steps": 12}),
    "TwinsLab": (gd.weight_decay(NETWORK, 0.1),),
    "AfterTheArrivalLab": (gd.quadratic_bowl(100), gd.rosenbrock(), {"max_steps": 200}),
    "NoiseBallLab": (gd.linear_regression(LENGTHS, MASSES), {"epochs": 2}),
    "MomentumLab": (gd.quadratic_bowl(100), gd.two_houses(), {"max_steps": 30}),
    "RaceLab": (gd.quadratic_bowl(10), gd.himmelblau(), {"max_steps": 30}),
}  # fmt: skip
NUMBERS = [("x", T), (True, T), ([1, 2], T), (1j, T), (NAN, V), (INF, V), (10**400, V)]
PLACES = [("x", T), (True, T), (1j, T), (["a"], T), ({1: 2}, T), ([], V), ([1, 2, 3], V)]
PLACES += [([[1, 2]], V), ([INF, INF], V), ([[1], [1, 2]], V)]
WHOLE = [("x", T), (1.5, T), (True, T), (NAN, T), ([1], T), (None, T)]
OBJECTIVES = [(None, T), (3, T), (gd.parabola, T), (["parabola"], T), ("himelblau", V), ("", V)]
OBJECTIVES += [(gd.as_objective(lambda a, b, c: a + b + c), V)]
OBJECTIVES += [(gd.as_objective(lambda w: NAN, name="nowhere"), V)]
# for parameters whose kind does not tell: values it takes, values it refuses
OWN = {
    "ends": ([(0.5, 2.0), (1.0, 1.0), (3.0, -2.0), (1e300, -1e3)], PLACES),
    "offset": ([1e-12, 3e-4, 0.0, 1.0, 2.0, 1e-300], [*NUMBERS, (-1, V), (3, V), (1e-310, V)]),
    "h": ([1.5, 1e-9, 1e9], [*NUMBERS, (0, V), (-1, V)]),
    "angle": ([194.0, 77.5, 359.9], NUMBERS),
    "condition_number": ([2.5, 1.0, 100.0], [*NUMBERS, (0.5, V), (101, V)]),
    "direction": ([45.0, 0.0, 360.0, -90.0], NUMBERS),
    "learning_rates": (
        [(0.1, 0.02, 0.3), (0.0, 1e-12, 1e9)],
        [(None, T), ("x", T), (0.1, V), ((0.1, 0.2), V), ((0.1, 0.2, -1), V), ((0, 1, 2e9), V)],
    ),
}
NEWCOMERS = {
    1: gd.as_objective(lambda w: w**4 - w**2, domain=(-1.5, 1.5), name="newcomer"),
    2: gd.quadratic_bowl(5),
}
# for labs that take no function of the catalogue, such as the losses of a model alone
MODELS = {
    "FitLab": lambda: gd.linear_regression([1, 2, 4], [1, 2, 2]),
    "BoundaryLab": lambda: gd.logistic_regression(BILLS[::2], KINDS[::2] == 1),
    "BackpropLab": lambda: gd.network(BILLS[::2], KINDS[::2], hidden=2),
    "TrainingLab": lambda: gd.network(BILLS[::2], KINDS[::2], hidden=2),
    "TwinsLab": lambda: gd.weight_decay(gd.network(BILLS[::2], KINDS[::2], hidden=2), 0.1),
    "NoiseBallLab": lambda: gd.linear_regression([1, 2, 4], [1, 2, 2]),
    "MomentumLab": lambda: gd.quadratic_bowl(7),
}

LABS = [
    each
    for each in vars(gd).values()
    if inspect.isclass(each) and issubclass(each, gd.Lab) and each is not gd.Lab
]
PARAMETERS = [
    pytest.param(lab, name, id=f"{lab.__name__}-{name}")
    for lab in LABS
    for name in parameters_of(lab)
]


def make(lab, **given):
    """Return a lab as its row says, but for what is given."""
    row = MADE.get(lab.__name__, ())
    rest = row[-1] if row and isinstance(row[-1], dict) else {}
    return lab(*row[: len(row) - bool(rest)], **{**rest, **given})


@pytest.fixture(scope="module")
def labs():
    """A lab of each kind, which tests set up to their liking: making one takes a while."""
    return functools.cache(make)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch, request):
    """Pictures that cost nothing, and time that stands still: maps are as fine on any machine."""
    monkeypatch.setattr("gdteach.course.minima.basins.clock", lambda: 0.0)
    monkeypatch.setattr("gdteach.lab.lab.PATIENCE", np.inf)
    if "drawn" not in request.keywords:
        monkeypatch.setattr("gdteach.figure.animated_figure.png", no_picture)


def good(lab, name, generator):
    """Return values that a parameter takes: usual, and at its ends."""
    each = parameters_of(type(lab))[name]
    if name in OWN:
        return OWN[name][0]
    if isinstance(each, LearningRate):
        return [0.3, 0.0123, 1.0, 0.0, 1e-12, 1e9, 5e-324]
    if isinstance(each, Numeric):
        low, high = (each.bounds.get(key) for key in ("at_least", "at_most"))
        ends = [end for end in (low, high) if end is not None]
        inside = generator.uniform(*ends) if len(ends) == 2 else (ends or [0.0])[0] + 1.5
        return [float(f"{inside:.2g}"), *ends]
    if isinstance(each, Whole):
        return [each.at_least, each.at_least + 7]
    if isinstance(each, Switch):
        return [True, False]
    if isinstance(each, Choice):
        return each.options
    if isinstance(each, Menu):
        return [*lab.menu, *(NEWCOMERS[d] for d in each.dimensions)]
    assert isinstance(each, Point), f"give {name} of {type(lab).__name__} a row in OWN"
    d = len(each.coordinates(lab))
    domain = lab.objective.domain[:d] if hasattr(lab, "objective") else np.array([[-1.0, 1.0]] * d)
    inside = domain[:, 0] + generator.uniform(size=d) * np.ptp(domain, axis=1)
    far = domain[:, 1] + 1e3 * np.ptp(domain, axis=1)
    places = [np.round(inside, 2), domain[:, 0], domain[:, 1], far, np.full(d, 1e300)]
    return [tuple(place.tolist()) for place in places]


def bad(lab, name):
    """Return values that a parameter refuses, each with the kind of error."""
    each = parameters_of(lab)[name]
    if name in OWN:
        return OWN[name][1]
    if isinstance(each, Numeric):
        low, high = (each.bounds.get(key) for key in ("at_least", "at_most"))
        ends = [] if low is None else [(low - 1, V)]
        return NUMBERS + ends + ([] if high is None else [(2 * high + 1, V)])
    if isinstance(each, Whole):
        return [*WHOLE, (each.at_least - 1, V), (each.at_most + 1, V)]
    if isinstance(each, Switch):
        return [("x", T), (1, T), (0.0, T), ([], T), (None, T)]
    if isinstance(each, Choice):
        return [(3, T), ("nope", V), (None, T)]
    if isinstance(each, Menu):
        return [*OBJECTIVES, *((gd.quadratic_bowl(3), V) for d in (2,) if d not in each.dimensions)]
    return PLACES


def state(lab):
    """Return all that a change may change: parameters, controls, words, picture."""
    parameters = {name: getattr(lab, name) for name in parameters_of(type(lab))}
    said = {
        name: str(control.value) for name, control in lab.controls.items() if name in parameters
    }
    player = lab.player
    return (
        parameters, said, repr(lab), player.captions, player.alt, player.n_steps, list(lab.menu),
    )  # fmt: skip


def assert_consistent(lab):
    """Check that every control says what its parameter is, and the player what the lab shows."""
    for name in parameters_of(type(lab)):
        value = getattr(lab, name)
        if name in lab.controls and value is not None:
            assert lab.controls[name].value == pytest.approx(value), name
    assert len(lab.player.captions) <= lab.player.n_steps + 1
    assert 0 <= lab.player.step <= lab.player.n_steps
    json.dumps(lab.player.get_state(["_scene", "_captions"]), allow_nan=False)


def below(widget):
    """Return a widget and all that it holds."""
    found = [widget]
    for child in getattr(widget, "children", ()):
        found += below(child)
    return found


# ------------------------------------------------------------------- what Python knows of a lab


@pytest.mark.parametrize("lab", LABS)
def test_the_signature_and_the_help_name_every_parameter(lab):
    signature, parameters = inspect.signature(lab), parameters_of(lab)
    menu = menu_of(parameters)
    names = ["objectives" if name == menu else name for name in parameters]
    assert sorted(signature.parameters) == sorted(names)
    for name, each in signature.parameters.items():
        kind = each.VAR_POSITIONAL if name == "objectives" else each.KEYWORD_ONLY
        assert each.kind is kind
    section = inspect.getdoc(lab).split("Parameters\n----------\n")[1]
    for name in names:
        assert f"{'*' * (name == 'objectives')}{name} : " in section
    assert "\n    \n" not in section, "a parameter without words"


@pytest.mark.parametrize("lab", LABS)
def test_a_lab_begins_with_the_defaults_of_its_signature(lab):
    made = make(lab)
    row = MADE.get(lab.__name__, ())
    given = row[-1] if row and isinstance(row[-1], dict) else {}
    for name, each in inspect.signature(lab).parameters.items():
        if each.default not in (None, each.empty) and name not in given:
            assert getattr(made, name) == each.default
    assert_consistent(made)


@pytest.mark.parametrize("lab", LABS)
def test_what_a_lab_cannot_be_called_with_is_refused(lab):
    with pytest.raises(TypeError, match="got 'lerning_rate'"):
        make(lab, lerning_rate=0.1)
    if menu_of(parameters_of(lab)):
        with pytest.raises(ValueError, match="objectives must hold at least one objective"):
            lab()
    else:
        with pytest.raises(TypeError, match="by name"):
            lab("parabola")


# --------------------------------------------------------------- a trait, a control, an argument


@pytest.mark.parametrize(("lab", "name"), PARAMETERS)
def test_a_wrong_value_is_named_and_changes_nothing(labs, lab, name):
    one = labs(lab)
    before = state(one)
    for value, error in bad(lab, name):
        with pytest.raises(error, match=rf"^{name} must be .*got"):
            setattr(one, name, value)
        assert state(one) == before
        if value is not None and name != menu_of(parameters_of(lab)):
            with pytest.raises(error, match=rf"^{name} must be .*got"):
                make(lab, **{name: value})


@pytest.mark.parametrize(("lab", "name"), PARAMETERS)
def test_a_cell_and_a_hand_do_the_same_in_one_message(labs, lab, name, monkeypatch):
    one = labs(lab)
    each = parameters_of(lab)[name]
    first = getattr(one, name)
    sent = messages(one.player, monkeypatch)
    for value in good(one, name, np.random.default_rng(1)):
        setattr(one, name, first)
        before = one.player.get_state()
        sent.clear()
        setattr(one, name, value)
        kept, by_cell = getattr(one, name), state(one)
        assert each.nearest or kept == value or kept == pytest.approx(value)
        assert_consistent(one)
        updates = [message for message in sent if message.get("method") == "update"]
        assert len(updates) == (one.player.get_state() != before)  # none if nothing is new
        drawn = any("_picture" in message["state"] for message in updates)
        assert drawn == (each.redraws and kept != first) or not updates
        if name in one.controls:
            setattr(one, name, first)
            with one.together():
                one.controls[name].value = kept
            assert getattr(one, name) == pytest.approx(kept)
            if not hasattr(one.controls[name], "slider"):  # a hand's slider is read to three digits
                assert state(one)[1:] == by_cell[1:]
    setattr(one, name, first)


@pytest.mark.parametrize("lab", LABS)
def test_arguments_do_what_cells_do(lab):
    other = make(lab)
    assert not other.menu or other.objective is other.menu[0]
    given = {
        name: good(other, name, np.random.default_rng(2))[0]
        for name in parameters_of(lab)
        if name != menu_of(parameters_of(lab))
    }
    made = make(lab, **given)
    with other.together():
        for name, value in given.items():
            setattr(other, name, value)
    for name in given:
        assert getattr(made, name) == getattr(other, name), name
    assert (repr(made), made.player.alt) == (repr(other), other.player.alt)


@pytest.mark.parametrize(
    ("lab", "name"), [row for row in PARAMETERS if parameters_of(row.values[0])[row.values[1]].on]
)
def test_a_press_on_its_axes_sets_a_parameter(labs, lab, name):
    one = labs(lab)
    each = parameters_of(lab)[name]
    for axes in np.ravel(getattr(one, each.on)):
        for share in (0.3, 0.6):
            before = getattr(one, name)
            press(one.player, axes, share, share)
            if getattr(one, name) != before:
                break
        assert getattr(one, name) != before
        if isinstance(each, Point):
            assert all(f"{value:.3g}" == f"{value:g}" for value in getattr(one, name))
        assert_consistent(one)


# --------------------------------------------------------------------------------- objectives


@pytest.mark.parametrize("lab", [each for each in LABS if menu_of(parameters_of(each))])
def test_another_objective_joins_the_menu_and_brings_its_defaults(labs, lab):
    one, menu = make(lab), parameters_of(lab)["objective"]
    control = one.controls["objective"]
    entries = len(one.menu)
    assert (control.layout.display == "none") == (entries == 1)
    newcomer = NEWCOMERS[menu.dimensions[0]] if menu.dimensions else MODELS[lab.__name__]()
    for _ in range(2):
        one.objective = newcomer
        assert [value for _, value in control.options] == one.menu
        assert len(one.menu) == entries + 1
        control.index = 0
        assert one.objective is one.menu[0]
    assert control.layout.display is None
    for name, each in parameters_of(lab).items():
        if isinstance(each, Point) and each.renews and not each.names:
            assert getattr(one, name) == pytest.approx(tuple(each.default(one)))


@pytest.mark.parametrize("lab", [each for each in LABS if menu_of(parameters_of(each))])
def test_a_name_is_one_objective_and_namesakes_are_numbered(lab):
    menu, one = parameters_of(lab)["objective"], make(lab)
    two = menu.dimensions != (1,)
    if lab.__name__ not in MODELS:
        name = "himmelblau" if two else "double_well"
        one.objective = name
        first, entries = one.objective, len(one.menu)
        one.objective = one.menu[0]
        one.objective = name
        assert (one.objective, len(one.menu)) == (first, entries)
    usual = (lambda: gd.quadratic_bowl(7)) if two else (lambda: gd.parabola(3))
    for _ in range(2):
        one.objective = MODELS.get(lab.__name__, usual)()
    labels = [label for label, _ in one.controls["objective"].options]
    assert len(set(labels)) == len(labels)
    assert labels[-1][:-1] == labels[-2][:-1]


# ------------------------------------------------------------------- what is stored, what is left


@pytest.mark.drawn
@pytest.mark.parametrize("lab", LABS)
def test_a_lab_is_stored_with_its_line_and_its_still_picture(lab):
    one = make(lab)
    assert repr(one).startswith(f"{lab.__name__}(")
    assert " at 0x" not in repr(one)
    data, metadata = one._repr_mimebundle_()
    assert data["text/plain"] == repr(one)
    assert base64.b64decode(data["image/png"]) == one.player.still(one.still_step)
    assert metadata["image/png"]["alt"] == (one.player.alt or repr(one.player))
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == one.model_id


@pytest.mark.drawn
@pytest.mark.parametrize(("lab", "name"), PARAMETERS)
def test_extremes_leave_a_lab_that_can_be_looked_at(labs, lab, name):
    one = labs(lab)
    first = getattr(one, name)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for value in good(one, name, np.random.default_rng(3)):
            setattr(one, name, value)
            assert_consistent(one)
            for step in {0, one.player.n_steps}:
                with one.player.drawn(step):
                    pass
        one.player.still()
    setattr(one, name, first)


@pytest.mark.parametrize("lab", LABS)
def test_a_closed_lab_leaves_no_widget_behind(lab):
    one = make(lab)
    parts = below(one)
    assert len(parts) > 2
    one.close()
    assert all(part.comm is None and part.layout.comm is None for part in parts)


@pytest.mark.no_cover  # to be traced would take as long again, and others go through these lines
@pytest.mark.parametrize("lab", LABS)
def test_a_long_evening_at_the_controls_breaks_and_leaks_nothing(labs, lab):
    one = labs(lab)
    generator = np.random.default_rng(2024)
    names = list(parameters_of(lab))
    for name in names:
        if isinstance(parameters_of(lab)[name], Menu):
            for value in good(one, name, generator):
                setattr(one, name, value)

    def turn():
        name = names[generator.integers(len(names))]
        each, where = parameters_of(lab)[name], generator.integers(5)
        if each.redraws and generator.integers(10):
            return  # a new picture each time: seldom
        values = good(one, name, generator)
        value = values[generator.integers(len(values))]
        if where == 0 and each.on:
            axes = np.ravel(getattr(one, each.on))
            press(one.player, axes[generator.integers(len(axes))], *generator.uniform(size=2))
        elif where == 1:
            one.player.set_state({"step": int(generator.integers(-5, 100))})
        elif where == 2 and name in one.controls and not each.played:
            one.controls[name].value = value
        else:
            setattr(one, name, value)

    gc.collect()
    figures = sum(isinstance(thing, Figure) for thing in gc.get_objects())
    entries, parts = len(one.menu), len(below(one))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(WALK):
            turn()
        assert_consistent(one)
    gc.collect()
    assert sum(isinstance(thing, Figure) for thing in gc.get_objects()) <= figures
    assert plt.get_fignums() == []
    assert (len(one.menu), len(below(one))) == (entries, parts)


def test_a_misspelt_objective_gets_a_suggestion():
    with pytest.raises(ValueError, match=r"objective must be a known name.*mean 'himmelblau'"):
        gd.DescentLab("himelblau")


def test_what_numpy_calls_a_number_is_a_number():
    lab = make(gd.DescentLab)
    for number in (np.float32(0.25), np.array(0.25), np.int64(1), 1):
        lab.learning_rate = number
        assert lab.learning_rate == float(number)
    lab.max_steps = np.int64(7)
    assert lab.trajectory.n_steps == 7


def test_several_traits_at_once_let_nothing_wrong_in():
    lab = make(gd.DescentLab, learning_rate=0.1)
    with pytest.raises(ValueError, match="learning_rate must be"), lab.hold_trait_notifications():
        lab.learning_rate = -1
    assert lab.learning_rate == 0.1
