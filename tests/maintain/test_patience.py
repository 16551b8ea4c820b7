"""Commands that meet a database on which another process works."""

import multiprocessing
import threading
from pathlib import Path

import pytest

from doubles.databases import emptied
from maintain import patience
from maintain.patience import ADVICE, change, patiently
from service.errors import DatabaseUnavailable
from service.officers.accounts import list_officers
from service.settings import Settings
from service.storage import database as storage
from service.storage.database import Database


def migrate(url: str) -> None:
    """Do what every start does first."""
    made = Database(url)
    made.migrate()
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new.db"
    address = str(request.getfixturevalue("postgres_url"))
    emptied(address).close()
    return address


def test_processes_that_start_together_make_the_schema_once(url: str) -> None:
    """``tanya officers add`` in the first minute of ``tanya run`` met half a schema."""
    starting = multiprocessing.get_context("spawn")
    processes = [starting.Process(target=migrate, args=(url,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)

    assert [process.exitcode for process in processes] == [0, 0, 0]


def test_a_command_waits_for_who_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The operator reads that it waits, and then that it worked."""
    monkeypatch.setattr(storage, "BUSY_TIMEOUT", 0.2)
    monkeypatch.setattr(patience, "PAUSES", (0.2,) * 50)
    address = f"sqlite:///{tmp_path}/busy.db"
    other = Database(address)
    other.migrate()
    is_written, may_end = threading.Event(), threading.Event()

    def write_for_long() -> None:
        with other.write() as session:
            session.connection()  # begins, and takes the write lock
            is_written.set()
            may_end.wait(30)

    writer = threading.Thread(target=write_for_long)
    writer.start()
    is_written.wait(10)
    threading.Timer(1, may_end.set).start()

    found = change(Settings(database_url=address), list_officers)

    writer.join()
    other.close()
    assert found == []
    assert "Waiting for the database" in capsys.readouterr().err


def test_in_the_end_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback with SQL in it, and no waiting for ever."""
    waited: list[float] = []

    def locked() -> None:
        raise DatabaseUnavailable("sqlite:///x.db: database is locked")

    with pytest.raises(DatabaseUnavailable, match="database is locked; ") as caught:
        patiently(locked, waited.append)

    assert str(caught.value).endswith(ADVICE)
    assert waited == list(patience.PAUSES)
    assert capsys.readouterr().err.count("Waiting for the database") == len(waited)
