"""Any story of officers, citizens and time: one owner, the row is its events, nothing is lost.

``ESCALATION_STEPS=10000`` plays that many steps in one run, with stories that differ each time.
"""

import os
import zlib
from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from service.escalations.standing import EventKind
from service.escalations.stepping import Stepped
from service.storage.database import Database
from tests.service.escalations.machine import UNITS, Office
from tests.service.state_house import do_not_wait_for_the_disk

STEPS = 100  # of a story
STORIES = 8
WANTED = int(os.environ.get("ESCALATION_STEPS", "0"))

OFTEN = {EventKind.OPENED, EventKind.CLAIMED, EventKind.ANSWERED, EventKind.CLOSED}

PICK = st.integers(0, 2**32 - 1).map(lambda n: zlib.crc32(n.to_bytes(4, "big")))  # spread
YES = st.booleans()
UNIT = st.sampled_from(UNITS)
PLAIN = st.sampled_from(
    "claim claim_and_answer release snooze wake note close_many unmerge block unblock".split()
)
REASON = st.sampled_from(["", "answered", "other"])


class Story(RuleBasedStateMachine):
    """Two officers, a supervisor, a lead and two citizens."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.office = Office(database)
        self.office.found()

    @initialize()
    def both_citizens_wait(self) -> None:
        """A story about nobody shows nothing."""
        for citizen in self.office.citizens:
            self.office.write(citizen, asks=True)

    def ticket(self, pick: int) -> str | None:
        """Return one of the tickets; two times of three one that is open."""
        tickets = self.office.tickets(only_open=pick % 3 > 0) or self.office.tickets()
        return tickets[-1 - pick % len(tickets)] if tickets else None

    def officer(self, pick: int) -> int:
        return self.office.officers[pick % len(self.office.officers)]

    def act(self, name: str, pick: int, who: int, *more: object) -> None:
        """Act; two times of three it is who has the ticket, or may have it."""
        ticket = self.ticket(pick)
        if ticket is not None:
            fitting = self.office.fitting(ticket) if who % 3 else None
            self.office.act(name, ticket, fitting or self.officer(who), *more)

    @rule(pick=PICK, asks=YES)
    def citizen_writes(self, pick: int, asks: bool) -> None:
        """Also in the middle of everything else."""
        self.office.write(self.office.citizens[pick % 2], asks)

    @rule(pick=PICK)
    def citizen_cancels(self, pick: int) -> None:
        """While it waits."""
        self.office.cancel(self.office.citizens[pick % 2])

    @rule(pick=PICK, whose=PICK)
    def citizen_contests(self, pick: int, whose: int) -> None:
        """Their own closing, or a number that they overheard."""
        ticket = self.ticket(pick)
        if ticket is not None:
            own = self.office.citizen_of(ticket) if whose % 3 else None
            self.office.reopen(ticket, own or self.office.citizens[whose % 2])

    @rule(pick=PICK, whose=PICK, number=st.integers(1, 3))
    def citizen_rates(self, pick: int, whose: int, number: int) -> None:
        """An old button, or the same twice."""
        ticket = self.ticket(pick)
        if ticket is not None:
            self.office.rate(ticket, self.office.citizens[whose % 2], number)

    @rule(name=PLAIN, pick=PICK, who=PICK)
    def officer_acts(self, name: str, pick: int, who: int) -> None:
        """Whoever may and whoever may not."""
        self.act(name, pick, who)

    @rule(name=PLAIN, pick=PICK, who=PICK)
    def press_is_delivered_twice(self, name: str, pick: int, who: int) -> None:
        """The same act again, as a network does it."""
        self.act(name, pick, who)
        self.act(name, pick, who)

    @rule(pick=PICK, who=PICK, asks=YES)
    def officer_answers(self, pick: int, who: int, asks: bool) -> None:
        """And waits for the citizen's word, or not."""
        self.act("answer", pick, who, asks)

    @rule(pick=PICK, who=PICK)
    def officer_takes_and_answers(self, pick: int, who: int) -> None:
        """So that stories come to closings."""
        self.act("claim_and_answer", pick, who)

    @rule(pick=PICK, who=PICK, to=PICK)
    def ticket_is_assigned(self, pick: int, who: int, to: int) -> None:
        """Perhaps to somebody who is away, or of another unit."""
        self.act("assign", pick, who, self.officer(to))

    @rule(pick=PICK, who=PICK, unit=UNIT)
    def ticket_is_transferred(self, pick: int, who: int, unit: str) -> None:
        """While the citizen writes."""
        self.act("transfer", pick, who, unit)

    @rule(pick=PICK, who=PICK, reason=REASON)
    def ticket_is_closed(self, pick: int, who: int, reason: str) -> None:
        """Answered or not."""
        self.act("close", pick, who, reason)

    @rule(pick=PICK, who=PICK, later=YES)
    def ticket_is_answered_closed_and_contested(self, pick: int, who: int, later: bool) -> None:
        """At once, or once it is too late."""
        ticket = self.ticket(pick)
        if ticket is not None:
            person = self.office.fitting(ticket) or self.officer(who)
            self.office.act("claim_and_answer", ticket, person)
            self.office.act("close", ticket, person, "")
            self.office.clock.advance(days=8 if later else 1)
            self.office.reopen(ticket, self.office.citizen_of(ticket))

    @rule(pick=PICK, who=PICK, spans=st.sampled_from([(30,), (91,), (91, 121)]))
    def citizen_is_waited_for(self, pick: int, who: int, spans: tuple[int, ...]) -> None:
        """Until they are reminded, or closed out."""
        ticket = self.ticket(pick)
        if ticket is not None:
            person = self.office.fitting(ticket) or self.officer(who)
            self.office.act("claim_and_answer", ticket, person)
            self.office.act("answer", ticket, person, True)
            for minutes in spans:
                self.office.clock.advance(minutes=minutes)
                self.office.step()

    @rule(pick=PICK, who=PICK, unit=UNIT)
    def ticket_is_split(self, pick: int, who: int, unit: str) -> None:
        """Also one that was split off before."""
        self.act("split", pick, who, unit)

    @rule(pick=PICK, into=PICK, who=PICK)
    def tickets_are_merged(self, pick: int, into: int, who: int) -> None:
        """In either direction."""
        other = self.ticket(into)
        if other is not None:
            self.act("merge", pick, who, other)

    @rule(pick=PICK, who=PICK)
    def ticket_is_merged_and_taken_out(self, pick: int, who: int) -> None:
        """By a slip."""
        ticket, other = self.ticket(3), self.ticket(pick)
        if ticket is not None and other is not None:
            person = self.office.fitting(other) or self.officer(who)
            self.office.act("merge", ticket, person, other)
            self.office.act("unmerge", ticket, person)

    @rule(pick=PICK, into=PICK, who=PICK)
    def tickets_are_merged_both_ways(self, pick: int, into: int, who: int) -> None:
        """Two officers, each with the other ticket in mind."""
        one, other = self.ticket(pick), self.ticket(into)
        if one is not None and other is not None:
            self.office.act("merge", one, self.officer(who), other)
            self.office.act("merge", other, self.officer(who + 1), one)

    @rule(who=PICK, is_away=YES)
    def officer_leaves_or_returns(self, who: int, is_away: bool) -> None:
        """With whatever they hold."""
        self.office.leave(who % len(self.office.officers), is_away)

    @rule(minutes=st.sampled_from([1, 5, 30, 61, 130, 60 * 24 * 8]))
    def time_passes(self, minutes: int) -> None:
        """And is looked at."""
        self.office.clock.advance(minutes=minutes)
        self.office.step()
        assert self.office.step() == Stepped(), "a second look found more"

    @rule()
    def a_moment_passes(self) -> None:
        """What happens next is later."""
        self.office.clock.advance(seconds=1)

    @invariant()
    def all_is_as_promised(self) -> None:
        """After each step."""
        self.office.check()


def test_in_any_story_a_ticket_has_one_owner_and_is_what_happened_to_it(
    database: Database,
) -> None:
    """No order of acts may lose a citizen, or give one to two officers."""
    stories = settings(
        max_examples=max(1, WANTED // STEPS) if WANTED else STORIES,
        stateful_step_count=STEPS,
        derandomize=not WANTED,
        suppress_health_check=list(HealthCheck),
    )
    do_not_wait_for_the_disk(database)

    seen: Counter[EventKind] = Counter()

    class StoryHere(Story):
        def __init__(self) -> None:
            super().__init__(database)

        def teardown(self) -> None:
            told = self.office.events.values()
            seen.update(event.kind for events in told for event in events)

    run_state_machine_as_test(StoryHere, settings=stories)
    print(*(f"{kind.value} {count}" for kind, count in seen.most_common()), sep=", ")
    assert set(seen) >= OFTEN, "the stories show too little"
