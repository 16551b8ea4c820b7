"""What happens to escalations by itself, as time goes by: one look, idempotent.

The gateway that holds the lease ``LEASE`` calls ``step`` again and again. Each kind does the most
overdue first, at most ``MOST`` of them, so that a look never takes long. Functions take an open
``Session`` and never commit.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from service.errors import OwnershipLost
from service.escalations.claims import give_back, give_to_stand_in
from service.escalations.closing import Told, end_escalation, ending_of, say_closed
from service.escalations.deadlines import count_anew
from service.escalations.due_reminders import remind_of_deadlines
from service.escalations.events import SYSTEM, happen
from service.escalations.notices import NoticeKind, tell_officer, tell_supervisors
from service.escalations.patience import Patience, WorkingMinutes
from service.escalations.standing import EventKind
from service.escalations.views import EscalationView, is_open
from service.hours.desk_hours import DeskHours
from service.officers.duty import OfficerView, find_officer
from service.officers.roles import Permission, roles_with
from service.outbox.queue import Draft, put_message
from service.outcomes import Author, ClosedBy, CloseReason, EscalationState, Priority
from service.payloads import reopen_payload
from service.replies import Button
from service.storage.tables import Escalation, Officer

LEASE = "escalation-steps"
MOST = 4  # of a kind, so that a look holds up no writer of SQLite
Say = Callable[..., str]


@dataclass(frozen=True)
class Means:
    """What a look needs beside the database.

    Attributes:
        say: The fixed sentences.
        unit_name: A unit's name by its id.
        minutes: Counts working minutes.
        desk_hours: The hours as loaded last; None: no deadline is counted or reminded of.
    """

    say: Say
    unit_name: Callable[[str], str]
    minutes: WorkingMinutes
    patience: Patience = field(default_factory=Patience)
    desk_hours: Callable[[], DeskHours] | None = None


@dataclass(frozen=True)
class Stepped:
    """How many escalations were woken, given back, reminded of, closed, counted anew.

    ``reminded`` tells of citizens, ``deadlines`` of officers.
    """

    woken: int = 0
    given_back: int = 0
    reminded: int = 0
    closed: int = 0
    deadlines: int = 0
    counted: int = 0


def step(session: Session, means: Means, now: datetime) -> Stepped:
    """Do what is due now; doing it again changes nothing."""
    desk = means.desk_hours() if means.desk_hours else None
    return Stepped(
        counted=count_anew(session, desk, now) if desk else 0,
        woken=_wake(session, now),
        given_back=_give_back_of_disabled(session, now)
        + _give_back_from_away(session, now)
        + _give_back_silent(session, means, now),
        reminded=_remind(session, means, now),
        closed=_close_unanswered(session, means, now),
        deadlines=remind_of_deadlines(session, desk, now) if desk else 0,
    )


def _wake(session: Session, now: datetime) -> int:
    """Let what was put aside be taken up again."""
    rows = _due(session, Escalation.snoozed_until, now)
    for row in rows:
        happen(session, row, EventKind.WOKEN, SYSTEM, now)
        if row.officer_id is not None:
            tell_officer(session, row, NoticeKind.WOKEN, row.officer_id, now)
    return len(rows)


def _give_back_from_away(session: Session, now: datetime) -> int:
    """Take from whoever is on leave what a citizen waits for: who stands in gets it."""
    away = session.scalars(select(Officer.id).where(Officer.away_from <= now)).all()
    people = {one: find_officer(session, one) for one in away}
    gone = {one: person for one, person in people.items() if person.is_away_at(now)}
    if not gone:
        return 0
    rows = _due(session, Escalation.silent_since, now, Escalation.officer_id.in_(sorted(gone)))
    return sum(_leave_to_others(session, row, gone, now) for row in rows)


def _leave_to_others(
    session: Session, row: Escalation, gone: Mapping[int, OfficerView], now: datetime
) -> int:
    holder = gone.get(row.officer_id) if row.officer_id is not None else None
    stand_in = holder.stand_in if holder else None
    if stand_in is not None and give_to_stand_in(session, row, stand_in, now):
        return 1
    return _give_one_back(session, row, NoticeKind.AWAY, now)


def _give_back_of_disabled(session: Session, now: datetime) -> int:
    """Take from whoever may no longer answer all that they hold, answered or put aside as well."""
    answers = Officer.role.in_(sorted(roles_with(Permission.ANSWER)))
    gone = session.scalars(select(Officer.id).where(~Officer.active | ~answers)).all()
    if not gone:
        return 0
    is_held = Escalation.state == EscalationState.HELD
    theirs = Escalation.officer_id.in_(gone)
    rows = _due(session, Escalation.waits_since, now, is_open(), is_held, theirs)
    return sum(_give_one_back(session, row, NoticeKind.AWAY, now) for row in rows)


def _give_back_silent(session: Session, means: Means, now: datetime) -> int:
    """Take from whoever has owed an answer for too long."""
    patience = means.patience.silent
    if not patience:
        return 0
    rows = _due(session, Escalation.silent_since, now - timedelta(minutes=patience))
    overdue = [row for row in rows if _passed(means, row, row.silent_since, now) >= patience]
    return sum(_give_one_back(session, row, NoticeKind.SILENT, now) for row in overdue)


def _give_one_back(session: Session, row: Escalation, why: NoticeKind, now: datetime) -> int:
    holder = row.officer_id
    try:
        give_back(session, row, SYSTEM, now, why=why.value)
    except OwnershipLost:
        return 0
    tell_supervisors(session, row, why, now)
    if holder is not None:
        tell_officer(session, row, NoticeKind.TAKEN, holder, now)
    return 1


def _remind(session: Session, means: Means, now: datetime) -> int:
    """Remind citizens of what an officer asked them, once."""
    patience = means.patience.remind
    cutoff = now - timedelta(minutes=patience)
    is_new = Escalation.reminded_at.is_(None)
    rows = _due(session, Escalation.citizen_asked_at, cutoff, is_new)
    due = [row for row in rows if _passed(means, row, row.citizen_asked_at, now) >= patience]
    for row in due:
        happen(session, row, EventKind.REMINDED, SYSTEM, now)
        text = means.say("citizen_reminded", ticket=row.ticket, unit=means.unit_name(row.unit))
        draft = Draft(row.conversation_id, Author.SYSTEM, text, priority=Priority.NOTICE)
        put_message(session, draft, now)
    return len(due)


def _close_unanswered(session: Session, means: Means, now: datetime) -> int:
    """Close what citizens were reminded of and did not answer; no satisfaction is asked for."""
    patience = means.patience.close
    cutoff = now - timedelta(minutes=patience)
    was_reminded = Escalation.reminded_at <= cutoff
    rows = _due(session, Escalation.citizen_asked_at, now, was_reminded)
    due = [row for row in rows if _passed(means, row, row.reminded_at, now) >= patience]
    return sum(_close_one(session, means, row, now) for row in due)


def _close_one(session: Session, means: Means, row: Escalation, now: datetime) -> int:
    following = ending_of(session, row.ticket, CloseReason.NO_REPLY).following
    try:
        end_escalation(session, row, ClosedBy.SYSTEM, CloseReason.NO_REPLY, SYSTEM, now)
    except OwnershipLost:
        return 0
    told = _told_of_silence(means, row.ticket, following)
    say_closed(session, row, told.notice, told.buttons, now)
    return 1


def _told_of_silence(means: Means, ticket: str, following: EscalationView | None) -> Told:
    """Return what a citizen reads who did not answer; with what has its turn then."""
    if following is not None:
        unit, other = means.unit_name(following.unit), following.ticket
        return Told(means.say("closed_no_reply_next", ticket=ticket, following=other, unit=unit))
    again = Button(means.say("button_reopen"), reopen_payload(ticket))
    return Told(means.say("closed_no_reply", ticket=ticket), (again,))


def _due(
    session: Session,
    column: InstrumentedAttribute[datetime | None],
    until: datetime,
    *more: ColumnElement[bool],
) -> list[Escalation]:
    """Return the rows whose time in a column has come, the most overdue first, locked.

    What somebody works on at this moment is left to the next look.
    """
    rows = session.scalars(
        select(Escalation)
        .where(column.is_not(None), column <= until, *more)
        .order_by(column)
        .limit(MOST)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return list(rows)


def _passed(means: Means, row: Escalation, since: datetime | None, now: datetime) -> float:
    return means.minutes(since, now, row.unit) if since else 0.0
