"""Walks with a memory as learners write them: momentum, and Adam."""

from tests.exercise_programs import Programs, in_a_cell

momentum = Programs("variants/momentum")
adam = Programs("variants/adam")

MOMENTUM_HEAD = "def momentum(gradient, start, learning_rate, beta, n_steps):"
ADAM_HEAD = (
    "def adam(gradient, start, learning_rate, n_steps, beta1=0.9, beta2=0.999, epsilon=1e-8):"
)
LOOP = """
{begin}
{path}
for t in range({steps}):
{turn}
{end}
"""


def in_turns(turn, begin, path="path = [w]", steps="1, n_steps + 1", end="return np.array(path)"):
    """Return the body of a program that goes round a loop, t = 1, 2, …."""
    turn = "\n".join(f"    {line}" for line in turn.splitlines())
    return LOOP.format(begin=begin, path=path, steps=steps, turn=turn, end=end)


def add(table, head, slug, body, says=""):
    table.add(slug, in_a_cell(body, f"<{table.exercise} {len(table.rows)}>", head), says)


def rolls(
    v="beta * v + gradient(w)", w="w - learning_rate * v", keep="path.append(w)", v0="0.0", **more
):
    """Return the body of momentum in two lines, for which others may stand."""
    begin = f"w = start.astype(float)\nv = {v0}"
    return in_turns(f"v = {v}\nw = {w}\n{keep}", begin, **more)


def adapts(
    m="beta1 * m + (1 - beta1) * g",
    s="beta2 * s + (1 - beta2) * g**2",
    m_hat="m / (1 - beta1**t)",
    s_hat="s / (1 - beta2**t)",
    w="w - learning_rate * m_hat / (np.sqrt(s_hat) + epsilon)",
    g="gradient(w)",
    keep="path.append(w)",
    **more,
):
    """Return the body of Adam in the lines of the formula, for which others may stand."""
    turn = f"g = {g}\nm = {m}\ns = {s}\nm_hat = {m_hat}\ns_hat = {s_hat}\nw = {w}\n{keep}"
    return in_turns(turn, "w = start.astype(float)\nm = s = 0.0", **more)


# Whatever walks: right numbers that are not handed back as they should be -----------------------

for table, head, program in (
    (momentum, MOMENTUM_HEAD, rolls),
    (adam, ADAM_HEAD, adapts),
):
    in_place = program(keep="path.append(w.copy())").replace("w = w - ", "w -= ")
    for slug, body, says in (
        ("", program(), ""),
        ("", in_place.replace("[w]", "[w.copy()]"), ""),
        ("", program(path="path = [list(w)]", keep="path.append(w.tolist())"), ""),
        ("", program(keep="yield w", path="yield w", end=""), ""),
        ("start_missing", program(path="path = []"), "first row is"),
        ("start_twice", program(path="path = [w, w]"), "both the start"),
        ("too_many_rows", program(steps="1, n_steps + 2"), "rows"),
        ("too_few_rows", program(steps="1, n_steps"), "rows"),
        ("row_unfilled", program(path="path = np.zeros((n_steps + 1, len(w)))\npath[0] = w",
                                 steps="1, n_steps", keep="path[t] = w"), "zero"),
        ("returned_early", program(keep="path.append(w)\nreturn path"), "indented"),
        ("steps_not_recorded", program(keep=""), "none of the"),
        ("only_last", program(end="return w"), "last point alone"),
        ("history_aliased", program().replace("w = w - ", "w -= "), "one array again"),
        ("start_mutated", in_place.replace("start.astype(float)", "start"), r"start\.copy"),
        ("steps_between", program(steps="1, 2 * n_steps + 1", end="return path[::2]"), "second"),
        ("rows_doubled", program(keep="path += [w, w]"), "twice"),
        ("reversed", program(end="return path[::-1]"), "backwards"),
        ("transposed", program(end="return np.array(path).T"), "side"),
        ("flattened", program(end="return np.ravel(path)"), "one long row"),
        ("coordinates_swapped", program(end="return np.array(path)[:, ::-1]"), "other order"),
        ("one_coordinate", program(end="return [p[0] for p in path]"), "only one number"),
        ("slopes_recorded", program(keep="path.append(gradient(w))"), "slopes"),
        ("steps_recorded", program(end="return np.diff(path, axis=0)"), "hold steps"),
        ("start_ignored", program().replace("start.astype(float)", "0.0 * start"), "from 0"),
        ("integer_array", program(path="path = [w.astype(int)]", keep="path.append(w.astype(int))"),
         "fraction"),
        ("integer_array",
         program(path="path = np.zeros((n_steps + 1, w.size), start.dtype)\npath[0] = w",
                 keep="path[t] = w\nw = path[t]"), "whole numbers"),
        ("uphill", program().replace("w = w -", "w = w +"), "climbs"),
        ("rate_forgotten", program().replace("learning_rate * ", ""), "missing"),
        ("rate_fades", program().replace("learning_rate", "learning_rate / t"), "fades"),
        ("rate_fades", program().replace("learning_rate", "learning_rate / t**0.5"), ""),
        ("gradient_late", program().replace("gradient(w)", "gradient(path[max(t - 2, 0)])"), ""),
        ("gradient_frozen", "first = gradient(start)\n" + program().replace("gradient(w)", "first"),
         "straight line"),
        ("no_update", program().replace("w = w -", "new = w -"), "never leaves"),
        ("step_alone", program().replace("w = w -", "w = -"), "step alone"),
        ("from_the_start", program().replace("w = w -", "w = start -"), "sets out"),
        ("gradient_never_called", program().replace("gradient(w)", "2 * w"), "never asks"),
        ("one_of_several", program(end="return np.array(path), t"), "2 things"),
        ("nothing_returned", program(end=""), "None"),
        ("uphill+start_missing", program(path="path = []").replace("w = w -", "w = w +"), "climbs"),
        ("unknown", program(keep="w = np.sinh(w) / 2\npath.append(w)"), "departs at step 1"),
    ):  # fmt: skip
        add(table, head, slug, body, says)

# Momentum ----------------------------------------------------------------------------------------

HEAVY_BALL = """
path = [start, start - learning_rate * gradient(start)]
for t in range(1, n_steps):
    w, before = path[-1], path[-2]
    path.append(w - learning_rate * gradient(w) + beta * ({memory}))
return path[: n_steps + 1]
"""
for slug, body, says in (
    ("", HEAVY_BALL.format(memory="w - before"), ""),
    ("", rolls(v="beta * v - learning_rate * gradient(w)", w="w + v"), ""),  # Sutskever's
    (
        "",
        "path, slopes = [start], []\nfor t in range(n_steps):\n"
        "    slopes.append(gradient(path[-1]))\n"
        "    v = sum(beta ** (t - k) * g for k, g in enumerate(slopes))\n"
        "    path.append(path[-1] - learning_rate * v)\nreturn path",
        "",
    ),
    ("no_memory", rolls(v="gradient(w)"), "by one slope alone"),
    ("averaged", rolls(v="beta * v + (1 - beta) * gradient(w)"), "in use, too"),
    ("averaged_backwards", rolls(v="(1 - beta) * v + beta * gradient(w)"), ""),
    ("uphill", rolls(v="beta * v - gradient(w)"), "once or twice"),
    ("uphill", rolls(v="beta * v - learning_rate * gradient(w)", w="w - v"), ""),
    ("memory_backwards", rolls(v="gradient(w) - beta * v"), "brakes"),
    ("memory_backwards", HEAVY_BALL.format(memory="before - w"), ""),
    ("beta_forgotten", rolls(v="v + gradient(w)"), "adds up"),
    ("beta_on_slope", rolls(v="v + beta * gradient(w)"), ""),
    ("beta_on_both", rolls(v="beta * (v + gradient(w))"), ""),
    ("beta_on_both", rolls(w="w - learning_rate * beta * v"), "in the step once more"),
    ("beta_complement", rolls(v="(1 - beta) * v + gradient(w)"), "nine tenths"),
    ("beta_fading", rolls(v="beta**t * v + gradient(w)"), "dies out"),
    ("beta_fading", rolls(v="beta ** (t - 1) * v + gradient(w)"), ""),
    ("beta_fading", rolls(v="beta**n_steps * v + gradient(w)"), ""),
    ("one_after_the_other", in_turns(
        "w = w.copy()\nfor i in range(len(w)):\n    v[i] = beta * v[i] + gradient(w)[i]\n"
        "    w[i] -= learning_rate * v[i]\npath.append(w)",
        "w = start.astype(float)\nv = np.zeros_like(w)"), "whole gradient"),
    ("beta_on_point", rolls(v="v + gradient(w)", w="beta * w - learning_rate * v"), "drawn to 0"),
    ("beta_on_point", rolls(w="beta * w - learning_rate * v"), ""),
    ("exchanged", rolls(v="learning_rate * v + gradient(w)", w="w - beta * v"), "keeps 0.25"),
    ("rate_twice", rolls(v="beta * v + learning_rate * gradient(w)"), "creeps"),
    ("rate_twice", rolls(v="learning_rate * (beta * v + gradient(w))"), ""),
    ("rate_on_memory", rolls(v="learning_rate * (beta * v + gradient(w))", w="w - v"), ""),
    ("start_twice", rolls(v="v", keep="v = beta * v + gradient(w)\npath.append(w)"),
     "asked for a slope"),
    ("velocity_late", rolls(v="v\ng = gradient(w)", keep="v = beta * v + g\npath.append(w)"),
     "no say"),
    ("velocity_begun", rolls(v0="gradient(w)"), "pushed off"),
    ("velocity_begun", rolls(v0="np.ones(w.size)"), ""),
    ("velocity_begun", rolls(v0="w"), ""),
    ("one_number", rolls(v="beta * v + np.linalg.norm(gradient(w))"), "direction"),
    ("slope_of_velocity", rolls(v="beta * v + gradient(v)", v0="0.0 * w"), ""),
    ("slope_twice", rolls(w="w - learning_rate * (v + gradient(w))"), "twice"),
    ("one_step_back", rolls(v="gradient(w)", w="w - learning_rate * (v + beta * last)",
                            keep="last = v\npath.append(w)", v0="last = 0.0"), "one step back"),
    ("memory_of_start", rolls(v="gradient(w)", w="w - learning_rate * v + beta * (w - start)"), ""),
    ("nesterov", rolls(v="beta * v + gradient(w - learning_rate * beta * v)"), "looks ahead"),
    ("nesterov", rolls(v="beta * v + gradient(w - learning_rate * v)"), ""),
    ("nesterov", rolls(v="beta * v + gradient(w - beta * v)"), ""),
    ("nesterov", rolls(w="w - learning_rate * (gradient(w) + beta * v)"), ""),
    ("corrected", rolls(w="w - learning_rate * v / (1 - beta**t)"), "Adam"),
    ("corrected", rolls(v="beta * v + (1 - beta) * gradient(w)",
                        w="w - learning_rate * v / (1 - beta**t)"), ""),
    ("velocities_recorded", rolls(keep="path.append(v)", path="path = [0 * w]"), "how fast"),
    ("velocities_recorded", rolls(keep="path.append(v)", path="path = []"), ""),
    ("remembers", "global v\n" + rolls(v0="globals().get('v', 0.0)"), "made outside"),
    ("changed_line", rolls(v="0.9 * v + gradient(w)"), "β is taken to be 0.9"),
    ("averaged+too_few_rows",
     rolls(v="beta * v + (1 - beta) * gradient(w)", steps="1, n_steps"), ""),
):  # fmt: skip
    add(momentum, MOMENTUM_HEAD, slug, body, says)

# Adam --------------------------------------------------------------------------------------------

SHORT = "w - learning_rate * {rate} * m / (np.sqrt(s) + epsilon)"
ROOT = "np.sqrt(s_hat)"
for slug, body, says in (
    ("", adapts(m="m + (1 - beta1) * (g - m)", s="s + (1 - beta2) * (g * g - s)"), ""),
    ("", adapts(w=SHORT.format(rate="c / (1 - beta1**t)").replace("epsilon", "c * epsilon"),
                s_hat="c = np.sqrt(1 - beta2**t)"), ""),
    (
        "",
        in_turns(
            "g = gradient(w)\np, q = beta1 * p, beta2 * q\nm = beta1 * m + (1 - beta1) * g\n"
            "s = beta2 * s + (1 - beta2) * g * g\n"
            "w = [x - learning_rate * a / (1 - p) / ((b / (1 - q)) ** 0.5 + epsilon)\n"
            "     for x, a, b in zip(w, m, s)]\npath.append(w)",
            "w = list(start)\nm = s = 0\np = q = 1",
        ),
        "",
    ),
    ("t_from_0", adapts(steps="n_steps"), "no number"),
    ("t_behind", adapts(m_hat="m / (1 - beta1 ** max(t - 1, 1))",
                        s_hat="s / (1 - beta2 ** max(t - 1, 1))"), "one step behind"),
    ("t_ahead", adapts(steps="2, n_steps + 2"), "one step ahead"),
    ("t_stays_1", adapts(m_hat="m / (1 - beta1)", s_hat="s / (1 - beta2)"), "grow"),
    ("t_last", adapts(m_hat="m / (1 - beta1**n_steps)", s_hat="s / (1 - beta2**n_steps)"), ""),
    ("no_correction", adapts(m_hat="m", s_hat="s"), "begin at 0"),
    ("m_not_corrected", adapts(m_hat="m"), ""),
    ("s_not_corrected", adapts(s_hat="s"), ""),
    ("correction_multiplied", adapts(m_hat="m * (1 - beta1**t)", s_hat="s * (1 - beta2**t)"), ""),
    ("correction_multiplied", adapts(m_hat="m * (1 - beta1**t)"), ""),
    ("correction_multiplied", adapts(s_hat="s * (1 - beta2**t)"), ""),
    ("correction_multiplied",
     adapts(w=SHORT.format(rate="(1 - beta1**t) / np.sqrt(1 - beta2**t)")), ""),
    ("correction_stored", adapts(m_hat="m = m / (1 - beta1**t)", s_hat="s = s / (1 - beta2**t)"),
     "once more"),
    ("correction_stored", adapts(m_hat="m = m / (1 - beta1**t)"), ""),
    ("correction_stored", adapts(s_hat="s = s / (1 - beta2**t)"), ""),
    ("correction_by_t", adapts(m_hat="m / (1 - beta1 * t)", s_hat="s / (1 - beta2 * t)"), ""),
    ("correction_by_t", adapts(m_hat="m / (1 - beta1)**t", s_hat="s / (1 - beta2)**t"), ""),
    ("correction_by_t", adapts(s_hat="s / (1 - beta2 * t)"), ""),
    ("correction_by_t", adapts(m_hat="m / (1 + beta1**t)", s_hat="s / (1 + beta2**t)"), ""),
    ("correction_by_t", adapts(m_hat="m / 1 - beta1**t", s_hat="s / 1 - beta2**t"), "brackets"),
    ("t_behind", adapts(s_hat="s / (1 - beta2 ** max(t - 1, 1))"), ""),
    ("t_from_0+too_many_rows", adapts(steps="n_steps + 1"), ""),
    ("correction_outside_root",
     adapts(w=SHORT.format(rate="(1 - beta2**t) / (1 - beta1**t)")), ""),
    ("correction_outside_root",
     adapts(s_hat="np.sqrt(s) / (1 - beta2**t)").replace(ROOT, "s_hat"), ""),
    ("epsilon_hat", adapts(w=SHORT.format(rate="np.sqrt(1 - beta2**t) / (1 - beta1**t)")),
     "short form"),
    ("epsilon_inside", adapts(w="w - learning_rate * m_hat / np.sqrt(s_hat + epsilon)"), "bracket"),
    ("epsilon_inside", adapts(w="w - learning_rate * m_hat / np.sqrt(s_hat + epsilon**2)"), ""),
    ("epsilon_inside", adapts(s_hat="(s + epsilon) / (1 - beta2**t)",
                              w="w - learning_rate * m_hat / np.sqrt(s_hat)"), ""),
    ("epsilon_added", adapts(w="w - learning_rate * m_hat / np.sqrt(s_hat) + epsilon"), "brackets"),
    ("epsilon_added", adapts(w="w - learning_rate * (m_hat / np.sqrt(s_hat) + epsilon)"), ""),
    ("epsilon_forgotten", adapts(w="w - learning_rate * m_hat / np.sqrt(s_hat)"), ""),
    ("betas_swapped", "beta1, beta2 = beta2, beta1\n" + adapts(), "each other's place"),
    ("betas_swapped", adapts(m="beta2 * m + (1 - beta2) * g", s="beta1 * s + (1 - beta1) * g**2"),
     ""),
    ("betas_swapped", adapts(m_hat="m / (1 - beta2**t)", s_hat="s / (1 - beta1**t)"), ""),
    ("one_beta", "beta2 = beta1\n" + adapts(), "does the other's work"),
    ("one_beta", "beta1 = beta2\n" + adapts(), ""),
    ("one_beta", adapts(m="beta2 * m + (1 - beta2) * g"), ""),
    ("one_beta", adapts(s="beta1 * s + (1 - beta1) * g**2"), ""),
    ("one_beta", adapts(s="beta2 * s + (1 - beta1) * g**2"), ""),
    ("one_beta", adapts(m="beta1 * m + (1 - beta2) * g"), ""),
    ("one_beta", adapts(m_hat="m / (1 - beta2**t)"), ""),
    ("one_beta", adapts(s_hat="s / (1 - beta1**t)"), ""),
    ("defaults_fixed", "beta1, beta2 = 0.9, 0.999\n" + adapts(), "whatever the caller"),
    ("defaults_fixed", "beta1, beta2, epsilon = 0.9, 0.999, 1e-8\n" + adapts(), ""),
    ("square_of_mean", adapts(s="beta2 * s + (1 - beta2) * m**2"), "mean of their squares"),
    ("square_of_mean", adapts(s="(beta2 * s + (1 - beta2) * g) ** 2"), ""),
    ("square_of_mean", adapts(s_hat="m_hat**2"), ""),
    ("square_of_mean", adapts(s="beta2 * s + (1 - beta2) * (m / (1 - beta1**t)) ** 2"), ""),
    ("variance", adapts(s="beta2 * s + (1 - beta2) * (g - m) ** 2"), "AdaBelief"),
    ("means_begun", adapts(g="gradient(w)\nif t == 1: m = g"), "begin with the first slope"),
    ("means_begun", adapts(g="gradient(w)\nif t == 1: m, s = g, g * g"), ""),
    ("means_begun", adapts(g="gradient(w)\nif t == 1: m, s = g, g * g", m_hat="m", s_hat="s"), ""),
    ("changed_line", adapts(s="beta2 * m + (1 - beta2) * g**2"), "the s from before"),
    ("absolute", adapts(s="beta2 * s + (1 - beta2) * np.abs(g)"), ""),
    ("absolute", adapts(s="beta2 * s + (1 - beta2) * np.abs(g)").replace(ROOT, "s_hat"), ""),
    ("not_squared", adapts(s="beta2 * s + (1 - beta2) * g"), ""),
    ("one_scale", adapts(s="beta2 * s + (1 - beta2) * np.sum(g**2)"), "one number"),
    ("one_scale", adapts(s="beta2 * s + (1 - beta2) * np.mean(g**2)"), ""),
    ("no_root", adapts().replace(ROOT, "s_hat"), "not by its root"),
    ("root_of_m", adapts(w="w - learning_rate * np.sqrt(m_hat) / (np.sqrt(s_hat) + epsilon)"), ""),
    ("root_of_m", adapts().replace(ROOT, "np.sqrt(m_hat)"), ""),
    ("root_of_m", adapts(w="w - learning_rate * np.sqrt(m_hat / (s_hat + epsilon))"), ""),
    ("m_not_averaged", adapts(m="beta1 * m + g"), ""),
    ("s_not_averaged", adapts(s="beta2 * s + g**2"), ""),
    ("not_averaged", adapts(m="beta1 * m + g", s="beta2 * s + g**2"), "mean of ones"),
    ("shares_exchanged", adapts(m="(1 - beta1) * m + beta1 * g"), ""),
    ("shares_exchanged", adapts(s="(1 - beta2) * s + beta2 * g**2"), ""),
    ("shares_exchanged", adapts(m="(1 - beta1) * m + beta1 * g",
                                s="(1 - beta2) * s + beta2 * g**2"), ""),
    ("shared_array", in_turns(
        "g = gradient(w)\nm *= beta1\nm += (1 - beta1) * g\ns *= beta2\ns += (1 - beta2) * g**2\n"
        "m_hat = m / (1 - beta1**t)\ns_hat = s / (1 - beta2**t)\n"
        "w = w - learning_rate * m_hat / (np.sqrt(s_hat) + epsilon)\npath.append(w)",
        "w = start.astype(float)\nm = s = np.zeros_like(w)"), "two names"),
    ("means_late", in_turns(
        "w = w - learning_rate * m / (1 - beta1**t) / (np.sqrt(s / (1 - beta2**t)) + epsilon)\n"
        "path.append(w)\ng = gradient(w)\nm = beta1 * m + (1 - beta1) * g\n"
        "s = beta2 * s + (1 - beta2) * g**2",
        "w = start.astype(float)\nm = s = 0 * w"), "comes\nfirst|first in a turn"),
    ("means_late", adapts(m_hat="old / (1 - beta1**t)", g="gradient(w)\nold = m"), ""),
    ("no_memory", adapts(m="(1 - beta1) * g", s="(1 - beta2) * g**2"), "anew"),
    ("adagrad", adapts(m_hat="g", s="s + g**2", s_hat="s"), "AdaGrad"),
    ("adagrad", adapts(s="s + g**2", s_hat="s"), ""),
    ("adagrad", adapts(s="s + g**2"), ""),
    ("rmsprop", adapts(m_hat="g", s_hat="s"), "RMSProp"),
    ("slope_for_mean", adapts(m_hat="g"), ""),
    ("no_scale", adapts(w="w - learning_rate * m_hat"), "momentum"),
    ("no_scale", adapts(w="w - learning_rate * m"), ""),
    ("no_scale", adapts(m="beta1 * m + g", w="w - learning_rate * m"), ""),
    ("upside_down", adapts(w="w - learning_rate * (np.sqrt(s_hat) + epsilon) / m_hat"), ""),
    ("amsgrad",
     "top = 0\n" + adapts(s_hat="0\ntop = np.maximum(top, s)\ns_hat = top / (1 - beta2**t)"),
     "AMSGrad"),
    ("nadam", adapts(m_hat="(beta1 * m + (1 - beta1) * g) / (1 - beta1**t)"), "Nadam"),
    ("remembers",
     "global m, s\n" + adapts().replace("m = s = 0.0", "m = s = globals().get('m', 0)"),
     "made outside"),
    ("exception", in_turns("w = [x / (1 - beta1**t) for x in w]", "w = start.tolist()",
                           steps="n_steps"), "when is it 0"),
    ("changed_line", adapts().replace("epsilon)", "1e-8)"), "ε is taken to be"),
    ("no_correction+epsilon_inside",
     adapts(w="w - learning_rate * m / np.sqrt(s + epsilon)"), "begin at 0"),
):  # fmt: skip
    add(adam, ADAM_HEAD, slug, body, says)
