"""Tickets by view and filter, for one officer: only what is within their reach.

Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, UnaryExpression, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from service.escalations.desk_queue import QueueEntry, entry_of
from service.escalations.reach import Reach, reach_of
from service.escalations.sights import has_unread
from service.escalations.views import SHOWN, is_open
from service.officers.duty import find_officer
from service.storage.tables import Conversation, Escalation, Officer

MOST = 50  # tickets on a page; a filter narrows more


class View(StrEnum):
    """A part of the tickets, as the desk offers it; worded in ``words.html``."""

    MINE = "mine"
    UNIT = "unit"  # of the officer's units, and those they answer for
    FOR_CITIZEN = "citizen"
    SNOOZED = "snoozed"
    CLOSED = "closed"


@dataclass(frozen=True)
class TicketFilter:
    """What is to be shown.

    Attributes:
        unit: An id of ``content/units.yml``; empty: all within reach.
        channel: Empty: all.
        is_unread: Only those with a message that the officer has not read.
        is_late: Only those whose deadline is over.
    """

    view: View = View.UNIT
    unit: str = ""
    channel: str = ""
    is_unread: bool = False
    is_late: bool = False


@dataclass(frozen=True)
class TicketList:
    """What was found.

    Attributes:
        has_more: Whether there are more than are shown.
    """

    entries: tuple[QueueEntry, ...]
    has_more: bool


def list_tickets(
    session: Session, officer_id: int, wanted: TicketFilter, now: datetime, most: int = MOST
) -> TicketList:
    """Return the tickets of a view: the longest waiting first, of closed ones the newest.

    Raises:
        NotFound: There is no such officer.
    """
    reach = reach_of(session, find_officer(session, officer_id), now)
    rows = session.execute(
        shown_tickets(reach)
        .where(*_where(reach, wanted, now))
        .order_by(_order(wanted))
        .limit(most + 1)
    ).all()
    entries = tuple(entry_of(row, reach.person) for row in rows[:most])
    return TicketList(entries, len(rows) > most)


def shown_tickets(reach: Reach) -> Select[Any]:
    """Return the statement for tickets within reach, which the caller narrows."""
    return (
        select(*SHOWN, Conversation.channel, Officer.name)
        .select_from(Escalation)
        .join(Conversation, Conversation.id == Escalation.conversation_id)
        .outerjoin(Officer, Officer.id == Escalation.officer_id)
        .where(reach.of(Escalation.unit))
    )


def _where(reach: Reach, wanted: TicketFilter, now: datetime) -> list[ColumnElement[bool]]:
    where = [_of_view(reach, wanted.view)]
    if wanted.unit:
        where.append(Escalation.unit == wanted.unit)
    if wanted.channel:
        where.append(Conversation.channel == wanted.channel)
    if wanted.is_unread:
        where.append(has_unread(reach.person.id))
    if wanted.is_late:
        where.append(is_open() & (Escalation.deadline_at < now))
    return where


def _of_view(reach: Reach, view: View) -> ColumnElement[bool]:
    if view is View.MINE:
        return is_open() & (Escalation.officer_id == reach.person.id)
    if view is View.FOR_CITIZEN:
        return is_open() & Escalation.citizen_asked_at.is_not(None)
    if view is View.SNOOZED:
        return is_open() & Escalation.snoozed_until.is_not(None)
    if view is View.CLOSED:
        return Escalation.closed_at.is_not(None)  # not its state, of which an index would be read
    return is_open()


def _order(
    wanted: TicketFilter,
) -> InstrumentedAttribute[datetime | None] | UnaryExpression[datetime | None]:
    if wanted.view is View.CLOSED:
        return Escalation.closed_at.desc()
    return Escalation.waits_since
