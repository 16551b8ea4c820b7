"""Hours that were counted before the first citizen asks."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from service.hours.counting import WorkingHours
from service.hours.desk_hours import DeskHours
from service.hours.timetable import Periods, Timetable
from tests.service.hours.tables import TABLE

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


class Counted(Timetable):
    """A table that tells how often it was asked."""

    asked = 0

    def periods_on(self, day: date, unit: str) -> Periods:
        """Count, and answer."""
        type(self).asked += 1
        return super().periods_on(day, unit)


def test_what_was_counted_beforehand_is_what_is_asked_for() -> None:
    """A citizen of any unit would else wait for its year and for the list of holidays."""
    values: dict[str, Any] = {name: getattr(TABLE, name) for name in vars(replace(TABLE))}
    table = Counted(**{k: v for k, v in values.items() if not k.startswith("_")})
    desk = DeskHours(WorkingHours(table), ())
    desk.warm(NOW, ("humas", "ppid"))
    before = Counted.asked

    for unit in ("humas", "ppid"):
        desk.back_at(NOW, unit)
        desk.hours.add_working_days(NOW, 30, unit)

    assert before > 0
    assert Counted.asked == before
