"""``tanya inbox``: what an operator sees of messages that nobody answered."""

from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from maintain.inbox_commands import app
from service.clock import utc_now
from service.errors import NotFound
from service.storage.database import Database
from service.updates.store import Incoming, store_update
from service.updates.work import bury_update, postpone_update
from tests.service.audit.records import entries


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A database with one dead message, written 27 hours ago."""
    made = Database(f"sqlite:///{tmp_path}/inbox.db")
    made.migrate()
    then = utc_now() - timedelta(hours=27, minutes=1)
    with made.write() as session:
        store_update(session, Incoming("telegram", "7", "1", "42", "text", "pesan rahasia"), then)
        postpone_update(session, 1, "KeyError", then)
        bury_update(session, 1, then)
    return made


def run(database: Database, *words: str) -> Result:
    """Run ``tanya inbox``; what fails is raised."""
    environment = {"DATABASE_URL": database.url, "COLUMNS": "200"}
    return CliRunner().invoke(app, words, env=environment, catch_exceptions=False)


def test_a_dead_message_is_listed_without_its_text(database: Database) -> None:
    """A terminal is looked at over the shoulder, and its output is pasted into tickets."""
    output = run(database, "list").output

    (line,) = [line for line in output.splitlines() if "dead" in line]
    assert [cell.strip() for cell in line.strip("│").split("│")] == [
        "1", "dead", "telegram", "text", "1 d 3 h", "1", "", "KeyError",
    ]  # fmt: skip
    assert "rahasia" not in output
    assert run(database).output == output


def test_the_text_is_shown_when_asked_for(database: Database) -> None:
    """Sometimes only the words tell what broke."""
    assert "pesan rahasia" in run(database, "list", "--text").output


def test_only_who_has_words_shown_is_recorded(database: Database) -> None:
    """A list of numbers is everyday work; what a citizen wrote is seen by nobody unrecorded."""
    run(database, "list")
    run(database, "list", "--text")

    (entry,) = (one for one in entries(database) if one.deed.startswith("inbox"))
    assert (entry.deed, entry.data) == ("inbox.read", '{"updates":[1]}')


def test_what_waits_is_listed_after_a_while(database: Database) -> None:
    """A message of this moment is no news."""
    with database.write() as session:
        incoming = Incoming("web", "w", "2", "43", "text", "halo")
        store_update(session, incoming, utc_now() - timedelta(minutes=80))

    assert "1 h 20 min" in run(database, "list").output
    assert "pending" not in run(database, "list", "--minutes", "90").output


def test_a_retry_leaves_nothing_dead(database: Database) -> None:
    """Whoever tried it sees that it is on its way."""
    assert "Message 2 is tried now" in run(database, "retry", "1").output
    assert "Nothing waits" in run(database, "list").output


def test_a_wrong_number_is_said(database: Database) -> None:
    """A typing mistake must not look like a success."""
    with pytest.raises(NotFound):
        run(database, "retry", "4711")
