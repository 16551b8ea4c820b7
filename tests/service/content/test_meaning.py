"""The lines that weigh a message's meaning at the door."""

import json
import shutil
from pathlib import Path

import pytest

from doubles.knowledge import CONTENT
from service.content.encoder import DIMENSIONS
from service.content.entries import Problems
from service.content.meaning import NAME, is_current, read_meaning, write_meaning
from service.door.meaning import Question


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder with nothing but the door's examples."""
    for name in ("accusations.yml", "distress.yml"):
        shutil.copy(CONTENT / name, tmp_path)
    return tmp_path


def test_what_is_served_was_learnt_from_the_examples_as_they_are() -> None:
    """Whoever adds an example runs ``tanya meaning`` as well."""
    assert is_current(CONTENT)


def test_each_question_has_its_line() -> None:
    """A question without one would silently be left to the words."""
    problems = Problems()
    lines = read_meaning(CONTENT, problems)

    assert problems.lines == []
    assert {key: len(line) for key, line in lines.items()} == dict.fromkeys(
        Question, DIMENSIONS + 1
    )


def test_a_new_example_makes_the_lines_old(folder: Path) -> None:
    """So that the test above can fail."""
    write_meaning(folder, {"accuses": [0.0] * (DIMENSIONS + 1)})
    assert is_current(folder)

    with (folder / "accusations.yml").open("a", encoding="utf-8") as file:
        file.write('  - "satu lagi"\n')

    assert not is_current(folder)


@pytest.mark.parametrize(
    "written",
    [
        "{",
        "[]",
        json.dumps({"lines": {"accuses": ["a"]}}),
        json.dumps({"lines": {"accuses": [0.1] * 3}}),
    ],
)
def test_a_broken_file_is_named(folder: Path, written: str) -> None:
    """The gateway must not start with a door that reads nothing."""
    (folder / NAME).write_text(written, encoding="utf-8")
    problems = Problems()

    read_meaning(folder, problems)

    assert len(problems.lines) == 1
    assert NAME in problems.lines[0]


def test_a_missing_file_is_named(folder: Path) -> None:
    """With what to do next."""
    problems = Problems()

    assert read_meaning(folder, problems) == {}
    assert "tanya meaning" in problems.lines[0]
