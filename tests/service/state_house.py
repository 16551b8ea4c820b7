"""What gateways, officers and senders do, as the processes do it: one real transaction a step."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import delete, event, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError

from doubles.clock import FrozenClock
from doubles.passwords import CHEAP
from service.audit.tables import AuditRow
from service.conversations.lanes import keep_lanes, release_lanes_of
from service.conversations.ownership import ConversationState, state_of
from service.conversations.turns import TurnRecord, store_turn
from service.escalations.claims import answer_escalation, claim_escalation, repeat_answer
from service.escalations.closing import cancel_escalation, close_escalation
from service.escalations.events import erase_events
from service.escalations.opening import open_escalation
from service.escalations.views import ClaimRefused, EscalationView
from service.officers.accounts import add_officer
from service.outbox.deliveries import (
    claim_messages,
    mark_failed,
    mark_sent,
    mark_unanswered,
    put_back,
    retry_later,
    settle_lost_sendings,
)
from service.outbox.queue import Draft, put_message
from service.outcomes import (
    AnsweredBy,
    Author,
    Delivery,
    DeliveryTrouble,
    EscalationReason,
    Outcome,
    Owner,
)
from service.storage.base import Base
from service.storage.database import Database, Session
from service.storage.tables import Conversation, Escalation, OutboxMessage, Turn, Update
from service.updates.store import Incoming, store_update
from service.updates.work import (
    PendingUpdate,
    bury_update,
    enter_lane,
    finish_update,
    follow_lane,
    postpone_update,
)
from tests.service.harness import PASSWORD

CHANNEL = "telegram"


@dataclass(frozen=True)
class Hand:
    """An update that a gateway works on, and whose conversation it was when it began."""

    update: PendingUpdate
    seen: ConversationState


Hands: TypeAlias = dict[str, Hand]


@dataclass
class Gateway:
    """One gateway's memory: its name, what it works on, and its tries of sending."""

    holder: str
    hands: Hands = field(default_factory=dict)  # by conversation
    sending: dict[int, int] = field(default_factory=dict)  # message: which try of it


@dataclass(frozen=True)
class Worked:
    """What came of working on an update."""

    author: Author
    ticket: str | None  # opened, or closed by the citizen
    following: PendingUpdate | None


class FinishedElsewhere(Exception):
    """Another gateway was faster; what this one did is rolled back."""


def open_erasing(session: Session, now: datetime) -> None:
    """Delete all events, by the door that the databases leave for erasing a person."""
    for escalation_id in session.scalars(select(Escalation.id)).all():
        erase_events(session, escalation_id, now)


class House:
    """One database, and what is done to it."""

    def __init__(self, database: Database, clock: FrozenClock) -> None:
        self.database, self.clock = database, clock

    def empty(self) -> None:
        """Delete every row but of the record, which has no door: faster than a migration."""
        with self.database.write() as session:
            open_erasing(session, self.clock())
            for table in reversed(Base.metadata.sorted_tables):
                if table.name != AuditRow.__tablename__:
                    session.execute(delete(table))

    def officer(self, username: str) -> int:
        """Register an officer; return their number."""
        with self.database.write() as session:
            return add_officer(
                session, username, username, "humas", PASSWORD, self.clock(), CHEAP
            ).id

    def write(self, address: str, update_id: str) -> str | None:
        """Store what a citizen wrote."""
        incoming = Incoming(CHANNEL, "bot", update_id, address, "text", "halo")
        with self.database.write() as session:
            return store_update(session, incoming, self.clock())

    def enter(self, gateway: Gateway, conversation_id: str) -> Hand | None:
        """Take a lane and what is next in it."""
        with self.database.write() as session:
            update = enter_lane(session, conversation_id, gateway.holder, self.clock())
            return self._hand(session, update)

    def keep(self, gateway: Gateway) -> None:
        """Prolong the lanes of what is worked on."""
        with self.database.write() as session:
            keep_lanes(session, list(gateway.hands), gateway.holder, self.clock())

    def stop(self, gateway: Gateway) -> None:
        """Give back all lanes."""
        with self.database.write() as session:
            release_lanes_of(session, gateway.holder)

    def work(self, gateway: Gateway, hand: Hand, wish: str) -> tuple[Worked, Hand | None] | None:
        """Answer an update and find the next; None when another gateway has answered it."""
        try:
            with self.database.write() as session:
                return self._work(session, gateway, hand, wish)
        except (FinishedElsewhere, IntegrityError):
            return None

    def _work(
        self, session: Session, gateway: Gateway, hand: Hand, wish: str
    ) -> tuple[Worked, Hand | None]:
        now, conversation_id = self.clock(), hand.update.conversation_id
        state, ticket = state_of(session, conversation_id), None
        is_persons = state.version != hand.seen.version and state.owner is not Owner.BOT
        is_persons = is_persons or hand.seen.owner is not Owner.BOT
        if wish == "cancel":
            ticket = cancel_escalation(session, conversation_id, now)
        elif wish == "person" and not is_persons:
            ticket = open_escalation(
                session, conversation_id, "humas", EscalationReason.ASKED, now
            )
        author = Author.SYSTEM if is_persons or wish == "cancel" else Author.BOT
        turn_id = store_turn(session, _record(hand.update, Outcome.ANSWERED), now)
        put_message(session, Draft(conversation_id, author, "jawaban", turn_id=turn_id), now)
        if not finish_update(session, hand.update.id, Outcome.ANSWERED, now):
            raise FinishedElsewhere
        following = follow_lane(session, conversation_id, gateway.holder, now)
        shown = Worked(author, ticket.ticket if ticket else None, following)
        return shown, self._hand(session, following)

    def put_off(self, hand: Hand) -> bool:
        """Let an update fail; False when it was buried and the citizen told."""
        now, update = self.clock(), hand.update
        with self.database.write() as session:
            if postpone_update(session, update.id, "trouble", now):
                return True
            turn_id = store_turn(session, _record(update, Outcome.FAILED), now)
            draft = Draft(update.conversation_id, Author.SYSTEM, "maaf", turn_id=turn_id)
            put_message(session, draft, now)
            bury_update(session, update.id, now)
            return False

    def claim(self, ticket: str, officer_id: int) -> EscalationView | ClaimRefused:
        """Let an officer take a ticket."""
        with self.database.write() as session:
            return claim_escalation(session, ticket, officer_id, "petugas datang", self.clock())

    def reply(self, ticket: str, officer_id: int) -> int | ClaimRefused:
        """Let an officer answer."""
        with self.database.write() as session:
            return answer_escalation(session, ticket, officer_id, "jawaban", self.clock())

    def repeat(self, ticket: str, officer_id: int, message_id: int) -> bool | ClaimRefused:
        """Let an officer send a message again."""
        with self.database.write() as session:
            return repeat_answer(session, ticket, officer_id, message_id, self.clock())

    def close(self, ticket: str, officer_id: int) -> EscalationView | ClaimRefused:
        """Let an officer close a ticket."""
        with self.database.write() as session:
            return close_escalation(session, ticket, officer_id, "selesai", self.clock())

    def fetch(self, limit: int) -> list[int]:
        """Take messages for sending."""
        with self.database.write() as session:
            return [
                message.id for message in claim_messages(session, CHANNEL, self.clock(), limit)
            ]

    def settle(self, ours: set[int]) -> None:
        """Look for messages whose sender died."""
        with self.database.write() as session:
            settle_lost_sendings(session, CHANNEL, self.clock(), ours)

    def record(self, message_id: int, result: str) -> None:
        """Store what came of a try to send."""
        now = self.clock()
        with self.database.write() as session:
            match result:
                case "sent":
                    mark_sent(session, message_id, "77", now)
                case "again":
                    retry_later(session, message_id, DeliveryTrouble.IN_TROUBLE, now)
                case "away":
                    put_back(session, message_id, DeliveryTrouble.UNREACHABLE, now)
                case "uncertain":
                    mark_unanswered(session, message_id, DeliveryTrouble.NO_ANSWER, now)
                case _:
                    mark_failed(session, message_id, Delivery.FAILED, DeliveryTrouble.BLOCKED)

    def rows(self) -> "Rows":
        """Read all that the model knows, as it is stored."""
        with self.database.read() as session:
            return Rows(
                {row.id: row for row in session.scalars(select(Conversation))},
                {row.id: row for row in session.scalars(select(Update))},
                {row.id: row for row in session.scalars(select(OutboxMessage))},
                [row for row in session.scalars(select(Escalation)) if row.state != "closed"],
                set(session.scalars(select(Turn.update_id))),
            )

    def _hand(self, session: Session, update: PendingUpdate | None) -> Hand | None:
        return Hand(update, state_of(session, update.conversation_id)) if update else None


def do_not_wait_for_the_disk(database: Database) -> None:
    """Let a commit return at once, which is half of the time; nobody cuts the power here."""
    is_sqlite = database.engine.dialect.name == "sqlite"
    said = "PRAGMA synchronous = OFF" if is_sqlite else "SET synchronous_commit TO off"
    database.engine.dispose()  # connections that were opened before would go on waiting

    def say(connection: DBAPIConnection, _record: object) -> None:
        connection.cursor().execute(said)
        connection.commit()

    event.listen(database.engine, "connect", say)


@dataclass(frozen=True)
class Rows:
    """What is stored."""

    conversations: dict[str, Conversation]
    updates: dict[int, Update]
    messages: dict[int, OutboxMessage]
    open_escalations: list[Escalation]
    answered: set[int]  # updates that have a turn


def _record(update: PendingUpdate, outcome: Outcome) -> TurnRecord:
    return TurnRecord(
        update.id, update.conversation_id, update.kind, update.text, outcome, AnsweredBy.GATEWAY
    )
