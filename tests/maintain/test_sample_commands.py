"""``tanya sample``: drawn once, and told to people and programs."""

import csv
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from maintain.sample_commands import app
from service.clock import utc_now
from service.conversations.turns import TurnRecord, store_turn
from service.learning.sampling import week_before
from service.outcomes import AnsweredBy, Outcome
from service.storage.database import Database
from service.updates.store import Incoming, store_update
from service.updates.work import next_update


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A database with three messages of last week."""
    made = Database(f"sqlite:///{tmp_path}/sample.db")
    made.migrate()
    then = week_before(utc_now()) + timedelta(days=2)
    for number in range(3):
        with made.write() as session:
            incoming = Incoming("telegram", "7", str(number), str(number), "text", "apa itu spip")
            conversation = store_update(session, incoming, then)
            assert conversation is not None
            update = next_update(session, conversation, utc_now())
            assert update is not None
            outcome, by = Outcome.ANSWERED, AnsweredBy.RASA
            turn = TurnRecord(update.id, conversation, "text", "apa itu spip", outcome, by)
            store_turn(session, turn, then)
    return made


def run(database: Database, *words: str) -> Result:
    """Run ``tanya sample``; what fails is raised."""
    environment = {"DATABASE_URL": database.url, "COLUMNS": "200"}
    return CliRunner().invoke(app, words, env=environment, catch_exceptions=False)


def test_a_week_is_drawn_and_stays(database: Database) -> None:
    """By the command and its day alike."""
    day = f"{week_before(utc_now()) + timedelta(days=3):%Y-%m-%d}"
    first = run(database, "draw").output

    assert "3 of 3 messages, seed" in first
    assert run(database, "draw", "--week", day, "--size", "1").output == first


def test_weeks_are_told(database: Database) -> None:
    """To people, as JSON and as CSV; before the first draw, what to do."""
    assert "tanya sample draw" in run(database, "show").output
    run(database, "draw")

    (row,) = json.loads(run(database, "show", "--json").output)
    (line,) = csv.DictReader(StringIO(run(database, "show", "--csv").output))
    assert (row["drawn"], row["open"], row["right"]) == (3, 3, None)
    assert (line["drawn"], line["right"]) == ("3", "")
    assert "0 of 3 judged, 3 open, 0 gone" in run(database, "show").output


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_week_that_no_message_has_is_refused(database: Database, day: str) -> None:
    """In words, where the calendar itself would break."""
    refused = run(database, "draw", "--week", day)

    assert refused.exit_code == 2
    assert "older than" in refused.output or "not over" in refused.output
