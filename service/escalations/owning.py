"""Whose a conversation is by its escalations, kept together with them.

The conversation's owner changes by compare-and-set before anything of an act is written: whoever
loses has stored nothing. Of two escalations of a conversation one is current, and its owner is the
conversation's; the other waits behind it.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.conversations.ownership import change_owner, state_of
from service.escalations.events import SYSTEM, happen
from service.escalations.standing import EventKind
from service.outcomes import EscalationState, Owner
from service.storage.tables import Escalation

OWNER_OF = {
    EscalationState.WAITING: Owner.QUEUE,
    EscalationState.HELD: Owner.OFFICER,
    EscalationState.CLOSED: Owner.BOT,
}


def give_to_officer(session: Session, row: Escalation, officer_id: int) -> None:
    """Put the conversation in an officer's hands.

    Raises:
        OwnershipLost: It changed hands at the same moment.
    """
    change_owner(session, state_of(session, row.conversation_id), Owner.OFFICER, officer_id)


def give_to_queue(session: Session, row: Escalation) -> None:
    """Let the conversation wait for an officer.

    Raises:
        OwnershipLost: It changed hands at the same moment.
    """
    change_owner(session, state_of(session, row.conversation_id), Owner.QUEUE)


def give_to_bot(session: Session, row: Escalation) -> None:
    """Let the bot answer again, whatever waits behind.

    Raises:
        OwnershipLost: It changed hands at the same moment.
    """
    change_owner(session, state_of(session, row.conversation_id), Owner.BOT)


def rows_behind(session: Session, row: Escalation) -> list[Escalation]:
    """Return what waits for an escalation's end, locked."""
    rows = session.scalars(
        select(Escalation)
        .where(Escalation.behind_id == row.id, Escalation.state != EscalationState.CLOSED)
        .order_by(Escalation.id)
        .with_for_update()
    )
    return list(rows)


def give_on(session: Session, row: Escalation) -> Escalation | None:
    """Give the conversation of a current escalation that ends to the next, or to the bot.

    The caller has not ended it yet, and does so next.

    Returns:
        The escalation that waited behind it, current from now on.

    Raises:
        OwnershipLost: It changed hands at the same moment.
    """
    following = session.scalar(
        select(Escalation)
        .where(Escalation.behind_id == row.id, Escalation.state != EscalationState.CLOSED)
        .order_by(Escalation.id)
        .limit(1)
        .with_for_update()
    )
    owner = Owner.BOT if following is None else Owner.QUEUE
    change_owner(session, state_of(session, row.conversation_id), owner)
    return following


def advance(session: Session, following: Escalation | None, now: datetime) -> None:
    """Let an escalation that waited behind another have its turn; the other is closed."""
    if following is None:
        return
    session.flush()  # the other first: a conversation has one current escalation
    behind = following.behind_id
    happen(session, following, EventKind.ADVANCED, SYSTEM, now)
    session.flush()
    others = session.scalars(
        select(Escalation).where(
            Escalation.behind_id == behind, Escalation.state != EscalationState.CLOSED
        )
    )
    for row in others.all():
        happen(session, row, EventKind.ADVANCED, SYSTEM, now, behind_id=following.id)
