"""Gradients of a squared error, and of one layer of a network, as learners write them."""

from tests.exercise_programs import Programs, in_a_cell

squares = Programs("training/mse_gradient")
layers = Programs("training/first_layer")


def add(table, head, slug, body, says=""):
    name = f"<{table.exercise} {len(table.rows)}>"
    table.add(slug, in_a_cell(body, name, head), says)


# The mean squared error ---------------------------------------------------------------------------

SQUARES_HEAD = "def mse_gradient(w, x, y):"
RESIDUAL = "r = w[0] * x + w[1] - y\n"
LOOP = "a, b = w\nga = gb = 0\nfor i in range(len(x)):\n    r = a * x[i] + b - y[i]\n"
MATRIX = "A = np.column_stack([x, np.ones(len(x))])\n"

for slug, body, says in (
    ("", RESIDUAL + "return np.array([2 * np.mean(r * x), 2 * np.mean(r)])", ""),
    ("", LOOP + "    ga += 2 * r * x[i] / len(x)\n    gb += 2 * r / len(x)\nreturn [ga, gb]", ""),
    ("", MATRIX + "return 2 / len(x) * A.T @ (A @ w - y)", ""),
    ("", "r = y - np.polyval(w, x)\nreturn (-2 * (r * x).mean(), -2 * r.mean())", ""),
    (
        "",
        "a, b = w\nm = x.size\nreturn 2 / m * np.array(["
        "a * (x**2).sum() + b * x.sum() - x @ y, a * x.sum() + b * m - y.sum()])",
        "",
    ),
    (
        "",
        "f = lambda w: np.mean((w[0] * x + w[1] - y) ** 2)\n"
        "return [(f(w + h) - f(w - h)) / 2e-5 for h in 1e-5 * np.eye(2)]",
        "",
    ),
    ("two_missing", RESIDUAL + "return np.array([np.mean(r * x), np.mean(r)])", r"\(2\.25, 0\.5\)"),
    ("two_missing", MATRIX + "return A.T @ (A @ w - y) / len(x)", "half"),
    ("sum_for_mean", RESIDUAL + "return 2 * np.array([r @ x, r.sum()])", r"\(18, 4\)"),
    ("sum_for_mean", LOOP + "    ga += 2 * r * x[i]\n    gb += 2 * r\nreturn [ga, gb]", ""),
    ("two_and_mean", LOOP + "    ga += r * x[i]\n    gb += r\nreturn np.array([ga, gb])", ""),
    ("sign", "r = y - (w[0] * x + w[1])\nreturn [2 * np.mean(r * x), 2 * np.mean(r)]", "y −"),
    (
        "intercept_forgotten",
        "r = w[0] * x - y\nreturn np.array([2 * np.mean(r * x), 2 * np.mean(r)])",
        "",
    ),
    ("input_forgotten", RESIDUAL + "return np.array([2 * np.mean(r), 2 * np.mean(r)])", "x times"),
    ("b_like_a", RESIDUAL + "return np.array([2 * np.mean(r * x)] * 2)", "every prediction"),
    ("swapped", RESIDUAL + "return np.array([2 * np.mean(r), 2 * np.mean(r * x)])", r"\(1, 4\.5\)"),
    ("swapped", "A = np.column_stack([np.ones(len(x)), x])\n"
     "return 2 / len(x) * A.T @ (A @ w[::-1] - y)", ""),
    (
        "means_multiplied",
        RESIDUAL + "return np.array([2 * np.mean(r) * np.mean(x), 2 * np.mean(r)])",
        r"\(1\.5, 1\)",
    ),
    ("targets_forgotten", "p = w[0] * x + w[1]\nreturn [2 * np.mean(p * x), 2 * p.mean()]", ""),
    ("last_example", LOOP + "    g = np.array([2 * r * x[i], 2 * r])\nreturn g", r"\(8, 4\)"),
    ("last_example", LOOP + "    g = np.array([2 * r * x[i], 2 * r]) / len(x)\nreturn g", ""),
    ("first_example", LOOP + "    ga += 2 * r * x[i]\n    gb += 2 * r\n    return [ga, gb]", ""),
    (
        "first_example",
        LOOP + "    ga += 2 * r * x[i]\n    gb += 2 * r\n    return np.array([ga, gb]) / len(x)",
        "",
    ),
    (
        "rooted",
        RESIDUAL + "root = np.sqrt(np.mean(r**2))\nreturn [np.mean(r * x) / root, r.mean() / root]",
        "",
    ),
    (
        "residual_squared",
        "r = (w[0] * x + w[1] - y) ** 2\nreturn [2 * np.mean(r * x), 2 * np.mean(r)]",
        "",
    ),
    ("loss_returned", "return np.mean((w[0] * x + w[1] - y) ** 2)", "2.5"),
    ("one_fewer", RESIDUAL + "return 2 * np.array([r @ x, r.sum()]) / (len(x) - 1)", "m − 1"),
    # Slips that any exercise knows
    ("wrong_shape", RESIDUAL + "return 2 * np.mean(r * x)", "is asked for"),
    ("changed_line", RESIDUAL + "return [2 * np.mean(r * x), np.mean(r)]", "∂f/∂b is halved"),
    ("changed_line", RESIDUAL + "return [2 * np.mean(r * x), 0]", "taken to be 0"),
    ("changed_line", "b, a = w\nr = a * x + b - y\nreturn [2 * np.mean(r * x), 2 * r.mean()]",
     "other order"),
    ("changed_line", RESIDUAL + "r = abs(r)\nreturn [2 * np.mean(r * x), 2 * np.mean(r)]", "sign"),
    ("other_shape", MATRIX + "return 2 / len(x) * A.T @ (A @ w - y)[:, None]", r"\(2, 1\)"),
    ("nothing_returned", RESIDUAL + "print(2 * np.mean(r * x), 2 * np.mean(r))", ""),
    ("exception", "r = w[0] * z + w[1] - y\nreturn [2 * np.mean(r * z), 2 * np.mean(r)]", "'z'"),
    ("exception", MATRIX + "return 2 / len(x) * A @ (A @ w - y)", "shapes"),
    ("same_answer", "return np.zeros(2)", ""),
    ("ignored", "return np.polyfit(x, y, 1)", "`w`"),
):  # fmt: skip
    add(squares, SQUARES_HEAD, slug, body, says)

# One layer more -----------------------------------------------------------------------------------

LAYERS_HEAD = "def first_layer_gradient(X, A1, A2, P, Y, W2, W3):"


def passes(
    D3="(P - Y) / len(X)",
    D2="(D3 @ W3.T) * (1 - A2**2)",
    D1="(D2 @ W2.T) * (1 - A1**2)",
    returned="X.T @ D1",
):
    """Return the body of a program in the four lines of the solution."""
    return f"D3 = {D3}\nD2 = {D2}\nD1 = {D1}\nreturn {returned}"


def slopes(of):
    """Return the programs that have this for the slope of tanh: in both layers, and in either."""
    second = f"(D3 @ W3.T) * {of.format(a='A2')}"
    first = f"(D2 @ W2.T) * {of.format(a='A1')}"
    return passes(D2=second, D1=first), passes(D2=second), passes(D1=first)


BIRD_BY_BIRD = """
g = np.zeros((X.shape[1], A1.shape[1]))
for x, a1, a2, p, y in zip(X, A1, A2, P, Y):
    d2 = (W3 @ (p - y)) * (1 - a2**2)
    d1 = (W2 @ d2) * (1 - a1**2)
    g += np.outer(x, d1)
"""

for slug, body, says in (
    ("", passes(), ""),
    ("", passes(D3="P - Y", returned="np.dot(X.T, D1) / X.shape[0]"), ""),
    ("", passes(returned="(X.T @ D1).tolist()"), ""),
    ("", f"{BIRD_BY_BIRD}return g / len(X)", ""),
    ("", "return X.T @ ((((P - Y) / len(P)) @ W3.T * (1 - A2**2)) @ W2.T * (1 - A1**2))", ""),
    (
        "",
        "d3 = (P - Y).T / len(X)\nd2 = (W3 @ d3) * (1 - A2.T**2)\n"
        "d1 = (W2 @ d2) * (1 - A1.T**2)\nreturn (d1 @ X).T",
        "",
    ),
    ("", passes(D2="np.einsum('ik,jk->ij', D3, W3) * (1 - A2) * (1 + A2)"), ""),
    ("", passes(D1="D2 @ W2.T / np.cosh(np.arctanh(A1)) ** 2"), ""),
    ("no_slope_2", passes(D2="D3 @ W3.T"), "second"),
    ("no_slope_1", passes(D1="D2 @ W2.T"), "first"),
    ("no_slopes", passes(D2="D3 @ W3.T", D1="D2 @ W2.T"), "straight"),
    ("no_slopes", "return X.T @ ((P - Y) / len(X) @ (W2 @ W3).T)", "straight"),
    *(("slope_not_squared", body, "1 − a") for body in slopes("(1 - {a})")),
    *(("slope_of_sigmoid", body, "logistic") for body in slopes("{a} * (1 - {a})")),
    *(("slope_twice", body, "already") for body in slopes("(1 - np.tanh({a}) ** 2)")),
    ("no_mean", passes(D3="P - Y"), "sum"),
    ("no_mean", f"{BIRD_BY_BIRD}return g", "sum"),
    ("sign", passes(D3="(Y - P) / len(X)"), "Y − P"),
    ("sign_and_no_mean", passes(D3="Y - P"), "without the mean"),
    ("p_alone", passes(D3="P / len(X)"), "P/m"),
    ("p_times_one_minus_p", passes(D3="(P - Y) * P * (1 - P) / len(X)"), r"P\(1 − P\)"),
    ("p_times_one_minus_p", passes(D3="P * (1 - P) / len(X)"), r"P\(1 − P\)"),
    ("y_alone", passes(D3="-Y / len(X)"), "left out"),
    ("not_through_softmax", passes(D3="-Y / P / len(X)"), "softmax"),
    ("divided_by_all", passes(D3="(P - Y) / P.size"), "count of all"),
    ("divided_twice", passes(returned="X.T @ D1 / len(X)"), "twice"),
    ("divided_by_inputs", passes(D3="(P - Y) / X.shape[1]"), "columns"),
    ("brackets", passes(D2="D3 @ W3.T * 1 - A2**2", D1="D2 @ W2.T * 1 - A1**2"), "brackets"),
    ("brackets", passes(D2="D3 @ W3.T * 1 - A2**2"), "brackets"),
    ("other_slope", slopes("(1 - {a}) ** 2")[0], "another function"),
    ("other_slope", slopes("(1 + {a}**2)")[0], "another function"),
    ("other_slope", slopes("({a} > 0)")[0], "another function"),
    ("one_example", passes(returned="X[:1].T @ D1[:1]"), "one example"),
    ("one_example", "m = len(X)\nfor x, a1, a2, p, y in zip(X, A1, A2, P, Y):\n"
     "    d2 = (W3 @ (p - y)) * (1 - a2**2)\n    d1 = (W2 @ d2) * (1 - a1**2)\n"
     "    g = np.outer(x, d1) / m\nreturn g", "one example"),
    ("activation_in", passes(D1="(D2 @ W2.T) * (1 - A1**2) * A1"), "too many"),
    ("no_slope_1", passes(returned="X.T @ (D2 @ W2.T)"), "first"),
    ("other_layer", passes(returned="A1.T @ D2"), ""),
    ("other_layer", passes(returned="A2.T @ D3"), ""),
    ("slope_returned", passes(returned="D1"), ""),
    ("transposed", passes(returned="D1.T @ X"), "side"),
    ("intercept_returned", passes(returned="D1.sum(axis=0)"), "b1"),
    # Slips that any exercise knows
    ("changed_line", passes(D3="2 * (P - Y) / len(X)"), "doubled"),
    ("changed_line", passes("(P - Y) / len(X)", "(D3 @ W3.T) * np.sqrt(1 - A2**2)"), "root"),
    ("own_order", passes(D2="(D3 @ W3.T) * (1 - A1**2)", D1="(D2 @ W2.T) * (1 - A2**2)"), "`A2`"),
    ("own_order", passes(D2="(D3 @ W2.T) * (1 - A2**2)", D1="(D2 @ W3.T) * (1 - A1**2)"), "`W3`"),
    ("exception", passes(D1="(D2 @ W2) * (1 - A1**2)"), "line 4"),
    ("exception", passes(D2="D3 * (1 - A2**2)"), "line 3"),
    ("wrong_shape", passes(returned="A1.T @ D1"), r"\(1, 2\) is asked for"),
    ("nothing_returned", passes(returned="print(X.T @ D1)"), ""),
):  # fmt: skip
    add(layers, LAYERS_HEAD, slug, body, says)
