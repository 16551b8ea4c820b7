"""Shortcuts for what citizens, officers and the gateway do, on a real database."""

from dataclasses import dataclass

from sqlalchemy import select

from doubles.clock import FrozenClock
from doubles.passwords import CHEAP
from service.conversations.lanes import take_lane
from service.conversations.ownership import ConversationState, open_conversation, state_of
from service.escalations.claims import claim_escalation
from service.escalations.opening import find_escalation, open_escalation
from service.escalations.views import EscalationView
from service.officers.accounts import add_officer
from service.officers.duty import OfficerView
from service.outbox.deliveries import claim_messages
from service.outbox.queue import Draft, Outgoing, put_message
from service.outcomes import Author, Delivery, EscalationReason, EscalationState, Outcome
from service.replies import Button
from service.storage.database import Database
from service.storage.tables import Escalation, OutboxMessage, Update
from service.updates.store import Incoming, store_update
from service.updates.work import (
    PendingUpdate,
    finish_update,
    next_update,
    postpone_update,
    waiting_conversations,
)

PASSWORD = "kata-sandi-panjang"


@dataclass
class World:
    """One database and its clock."""

    database: Database
    clock: FrozenClock

    def conversation(self, address: str = "1", channel: str = "telegram") -> str:
        """Open a citizen's conversation; return its id."""
        with self.database.write() as session:
            return open_conversation(session, channel, address, self.clock())

    def state(self, conversation_id: str) -> ConversationState:
        """Return who owns a conversation now."""
        with self.database.read() as session:
            return state_of(session, conversation_id)

    def receive(self, text: str = "halo", update_id: str = "1", address: str = "1") -> str | None:
        """Store a citizen's message as the gateway does."""
        incoming = Incoming("telegram", "bot", update_id, address, "text", text)
        with self.database.write() as session:
            return store_update(session, incoming, self.clock())

    def next_update(self, conversation_id: str) -> PendingUpdate | None:
        """Return the update to be worked off now."""
        with self.database.read() as session:
            return next_update(session, conversation_id, self.clock())

    def waiting(self, limit: int = 10) -> list[str]:
        """Return the conversations with work that nobody does."""
        with self.database.read() as session:
            return waiting_conversations(session, self.clock(), limit)

    def take_lane(self, conversation_id: str, holder: str) -> bool:
        """Try to take a conversation's lane."""
        with self.database.write() as session:
            return take_lane(session, conversation_id, holder, self.clock())

    def postpone(self, update_id: int) -> bool:
        """Let an update fail."""
        with self.database.write() as session:
            return postpone_update(session, update_id, "trouble", self.clock())

    def finish(self, update_id: int) -> bool:
        """Record that an update was answered."""
        with self.database.write() as session:
            return finish_update(session, update_id, Outcome.ANSWERED, self.clock())

    def update_row(self, update_id: int) -> Update:
        """Return an update as stored."""
        with self.database.read() as session:
            return session.get_one(Update, update_id)

    def put(
        self,
        conversation_id: str,
        text: str = "halo",
        author: Author = Author.BOT,
        buttons: tuple[Button, ...] = (),
    ) -> int:
        """Put a message in the outbox; return its id."""
        with self.database.write() as session:
            draft = Draft(conversation_id, author, text, buttons)
            return put_message(session, draft, self.clock())

    def claim(self, channel: str = "telegram", limit: int = 10) -> list[Outgoing]:
        """Take what is due for sending."""
        with self.database.write() as session:
            return claim_messages(session, channel, self.clock(), limit)

    def queue(self) -> list[EscalationView]:
        """Return what waits or is held, of all units."""
        with self.database.read() as session:
            tickets = session.scalars(
                select(Escalation.ticket)
                .where(Escalation.state != EscalationState.CLOSED)
                .order_by(Escalation.opened_at, Escalation.id)
            )
            return [find_escalation(session, ticket) for ticket in tickets]

    def delivery(self, message_id: int) -> Delivery:
        """Return how far a message came."""
        with self.database.read() as session:
            return Delivery(session.get_one(OutboxMessage, message_id).state)

    def officer(
        self, username: str = "budi", name: str = "Budi", unit: str = "humas"
    ) -> OfficerView:
        """Register an officer."""
        with self.database.write() as session:
            return add_officer(session, username, name, unit, PASSWORD, self.clock(), CHEAP)

    def escalate(self, conversation_id: str, unit: str = "humas") -> EscalationView:
        """Open an escalation."""
        with self.database.write() as session:
            return open_escalation(
                session, conversation_id, unit, EscalationReason.ASKED, self.clock()
            )

    def hold(self, conversation_id: str, officer: OfficerView) -> str:
        """Open an escalation and put it in an officer's hands; return its ticket."""
        ticket = self.escalate(conversation_id).ticket
        with self.database.write() as session:
            claim_escalation(session, ticket, officer.id, "petugas datang", self.clock())
        return ticket
