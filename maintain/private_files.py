"""Files of a service on one machine are for their owner alone: token, database, logs, models.

Called by the ``tanya`` command before anything else. What it writes, and what the processes write
that it starts, nobody else can read; what an earlier version left wider is narrowed, and told.
"""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from service.errors import TanyaError
from service.paths import MODELS, ROOT, VAR
from service.settings import load_settings
from service.storage.database import file_of

FOR_OTHERS = 0o077  # the rights of everybody but the owner
BESIDE_SQLITE = ("", "-wal", "-shm", "-journal")


@contextlib.contextmanager
def private_files() -> Iterator[None]:
    """Give what is made in this block to its owner alone."""
    before = os.umask(FOR_OTHERS)
    try:
        yield
    finally:
        os.umask(before)


def narrow_all() -> list[str]:
    """Take from others what they may do with the service's files; return a line for each place.

    A database whose place cannot be read from the settings is left to the command to complain of.
    """
    lines = []
    for place in [ROOT / ".env", VAR, MODELS, *_database_files()]:
        narrowed, refused = narrow(place)
        if narrowed:
            lines.append(f"Now for their owner alone: {place} ({narrowed} were wider)")
        if refused:
            lines.append(f"Others can read {place}, and only its owner can change that: chmod go=")
    return lines


def narrow(place: Path) -> tuple[int, int]:
    """Narrow a file, or a folder and what is in it; links lead elsewhere and are left.

    Returns:
        How many were narrowed, and how many belong to somebody else.
    """
    done = [_narrow_one(path) for path in (place, *_inside(place))]
    return done.count(True), done.count(None)


def _inside(place: Path) -> Iterator[Path]:
    if stat.S_ISDIR(_mode_of(place)):
        for folder, folders, files in os.walk(place):
            yield from (Path(folder) / name for name in (*folders, *files))


def _mode_of(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except OSError:  # it is not there, any more perhaps, or out of our reach
        return 0


def _narrow_one(path: Path) -> bool | None:
    """Tell whether it was wider and is not any more; None when it is another's."""
    mode = _mode_of(path)
    if stat.S_ISLNK(mode) or not stat.S_IMODE(mode) & FOR_OTHERS:
        return False
    try:
        path.chmod(stat.S_IMODE(mode) & ~FOR_OTHERS)
    except FileNotFoundError:
        return False
    except PermissionError:
        return None
    return True


def _database_files() -> list[Path]:
    with contextlib.suppress(TanyaError):
        file = file_of(load_settings().database_url)
        return [Path(f"{file}{end}") for end in BESIDE_SQLITE] if file else []
    return []
