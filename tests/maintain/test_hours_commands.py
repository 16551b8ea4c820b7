"""``tanya hours``: what may still move, and what was decided at the desk."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from doubles.clock import FrozenClock
from doubles.knowledge import CONTENT
from maintain.hours_commands import CalendarUnsettled, app
from service.content.hours_changes import decide
from service.content.hours_text import Decided
from service.storage.database import Database

ESTIMATED = """
weeks: [{id: biasa, senin: 07.30-12.00, selasa: 07.30-12.00, rabu: 07.30-12.00}]
seasons:
  - {name: Ramadan, week: biasa, from: 2020-01-01, to: 2099-12-31, estimated: true, source: uji}
days: []
units: []
zones: []
"""


def test_what_may_still_move_is_told_and_fails(tmp_path: Path) -> None:
    """A timer mails what fails; what is only printed nobody reads."""
    shutil.copy(CONTENT / "deadlines.yml", tmp_path)
    (tmp_path / "hours.yml").write_text(ESTIMATED, "utf-8")
    environment = {
        "CONTENT_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/tanya.db",
    }

    with pytest.raises(CalendarUnsettled, match="Ramadan is estimated"):
        CliRunner().invoke(app, ["check"], env=environment, catch_exceptions=False)


@pytest.fixture
def environment(tmp_path: Path, clock: FrozenClock) -> dict[str, str]:
    """A folder of its own, and a day that was closed at the desk."""
    for name in ("hours", "deadlines"):
        shutil.copy(CONTENT / f"{name}.yml", tmp_path)
    url = f"sqlite:///{tmp_path}/tanya.db"
    database = Database(url)
    database.migrate()
    day = {"date": "2026-12-10", "hours": "tutup", "reason": "banjir", "source": "ND-1"}
    with database.write() as session:
        decide(session, [Decided("days", ":2026-12-10", day)], None, clock())
    database.close()
    return {"CONTENT_DIR": str(tmp_path), "DATABASE_URL": url}


def test_what_was_decided_is_listed(environment: dict[str, str]) -> None:
    """Whoever has the server sees what stands beside the file."""
    result = CliRunner().invoke(app, ["decisions"], env=environment, catch_exceptions=False)

    assert "date: 2026-12-10, hours: tutup, reason: banjir, source: ND-1" in result.output
    assert "1 decisions stand." in result.output


def test_the_export_is_the_file_with_what_was_decided(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """It is committed, and loaded, like any other edit."""
    shown = CliRunner().invoke(app, ["export"], env=environment, catch_exceptions=False)
    before = (tmp_path / "hours.yml").read_text("utf-8")

    CliRunner().invoke(app, ["export", "--write"], env=environment, catch_exceptions=False)

    written = (tmp_path / "hours.yml").read_text("utf-8")
    assert "2026-12-10" not in before.split("days: []")[1]
    assert written == shown.output
    assert '- {date: 2026-12-10, hours: "tutup", reason: "banjir", source: "ND-1"}' in written
