"""Units, hours and deadlines as they were loaded last: what people edit while processes run."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from service.clock import Clock
from service.content.desk_hours import read_desk_hours
from service.content.entries import Problems
from service.content.folder import read_units
from service.content.hours_changes import decided, decisions_number
from service.content.hours_text import Decided
from service.content.model import Unit
from service.content.store import folder_load_number
from service.errors import ContentInvalid, DatabaseUnavailable
from service.hours.desk_hours import DeskHours
from service.storage.database import Database

REFRESH = 2.0  # seconds between two looks


@dataclass(frozen=True)
class UnitsAndHours:
    """Who answers what, and when."""

    units: Mapping[str, Unit]
    desk_hours: DeskHours


def read_units_and_hours(folder: Path, decided: Sequence[Decided] = ()) -> UnitsAndHours:
    """Read them, the hours with what was decided at the desk.

    Raises:
        ContentInvalid: A file is missing or broken; names each line.
    """
    problems = Problems()
    units = {unit.id: unit for unit in read_units(folder, problems)}
    if problems.lines:
        raise ContentInvalid(problems.lines)
    return UnitsAndHours(units, read_desk_hours(folder, decided))


class Following:
    """Holds them for a process; ``look`` reads them anew after a content load or a decision.

    Thread-safe: what is new replaces all at once.
    """

    def __init__(
        self,
        database: Database,
        folder: Path,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Read the folder.

        Raises:
            ContentInvalid: A file is missing or broken.
        """
        self._database, self._folder = database, folder
        self._clock, self._monotonic = clock, monotonic
        self._seen: tuple[int, int] | None = None  # not asked yet: what is loaded is read as well
        self._lock = threading.Lock()
        self._looked_at = monotonic() - REFRESH
        self._newest = read_units_and_hours(folder)

    @property
    def folder(self) -> Path:
        """The content folder that is followed."""
        return self._folder

    def newest(self) -> UnitsAndHours:
        """Return what was looked at last; never asks the database."""
        return self._newest

    def is_due(self) -> bool:
        """Tell whether it is time to look."""
        return self._monotonic() - self._looked_at >= REFRESH

    def look(self) -> None:
        """See whether something was loaded since the last look; without a database, later."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            with contextlib.suppress(DatabaseUnavailable, SQLAlchemyError):
                self._look()
        finally:
            self._looked_at = self._monotonic()
            self._lock.release()

    def _look(self) -> None:
        with self._database.read() as session:
            number = folder_load_number(session), decisions_number(session)
            if number == self._seen:
                return
            changes = decided(session)
        self._seen = number
        with contextlib.suppress(ContentInvalid):  # a later edit may not have been checked
            fresh = read_units_and_hours(self._folder, changes)
            fresh.desk_hours.warm(self._clock(), fresh.units)
            self._newest = fresh


class NewestUnits(Mapping[str, Unit]):
    """The units as they were loaded last, for who holds on to a table of them."""

    def __init__(self, newest: Callable[[], Mapping[str, Unit]]) -> None:
        self._newest = newest

    def __getitem__(self, unit_id: str) -> Unit:
        return self._newest()[unit_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._newest())

    def __len__(self) -> int:
        return len(self._newest())
