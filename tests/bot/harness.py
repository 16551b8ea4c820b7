"""A gateway on a real database, an assistant that tests direct, citizens and an officer.

Everything is the gateway's own but the assistant. The clock stands still, and nothing runs by
itself: ``work_off`` is one look of the inbox, without its waiting.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import text as sql

from bot.inbox import Inbox
from bot.own_replies import OwnReplies
from bot.turn_services import TurnServices
from bot.typing_sign import TypingSign
from doubles.clock import FrozenClock
from service.answering.answers import Answers
from service.answering.menus import Menus
from service.conversations.ownership import conversation_at, state_of
from service.door.door import Door
from service.errors import AssistantUnavailable
from service.escalations.claims import claim_escalation
from service.escalations.closing import close_escalation
from service.escalations.opening import open_escalation_of
from service.escalations.views import EscalationView
from service.officers.accounts import list_officers
from service.operations.switches import Switches
from service.outcomes import EscalationReason, Outcome, Owner
from service.payloads import Payload
from service.replies import Answer, Button, Escalate, Reply
from service.storage.database import Database
from service.storage.tables import Officer
from service.updates.store import Incoming

ANSWER = Reply(
    "# Cara minta data\n\nAjukan permohonan informasi.",
    Outcome.ANSWERED,
    (
        Button("Selengkapnya", Payload.decode("more:ppid-permohonan")),
        Button("Biaya", Payload.decode("topic:ppid-biaya")),
    ),
    topic="ppid-permohonan",
    topics=("ppid-permohonan", "ppid-biaya"),
    confidence=0.9,
    intent="ppid-permohonan",
)
LABELS = ["Selengkapnya", "Biaya", "Membantu", "Tidak"]  # under it, as shown
ESCALATION = Reply(
    "", Outcome.ESCALATED, intent="human", escalate=Escalate("humas", EscalationReason.ASKED)
)

OF_PPID = replace(ESCALATION, escalate=Escalate("ppid", EscalationReason.ASKED))


class FakeAssistant:
    """Understands nothing: gives the replies it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.senders: list[str] = []
        self.slots_seen: list[dict[str, Any]] = []
        self.slots: dict[str, Any] = {}  # given back with each answer
        self.replies: tuple[Reply, ...] = (ANSWER,)
        self.error: Exception | None = None
        self.thinking: Callable[[str], Awaitable[None]] | None = None

    def goes_down(self) -> None:
        """Fail from now on, as Rasa does when it is not there."""
        self.error = AssistantUnavailable("no Rasa")

    async def ask(self, sender: str, text: str, slots: Mapping[str, Any]) -> Answer:
        """Think, then fail or reply."""
        self.asked.append(text)
        self.senders.append(sender)
        self.slots_seen.append(dict(slots))
        if self.thinking is not None:
            await self.thinking(text)
        if self.error is not None:
            raise self.error
        return Answer(self.replies, slots=dict(self.slots))


@dataclass(frozen=True)
class Told:
    """One message to a citizen, as the outbox holds it."""

    text: str
    author: str
    state: str
    buttons: dict[str, str]  # label to token


class Office:
    """The gateway and everybody who meets it."""

    def __init__(self, database: Database, answers: Answers, clock: FrozenClock) -> None:
        self.database = database
        self.answers = answers
        self.clock = clock
        self.assistant = FakeAssistant()
        self.woken: list[str] = []
        own_replies = OwnReplies(answers, Menus(answers.knowledge, answers), clock)
        self.services = TurnServices(
            database, answers, own_replies, self.assistant, Switches(database, refresh=0), clock
        )
        self.inbox = Inbox(self.services, self.woken.append)
        self._updates = 0

    def show_typing(self, sign: TypingSign) -> None:
        """Start the inbox anew, with a sign that shows that an answer is being written."""
        self.inbox = Inbox(self.services, self.woken.append, sign)

    def restart(self) -> None:
        """Begin the gateway anew: what was in its memory is gone."""
        self.use_door(Door())

    def use_door(self, door: Door) -> None:
        """Begin the gateway anew, behind another door."""
        self.services = replace(self.services, door=door)
        self.inbox = Inbox(self.services, self.woken.append)

    async def receive(self, text: str = "", address: str = "1", **fields: Any) -> bool:
        """Let the inbox store an update; ``fields`` are those of ``Incoming``."""
        return await self.inbox.receive(self.incoming(text, address, **fields))

    def incoming(self, text: str = "", address: str = "1", **fields: Any) -> Incoming:
        """Return an update as the channel gives it; each is new."""
        self._updates += 1
        values: dict[str, Any] = {"channel": "telegram", "source": "7", "kind": "text"}
        values |= {"update_id": str(self._updates), **fields}
        return Incoming(address=address, text=text, **values)

    async def work_off(self) -> None:
        """Answer everything that is due."""
        await self.inbox.step()

    async def write(self, text: str = "", address: str = "1", **fields: Any) -> Told:
        """Let a citizen write, answer, and return the last thing they were told."""
        await self.receive(text, address, **fields)
        await self.work_off()
        return self.told(address)[-1]

    async def press(self, token: str, address: str = "1") -> Told:
        """Let a citizen press a button, answer, and return the last thing they were told."""
        return await self.write(address=address, kind="button", pressed=token)

    def told(self, address: str = "1") -> list[Told]:
        """Return what a citizen was told, in order."""
        rows = self.rows(
            "SELECT o.text, o.author, o.state, o.id FROM outbox o JOIN conversations c"
            " ON c.id = o.conversation_id WHERE c.address = :address ORDER BY o.id",
            address=address,
        )
        return [Told(text, who, state, self._buttons(id_)) for text, who, state, id_ in rows]

    def turns(self, *columns: str) -> list[tuple[Any, ...]]:
        """Return columns of every turn, in order."""
        return self.rows(f"SELECT {', '.join(columns)} FROM turns ORDER BY id")  # noqa: S608

    def updates(self, *columns: str) -> list[tuple[Any, ...]]:
        """Return columns of every update, in order."""
        return self.rows(f"SELECT {', '.join(columns)} FROM updates ORDER BY id")  # noqa: S608

    def rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """Read the database."""
        with self.database.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(sql(statement), values)]

    def say(self, key: str, /, **values: object) -> str:
        """Return a fixed sentence as it is stored."""
        return self.answers.say(key, **values)

    def conversation(self, address: str = "1", channel: str = "telegram") -> str:
        """Return the id of a citizen's conversation."""
        with self.database.read() as session:
            found = conversation_at(session, channel, address)
        assert found is not None
        return found

    def owner(self, address: str = "1") -> Owner:
        """Return who answers a citizen now."""
        with self.database.read() as session:
            return state_of(session, self.conversation(address)).owner

    def ticket(self, address: str = "1", channel: str = "telegram") -> EscalationView | None:
        """Return a citizen's open escalation."""
        with self.database.read() as session:
            return open_escalation_of(session, self.conversation(address, channel))

    def claim(self, address: str = "1", channel: str = "telegram") -> str:
        """Let the officer claim a citizen's escalation; return the ticket."""
        ticket = self.ticket(address, channel)
        assert ticket is not None
        with self.database.write() as session:
            claim_escalation(session, ticket.ticket, self._officer(), "ditangani", self.clock())
        return ticket.ticket

    def close(self, ticket: str) -> None:
        """Let the officer close the escalation they hold."""
        with self.database.write() as session:
            close_escalation(session, ticket, self._officer(), "ditutup", self.clock())

    def _officer(self) -> int:
        with self.database.write() as session:
            for officer in list_officers(session):
                return officer.id
            row = Officer(username="sari", name="Sari", unit="humas", created_at=self.clock())
            row.password_hash = "-"  # nobody logs in here, and hashing takes its time on purpose
            session.add(row)
            session.flush()
            return row.id

    def _buttons(self, message_id: int) -> dict[str, str]:
        rows: list[Any] = self.rows(
            "SELECT label, token FROM buttons WHERE message_id = :id ORDER BY position",
            id=message_id,
        )
        return dict(rows)


async def until(is_so: Callable[[], bool], seconds: float = 30.0) -> None:
    """Let the event loop work until something is so.

    Raises:
        TimeoutError: It was not after so many seconds.
    """
    for _ in range(round(seconds / 0.02)):
        if is_so():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError("it did not come to that in time")
