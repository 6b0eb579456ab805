"""A learner's own copy, exported as HTML: stills and questions where live labs were, and no blanks.

Such a copy holds the state of its widgets, and nbconvert would sooner show those.
"""

import json
import re

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from traitlets.config import Config

from tests.clean_environment import ROOT

SETTINGS = json.loads((ROOT / "gdteach" / "jupyter_settings.json").read_text(encoding="utf-8"))
VIEW = "application/vnd.jupyter.widget-view+json"
CELLS = [
    "import gdteach as gd, ipywidgets",
    "gd.DescentLab('parabola')",
    "gd.predict('algorithm/first_step')",
    "gd.FoolingTable()",
    "ipywidgets.IntSlider()",
]


@pytest.fixture(scope="module")
def copy():
    """A notebook as it was saved after a run."""
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(ROOT)}}).execute()
    assert notebook.metadata.widgets
    return notebook


def outputs(page):
    """Return the outputs of an exported page, in order."""
    return re.split(r'class="[^"]*jp-OutputArea-output', page)[1:]


def test_what_has_a_still_or_a_page_shows_it(copy):
    page, _ = HTMLExporter(config=Config(SETTINGS)).from_notebook_node(copy)
    lab, question, table, slider = outputs(page)
    assert "data:image/png;base64," in lab
    assert "Which tests are fooled?" in table
    assert "data:image/png" not in question
    assert len(re.sub(r"<[^>]*>", "", question).strip()) > 100
    assert not any(VIEW in output for output in (lab, question, table))
    assert VIEW in slider  # one of anybody's, which has no picture


def test_nothing_but_the_place_of_the_widgets_is_another(copy):
    usual = HTMLExporter().default_config.NbConvertBase.display_data_priority
    ours = SETTINGS["WidgetsDataTypeFilter"]["display_data_priority"]
    assert [kind for kind in ours if kind != VIEW] == [kind for kind in usual if kind != VIEW]
    assert ours.index(VIEW) == len(ours) - 2
