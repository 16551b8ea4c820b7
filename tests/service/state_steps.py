"""The steps of the state machine: done in the house, told to the model, and compared."""

from typing import TypeVar

from doubles.clock import FrozenClock
from service.outcomes import Author, Delivery, EscalationState, Owner, UpdateState
from service.storage.database import Database
from service.storage.tables import Escalation
from tests.service.state_house import Gateway, Hand, House, Rows
from tests.service.state_model import OPEN, Message, Model, Talk

MOST_ROUNDS = 5  # of five minutes; what was put off for longer than that is lost
STATES = {
    "sent": Delivery.SENT,
    "again": Delivery.QUEUED,
    "away": Delivery.QUEUED,
    "uncertain": Delivery.UNCERTAIN,
    "refused": Delivery.FAILED,
}
T = TypeVar("T")


class Steps:
    """Two citizens, two gateways that also send, two officers, and one clock."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.house, self.model = House(database, FrozenClock()), Model()
        self.house.empty()
        self.officers = [self.house.officer("budi"), self.house.officer("sari")]
        self.born, self.written = 0, 0
        self.gateways = [self.new_gateway(), self.new_gateway()]

    def new_gateway(self) -> Gateway:
        self.born += 1
        return Gateway(f"gateway-{self.born}")

    def look(self) -> None:
        """Compare what is stored with what was promised."""
        rows = self.house.rows()
        self.nothing_is_lost(rows)
        self.each_conversation_has_one_owner(rows)

    def nothing_is_lost(self, rows: Rows) -> None:
        """Nothing vanished, nothing came from nowhere, and each has the state it must have."""
        assert {n: (row.state, row.attempts) for n, row in rows.updates.items()} == {
            n: (letter.state, letter.attempts) for n, letter in self.model.letters.items()
        }
        assert {n: row.state for n, row in rows.messages.items()} == {
            n: message.state for n, message in self.model.messages.items()
        }
        done = {n for n, row in rows.updates.items() if row.state != UpdateState.PENDING}
        assert rows.answered == done == {n for n, row in rows.updates.items() if row.outcome}

    def each_conversation_has_one_owner(self, rows: Rows) -> None:
        """Conversation and ticket name the same person, and one gateway has the lane."""
        held = {row.conversation_id: row for row in rows.open_escalations}
        assert len(held) == len(rows.open_escalations)
        for talk in self.model.talks.values():
            row, ticket = rows.conversations[talk.id], held.get(talk.id)
            assert (row.owner, row.officer_id) == (talk.owner, talk.officer_id)
            assert (row.lane_holder, row.lane_until) == (talk.lane or (None, None))
            assert _owner_by(ticket) == (talk.owner, talk.officer_id, talk.ticket)

    def work_off_what_is_left(self) -> None:
        """Let one gateway finish everything; each round, whatever was put off is due again."""
        last = self.new_gateway()
        for _ in range(MOST_ROUNDS):
            if not self.is_anything_left():
                break
            self.house.clock.advance(seconds=301)
            self.settle(last)
            self._send_all(last)
            for talk in self.model.talks.values():
                self.enter(last, talk)
                while talk.id in last.hands:
                    self.answer(last, last.hands.pop(talk.id), "")
        self.look()
        assert not self.is_anything_left()

    def _send_all(self, gateway: Gateway) -> None:
        """Send until nothing more moves: a look may only take back what comes too late."""
        queued, before = self.messages(Delivery.QUEUED), None
        while queued != before:
            self.fetch(gateway, 20)
            for message_id in sorted(gateway.sending):
                self.record(gateway, message_id, "sent")
            queued, before = self.messages(Delivery.QUEUED), queued

    def record(self, gateway: Gateway, message_id: int, result: str) -> None:
        del gateway.sending[message_id]
        self.house.record(message_id, result)
        self.model.record(message_id, STATES[result])

    def enter(self, gateway: Gateway, talk: Talk) -> None:
        if talk.id in gateway.hands:
            return
        now = self.house.clock()
        may, hand = talk.may_take_lane(gateway.holder, now), self.house.enter(gateway, talk.id)
        assert may or hand is None
        if may:
            talk.take_lane(gateway.holder, now)
            self.follow(gateway, talk, hand)

    def follow(self, gateway: Gateway, talk: Talk, hand: Hand | None) -> None:
        if hand is None:
            talk.release_lane(gateway.holder)
            return
        self.model.begin(hand.update.id)
        gateway.hands[talk.id] = hand

    def keep(self, gateway: Gateway) -> None:
        self.house.keep(gateway)
        for talk in self.model.talks.values():
            if talk.id in gateway.hands and talk.lane and talk.lane[0] == gateway.holder:
                talk.take_lane(gateway.holder, self.house.clock())

    def end(self, place: int, *, is_killed: bool) -> None:
        """Another gateway begins in its place and knows nothing of it."""
        old, self.gateways[place] = self.gateways[place], self.new_gateway()
        if is_killed:
            return
        self.house.stop(old)
        for talk in self.model.talks.values():
            talk.release_lane(old.holder)

    def answer(self, gateway: Gateway, hand: Hand, wish: str) -> None:
        talk, now = self.model.talks[hand.update.conversation_id], self.house.clock()
        is_open = self.model.letters[hand.update.id].state is UpdateState.PENDING
        was_persons = talk.owner is not Owner.BOT
        worked = self.house.work(gateway, hand, wish)
        assert (worked is not None) == is_open
        if worked is None:
            self.put_off(gateway, hand)
            return
        came, following = worked
        self.model.finish(hand.update.id, UpdateState.DONE)
        if wish == "cancel" and talk.owner is Owner.QUEUE:
            assert came.ticket == talk.ticket
            talk.give_to(Owner.BOT, None, None)
        elif came.ticket is not None:
            assert not was_persons
            talk.give_to(Owner.QUEUE, None, came.ticket)
        self.expect_message(talk, came.author)
        if following is not None:
            assert talk.may_take_lane(gateway.holder, now)
            talk.take_lane(gateway.holder, now)
            self.follow(gateway, talk, following)
        elif came.following is None and talk.lane and talk.lane[0] == gateway.holder:
            talk.release_lane(gateway.holder)

    def put_off(self, gateway: Gateway, hand: Hand) -> None:
        talk = self.model.talks[hand.update.conversation_id]
        is_tried_again = self.house.put_off(hand)
        assert is_tried_again == self.model.postpone(hand.update.id)
        if not is_tried_again:
            self.model.finish(hand.update.id, UpdateState.DEAD)
            self.expect_message(talk, Author.SYSTEM)
        self.enter(gateway, talk)

    def fetch(self, gateway: Gateway, limit: int) -> None:
        claimed, now = self.house.fetch(limit), self.house.clock()
        rows = self.house.rows().messages
        for message in self.messages(Delivery.QUEUED):
            if rows[message.id].state in (Delivery.WITHDRAWN, Delivery.UNCERTAIN):
                self.model.withdraw(message.id)
        for message_id in sorted(claimed):
            self.model.claim(message_id, now)
            gateway.sending[message_id] = self.model.messages[message_id].tries

    def settle(self, gateway: Gateway) -> None:
        self.house.settle(set(gateway.sending))
        self.model.settle(self.house.clock(), set(gateway.sending))

    def expect_message(self, talk: Talk, author: Author) -> None:
        new = set(self.house.rows().messages) - set(self.model.messages)
        assert len(new) == 1
        number = new.pop()
        self.model.messages[number] = Message(number, talk, author)

    # What there is.

    def one_of(self, things: list[T], pick: int) -> T:
        return things[pick % len(things)]

    def waiting(self) -> list[Talk]:
        """Return the conversations in which something waits for an answer."""
        waits = [x for x in self.model.letters.values() if x.state is UpdateState.PENDING]
        return [talk for talk in self.model.talks.values() if any(x.talk is talk for x in waits)]

    def with_hands(self) -> list[Gateway]:
        return [gateway for gateway in self.gateways if gateway.hands]

    def other(self, gateway: Gateway) -> Gateway:
        """Return the gateway that this one is not."""
        return next(one for one in self.gateways if one is not gateway)

    def with_sendings(self) -> list[Gateway]:
        return [gateway for gateway in self.gateways if gateway.sending]

    def take_hand(self, gateway: Gateway, pick: int) -> Hand:
        return gateway.hands.pop(self.one_of(list(gateway.hands), pick))

    def tickets(self) -> list[Talk]:
        return [talk for talk in self.model.talks.values() if talk.ticket]

    def messages(self, state: Delivery) -> list[Message]:
        return [message for message in self.model.messages.values() if message.state is state]

    def repeatable(self) -> list[Message]:
        failed = [*self.messages(Delivery.FAILED), *self.messages(Delivery.UNCERTAIN)]
        return [m for m in failed if m.author is Author.OFFICER and m.talk.owner is Owner.OFFICER]

    def is_anything_left(self) -> bool:
        is_queued = any(message.state in OPEN for message in self.model.messages.values())
        return is_queued or bool(self.waiting())


def _owner_by(ticket: Escalation | None) -> tuple[Owner, int | None, str | None]:
    """Return whose a conversation is by its open ticket."""
    if ticket is None:
        return Owner.BOT, None, None
    is_waiting = ticket.state == EscalationState.WAITING
    return Owner.QUEUE if is_waiting else Owner.OFFICER, ticket.officer_id, ticket.ticket
