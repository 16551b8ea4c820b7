"""``tanya review``: yesterday's mistakes in a terminal, and as lines for a program."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from maintain.review_command import review
from service.clock import utc_now
from service.conversations.turns import TurnRecord, store_turn
from service.outcomes import AnsweredBy, Outcome
from service.storage.database import Database
from service.updates.store import Incoming, store_update
from service.updates.work import next_update
from tests.service.audit.records import entries

TEXTS = ("biaya magang berapa", "biaya magang brp", "xyz")


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A database with three messages of yesterday that were not understood."""
    made = Database(f"sqlite:///{tmp_path}/review.db")
    made.migrate()
    then = utc_now() - timedelta(days=1)
    for number, text in enumerate(TEXTS):
        with made.write() as session:
            incoming = Incoming("telegram", "7", str(number), str(number), "text", text)
            conversation = store_update(session, incoming, then)
            assert conversation is not None
            update = next_update(session, conversation, utc_now())
            assert update is not None
            missed, by = Outcome.NOT_UNDERSTOOD, AnsweredBy.RASA
            turn = TurnRecord(update.id, conversation, "text", text, missed, by)
            store_turn(session, turn, then)
    return made


def run(database: Database, *words: str) -> Result:
    """Run ``tanya review``; what fails is raised."""
    app = typer.Typer()
    app.command()(review)
    environment = {"DATABASE_URL": database.url, "COLUMNS": "200"}
    return CliRunner().invoke(app, words, env=environment, catch_exceptions=False)


def test_alike_questions_are_one_entry(database: Database) -> None:
    """And that they were read is recorded."""
    output = run(database).output

    assert "2 x, harm 4: not_understood 2" in output
    assert "  1 x biaya magang brp" in output
    assert "3 messages in 2 groups, 2 shown." in output
    assert [one.deed for one in entries(database)][-1] == "review.listed"


def test_lines_for_a_program(database: Database) -> None:
    """One object a group."""
    lines = [json.loads(line) for line in run(database, "--json").output.splitlines()]

    assert [len(line["messages"]) for line in lines] == [2, 1]
    assert lines[0]["messages"][0]["outcome"] == "not_understood"


def test_other_days_have_nothing(database: Database) -> None:
    """From today on there was none."""
    today = f"{utc_now() + timedelta(days=1):%Y-%m-%d}"

    assert "0 messages in 0 groups" in run(database, "--since", today).output
