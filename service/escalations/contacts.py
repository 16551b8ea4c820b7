"""How a citizen wants to be reached: only the holder sees it, and the closing forgets it.

Functions take an open ``Session`` and never commit.
"""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from service.escalations.access import Access
from service.escalations.opening import current_row
from service.escalations.views import row_of
from service.storage.escalation_tables import EscalationContact
from service.storage.tables import Escalation

CONTACT_LIMIT = 200  # characters


def keep_contact(session: Session, conversation_id: str, contact: str, now: datetime) -> bool:
    """Keep a citizen's contact with their open escalation; False when none is open.

    Raises:
        ValueError: It is empty, or too long for any contact.
    """
    given = contact.strip()
    if not given or len(given) > CONTACT_LIMIT:
        raise ValueError("not a contact")
    row = current_row(session, conversation_id)
    if row is None:
        return False
    session.merge(EscalationContact(escalation_id=row.id, contact=given, at=now))
    return True


def contact_for(session: Session, access: Access) -> str | None:
    """Return the citizen's contact; None for everybody but the holder."""
    if not access.is_holder:
        return None
    row = session.get(EscalationContact, row_of(session, access.escalation.ticket).id)
    return row.contact if row else None


def forget_contact(session: Session, row: Escalation) -> None:
    """Delete the contact of an escalation that ends."""
    session.execute(delete(EscalationContact).where(EscalationContact.escalation_id == row.id))
