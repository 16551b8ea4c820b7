"""What messages do, as maintainers write it: enough of each, and nothing of what measures it."""

import json
from pathlib import Path

import pytest
import yaml

from doubles.knowledge import CONTENT
from service.content.entries import Problems
from service.content.folder import read_slang
from service.content.move_examples import MOVES, NAME, read_moves
from service.paths import ROOT
from service.text import normalise

QUESTIONS = ROOT / "tests" / "questions"
OTHERS = ("conversations_kinds", "personal_data")  # these measure no understanding


def texts_in(value: object) -> list[str]:
    """Return every text of a measuring line, wherever it stands."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        said = ("text", "messages", "turns", "say", "edit", "caption")
        return [text for key in said for text in texts_in(value.get(key))]
    return [text for one in value for text in texts_in(one)] if isinstance(value, list) else []


def test_the_messages_are_enough_of_each_move() -> None:
    """Too few would be a classifier that guesses."""
    problems = Problems()

    moves = read_moves(CONTENT, problems)

    assert problems.lines == []
    assert set(moves) == set(MOVES)
    assert sum(map(len, moves.values())) >= 1800


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(QUESTIONS.glob("*.jsonl")) if not path.name.startswith(OTHERS)],
    ids=lambda path: path.stem,
)
def test_no_measuring_message_is_learnt(path: Path) -> None:
    """A message that was learnt measures nothing."""
    problems = Problems()
    slang = read_slang(CONTENT, problems)
    learnt = {
        normalise(text, slang) or text
        for texts in read_moves(CONTENT, problems).values()
        for text in texts
    }
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]

    measuring = {normalise(text, slang) or text for line in lines for text in texts_in(line)}

    assert measuring & learnt == set()


@pytest.mark.parametrize("text", [None, "person: []", "- a list", "a: ["])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str | None) -> None:
    """Nothing is learnt then, and whoever checks the content must hear of it."""
    if text is not None:
        (tmp_path / NAME).write_text(text, encoding="utf-8")
    problems = Problems()

    assert read_moves(tmp_path, problems) == {}
    assert [NAME in line for line in problems.lines] == [True]


def test_a_message_of_two_moves_and_a_short_list_are_named(tmp_path: Path) -> None:
    """Both teach something wrong."""
    lists = dict.fromkeys(MOVES, "batal\n")
    (tmp_path / NAME).write_text(yaml.safe_dump(lists), encoding="utf-8")
    problems = Problems()

    read_moves(tmp_path, problems)

    said = "\n".join(map(str, problems.lines))
    assert "is both person and ticket: 'batal'" in said
    assert "person: 1 messages, at least 20" in said
