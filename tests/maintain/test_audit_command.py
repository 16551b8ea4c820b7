"""``tanya audit``: what the timer at night runs."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from maintain.__main__ import app
from service.storage.database import Database
from service.updates.store import Incoming, store_update


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """An empty database."""
    made = Database(f"sqlite:///{tmp_path}/audit.db")
    made.migrate()
    return made


def run(database: Database, *words: str) -> Result:
    """Run ``tanya audit``."""
    return CliRunner().invoke(app, ["audit", *words], env={"DATABASE_URL": database.url})


def test_all_is_well(database: Database) -> None:
    """A timer mails nothing when the status is 0."""
    result = run(database)

    assert result.exit_code == 0
    assert "nothing is lost" in result.output


def test_a_lost_message_is_named_and_the_status_is_one(database: Database) -> None:
    """The timer's mail must say which row to look at."""
    with database.write() as session:
        incoming = Incoming("telegram", "7", "1", "42", "text", "halo")
        store_update(session, incoming, datetime(2026, 1, 1, tzinfo=UTC))

    plain, as_json = run(database), run(database, "--json")

    assert plain.exit_code == as_json.exit_code == 1
    assert "a message has no outcome yet: updates 1" in plain.output
    assert json.loads(as_json.output) == [
        {"rule": "a message has no outcome yet", "table": "updates", "ids": [1]}
    ]
