"""What is left of labs that were made again and again, as a learner runs a cell."""

import gc
import tracemalloc

from matplotlib.backends.backend_agg import RendererAgg

import gdteach as gd


def made():
    lab = gd.DescentLab("himmelblau", gd.quadratic_bowl(10.0), learning_rate=0.01)
    lab._repr_mimebundle_()  # as a cell shows it
    return lab


def test_a_closed_lab_keeps_less_than_a_megabyte_even_if_it_is_held():
    made().close()  # with what is worked out once, for all labs
    tracemalloc.start()
    held = []  # as IPython holds the outputs of cells
    for _ in range(5):
        held.append(made())
        held[-1].close()
    gc.collect()
    while_held, _ = tracemalloc.get_traced_memory()
    held.clear()
    gc.collect()
    left, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert while_held / 5 < 1e6
    assert left / 5 < 1e5


def test_an_open_lab_holds_no_pixels_but_those_of_its_picture():
    def renderers():
        gc.collect()
        return sum(isinstance(each, RendererAgg) for each in gc.get_objects())

    before = renderers()
    lab = made()
    lab.objective = lab.menu[1]
    assert renderers() == before


def test_a_still_leaves_no_pixels_for_python_to_tidy_up():
    lab = made()
    gc.collect()
    gc.disable()
    try:
        tracemalloc.start()
        lab.player.still()
        left, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        gc.enable()
    assert left < 3e6  # no array of a number for each pixel and colour, which would be 4 MB
