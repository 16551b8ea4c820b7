"""The ``tanya`` command itself."""

import sys
from pathlib import Path

import pytest

from maintain.__main__ import main, print_report
from maintain.asking import Asked
from maintain.evaluating import Question, Report, judge
from service.storage.database import Database
from tests.service.audit.records import entries


def test_an_expected_failure_is_one_clear_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A maintainer is no programmer: no traceback, and a status that scripts see."""
    monkeypatch.setattr(sys, "argv", ["tanya", "evaluate", str(tmp_path / "none.jsonl")])

    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert said.startswith("tanya: ")
    assert "Traceback" not in said


@pytest.mark.parametrize("arguments", [[], ["a.jsonl", "--conversations", "b.jsonl"]])
def test_evaluate_wants_questions_or_conversations(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both at once would give two reports, none would give an empty one."""
    monkeypatch.setattr(sys, "argv", ["tanya", "evaluate", *arguments])

    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "--conversations" in capsys.readouterr().err


def test_a_wrong_conversation_is_told_before_anything_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Half a minute of waiting for a typing error is half a minute too much."""
    file = tmp_path / "c.jsonl"
    file.write_text('{"id": "a", "title": "b", "turns": [{"tell": "x"}]}')
    monkeypatch.setattr(sys, "argv", ["tanya", "evaluate", "--conversations", str(file)])

    with pytest.raises(SystemExit):
        main()
    assert "c.jsonl:1: turns[1].tell: no such key; allowed are say, " in capsys.readouterr().err


def test_a_broken_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A typing error in .env must be found without reading source."""
    monkeypatch.setenv("RASA_TIMEOUT", "sebentar")
    monkeypatch.setattr(sys, "argv", ["tanya", "migrate"])

    with pytest.raises(SystemExit):
        main()
    assert "RASA_TIMEOUT" in capsys.readouterr().err


def test_the_report_reads_well(capsys: pytest.CaptureFixture[str]) -> None:
    """Square brackets in a question are words and no markup."""
    asked = Asked(
        "t", "answered", "diklat", ["diklat"], 0.9, "diklat", "r", "[/b] apa", [], "rasa", []
    )
    print_report(Report([judge(Question("[/b] apa", ("spip",)), asked)]))

    said = capsys.readouterr().out
    assert "[/b] apa" in said
    assert "expected spip; got diklat (0.90)" in said


def test_what_a_command_does_is_recorded_with_whose_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several people share the machine, and one of them changed this."""
    url = f"sqlite:///{tmp_path}/main.db"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SUDO_USER", "rini")
    monkeypatch.setattr(sys, "argv", ["tanya", "migrate"])

    with pytest.raises(SystemExit) as ended:
        main()

    (entry,) = entries(Database(url))
    assert ended.value.code == 0
    assert (entry.deed, entry.actor, entry.operator, entry.channel) == (
        "schema.migrated",
        "operator",
        "rini",
        "command",
    )
