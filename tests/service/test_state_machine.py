"""Ownership, lanes and outbox together: whatever happens in whatever order, the citizen is served.

Hypothesis draws what citizens, gateways, officers, senders and the clock do; ``state_house`` does
it on a real database and ``state_model`` says what must come of it. At the end of each story all
that is left is worked off: nothing may remain.
"""

import sys

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from service.escalations.views import ClaimRefused, EscalationView
from service.outcomes import Author, Delivery, Owner
from service.storage.database import Database
from tests.service.state_house import do_not_wait_for_the_disk
from tests.service.state_model import Letter
from tests.service.state_steps import Steps

ADDRESSES = ("1", "1", "1", "2")  # where much happens at once, more can go wrong
WISHES = ("", "person", "person", "cancel")
RESULTS = ("sent", "sent", "again", "away", "uncertain", "refused")
DISTURBANCES = ("keep", "settle", "settle late", "stop", "kill")
two = st.integers(0, 1)
picks = st.integers(0, 3)  # one of what there is


class Story(Steps, RuleBasedStateMachine):
    """Two citizens, two gateways that also send, two officers, and one clock."""

    @initialize(address=st.sampled_from(ADDRESSES), count=st.integers(1, 4))
    def a_story_begins(self, address: str, count: int) -> None:
        """Somebody writes several messages at once."""
        for _ in range(count):
            self.a_citizen_writes(address)

    # What citizens do.

    @rule(address=st.sampled_from(ADDRESSES))
    def a_citizen_writes(self, address: str) -> None:
        """A message is stored, and waits."""
        self.written += 1
        conversation_id = self.house.write(address, str(self.written))
        assert conversation_id is not None
        talk = self.model.meet(conversation_id)
        number = max(self.house.rows().updates)
        self.model.letters[number] = Letter(number, talk)

    @precondition(lambda self: self.written)
    @rule(address=st.sampled_from(ADDRESSES))
    def an_update_comes_twice(self, address: str) -> None:
        """The channel delivers again what was stored."""
        assert self.house.write(address, str(self.written)) is None

    # What gateways do.

    @precondition(lambda self: self.waiting())
    @rule(gateway=two, pick=picks)
    def a_gateway_enters_a_lane(self, gateway: int, pick: int) -> None:
        """It works on the next message, unless another gateway does."""
        self.enter(self.gateways[gateway], self.one_of(self.waiting(), pick))

    @precondition(lambda self: self.with_hands())
    @rule(pick=picks, wish=st.sampled_from(WISHES))
    def a_gateway_answers(self, pick: int, wish: str) -> None:
        """It stores what came of a message, and goes on to the next; once, however late."""
        gateway = self.one_of(self.with_hands(), pick)
        self.answer(gateway, self.take_hand(gateway, pick), wish)

    @precondition(lambda self: self.with_hands())
    @rule(pick=picks, waits=st.lists(st.sampled_from((0, 1.5, 6, 31, 121)), max_size=5))
    def a_message_fails(self, pick: int, waits: list[float]) -> None:
        """It is tried again, or given up and the citizen told."""
        gateway = self.one_of(self.with_hands(), pick)
        hand = self.take_hand(gateway, pick)
        self.put_off(gateway, hand)
        talk = self.model.talks[hand.update.conversation_id]
        for wait in waits:
            self.house.clock.advance(seconds=wait)
            self.enter(gateway, talk)
            if talk.id in gateway.hands:
                self.put_off(gateway, gateway.hands.pop(talk.id))

    @precondition(lambda self: self.waiting())
    @rule(
        gateway=two, pick=picks, wishes=st.lists(st.sampled_from(WISHES), min_size=1, max_size=3)
    )
    def a_gateway_serves(self, gateway: int, pick: int, wishes: list[str]) -> None:
        """It answers several messages, and nobody comes between."""
        server, talk = self.gateways[gateway], self.one_of(self.waiting(), pick)
        self.enter(server, talk)
        for wish in wishes:
            if talk.id in server.hands:
                self.answer(server, server.hands.pop(talk.id), wish)

    @precondition(lambda self: self.with_hands())
    @rule(pick=picks, does=st.sampled_from(("keep", "answer", "fail")))
    def a_gateway_stands_still(self, pick: int, does: str) -> None:
        """The other takes its lanes; then it goes on as if nothing had happened."""
        slow = self.one_of(self.with_hands(), pick)
        self.house.clock.advance(seconds=9)
        for conversation_id in list(slow.hands):
            self.enter(self.other(slow), self.model.talks[conversation_id])
        self.house.clock.advance(seconds=1)
        match does:
            case "keep":
                self.keep(slow)
            case "answer":
                self.answer(slow, self.take_hand(slow, pick), "")
            case _:
                self.put_off(slow, self.take_hand(slow, pick))

    # What officers do.

    @precondition(lambda self: self.tickets())
    @rule(officer=two, pick=picks)
    def an_officer_claims(self, officer: int, pick: int) -> None:
        """Whoever is first has it."""
        talk, officer_id = self.one_of(self.tickets(), pick), self.officers[officer]
        claimed = self.house.claim(talk.ticket or "", officer_id)
        if talk.owner is Owner.QUEUE:
            talk.give_to(Owner.OFFICER, officer_id, talk.ticket)
            self.expect_message(talk, Author.SYSTEM)
        assert isinstance(claimed, EscalationView) == (talk.officer_id == officer_id)

    @precondition(lambda self: self.tickets())
    @rule(officer=two, pick=picks)
    def an_officer_answers(self, officer: int, pick: int) -> None:
        """Only who holds it speaks to the citizen."""
        talk, officer_id = self.one_of(self.tickets(), pick), self.officers[officer]
        answered = self.house.reply(talk.ticket or "", officer_id)
        if talk.officer_id != officer_id:
            assert isinstance(answered, ClaimRefused)
            return
        self.expect_message(talk, Author.OFFICER)

    @precondition(lambda self: self.tickets())
    @rule(officer=two, pick=picks)
    def an_officer_closes(self, officer: int, pick: int) -> None:
        """The bot answers again."""
        talk, officer_id = self.one_of(self.tickets(), pick), self.officers[officer]
        closed = self.house.close(talk.ticket or "", officer_id)
        if talk.officer_id != officer_id:
            assert isinstance(closed, ClaimRefused)
            return
        talk.give_to(Owner.BOT, None, None)
        self.expect_message(talk, Author.SYSTEM)

    @precondition(lambda self: self.repeatable())
    @rule(officer=two, pick=picks)
    def an_officer_sends_again(self, officer: int, pick: int) -> None:
        """What failed, or may not have arrived, goes out once more."""
        message, officer_id = self.one_of(self.repeatable(), pick), self.officers[officer]
        done = self.house.repeat(message.talk.ticket or "", officer_id, message.id)
        assert (done is True) == (message.talk.officer_id == officer_id)
        if done is True:
            message.state, message.is_out_of_order = Delivery.QUEUED, True
            for gateway in self.gateways:  # a sender that is so late says nothing any more
                gateway.sending.pop(message.id, None)

    # What senders do.

    @precondition(lambda self: self.messages(Delivery.QUEUED))
    @rule(gateway=two, limit=st.integers(1, 4))
    def a_sender_claims(self, gateway: int, limit: int) -> None:
        """It takes what is due, a conversation's oldest first."""
        self.fetch(self.gateways[gateway], limit)

    @precondition(lambda self: self.with_sendings())
    @rule(pick=picks, result=st.sampled_from(RESULTS))
    def a_sending_ends(self, pick: int, result: str) -> None:
        """The channel took it, refused it, or was away."""
        gateway = self.one_of(self.with_sendings(), pick)
        message_id = self.one_of(sorted(gateway.sending), pick)
        self.record(gateway, message_id, result)

    @precondition(lambda self: self.messages(Delivery.QUEUED))
    @rule(gateway=two, results=st.lists(st.sampled_from(RESULTS), min_size=1, max_size=4))
    def a_sender_delivers(self, gateway: int, results: list[str]) -> None:
        """It sends several messages, one after the other."""
        sender = self.gateways[gateway]
        for result in results:
            self.fetch(sender, 1)
            for message_id in sorted(sender.sending)[:1]:
                self.record(sender, message_id, result)

    # What disturbs, and what time does.

    @rule(gateway=two, what=st.sampled_from(DISTURBANCES))
    def something_happens(self, gateway: int, what: str) -> None:
        """Gateways keep their lanes, stop, die, look for a dead sender's messages."""
        one = self.gateways[gateway]
        match what:
            case "keep":
                self.keep(one)
            case "settle" | "settle late":
                self.house.clock.advance(seconds=46 if what == "settle late" else 0)
                self.settle(one)
            case _:
                self.end(gateway, is_killed=what == "kill")

    @rule(seconds=st.sampled_from((0.5, 1, 2, 4, 9, 46, 301, -3600)))
    def time_passes(self, seconds: float) -> None:
        """Leases end, retries become due; or the clock was an hour ahead and is put right."""
        self.house.clock.advance(seconds=seconds)

    # What must hold after each step.

    @invariant()
    def all_is_as_promised(self) -> None:
        """Each step is looked at from the citizen's side."""
        self.look()

    def teardown(self) -> None:
        """Let one gateway work off what is left: whatever happened, the citizen is served."""
        if sys.exception() is None:  # else the model stopped in the middle of a step
            self.work_off_what_is_left()


def test_whatever_happens_the_citizen_is_served(database: Database) -> None:
    """One owner, nothing lost, nothing doubled, in order: the promises hold in any story."""
    stories = settings(
        max_examples=settings().max_examples * 3 // 10,
        stateful_step_count=80,
        suppress_health_check=list(HealthCheck),
    )

    do_not_wait_for_the_disk(database)

    class StoryHere(Story):
        def __init__(self) -> None:
            super().__init__(database)

    run_state_machine_as_test(StoryHere, settings=stories)
