"""How a citizen wants to be reached: sealed, for the holder alone, and gone at the closing.

What is kept says ``service.door.own_contacts``. Functions take an open ``Session`` and never
commit; who opens the seal does so after the transaction.
"""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.escalations.access import Access, row_in_hands
from service.escalations.events import CITIZEN, happen, officer
from service.escalations.opening import current_row
from service.escalations.standing import EventKind
from service.escalations.views import ClaimRefused, EscalationView, row_of, view_with_name
from service.storage.escalation_tables import EscalationContact
from service.storage.tables import Escalation


def keep_contact(
    session: Session, conversation_id: str, sealed: bytes, hint: str, now: datetime
) -> EscalationView | None:
    """Keep a citizen's contact with their open escalation, instead of a former one.

    Returns:
        The escalation; None when none is open, and then nothing is kept.
    """
    row = current_row(session, conversation_id)
    if row is None:
        return None
    kept = EscalationContact(escalation_id=row.id, sealed=sealed, hint=hint, at=now)
    session.merge(kept)
    happen(session, row, EventKind.CONTACT_KEPT, CITIZEN, now)
    return view_with_name(session, row)


def take_contact_back(session: Session, conversation_id: str, now: datetime) -> bool:
    """Delete the contact that a citizen left; False when there is none."""
    row = current_row(session, conversation_id)
    if row is None or session.get(EscalationContact, row.id) is None:
        return False
    forget_contact(session, row)
    happen(session, row, EventKind.CONTACT_FORGOTTEN, CITIZEN, now)
    return True


def hint_of_contact(session: Session, ticket: str) -> str | None:
    """Return by what a citizen knows their contact again; None when none is kept."""
    row = session.get(EscalationContact, row_of(session, ticket).id)
    return row.hint if row else None


def has_contact(session: Session, access: Access) -> bool:
    """Tell whether the citizen left a contact, to whoever may see the escalation."""
    return hint_of_contact(session, access.escalation.ticket) is not None


def open_contact(
    session: Session, ticket: str, officer_id: int, now: datetime
) -> bytes | ClaimRefused | None:
    """Give the holder the contact, sealed, which is an event; None when there is none any more.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_hands(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    contact = session.get(EscalationContact, row.id)
    if contact is None:
        return None
    happen(session, row, EventKind.VIEWED, officer(officer_id), now, contact=1)
    return contact.sealed


def hand_contact_on(session: Session, row: Escalation, other: Escalation) -> None:
    """Give the contact of a ticket to the one that it goes on in, unless that has its own."""
    contact = session.get(EscalationContact, row.id)
    if contact is None:
        return
    if session.get(EscalationContact, other.id) is None:
        given = {"sealed": contact.sealed, "hint": contact.hint, "at": contact.at}
        session.add(EscalationContact(escalation_id=other.id, **given))
    forget_contact(session, row)


def forget_contact(session: Session, row: Escalation) -> None:
    """Delete the contact of an escalation that ends."""
    session.execute(delete(EscalationContact).where(EscalationContact.escalation_id == row.id))


def forget_contacts(session: Session, conversation_id: str) -> None:
    """Delete all contacts of a conversation, which its citizen deletes."""
    theirs = select(Escalation.id).where(Escalation.conversation_id == conversation_id)
    session.execute(delete(EscalationContact).where(EscalationContact.escalation_id.in_(theirs)))
