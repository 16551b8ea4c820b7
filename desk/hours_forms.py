"""The forms by which hours are decided, as entries of ``hours.yml``."""

import re
from collections.abc import Mapping
from datetime import date

from service.calendar import WEEKDAYS, Zone
from service.content.hours_text import Decided, key_of
from service.errors import TanyaError
from service.escalations.calendar_acts import OWN_WEEK
from service.hours.timetable import Week

DAY, SEASON, UNIT = "day", "season", "unit"
KINDS = {DAY: "days", SEASON: "seasons", UNIT: "units"}
CLOSED, ORDINARY, OTHER = "tutup", "biasa", "jam"
EVERY_UNIT = ""
LENGTH = 200  # of a reason or a source
WEEKDAY_FIELDS = tuple(name.lower() for name in WEEKDAYS)
PERIODS = re.compile(
    r"\d\d?[.:]\d\d ?- ?\d\d?[.:]\d\d( ?, ?\d\d?[.:]\d\d ?- ?\d\d?[.:]\d\d)*", re.ASCII
)
Form = Mapping[str, str]


class FormRefused(TanyaError):
    """A form that lacks something; ``why`` is worded in ``desk/templates/hours_words.html``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def decisions_in(form: Form) -> list[Decided]:
    """Return what a form decides.

    Raises:
        FormRefused: Something is missing, or cannot be read.
    """
    kind = form.get("kind", "")
    if kind not in KINDS:
        raise FormRefused("kind")
    if form.get("remove") == "yes":
        return _removed(kind, form)
    if kind == DAY:
        return [_decided("days", _day(form))]
    if kind == SEASON:
        return [_decided("seasons", _season(form))]
    return _unit(form)


def week_in_words(week: Week) -> dict[str, str]:
    """Return a week as the form of a unit's hours has it."""
    return {
        name: ", ".join(f"{p.start:%H.%M}-{p.end:%H.%M}" for p in periods)
        for name, periods in zip(WEEKDAY_FIELDS, week, strict=True)
    }


def _removed(kind: str, form: Form) -> list[Decided]:
    key = form.get("key", "")
    if not key or len(key) > LENGTH:
        raise FormRefused("kind")
    found = [Decided(KINDS[kind], key, None)]
    return [*found, Decided("weeks", f"{OWN_WEEK}{key}", None)] if kind == UNIT else found


def _decided(section: str, entry: Mapping[str, object]) -> Decided:
    return Decided(section, key_of(section, entry), entry)


def _day(form: Form) -> dict[str, object]:
    hours = form.get("hours", "")
    if hours not in (CLOSED, ORDINARY, OTHER):
        raise FormRefused("hours")
    entry: dict[str, object] = {
        "date": _date(form, "date"),
        "hours": _periods(form, "times") if hours == OTHER else hours,
        "reason": _line(form, "reason"),
        "source": _line(form, "source"),
    }
    return entry | _of_unit(form)


def _season(form: Form) -> dict[str, object]:
    entry: dict[str, object] = {
        "name": _line(form, "name"),
        "week": _line(form, "week"),
        "from": _date(form, "from"),
        "to": _date(form, "to"),
    }
    if form.get("estimated") == "yes":
        entry["estimated"] = True
    return entry | {"source": _line(form, "source")} | _of_unit(form)


def _unit(form: Form) -> list[Decided]:
    unit, zone = form.get("unit", ""), form.get("zone", "")
    if not unit:
        raise FormRefused("unit")
    if zone not in set(Zone):
        raise FormRefused("zone")
    week = {name: _periods(form, name) for name in WEEKDAY_FIELDS if form.get(name, "").strip()}
    if not week:
        raise FormRefused("week")
    own = f"{OWN_WEEK}{unit}"
    entry = {"id": unit, "zone": zone, "week": own, "source": _line(form, "source")}
    return [_decided("weeks", {"id": own, **week}), _decided("units", entry)]


def _of_unit(form: Form) -> dict[str, object]:
    return {"unit": form["unit"]} if form.get("unit") else {}


def _date(form: Form, name: str) -> str:
    try:
        return date.fromisoformat(form.get(name, "")).isoformat()
    except ValueError as error:
        raise FormRefused("date") from error


def _line(form: Form, name: str) -> str:
    text = " ".join(form.get(name, "").split())
    if not text or len(text) > LENGTH or not text.isprintable():
        raise FormRefused(name)
    return text


def _periods(form: Form, name: str) -> str:
    text = " ".join(form.get(name, "").split())
    if not PERIODS.fullmatch(text):
        raise FormRefused("periods")
    return text
