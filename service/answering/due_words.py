"""When officers are back and until when they answer, in the words a citizen reads.

Only what the law gives is told as a deadline; the hours are the desk's, and never BPKP's.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from service.answering.answers import Answers
from service.answering.memory import memory_in
from service.calendar import Zone, date_in_words, weekday_in_words
from service.content.model import Office
from service.escalations.deadlines import Due, Moved
from service.hours.deadlines import rule_of_kind
from service.hours.desk_hours import DeskHours
from service.hours.promises import moment_in_words
from service.markup import moment as marked_moment

Say = Callable[..., str]


def zone_of_talk(
    answers: Answers, slots: Mapping[str, Any], text: str = "", before: Sequence[str] = ()
) -> Zone:
    """Return the zone of the place that the talk is about, else WIB.

    Args:
        slots: Of the dialogue, which remembers the office shown last.
        text: The message, whose place goes before that.
        before: Earlier messages, the newest first, which are looked at last.
    """
    codes = memory_in(slots).offices[-1:]
    shown = [office for code in codes for office in answers.knowledge.offices_of(code)]
    zones = (
        _zone_named(answers, text),
        _zone_of(answers, shown),
        *(_zone_named(answers, said) for said in before),
    )
    return next((zone for zone in zones if zone is not None), Zone.WIB)


def hours_in_words(say: Say, desk: DeskHours, unit: str, zone: Zone, now: datetime) -> str:
    """Say when officers are back, or that they work now."""
    return _back(say, desk.back_at(now, unit), now, zone)


def closed_in_words(say: Say, desk: DeskHours, unit: str, zone: Zone, now: datetime) -> str:
    """Say when officers are back where they do not work now; "" while they do."""
    at = desk.back_at(now, unit)
    return "" if at is None else _back(say, at, now, zone)


def deadline_in_words(say: Say, desk: DeskHours, due: Due) -> str:
    """Say until when the law has it answered; "" where no law does."""
    rule = rule_of_kind(desk.rules, due.kind)
    if not rule.is_right or due.deadline_at is None:
        return ""
    text = say(
        "deadline",
        name=rule.name,
        days=rule.working_days,
        day=date_in_words(due.opened_at.astimezone(due.zone.tz).date()),
        deadline=_day(due.deadline_at, due.zone),
        law=rule.law,
    )
    extended = rule.extended(due.opened_at, due.unit, desk.hours)
    if extended is None:
        return text
    longer = say("deadline_extended", days=rule.extension_days, day=_day(extended, due.zone))
    return f"{text} {longer}"


def moved_in_words(say: Say, desk: DeskHours, moved: Moved, now: datetime) -> str:
    """Say what moved of what the citizen was told; "" when it was none of that."""
    due, told = moved.due, []
    if moved.former_promise is not None:
        at = due.promised_at
        told.append(_back(say, None if at is None or at <= now else at, now, due.zone))
    is_right = rule_of_kind(desk.rules, due.kind).is_right
    if is_right and moved.former_deadline is not None and due.deadline_at is not None:
        days = _day(moved.former_deadline, due.zone), _day(due.deadline_at, due.zone)
        if days[0] != days[1]:
            told.append(say("deadline_moved", former=days[0], deadline=days[1]))
    return " ".join((say("calendar_moved", ticket=due.ticket), *told)) if told else ""


def _zone_named(answers: Answers, text: str) -> Zone | None:
    """Return the zone of the place that a message names: "saya di Jayapura, mau tanya petugas"."""
    if not answers.knowledge.names_place(text):
        return None
    where = answers.knowledge.where(text)
    return _zone_of(answers, (*where.offices, *where.choice))


def _zone_of(answers: Answers, offices: Sequence[Office]) -> Zone | None:
    """Return the zone that all of some offices have; None where they differ, or there are none."""
    zones = {answers.knowledge.desk_hours.zone_of(office.province) for office in offices}
    return zones.pop() if len(zones) == 1 else None


def _back(say: Say, at: datetime | None, now: datetime, zone: Zone) -> str:
    if at is None:
        return say("hours_open")
    return say("hours_back", back=marked_moment(moment_in_words(at, now, zone), at))


def _day(moment: datetime, zone: Zone) -> str:
    return weekday_in_words(moment.astimezone(zone.tz).date())
