"""What notebook 03's second exercise gives: the logs of three runs on parabolas ½Lw².

Each step multiplies w by 1 − ηL, and so f by (1 − ηL)².
"""

_FACTORS = {"A": 0.6, "B": -0.6, "C": -1.1}  # 1 − ηL of each run
_LINES = 5
_FIRST = 100.0  # f at the start


def loss_logs() -> dict[str, str]:
    """Return the logs of three runs on parabolas: heights to two decimals, signs of the slopes.

    Examples
    --------
    >>> print(loss_logs()["A"])
    f  100.00   36.00   12.96    4.67    1.68   slope  + + + + +
    """
    logs = {}
    for letter, factor in _FACTORS.items():
        heights = "".join(f"{_FIRST * factor ** (2 * t):8.2f}" for t in range(_LINES))
        signs = " ".join("+" if factor**t > 0 else "−" for t in range(_LINES))
        logs[letter] = f"f{heights}   slope  {signs}"
    return logs
