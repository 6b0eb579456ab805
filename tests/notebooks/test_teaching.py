"""TEACHING.md says something to every part of every notebook, and to nothing that is not there."""

import re

import pytest

from gdteach.ask.content import read as read_content
from gdteach.ask.question_bank import load_questions
from tests.clean_environment import ROOT
from tools.notebook_rules import code_cells, headings, minutes
from tools.refresh_notebooks import NOTEBOOKS, read, without_pixels
from tools.solutions import exercises
from tools.teaching import chapters, notes_for

SHELF = sorted(NOTEBOOKS.glob("*.ipynb"))
PREDICT = re.compile(r'gd\.predict\(\s*"([^"]+)"')
MAY_WAIT = re.compile(r"\((\d+) minutes, may wait\)")
NUMBER = re.compile(r"\d(?:[\d.]*\d)?")

each_notebook = pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)


def questions(notebook):
    return [name for cell in code_cells(notebook) for name in PREDICT.findall(cell.source)]


def test_each_notebook_has_its_chapter():
    assert list(chapters()) == [path.stem for path in SHELF]


@each_notebook
def test_all_that_a_notebook_has_is_named_once_and_nothing_else(path):
    notebook = read(path)
    there = [text for level, text, _ in headings(notebook) if level <= 2] + questions(notebook)
    there += [f"Exercise {name}" for _, name in exercises(notebook)]
    sections = chapters()[path.stem].sections
    named = [name for section in sections for name in [*section.titles, *section.entries]]
    assert sorted(named) == sorted(there)
    assert set(notes_for(path.stem)) == set(there)


@each_notebook
def test_nothing_is_named_without_a_word(path):
    for section in chapters()[path.stem].sections:
        assert section.note or section.entries, section.titles
        assert all(section.entries.values()), section.titles


@each_notebook
def test_the_minutes_are_those_of_the_notebook(path):
    notebook, chapter = read(path), chapters()[path.stem]
    assert chapter.minutes == minutes(notebook)
    counted = {"itself": 0, "exercises": 0}
    for section in chapter.sections:
        if waits := MAY_WAIT.search(section.titles[0]):
            assert section.minutes == int(waits[1])
        else:
            counted["exercises" if "Exercises" in section.titles else "itself"] += section.minutes
    assert "{itself} + {exercises}".format(**counted) == chapter.minutes


@each_notebook
def test_a_class_of_45_minutes_is_one(path):
    sections = chapters()[path.stem].sections
    assert 35 <= sum(section.of_45 for section in sections) <= 45
    assert all(section.of_45 <= section.minutes for section in sections)


@each_notebook
def test_each_answer_is_quoted_once_the_right_one_as_such(path):
    for name in questions(read(path)):
        asked, *bullets = (
            " ".join(part.split()) for part in notes_for(path.stem)[name].split("\n- ")
        )
        quoted = [re.match(r'"(.+?)": \S', bullet)[1] for bullet in bullets]
        right = re.search(r'\? Right: "(.+?)"\.$', asked)[1]
        options = load_questions()[name].options
        assert len(quoted) == len(options) - 1, name
        for option in options:
            assert right in option.text or not option.right, name
            found = [words for words in quoted if words in option.text.replace("`", "")]
            assert len(found) == (not option.right), (option.text, found)


@each_notebook
def test_every_number_stands_in_the_notebook_or_in_its_questions(path):
    def numbers(text):
        return set(NUMBER.findall(re.sub(r"(?<=\d)[ ,](?=\d{3}\b)", "", text)))

    notebook = read(path)
    topics = {name.split("/")[0] for name in questions(notebook)}
    known = [str(read_content(f"gdteach.course.{topic}", "content.toml")) for topic in topics]
    known.append(str(without_pixels(notebook)["cells"]))
    said = " ".join(f"{note} " for note in notes_for(path.stem).values())
    assert numbers(said.replace("45 minutes", "")) <= numbers(" ".join(known))


def test_a_class_on_a_hub_takes_what_was_measured():
    """Each number of the benchmark's table that the advice repeats is the table's own."""
    table = (ROOT / "benchmarks/README.md").read_text(encoding="utf-8")
    table = table.partition("<!-- hub -->")[2].partition("<!-- /hub -->")[0]
    text = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
    said = " ".join(text.partition("**What a learner takes.**")[2].partition("\n- **")[0].split())
    found = [
        re.search(pattern, table)[1]
        for pattern in (
            r"and (\d+) learners",
            r"slider to picture\*\* \| (\d+) ",
            r"p95 ≤ .* (\d+) ms\n",
            r"MB a learner: .* (\d+) MB\n",
            r"server \| (\d+) ",
            r"kernel \| (\d+) ",
        )
    ]
    wanted = (
        "with {} learners .* after {} ms, .* within {} ms, .* {} MB each: {} the .* {} the kernel"
    )
    assert re.search(wanted.format(*found), said)
    assert "nobody lost: met" in table
