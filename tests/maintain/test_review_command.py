"""``tanya review``: yesterday's mistakes in a terminal, and as lines for a program."""

import getpass
import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from doubles.passwords import CHEAP
from maintain.conversations.reading import read_conversations
from maintain.conversations.script import Expect
from maintain.review_applying import LinesRefused
from maintain.review_command import app
from service.clock import utc_now
from service.content.model import Content
from service.content.store import store_content
from service.conversations.turns import TurnRecord, store_turn
from service.errors import NotFound
from service.learning.label_kinds import TeachingRefused
from service.officers.accounts import add_officer
from service.officers.duty import give_role
from service.outcomes import AnsweredBy, Outcome, Role
from service.storage.database import Database
from service.updates.store import Incoming, store_update
from service.updates.work import next_update
from tests.service.audit.records import entries
from tests.service.harness import PASSWORD

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
    environment = {"DATABASE_URL": database.url, "COLUMNS": "200"}
    return CliRunner().invoke(app, list(words), env=environment, catch_exceptions=False)


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


def learn_content(database: Database, content: Content, *usernames: str) -> None:
    """Let the real articles be there, and maintainers."""
    with database.write() as session:
        store_content(session, content, utc_now())
        for username in usernames:
            add_officer(session, username, username.title(), "humas", PASSWORD, utc_now(), CHEAP)
            give_role(session, username, Role.MAINTAINER)


def lines_of(tmp_path: Path, *lines: object) -> str:
    """Write a file of decisions; return its path."""
    file = tmp_path / "said.jsonl"
    written = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    file.write_text("\n".join(written), encoding="utf-8")
    return str(file)


def turns_of(database: Database) -> list[int]:
    """Return the messages' numbers, those of the first group first."""
    lines = [json.loads(line) for line in run(database, "--json").output.splitlines()]
    return [message["turn"] for line in lines for message in line["messages"]]


def test_a_file_is_proposed_and_approved_by_somebody_else(
    database: Database, content: Content, tmp_path: Path
) -> None:
    """Where no browser is; what was decided leaves the list, and a test is exported."""
    learn_content(database, content, "mira", getpass.getuser())
    first, second, third = turns_of(database)
    file = lines_of(
        tmp_path,
        {
            "turns": [first, second],
            "kind": "test",
            "texts": ["biaya magang itu berapaan sih"],
            "intent": "magang",
        },
        {"turns": [third], "kind": "discard"},
    )

    tried = run(database, "--apply", file, "--dry-run").output
    before = run(database, "--list").output
    done = run(database, "--apply", file).output
    after, waits = run(database).output, run(database, "waiting").output
    with pytest.raises(TeachingRefused, match="own"):
        run(database, "approve", "1", "--by", getpass.getuser())
    with pytest.raises(NotFound):
        run(database, "approve", "1", "--by", "nobody-here")
    approved = run(database, "approve", "1", "--by", "mira").output

    assert "2 lines could be said; nothing was stored." in tried
    assert "3 messages in 2 groups" in before
    assert "2 lines said." in done
    assert "0 messages in 0 groups" in after
    assert "3 messages in 2 groups" in run(database, "--decided").output
    assert "biaya magang itu berapaan sih" in waits
    assert "approved by Mira" in approved
    exported = tmp_path / "cases.jsonl"
    exported.write_text(run(database, "cases").output, encoding="utf-8")
    (conversation,) = read_conversations(exported)  # as tanya evaluate --conversations does
    assert conversation.turns[0].expect == Expect(topic="magang")
    assert [one.deed for one in entries(database)][-1] == "case.exported"


def test_a_file_with_one_mistake_does_nothing(
    database: Database, content: Content, tmp_path: Path
) -> None:
    """Half a file would be proposed twice; every mistake is named with its line at once."""
    learn_content(database, content)
    first, second, third = turns_of(database)
    good = {"turns": [first], "kind": "confirm"}
    file = lines_of(
        tmp_path,
        good,
        "{",
        "",
        {"turns": [second], "kind": "intent", "intent": "tidak-ada", "texts": ["a b"]},
        {"turns": [third], "kind": "outside", "texts": ["nomor saya 081234567890"]},
        {"turns": ["x"], "kind": "discard"},
        {"turns": [first], "kind": "discard"},
        {"kind": "confirm", "because": 1},
        {"kind": "maybe"},
    )

    with pytest.raises(LinesRefused) as refused:
        run(database, "--apply", file)

    told = str(refused.value).splitlines()[1:]
    assert [line.split(":")[1] for line in told] == ["2", "4", "5", "6", "7", "8", "9"]
    assert "unknown_intent" in told[1]
    assert "unmasked" in told[2]
    assert "decided" in told[4]
    assert "3 messages in 2 groups" in run(database).output


@pytest.mark.parametrize("written", ["", "\n\n", b"\xff\xfe"])
def test_a_file_that_says_nothing_is_refused(
    database: Database, tmp_path: Path, written: str | bytes
) -> None:
    """A wrong path must not look like a job done."""
    file = tmp_path / "x.jsonl"
    file.write_bytes(written.encode() if isinstance(written, str) else written)

    with pytest.raises(LinesRefused):
        run(database, "--apply", str(file))
    with pytest.raises(LinesRefused):
        run(database, "--apply", str(tmp_path / "nowhere.jsonl"))
