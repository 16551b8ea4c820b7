"""Shortcuts for acts of officers on a world, each in a transaction of its own."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from service.escalations.claims import claim_and_answer
from service.escalations.closing import close_escalation
from service.escalations.events import read_events
from service.escalations.moving import hear_citizen
from service.escalations.notices import Notice, NoticeKind, notices_for
from service.escalations.opening import find_escalation
from service.escalations.reach import reach_of
from service.escalations.reopening import reopen_escalation
from service.escalations.standing import Event, EventKind
from service.escalations.views import EscalationView, row_of
from service.officers.duty import OfficerView, give_role
from service.outcomes import CloseReason, Role
from service.payloads import Payload, PayloadKind
from service.replies import Button
from service.storage.tables import OutboxMessage
from tests.service.harness import World

RATING = (Button("Membantu", Payload(PayloadKind.RATE, "x")),)


def do(world: World, act: Callable[..., Any], *values: Any, **more: Any) -> Any:
    """Do something now, and commit."""
    with world.database.write() as session:
        return act(session, *values, world.clock(), **more)


def look(world: World, ticket: str) -> EscalationView:
    """Return a ticket as it is now."""
    with world.database.read() as session:
        return find_escalation(session, ticket)


def events(world: World, ticket: str) -> list[Event]:
    """Return what happened to a ticket."""
    with world.database.read() as session:
        return read_events(session, row_of(session, ticket).id)


def kinds(world: World, ticket: str) -> list[EventKind]:
    """Return the kinds of what happened to a ticket."""
    return [event.kind for event in events(world, ticket)]


def told(world: World, conversation_id: str) -> list[str]:
    """Return what a citizen was told, the oldest first."""
    with world.database.read() as session:
        return list(
            session.scalars(
                select(OutboxMessage.text)
                .where(OutboxMessage.conversation_id == conversation_id)
                .order_by(OutboxMessage.id)
            )
        )


def labels(world: World, conversation_id: str) -> list[str]:
    """Return the buttons under the newest message to a citizen."""
    with world.database.read() as session:
        row = session.scalars(
            select(OutboxMessage.buttons)
            .where(OutboxMessage.conversation_id == conversation_id)
            .order_by(OutboxMessage.id.desc())
        ).first()
    return [button["label"] for button in row or ()]


def person(world: World, name: str, unit: str = "humas", role: Role = Role.OFFICER) -> OfficerView:
    """Register somebody of a unit."""
    world.officer(name, name.title(), unit)
    with world.database.write() as session:
        return give_role(session, name, role)


def notices(world: World, officer: OfficerView) -> list[Notice]:
    """Return what an officer has not seen yet."""
    with world.database.read() as session:
        return notices_for(session, reach_of(session, officer, world.clock()), world.clock())


def notice_kinds(world: World, officer: OfficerView) -> list[NoticeKind]:
    """Return the kinds of what an officer has not seen yet."""
    return [notice.kind for notice in notices(world, officer)]


def answer(world: World, ticket: str, officer: OfficerView, text: str = "jawab") -> Any:
    """Answer, taking the ticket with it."""
    return do(world, claim_and_answer, ticket, officer.id, text, "datang")


def close(
    world: World, ticket: str, officer: OfficerView, reason: CloseReason | None = None
) -> Any:
    """Close a ticket, offering to rate."""
    return do(world, close_escalation, ticket, officer.id, "tutup", reason=reason, rating=RATING)


def write(world: World, conversation_id: str) -> None:
    """Let a citizen write to whoever has the conversation."""
    do(world, hear_citizen, conversation_id)


def contest(world: World, conversation_id: str, ticket: str) -> EscalationView | None:
    """Let a citizen say that it is not done."""
    found: EscalationView | None = do(world, reopen_escalation, conversation_id, ticket)
    return found


def at(world: World, **span: float) -> datetime:
    """Move the clock on and return the time."""
    world.clock.advance(**span)
    return world.clock()
