"""What citizens read of the kind of their request, and of a deadline that was put off. Pure."""

from collections.abc import Callable
from datetime import datetime

from service.calendar import Zone, weekday_in_words
from service.escalations.deadlines import Due
from service.hours.deadlines import rule_of_kind
from service.hours.desk_hours import DeskHours

Say = Callable[..., str]


def kind_in_words(say: Say, desk: DeskHours, due: Due) -> str:
    """Say what kind of request a ticket is now, and until when the law has it answered."""
    rule = rule_of_kind(desk.rules, due.kind)
    if not rule.is_right or due.deadline_at is None:
        return say("kind_set_no_law", ticket=due.ticket, name=rule.name)
    day = day_in_words(due.deadline_at, due.zone)
    return say("kind_set", ticket=due.ticket, name=rule.name, deadline=day, law=rule.law)


def put_off_in_words(say: Say, due: Due, former: datetime, reason: str) -> str:
    """Say until when a deadline was put off, and why."""
    return say(
        "deadline_put_off",
        ticket=due.ticket,
        former=day_in_words(former, due.zone),
        deadline=day_in_words(due.deadline_at, due.zone),
        reason=reason,
    )


def day_in_words(moment: datetime | None, zone: Zone) -> str:
    """Return a deadline's day; "" for none."""
    return weekday_in_words(moment.astimezone(zone.tz).date()) if moment else ""
