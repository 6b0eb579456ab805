"""What is drawn, compared as data: lines against functions, levels against what a map needs."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from matplotlib.colors import to_hex
from mpl_toolkits.mplot3d.proj3d import proj_transform
from PIL import Image

import gdteach as gd
from gdteach.figure import figures, sampling
from gdteach.figure.projection import to_pixels
from gdteach.figure.style import COLOURS, LEVELS
from gdteach.numerics.catalogue import OBJECTIVES, get_objective
from tests.seeing import place_of

FLAT = [name for name, make in OBJECTIVES.items() if make().dimension == 1]
MAPS = [name for name, make in OBJECTIVES.items() if make().dimension == 2]
TINY = gd.as_objective(lambda x, y: x * x + y * y, domain=(-0.02, 0.03), name="tiny")
HUGE = gd.as_objective(lambda x, y: 1e200 * x * x + 1e190 * y, domain=(-3e5, 3e5), name="huge")


# ------------------------------------------------------------------------------------- levels


def mantissas(values):
    """Return the leading digits of numbers, between 1 and 10."""
    return np.array([float(f"{abs(value):.9e}".split("e")[0]) for value in values])


def are_round(values):
    """Return whether all are 1, 2, 3 or 5 in their decade, or multiples of such a step."""
    if np.isin(mantissas(values), [1, 2, 3, 5]).all():
        return True
    step = np.diff(values).min()
    whole = np.isclose(values / step, np.round(values / step), rtol=0, atol=1e-6).all()
    return bool(whole and np.isin(mantissas([float(f"{step:.6g}")]), [1, 2, 2.5, 5]).all())


heights = arrays(np.float64, (5, 6), elements=st.floats(-1e12, 1e12, allow_subnormal=False))


@given(heights, st.sampled_from([0.0, 1e-7, 1.0, 1e9]))
@settings(max_examples=200)
def test_levels_increase_and_enclose_every_value(values, lift):
    values = values + lift
    chosen = sampling.levels(values)
    assert (np.diff(chosen) > 0).all()
    assert chosen[0] <= values.min()
    assert chosen[-1] >= values.max()


@given(st.floats(1e-6, 1e6), st.floats(1.5, 1e9))
@settings(max_examples=200)
def test_isolines_are_at_round_numbers_for_any_range(low, factor):
    values = np.geomspace(low, low * factor, 200)
    inner = sampling.levels(values)[1:-1]
    assert len(inner) >= 2
    assert are_round(inner), inner


def test_a_deep_valley_has_as_many_isolines_in_each_decade():
    inner = sampling.levels(np.geomspace(1e-3, 1e3, 10_000))[1:-1]
    per_decade = np.unique(np.floor(np.log10(inner * 1.0001)), return_counts=True)[1]
    assert len(per_decade) >= 5
    assert set(per_decade[1:-1]) == {per_decade[1]}


# ------------------------------------------------------------------------------- contour maps


@pytest.mark.parametrize("objective", [*MAPS, TINY, HUGE], ids=str)
def test_a_map_shows_its_domain_and_squares_as_squares(axes, objective):
    objective = get_objective(objective) if isinstance(objective, str) else objective
    lines = gd.contour_map(axes, objective)
    axes.figure.draw_without_rendering()
    assert np.allclose([axes.get_xlim(), axes.get_ylim()], objective.domain)
    (a, b), (c, d) = axes.transData.transform([[0, 0], [1, 1]]) * 1.0
    assert c - a == pytest.approx(d - b)
    assert (np.diff(lines.levels) > 0).all()
    assert len(axes.get_xticks()) >= 3
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("$x$", "$y$")
    known = objective.minimisers.tolist()
    assert stars_on(axes) == ([known] if known else [])


def stars_on(axes):
    """Return where the stars are that stand on axes, a list for each line of them."""
    stars = [line for line in axes.lines if line.get_marker() == "*"]
    assert {line.get_color() for line in stars} <= {COLOURS["minimiser"]}
    return [line.get_xydata().tolist() for line in stars]


@pytest.mark.parametrize("name", MAPS)
def test_isolines_are_at_round_numbers_and_go_where_the_function_has_them(axes, name):
    objective = get_objective(name)
    shown = sampling.grid(objective)[2]
    inner = sampling.levels(shown)[1:-1]
    assert 5 <= len(inner) <= 20
    assert shown.min() < inner[0]
    assert inner[-1] < shown.max()
    assert are_round(inner), inner
    lines = gd.contour_map(axes, objective, points=401, labels=False)
    for level, path in zip(lines.levels, lines.get_paths(), strict=True):
        found = objective(path.vertices)
        # linear interpolation between neighbours on the grid
        assert np.abs(found - level).max() < 0.02 * np.ptp(shown)
        assert np.median(np.abs(found - level)) < 1e-3 * np.ptp(shown)


def test_low_is_dark_and_stars_and_labels_can_be_left_out(axes):
    gd.contour_map(axes, gd.himmelblau(), labels=False, minimisers=False)
    bands = axes.collections[0].get_facecolor()
    assert to_hex(bands[0]) == to_hex(LEVELS(0.0))
    assert (np.diff(bands[:, :3].sum(axis=1)) > 0).all()
    assert len(axes.lines) == len(axes.texts) == 0


def test_labels_say_the_value_of_their_isoline(axes):
    lines = gd.contour_map(axes, gd.rosenbrock())
    labels = {float(text.get_text()) for text in axes.texts}
    assert len(labels) >= 2
    assert all(np.isclose(lines.levels, label).any() for label in labels)


def test_a_map_of_a_constant_is_one_flat_colour(axes):
    lines = gd.contour_map(axes, gd.as_objective(lambda x, y: 7.0))
    assert len(lines.levels) == 0
    assert len(axes.collections[0].get_paths()) == 1


def test_a_map_has_a_hole_where_the_function_has_no_value(axes):
    half = gd.as_objective(lambda x, y: np.log(x) + y, domain=(-2, 2), start=(1, 1))
    lines = gd.contour_map(axes, half)
    along = np.concatenate([path.vertices[:, 0] for path in lines.get_paths()])
    assert along.min() > 0


# ------------------------------------------------------------------------------------- curves


@pytest.mark.parametrize("name", FLAT)
def test_a_curve_is_the_function_over_its_domain(axes, name):
    objective = get_objective(name)
    w, f = gd.curve(axes, objective, points=101).get_data()
    assert (w[0], w[-1]) == tuple(objective.domain[0]) == axes.get_xlim()
    assert len(w) == 101
    assert f == pytest.approx([float(objective(point)) for point in w])
    low, high = axes.get_ylim()
    assert low < f.min() < f.max() < high
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("$w$", "$f(w)$")
    bottoms = np.concatenate([objective.minimisers, objective.local_minimisers])
    (stars,) = stars_on(axes)
    assert np.array_equal(stars, np.column_stack([bottoms, objective(bottoms)]))


@pytest.mark.parametrize(
    "function", [lambda w: 3.0, lambda w: 1 / w, lambda w: np.sqrt(w), lambda w: 1e300 * w]
)
def test_a_learners_curve_is_drawn_where_it_has_values(axes, function):
    line = gd.curve(axes, gd.as_objective(function, start=1.0))
    low, high = axes.get_ylim()
    assert np.isfinite([low, high]).all()
    assert low < np.nanmin(line.get_ydata()) <= np.nanmax(line.get_ydata()) < high
    axes.figure.draw_without_rendering()


# ---------------------------------------------------------------------------- gaps and losses


@given(st.floats(1e-9, 1e300), st.integers(0, 10_000))
@settings(max_examples=50)
def test_the_axis_of_gaps_ends_at_a_power_of_ten_that_holds_the_highest(highest, n_steps):
    axes = gd.subplots(width=3, height=2)[1]
    gd.gap_axes(axes, highest, n_steps)
    highest = min(highest, 1e100)  # beyond, labs draw nothing
    left, right, low, high = axes.axis()
    assert (left, right, low) == (0, max(n_steps, 1), figures.GAP_FLOOR)
    assert high >= highest * (1 - 1e-12)
    assert np.log10(high) == pytest.approx(round(np.log10(high)))


@given(arrays(np.float64, st.integers(1, 60), elements=st.floats(-1e300, 1e300)))
@settings(max_examples=15)
def test_data_never_move_the_limits_of_the_gap_axes(gaps):
    axes = gd.gap_axes(gd.subplots(width=3, height=2)[1], 100.0, 40)
    gd.loss_curve(axes, gaps)
    axes.figure.draw_without_rendering()
    assert axes.axis() == (0, 40, 1e-6, 100)


def test_a_loss_curve_is_its_gaps_and_on_a_plain_axis_keeps_what_is_negative(axes):
    plain = gd.loss_curve(axes, [1, 0, -1], role="second")
    assert np.array_equal(plain.get_ydata(), [1, 0, -1])
    assert plain.get_color() == COLOURS["second"]
    gd.gap_axes(axes, 10, 4)
    line = gd.loss_curve(axes, [8, 4, 0, -1, 1e-9])
    assert np.array_equal(line.get_xdata(), np.arange(5))
    assert np.array_equal(line.get_ydata(), [8, 4, np.nan, np.nan, 1e-9], equal_nan=True)


@pytest.mark.parametrize(
    ("gaps", "ends"), [([8, 4, 2], [(2, 2)]), ([8, 4, 0], [(1, 4)]), ([0, 0], [])]
)
def test_a_label_stands_at_the_last_gap_that_is_seen(axes, gaps, ends):
    gd.gap_axes(axes, 10, 4)
    gd.loss_curve(axes, gaps, label="η = 0.1")
    assert [(text.get_text(), text.xy) for text in axes.texts] == [("η = 0.1", end) for end in ends]


# ------------------------------------------------------------------------ surfaces and titles


@pytest.mark.parametrize("name", MAPS)
def test_a_surface_is_the_function_over_its_domain(space, name):
    objective = get_objective(name)
    sheet = gd.surface(space, objective, points=7, elevation=20, azimuth=10)
    space.figure.draw_without_rendering()  # lays the faces out, as they are seen
    faces = np.array([path.vertices[:4] for path in sheet.get_paths()])
    grid = np.meshgrid(*(np.linspace(*ends, 7) for ends in objective.domain))
    points = np.stack(grid, axis=-1).reshape(-1, 2)
    x, y, _ = proj_transform(*points.T, objective(points), space.get_proj())
    apart = np.linalg.norm(faces.reshape(-1, 1, 2) - np.column_stack([x, y]), axis=-1)
    assert apart.min(axis=0) == pytest.approx(0, abs=1e-9)  # each point is a corner
    assert apart.min(axis=1) == pytest.approx(0, abs=1e-9)  # and each corner a point
    assert len(faces) == 36
    assert (space.elev, space.azim) == (20, 10)
    assert space.get_zlabel() == "$f(x, y)$"


def test_a_title_stands_on_the_left_in_bold(axes):
    gd.title(axes, "Where the ball is")
    assert axes.get_title(loc="left") == "Where the ball is"
    assert axes.get_title() == ""


# ------------------------------------------------------------------------------------- stills


def test_a_picture_is_a_png_with_words_and_a_width_whose_few_colours_leave_a_star_its_own(axes):
    objective = gd.rosenbrock()
    gd.contour_map(axes, objective, labels=False)
    shown = gd.picture(axes.figure, "A valley.")
    data, metadata = shown._repr_mimebundle_()
    assert shown.png[:8] == b"\x89PNG\r\n\x1a\n"
    assert set(data) == {"text/plain", "image/png"}
    assert data["text/plain"] == "Picture: A valley." == repr(shown)
    assert metadata["image/png"] == {"width": 5 * 96, "alt": "A valley."}
    (place,) = to_pixels(axes, objective.minimisers)
    assert np.hypot(*place_of("minimiser", shown.png, tolerance=12) - place) < 2


@pytest.mark.parametrize("crowded", [False, True])
def test_a_height_has_its_very_blue_in_every_picture(crowded):
    figure, (left, right) = gd.subplots(1, 2)
    lines = gd.contour_map(left, gd.rosenbrock())
    if crowded:  # with more colours than the palette has
        right.imshow(np.random.default_rng(0).uniform(size=(200, 200, 3)))
    shades = np.round(255 * LEVELS(np.linspace(0, 1, len(lines.levels) + 1))[:, :3])
    pixels = Image.open(io.BytesIO(gd.picture(figure, "A valley.").png)).convert("RGB")
    shown = {rgb for _, rgb in pixels.getcolors(pixels.width * pixels.height)}
    assert shown >= set(map(tuple, shades.tolist()))


@pytest.mark.parametrize("unusual", ["warn", "raise"])
@pytest.mark.parametrize("steep", [14.0, 50.0])  # to 1e304 at the corners, or beyond the numbers
def test_heights_at_the_end_of_the_numbers_are_drawn_whatever_the_settings(steep, unusual):
    with np.errstate(all=unusual):  # a warning would be an error here
        bowl = gd.as_objective(lambda x, y: np.exp(steep * (np.float64(x) ** 2 + y * y)))
        slope = gd.as_objective(lambda w: np.exp(2 * steep * np.float64(w) ** 2))
        figure, (left, right) = gd.subplots(1, 2)
        gd.contour_map(left, bowl)
        gd.curve(right, slope)
        assert gd.picture(figure, "Steep.").png
        assert gd.TangentLab(slope).player.still()
        space = gd.SurfaceView(bowl).surface
    assert np.isfinite(space.get_zlim()).all()
