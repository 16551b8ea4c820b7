"""``tanya hours check``: what somebody reads before citizens are told something wrong."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from doubles.knowledge import CONTENT
from maintain.hours_commands import CalendarUnsettled, app

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
    environment = {"CONTENT_DIR": str(tmp_path)}

    with pytest.raises(CalendarUnsettled, match="Ramadan is estimated"):
        CliRunner().invoke(app, ["check"], env=environment, catch_exceptions=False)
