"""How far each officer has read a ticket, and who looks at it now.

Kept for each officer and ticket until the ticket is closed. Functions take an open ``Session`` and
never commit.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, func, select
from sqlalchemy.orm import Session

from service.escalations.access import Access, Glimpse, Need, access_escalation
from service.escalations.reach import reach_of
from service.escalations.views import is_open, row_of
from service.officers.duty import find_officer
from service.outcomes import EscalationState
from service.storage.desk_tables import TicketSight
from service.storage.rows import put_row
from service.storage.tables import Escalation, Officer, Turn

HERE = timedelta(seconds=30)  # after a page's last word, in which its officer counts as looking
WRITING = timedelta(seconds=15)


@dataclass(frozen=True)
class Onlooker:
    """A colleague who has a ticket open."""

    name: str
    is_writing: bool


def is_news(session: Session, access: Access, turn_id: int) -> bool:
    """Tell whether an officer is shown a message of the citizen's that they had not read."""
    sight = _sight(session, access)
    return access.escalation.state is not EscalationState.CLOSED and (
        sight is None or sight.turn_id < turn_id
    )


def note_read(session: Session, access: Access, turn_id: int) -> None:
    """Note up to which message of the citizen's an officer was shown a ticket; never less."""
    if is_news(session, access, turn_id):
        row = row_of(session, access.escalation.ticket)
        sight = TicketSight(escalation_id=row.id, officer_id=access.officer.id, turn_id=turn_id)
        put_row(session, sight)


def unread_of(session: Session, officer_id: int, tickets: Collection[str]) -> dict[str, int]:
    """Return how many messages since its last opening an officer has not read, where any."""
    rows = session.execute(
        select(Escalation.ticket, func.count(Turn.id).label("unread"))
        .join(Turn, Turn.conversation_id == Escalation.conversation_id)
        .outerjoin(
            TicketSight,
            and_(TicketSight.escalation_id == Escalation.id, TicketSight.officer_id == officer_id),
        )
        .where(
            Escalation.ticket.in_(tickets),
            is_open(),
            Turn.created_at >= func.coalesce(Escalation.reopened_at, Escalation.opened_at),
            Turn.id > func.coalesce(TicketSight.turn_id, 0),
        )
        .group_by(Escalation.ticket)
    )
    return {row.ticket: row.unread for row in rows}


def has_unread(officer_id: int) -> ColumnElement[bool]:
    """Tell in SQL whether an open ticket has a message that an officer has not read."""
    read = (
        select(TicketSight.turn_id)
        .where(TicketSight.escalation_id == Escalation.id, TicketSight.officer_id == officer_id)
        .scalar_subquery()
    )
    return is_open() & exists().where(
        Turn.conversation_id == Escalation.conversation_id,
        Turn.created_at >= func.coalesce(Escalation.reopened_at, Escalation.opened_at),
        Turn.id > func.coalesce(read, 0),
    )


def be_here(
    session: Session, ticket: str, officer_id: int, now: datetime, *, is_writing: bool
) -> bool | Glimpse:
    """Note that an officer has a ticket open now; False where it is closed.

    Raises:
        NotFound: There is no such ticket.
    """
    found = access_escalation(session, ticket, officer_id, Need.VIEW, now)
    if isinstance(found, Glimpse):
        return found
    if found.escalation.state is EscalationState.CLOSED:
        return False
    put_row(
        session,
        TicketSight(
            escalation_id=row_of(session, ticket).id,
            officer_id=officer_id,
            here_at=now,
            writing_at=now if is_writing else None,
        ),
    )
    return True


def be_gone(session: Session, ticket: str, officer_id: int) -> None:
    """Note that an officer closed a ticket's page.

    Raises:
        NotFound: There is no such ticket.
    """
    sight = session.get(TicketSight, (row_of(session, ticket).id, officer_id))
    if sight is not None:
        sight.here_at = sight.writing_at = None


def onlookers_of(session: Session, access: Access, now: datetime) -> list[Onlooker]:
    """Return who else has a ticket open that an officer may read, by name."""
    row = row_of(session, access.escalation.ticket)
    found = session.execute(
        select(TicketSight.officer_id, TicketSight.writing_at, Officer.name)
        .join(Officer, Officer.id == TicketSight.officer_id)
        .where(
            TicketSight.escalation_id == row.id,
            TicketSight.officer_id != access.officer.id,
            TicketSight.here_at > now - HERE,
        )
        .order_by(Officer.name)
    ).all()
    return [
        Onlooker(name, writing_at is not None and writing_at > now - WRITING)
        for officer_id, writing_at, name in found
        if _may_read(session, officer_id, row.unit, now)
    ]


def forget_sights(session: Session, row: Escalation) -> None:
    """Forget who read an escalation that is closed, and who looks."""
    session.execute(delete(TicketSight).where(TicketSight.escalation_id == row.id))


def _may_read(session: Session, officer_id: int, unit: str, now: datetime) -> bool:
    person = find_officer(session, officer_id)
    return person.is_active and reach_of(session, person, now).has(unit)


def _sight(session: Session, access: Access) -> TicketSight | None:
    row = row_of(session, access.escalation.ticket)
    return session.get(TicketSight, (row.id, access.officer.id))
