"""``tanya audit-log``: what an auditor types."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from doubles.clock import FrozenClock
from maintain.record_commands import app
from service.audit.origin import coming_from, web_origin
from service.audit.recording import Deed, Subject, record
from service.errors import RecordUnreadable
from service.officers.accounts import add_officer
from service.storage.database import Database
from tests.service.audit.records import anchor, bend, deeds, entries

PASSWORD = "kata-sandi-panjang"
TICKET = "TB-7KQ2-9XMD"


class Command:
    """The command on a database of its own."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.anchors = database, folder / "anchors.txt"

    def __call__(self, *words: str) -> Result:
        """Run ``tanya audit-log`` with these words; what fails is raised."""
        environment = {
            "DATABASE_URL": self.database.url,
            "AUDIT_ANCHORS": str(self.anchors),
            "COLUMNS": "200",
        }
        return CliRunner().invoke(app, words, env=environment, catch_exceptions=False)


@pytest.fixture
def audit_log(sqlite: Database, clock: FrozenClock, tmp_path: Path) -> Command:
    """The command on a record of an account and a look at a ticket."""
    with sqlite.write() as session:
        rini = add_officer(session, "rini", "Rini", "humas", PASSWORD, clock())
    clock.advance(hours=1)
    with coming_from(web_origin("192.0.2.1", rini.id)), sqlite.write() as session:
        record(session, "ticket.viewed", clock(), Subject(TICKET, "c1"))
    return Command(sqlite, tmp_path)


def test_a_whole_record_is_told_to_be_whole(audit_log: Command) -> None:
    """And that without an anchor its end is not known."""
    result = audit_log("verify")

    assert result.exit_code == 0
    assert "2 rows, whole." in result.stdout
    assert "There is no anchor" in result.stdout


def test_a_bent_record_names_the_row_and_fails(audit_log: Command) -> None:
    """Cron mails what it prints, and a timer sees the status."""
    bend(audit_log.database, "UPDATE audit_log SET officer_id = 9 WHERE id = 2")

    result = audit_log("verify")

    assert result.exit_code == 1
    assert "row 2: hash" in result.stdout
    assert "whole" not in result.stdout


def test_what_a_group_was_told_finds_the_end_cut_off(audit_log: Command) -> None:
    """The file may be gone with the machine; the message is on every member's phone."""
    noted = anchor(audit_log.database)
    bend(audit_log.database, "DELETE FROM audit_log WHERE id = 2")

    result = audit_log("verify", "--anchor", f"2:{noted.hash[:32]}")

    assert result.exit_code == 1
    assert "row 2: cut" in result.stdout


def test_the_file_of_anchors_is_compared(audit_log: Command) -> None:
    """As the timer at night does, without a word on the line."""
    noted = anchor(audit_log.database)
    audit_log.anchors.write_text(f"2026-11-24T03:00:00Z 2 {noted.hash}\n")

    result = audit_log("verify")

    assert "the highest vouches for row 2" in result.stdout


def test_show_finds_by_officer_ticket_deed_and_time(audit_log: Command) -> None:
    """Who saw this ticket is the question that the record is there for."""
    shown = audit_log("show", "--officer", "rini", "--ticket", TICKET.lower()).stdout
    others = [
        audit_log("show", "--ticket", "TB-7KQ2-9XME").stdout,
        audit_log("show", "--deed", "login").stdout,
        audit_log("show", "--until", "2026-11-24T10:30:00", "--deed", "ticket").stdout,
    ]

    assert "ticket.viewed" in shown
    assert "web 192.0.2.1" in shown
    assert "account.added" not in shown
    assert not any("ticket.viewed" in other for other in others)


def test_reading_is_recorded_with_what_was_looked_for(audit_log: Command, tmp_path: Path) -> None:
    """Whoever looks after others is looked after."""
    audit_log("show", "--officer", "rini")
    audit_log("export", str(tmp_path / "all.csv"))
    audit_log("verify")

    told = entries(audit_log.database)[2:]
    assert [entry.deed for entry in told] == [
        "record.read",
        "record.exported",
        "record.verified",
    ]
    assert told[0].data == '{"officer":"rini"}'


def test_an_export_is_what_a_spreadsheet_reads(audit_log: Command, tmp_path: Path) -> None:
    """With the names of officers, which the rows do not hold."""
    audit_log("export", str(tmp_path / "all.csv"))

    with (tmp_path / "all.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["deed"] for row in rows] == ["account.added", "ticket.viewed", "record.exported"]
    assert rows[1]["officer"] == "rini"
    assert rows[1]["at"] == "2026-11-24T04:00:00.000000+00:00"


def test_an_export_as_lines_has_every_field(audit_log: Command, tmp_path: Path) -> None:
    """Whoever doubts us hashes the rows themselves."""
    audit_log("export", str(tmp_path / "all.jsonl"), "--format", "jsonl", "--ticket", TICKET)

    (line,) = (tmp_path / "all.jsonl").read_text().splitlines()
    entry = entries(audit_log.database)[1]
    assert {**json.loads(line), "at": entry.at} == {**vars(entry), "officer": "rini"}


def test_an_export_overwrites_nothing(audit_log: Command, tmp_path: Path) -> None:
    """The file of yesterday may be the proof."""
    (tmp_path / "all.csv").write_text("proof")

    with pytest.raises(FileExistsError):
        audit_log("export", str(tmp_path / "all.csv"))

    assert (tmp_path / "all.csv").read_text() == "proof"


def test_a_cell_is_never_a_formula(audit_log: Command, tmp_path: Path, clock: FrozenClock) -> None:
    """A user name is typed by a person, and a spreadsheet would run it."""
    with audit_log.database.write() as session:
        evil = add_officer(session, "=1+1", "x", "humas", PASSWORD, clock())
        record(session, Deed.LOGGED_OUT, clock(), officer_id=evil.id)

    audit_log("export", str(tmp_path / "all.csv"), "--deed", "login")

    assert "'=1+1" in (tmp_path / "all.csv").read_text()


def test_words_are_nothing_to_look_for(audit_log: Command) -> None:
    """What is looked for is recorded, so it must not be somebody's words."""
    with pytest.raises(RecordUnreadable, match="officer"):
        audit_log("show", "--officer", "Pak Budi")

    assert deeds(audit_log.database) == ["account.added", "ticket.viewed"]
