"""Measuring what the door does with accusations and stories."""

import json
from pathlib import Path
from typing import Any

import pytest

from maintain.accusing import (
    Tally,
    judge_line,
    read_lines,
    reads_accusations,
    report_lines,
)
from maintain.asking import Asked
from maintain.evaluating import QuestionsUnreadable
from service.paths import ROOT

QUESTIONS = ROOT / "tests" / "questions"
STORY = {
    "id": "s1",
    "against": "village",
    "expect": ["lapor-dana-desa"],
    "messages": [
        {"text": "mau lapor", "held": False},
        {"text": "pak Slamet", "held": True},
        {"text": "80 juta", "held": True},
    ],
}
SINGLE = {"text": "kades kami maling", "accuses": True, "expect": ["lapor-dana-desa"], "more": 1}


def file_of(folder: Path, *lines: Any) -> Path:
    """Write lines into a file."""
    path = folder / "lines.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def asked(kind: str, topic: str | None = None) -> Asked:
    """Return what the bot made of a message."""
    return Asked("", "answered", topic, [], 1.0, None, "ok", "", [], "gateway", [], kind)


def test_files_are_known_by_their_keys(tmp_path: Path) -> None:
    """Whoever measures gives a file and no option; a file of questions stays one."""
    assert reads_accusations(file_of(tmp_path, SINGLE))
    assert reads_accusations(file_of(tmp_path, STORY))
    assert not reads_accusations(QUESTIONS / "development.jsonl")
    assert not reads_accusations(tmp_path / "nothing")


def test_the_files_in_the_project_can_be_read() -> None:
    """A broken line would be found only by whoever measures next."""
    singles = read_lines(QUESTIONS / "accusations.jsonl")
    stories = read_lines(QUESTIONS / "stories.jsonl")

    assert sum(line.held[0] for line in singles) >= 300
    assert sum(not line.held[0] for line in singles) >= 300
    assert len(stories) >= 60


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    """ "Something is wrong somewhere" helps nobody."""
    with pytest.raises(QuestionsUnreadable, match=r":2: expected text and accuses"):
        read_lines(file_of(tmp_path, SINGLE, {"text": "x"}))


def test_shares_count_messages_and_the_newest_channel(tmp_path: Path) -> None:
    """Half a story held is half a story read by somebody."""
    story, single = read_lines(file_of(tmp_path, STORY, SINGLE))
    tally = Tally()

    judge_line(tally, story, [asked("text"), asked("text"), asked("accusation", "wbs-cara-lapor")])
    judge_line(tally, single, [asked("accusation", "lapor-dana-desa")])

    figures = tally.figures()
    assert figures["particulars held"]["all"]["good"] == 1
    assert figures["particulars held"]["village"]["n"] == 2
    assert figures["harmless messages held"]["all"]["good"] == 0
    assert figures["noticed"]["all"]["share"] == 1.0
    assert figures["right channel of the noticed"]["all"]["good"] == 1
    assert any("led to wbs-cara-lapor" in line for line in report_lines(figures))
