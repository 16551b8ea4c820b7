"""Files of a service on one machine, and who may read them."""

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from maintain import private_files
from maintain.__main__ import main
from maintain.private_files import narrow, narrow_all
from maintain.processes import Program, start, stop_all

NOBODY = 65534  # a user that owns nothing


@pytest.fixture(autouse=True)
def _umask_of_most() -> Iterator[None]:
    """A machine on which everybody may read what is new."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a service, with what an earlier version left in it."""
    for name, path in (("ROOT", ""), ("VAR", "var"), ("MODELS", "models")):
        monkeypatch.setattr(private_files, name, tmp_path / path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/else/where.db")
    for path in (".env", "var/log/gateway.log", "models/a.tar.gz", "else/where.db", "else/notes"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("rahasia", encoding="utf-8")
    return tmp_path


def mode_of(path: Path) -> int:
    """Return the rights of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def run_tanya(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    """Run the command in this process."""
    monkeypatch.setattr(sys, "argv", ["tanya", *arguments])
    with pytest.raises(SystemExit):
        main()


def test_what_an_earlier_version_left_is_narrowed(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The token and citizens' words stood open to every user of the machine."""
    run_tanya(monkeypatch, "migrate", "--no-such-option")

    told = capsys.readouterr().err
    secret = (".env", "var", "var/log", "var/log/gateway.log", "models/a.tar.gz", "else/where.db")
    assert [path for path in secret if mode_of(home / path) & 0o077] == []
    assert f"Now for their owner alone: {home}/var (3 were wider)" in told


def test_what_is_not_ours_stays_as_it_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that holds the database may hold another program's files."""
    run_tanya(monkeypatch, "migrate", "--no-such-option")

    assert (mode_of(home / "else"), mode_of(home / "else/notes")) == (0o755, 0o644)


def test_the_second_start_has_nothing_to_tell(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line that comes every time is read by nobody."""
    run_tanya(monkeypatch, "migrate", "--no-such-option")
    capsys.readouterr()

    run_tanya(monkeypatch, "migrate", "--no-such-option")

    assert "owner" not in capsys.readouterr().err


def test_a_link_out_of_the_folder_is_not_followed(home: Path) -> None:
    """A log folder on another disk has rights of its own."""
    target = home / "else/notes"
    (home / "var/link").symlink_to(target)

    narrow(home / "var")

    assert mode_of(target) == 0o644


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_what_belongs_to_another_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator learns that a file stays open, and who can mend it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        file = Path(folder) / ".env"
        file.touch()
        monkeypatch.setattr(private_files, "VAR", file)
        os.seteuid(NOBODY)
        try:
            told = narrow_all()
        finally:
            os.seteuid(0)

    assert told == [f"Others can read {file}, and only its owner can change that: chmod go="]


@pytest.mark.parametrize(
    "make", [lambda path: path.write_text("x"), lambda path: path.mkdir()], ids=["file", "folder"]
)
def test_what_is_new_is_for_the_owner_alone(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    """Databases and logs that are made later need no narrowing."""
    with private_files.private_files():
        make(tmp_path / "new")
    make(tmp_path / "after")

    assert mode_of(tmp_path / "new") & 0o077 == 0
    assert mode_of(tmp_path / "after") & 0o077 == 0o055 & mode_of(tmp_path / "after")


def test_what_a_started_process_writes_is_for_the_owner_alone(tmp_path: Path) -> None:
    """The gateway makes the database's files and every process its log."""
    code = f"import pathlib; pathlib.Path({str(tmp_path / 'made')!r}).write_text('x')"
    with private_files.private_files():
        running = start(Program("probe", [sys.executable, "-c", code], {}, ""), tmp_path / "log")
    running.process.wait()
    stop_all([running])

    assert mode_of(tmp_path / "made") == 0o600
    assert mode_of(tmp_path / "log/probe.log") == 0o600
