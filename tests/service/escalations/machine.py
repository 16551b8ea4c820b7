"""What two officers, a supervisor, citizens and time do to escalations, one transaction a step."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from doubles.clock import FrozenClock
from doubles.knowledge import CONTENT
from doubles.passwords import CHEAP
from service.calendar import Zone
from service.content.desk_hours import read_desk_hours
from service.conversations.ownership import open_conversation
from service.conversations.turns import TurnRecord, store_turn
from service.escalations import access, blocking, claims, closing, merging, moving, notes, stepping
from service.escalations.deadlines import set_due
from service.escalations.opening import open_escalation
from service.escalations.patience import Patience
from service.escalations.ratings import rate_escalation, rating_payload
from service.escalations.reopening import reopen_escalation
from service.escalations.standing import Event
from service.escalations.views import ClaimRefused, EscalationView
from service.officers.accounts import add_officer
from service.officers.duty import be_away, give_role
from service.outcomes import (
    AnsweredBy,
    BlockReason,
    CloseReason,
    EscalationReason,
    Outcome,
    Role,
)
from service.storage.database import Database, Session
from service.storage.tables import Escalation, OutboxMessage, Turn
from service.updates.store import Incoming, store_update
from service.updates.work import finish_update, next_update
from tests.service.escalations.promises import (
    each_conversation_has_one_owner,
    rows_are_their_events,
)
from tests.service.harness import PASSWORD
from tests.service.state_house import House

UNITS = ("humas", "ppid")
PATIENCE = Patience(silent=60, remind=90, close=120)
HOUR = timedelta(hours=1)


def minutes(start: datetime, end: datetime, _unit: str) -> float:
    """Count every minute as a working one."""
    return (end - start).total_seconds() / 60


DESK = read_desk_hours(CONTENT)
MEANS = stepping.Means(lambda key, **_: key, str, minutes, PATIENCE, lambda: DESK)


@dataclass
class Told:
    """What an officer sent, and to whom it must go."""

    conversation_id: str
    officer_id: int


@dataclass
class Office:
    """One database, its people, and what they are known to have done."""

    database: Database
    clock: FrozenClock = field(default_factory=FrozenClock)
    officers: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    citizens: list[str] = field(default_factory=list)
    answers: dict[int, Told] = field(default_factory=dict)
    events: dict[int, list[Event]] = field(default_factory=dict)
    written: int = 0

    def found(self) -> None:
        """Empty the database and let everybody in: two officers, a supervisor, two citizens."""
        House(self.database, self.clock).empty()
        roles = (Role.OFFICER, Role.OFFICER, Role.SUPERVISOR, Role.LEAD)
        with self.database.write() as session:
            for number, role in enumerate(roles):
                name, unit = f"petugas{number}", UNITS[number % 2]
                person = add_officer(session, name, name, unit, PASSWORD, self.clock(), CHEAP)
                give_role(session, name, role)
                self.officers.append(person.id)
                self.names.append(name)
            for address in "12":
                self.citizens.append(open_conversation(session, "telegram", address, self.clock()))

    def tickets(self, *, only_open: bool = False) -> list[str]:
        """Return every ticket, or those that are not closed."""
        wanted = select(Escalation.ticket).order_by(Escalation.id)
        if only_open:
            wanted = wanted.where(Escalation.state != "closed")
        with self.database.read() as session:
            return list(session.scalars(wanted))

    def citizen_of(self, ticket: str) -> str:
        """Return whose a ticket is."""
        with self.database.read() as session:
            row = session.scalar(select(Escalation).where(Escalation.ticket == ticket))
            assert row is not None
            return row.conversation_id

    def fitting(self, ticket: str) -> int | None:
        """Return who has a ticket, else somebody of its unit."""
        with self.database.read() as session:
            row = session.scalar(select(Escalation).where(Escalation.ticket == ticket))
            assert row is not None
            return row.officer_id or self.officers[UNITS.index(row.unit)]

    # What people do.

    def write(self, citizen: str, asks: bool) -> None:
        """Let a citizen write, as the gateway stores it; perhaps a wish for a person."""
        self.written += 1
        now, address = self.clock(), str(self.citizens.index(citizen) + 1)
        incoming = Incoming("telegram", "bot", str(self.written), address, "text", "halo")
        with self.database.write() as session:
            store_update(session, incoming, now)
            update = next_update(session, citizen, now)
            assert update is not None
            moving.hear_citizen(session, citizen, now)
            if asks:
                unit = UNITS[self.written % 2]
                made = open_escalation(session, citizen, unit, EscalationReason.ASKED, now)
                set_due(session, made.ticket, DESK, None, Zone.WIB, now)
            turn = TurnRecord(
                update.id, citizen, "text", "halo", Outcome.RELAYED, AnsweredBy.GATEWAY
            )
            store_turn(session, turn, now)
            finish_update(session, update.id, Outcome.RELAYED, now)

    def cancel(self, citizen: str) -> None:
        """Let a citizen take their wish back."""
        with self.database.write() as session:
            closing.cancel_escalation(session, citizen, self.clock())

    def reopen(self, ticket: str, citizen: str) -> None:
        """Let a citizen say that it is not done, perhaps of somebody else's ticket."""
        with self.database.write() as session:
            again = reopen_escalation(session, citizen, ticket, self.clock())
            if isinstance(again, EscalationView):
                set_due(session, ticket, DESK, None, Zone.WIB, self.clock())

    def rate(self, ticket: str, citizen: str, number: int) -> None:
        """Let a citizen press a rating, perhaps an old one, perhaps twice."""
        argument = rating_payload(ticket, number, is_good=True).argument
        with self.database.write() as session:
            rate_escalation(session, citizen, argument, self.clock())

    def act(self, name: str, ticket: str, officer: int, *more: Any) -> object:
        """Let an officer do something."""
        with self.database.write() as session:
            see = access.access_escalation
            see(session, ticket, officer, access.Need.VIEW, self.clock())
            return getattr(self, f"do_{name}")(session, ticket, officer, *more)

    def do_claim(self, session: Session, ticket: str, officer: int) -> object:
        return claims.claim_escalation(session, ticket, officer, "datang", self.clock())

    def do_answer(self, session: Session, ticket: str, officer: int, asks: bool) -> object:
        now = self.clock()
        sent = claims.answer_escalation(session, ticket, officer, "a", now, asks_citizen=asks)
        return self._note(session, ticket, officer, sent)

    def do_claim_and_answer(self, session: Session, ticket: str, officer: int) -> object:
        now = self.clock()
        sent = claims.claim_and_answer(session, ticket, officer, "a", "datang", now)
        return self._note(session, ticket, officer, sent)

    def do_assign(self, session: Session, ticket: str, officer: int, to: int) -> object:
        return claims.assign_escalation(session, ticket, officer, to, "datang", self.clock())

    def do_release(self, session: Session, ticket: str, officer: int) -> object:
        return claims.release_escalation(session, ticket, officer, self.clock())

    def do_transfer(self, session: Session, ticket: str, officer: int, unit: str) -> object:
        now = self.clock()
        return moving.transfer_escalation(session, ticket, officer, unit, "k", "pindah", now)

    def do_snooze(self, session: Session, ticket: str, officer: int) -> object:
        now = self.clock()
        return moving.snooze_escalation(session, ticket, officer, now + HOUR, now)

    def do_wake(self, session: Session, ticket: str, officer: int) -> object:
        return moving.wake_escalation(session, ticket, officer, self.clock())

    def do_note(self, session: Session, ticket: str, officer: int) -> object:
        return notes.write_note(session, ticket, officer, "catatan", self.clock())

    def do_close(self, session: Session, ticket: str, officer: int, reason: str) -> object:
        why = CloseReason(reason) if reason else None
        return closing.close_escalation(
            session, ticket, officer, "tutup", self.clock(), reason=why
        )

    def do_close_many(self, session: Session, _ticket: str, officer: int) -> object:
        tickets = {one: closing.Told("tutup") for one in self.tickets()[:3]}
        return closing.close_many(session, tickets, officer, CloseReason.DUPLICATE, self.clock())

    def do_merge(self, session: Session, ticket: str, officer: int, into: str) -> object:
        return merging.merge_escalations(session, ticket, into, officer, self.clock())

    def do_unmerge(self, session: Session, ticket: str, officer: int) -> object:
        return merging.unmerge_escalation(session, ticket, officer, self.clock())

    def do_split(self, session: Session, ticket: str, officer: int, unit: str) -> object:
        now = self.clock()
        return merging.split_escalation(session, ticket, officer, unit, "k", "{ticket}", now)

    def do_block(self, session: Session, ticket: str, officer: int) -> object:
        now = self.clock()
        return blocking.block_citizen(
            session, ticket, officer, BlockReason.SPAM, now + HOUR, "blokir", now
        )

    def do_unblock(self, session: Session, ticket: str, officer: int) -> object:
        supervisor = self.officers[2 if officer == self.officers[0] else 3]
        return blocking.unblock_citizen(session, ticket, supervisor, self.clock())

    def leave(self, number: int, is_away: bool) -> None:
        """Let an officer go on leave for some hours, or come back."""
        now = self.clock()
        since, until = (now, now + 3 * HOUR) if is_away else (None, None)
        with self.database.write() as session:
            be_away(session, self.names[number], since, until)

    def step(self) -> stepping.Stepped:
        """Let time do its work."""
        with self.database.write() as session:
            return stepping.step(session, MEANS, self.clock())

    def _note(self, session: Session, ticket: str, officer: int, sent: object) -> object:
        if isinstance(sent, ClaimRefused):
            return sent
        row = session.scalar(select(Escalation).where(Escalation.ticket == ticket))
        assert row is not None
        assert isinstance(sent, int)
        self.answers[sent] = Told(row.conversation_id, officer)
        return sent

    # What must hold.

    def check(self) -> None:
        """Look at everything from outside."""
        with self.database.read() as session:
            rows = list(session.scalars(select(Escalation).order_by(Escalation.id)))
            rows_are_their_events(session, rows, self.events)
            each_conversation_has_one_owner(session, rows)
            self._nothing_is_lost(session, rows)

    def _nothing_is_lost(self, session: Session, rows: list[Escalation]) -> None:
        assert set(self.events) == {row.id for row in rows}
        assert session.query(Turn).count() == self.written
        sent = session.scalars(select(OutboxMessage).where(OutboxMessage.author == "officer"))
        found = {one.id: Told(one.conversation_id, one.officer_id or 0) for one in sent}
        assert found == self.answers, "an answer went to somebody else, twice, or nowhere"
        for row in rows:
            goes_on = row.merged_into_id is not None
            assert goes_on == (row.close_reason == CloseReason.MERGED)
