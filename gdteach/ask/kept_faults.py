"""The mistakes in what a walk hands back, as data: rows missing, twice, alike, on their side."""

from __future__ import annotations

from gdteach.ask import keeping
from gdteach.ask.faults import Fault

_ALL_ALIKE = (
    "All your rows show one point, {last}: the list holds the same array again and again, and each "
    "change in place (`-=` is one) moves every entry. What would `w = w - ...` or `w.copy()` "
    "do instead?"
)
KEEP_FAULTS = (
    *(
        Fault(
            "start_missing",
            "The start is missing: your first row is {first}, and the walk begins at {start}. "
            "Does your first record come before the ball moves or after?",
            {"keep": keep},
        )
        for keep in (keeping.no_start, keeping.no_start_then_one_more, keeping.no_start_then_zeros)
    ),
    *(
        Fault(
            "start_twice",
            "Your first two rows are both the start, so the list runs one step behind the ball. "
            "Inside your loop, which comes first: the step, or the record of it?",
            {"keep": keep},
        )
        for keep in (keeping.start_twice, keeping.start_twice_then_all)
    ),
    Fault(
        "too_many_rows",
        "You return {rows} rows, and the start with {n_steps} steps makes {wanted}: the ball took "
        "a step that nobody asked for. How many times does your loop go round?",
        {"keep": keeping.one_row_more},
    ),
    Fault(
        "too_few_rows",
        "You return {rows} rows, and the start with {n_steps} steps makes {wanted}: the last "
        "point is missing. How many times does your loop go round, and when does it record?",
        {"keep": keeping.one_row_less},
    ),
    Fault(
        "row_unfilled",
        "Your last row is still zero, so the picture would end with a jump to the origin. "
        "Which step is the last that your loop takes?",
        {"keep": keeping.last_row_empty},
    ),
    *(
        Fault(
            "returned_early",
            "Your function returns after its first step, and {n_steps} steps were asked for. "
            "How far is `return` indented: inside the loop, or after it?",
            {"keep": keep},
        )
        for keep in (keeping.first_step_only, keeping.first_point_only)
    ),
    Fault(
        "steps_not_recorded",
        "You return the start and none of the {n_steps} steps. Is each new point recorded inside "
        "the loop, and does the loop come before `return`?",
        {"keep": keeping.start_only},
        alone=True,
    ),
    *(
        Fault(
            "only_last",
            "You return the last point alone, so the walk that led there is lost. Where could "
            "each point be kept as the ball passes?",
            {"keep": keep},
        )
        for keep in (keeping.last_point, keeping.last_row)
    ),
    *(
        Fault("history_aliased", _ALL_ALIKE, {"keep": keep})
        for keep in (
            keeping.all_the_end,
            keeping.start_then_the_end,
            keeping.all_the_end_no_start,
        )
    ),
    Fault(
        "start_mutated",
        "Your first row should be the start, {start}, and shows {first}: the start itself was "
        "moved in place (`-=` does that) after it was recorded. What would `start.copy()` change?",
        {"keep": keeping.start_overwritten},
    ),
    Fault(
        "flattened",
        "Your numbers stand in one long row, and the check looks for one row per point: shape "
        "{wanted_shape}. What does `np.append` do when it is not told an axis?",
        {"keep": keeping.flattened},
    ),
    Fault(
        "transposed",
        "Your array lies on its side: one row per coordinate, where the check looks for one row "
        "per point, shape {wanted_shape}. Which of its two axes should count the steps?",
        {"keep": keeping.transposed},
    ),
)
