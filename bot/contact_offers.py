"""A contact that a citizen offers for their open ticket: taken out and sealed before it is masked.

The inbox asks about each message before it stores it. What is not offered goes the way of all
numbers: it is hidden, and kept nowhere.
"""

from dataclasses import dataclass, replace

from service.conversations.ownership import conversation_at
from service.door.door import Heard
from service.door.own_contacts import EMAIL, PHONE, Contact, contact_in, contact_on_card
from service.escalations.opening import open_escalation_of
from service.outbox.buttons import choices
from service.payloads import Payload, PayloadKind
from service.storage.database import Session
from service.updates.sealing import Seal
from service.updates.store import Incoming


@dataclass(frozen=True)
class Offer:
    """A contact that may be one, sealed outside of any transaction."""

    contact: Contact
    sealed: bytes


class ContactOffers:
    """Reads messages for contacts."""

    def __init__(self, seal: Seal) -> None:
        self._seal = seal

    def read(self, incoming: Incoming, heard: Heard) -> Offer | None:
        """Return the contact of a message that was written; None where it has none."""
        if incoming.kind == "contact" and incoming.card is not None:
            return self._read_card(incoming.card)
        if not {PHONE, EMAIL}.intersection(heard.masked.kinds):
            return None
        is_written = incoming.kind == "text" and incoming.payload is None
        if not is_written or incoming.address is None or incoming.is_edit:
            return None
        contact = contact_in(incoming.text)
        return Offer(contact, self._seal.close(contact.text.encode())) if contact else None

    def _read_card(self, card: str) -> Offer | None:
        """Return the number of a card, which is offered only where a contact was asked for."""
        contact = contact_on_card(card)
        return Offer(contact, self._seal.close(contact.text.encode())) if contact else None

    def taken(self, session: Session, incoming: Incoming, offer: Offer | None) -> Incoming:
        """Return the message with its contact, if that is offered for a ticket that is open."""
        if offer is None or not _is_welcome(session, incoming, offer):
            return incoming
        payload = Payload(PayloadKind.CONTACT_GIVEN, offer.contact.hint)
        return replace(incoming, payload=payload, sealed=offer.sealed)


def _is_welcome(session: Session, incoming: Incoming, offer: Offer) -> bool:
    known = conversation_at(session, incoming.channel, incoming.address or "")
    if known is None or open_escalation_of(session, known) is None:
        return False
    if offer.contact.is_offered:
        return True
    shown = choices(session, known)
    return any(button.payload.kind is PayloadKind.NO_CONTACT for button in shown)
