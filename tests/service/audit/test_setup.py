"""A process that begins with other settings than before says so, and not which values."""

from pathlib import Path

from pydantic import SecretStr

from doubles.clock import FrozenClock
from service.audit.setup import record_settings, record_start
from service.settings import Settings
from service.storage.database import Database
from tests.service.audit.records import deeds, entries

TOKEN = "123456:not-a-token-of-anybody"


def test_settings_are_recorded_when_they_are_others(sqlite: Database, clock: FrozenClock) -> None:
    """Whoever turns limits off for an hour leaves two rows; a restart leaves none."""
    usual, other = Settings(chat_limits=True), Settings(chat_limits=False)
    record_settings(sqlite, "gateway", usual, clock())

    changed = [
        record_settings(sqlite, "gateway", one, clock()) for one in (usual, other, other, usual)
    ]

    assert changed == [(), ("chat_limits",), (), ("chat_limits",)]
    assert deeds(sqlite) == ["settings.read"] * 3


def test_each_process_has_its_own(sqlite: Database, clock: FrozenClock) -> None:
    """Gateway and desk may stand on two machines."""
    for process in ("gateway", "desk", "gateway", "desk"):
        record_settings(sqlite, process, Settings(), clock())

    assert len(entries(sqlite)) == 2


def test_no_setting_itself_is_recorded(sqlite: Database, clock: FrozenClock) -> None:
    """An auditor is not to have the token of the bot."""
    settings = Settings(telegram_bot_token=SecretStr(TOKEN), public_url="https://tanya.example")

    record_settings(sqlite, "gateway", settings, clock())

    (entry,) = entries(sqlite)
    assert "telegram_bot_token" in entry.data
    assert TOKEN not in entry.data
    assert "tanya.example" not in entry.data


def test_a_database_that_is_away_stops_no_process(tmp_path: Path, clock: FrozenClock) -> None:
    """The desk starts before PostgreSQL does, and serves when it is there."""
    away = Database(f"sqlite:///{tmp_path}/no-such-folder/x.db")

    record_start(away, "desk", Settings(), clock())
