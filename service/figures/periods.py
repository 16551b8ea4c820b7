"""Days to be counted, by the clock of Jakarta."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.functions import GenericFunction

from service.calendar import WIB
from service.errors import TanyaError

USUAL = 30  # days, when none are named
LONGEST = 366


class PeriodRefused(TanyaError):
    """Days that cannot be counted; ``why`` is a key of the desk's words."""

    def __init__(self, why: str) -> None:
        super().__init__(f"not a period: {why}")
        self.why = why


@dataclass(frozen=True)
class Period:
    """Whole days in Jakarta; both ends belong to it."""

    first: date
    last: date

    @property
    def begin(self) -> datetime:
        """The first moment, in UTC."""
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """The first moment after it, in UTC."""
        return _midnight(self.last + timedelta(days=1))

    @property
    def days(self) -> list[date]:
        """Every day of it, the first first."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


def read_period(first: str, last: str, now: datetime, usual: int = USUAL) -> Period:
    """Return the period between two dates like "2026-11-01"; empty: the last ``usual`` days.

    Raises:
        PeriodRefused: A date is none, the order is wrong, or it is longer than a year.
    """
    end = _date(last) if last else now.astimezone(WIB).date()
    begin = _date(first) if first else end - timedelta(days=usual - 1)
    if begin > end:
        raise PeriodRefused("order")
    if (end - begin).days >= LONGEST:
        raise PeriodRefused("too_long")
    return Period(begin, end)


class local_day(GenericFunction[str]):  # noqa: N801 - named as it is called in SQL
    """The day of a UTC column in Jakarta, as "2026-11-28"."""

    type = String()
    inherit_cache = True


@compiles(local_day, "sqlite")
def _on_sqlite(element: ColumnElement[str], compiler: Any, **kwargs: Any) -> str:
    column = compiler.process(element.clauses, **kwargs)
    return f"strftime('%Y-%m-%d', {column}, '+7 hours')"


@compiles(local_day, "postgresql")
def _on_postgresql(element: ColumnElement[str], compiler: Any, **kwargs: Any) -> str:
    column = compiler.process(element.clauses, **kwargs)
    return f"to_char({column} AT TIME ZONE 'Asia/Jakarta', 'YYYY-MM-DD')"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), WIB).astimezone(UTC)


def _date(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise PeriodRefused("no_date") from error
    if not 2000 <= day.year <= 2999:
        raise PeriodRefused("no_date")
    return day
