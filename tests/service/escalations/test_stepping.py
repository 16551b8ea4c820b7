"""What time does to escalations: each thing once, and only when it is due."""

from datetime import datetime

import pytest

from service.escalations.claims import wait_for_citizen
from service.escalations.merging import split_escalation
from service.escalations.moving import snooze_escalation
from service.escalations.notes import write_note
from service.escalations.notices import NoticeKind
from service.escalations.patience import Patience
from service.escalations.standing import Actor, EventKind
from service.escalations.stepping import Means, Stepped, step
from service.officers.duty import be_active, be_away, give_role
from service.outcomes import ClosedBy, CloseReason, EscalationState, Owner, Role, Stage
from tests.service.escalations.desk import (
    answer,
    at,
    do,
    events,
    kinds,
    labels,
    look,
    notice_kinds,
    person,
    told,
    write,
)
from tests.service.harness import World

PATIENCE = Patience(silent=60, remind=90, close=120)


def minutes(start: datetime, end: datetime, _unit: str) -> float:
    """Count every minute as a working one."""
    return (end - start).total_seconds() / 60


def closed_today(_start: datetime, _end: datetime, _unit: str) -> float:
    """Count no minute: the office is closed."""
    return 0.0


MEANS = Means(lambda key, **_: key, str, minutes, PATIENCE)


def pass_time(world: World, means: Means = MEANS, **span: float) -> Stepped:
    """Move the clock on and let time do its work."""
    world.clock.advance(**span)
    with world.database.write() as session:
        return step(session, means, world.clock())


def test_a_silent_holder_gives_the_case_back_and_the_supervisor_is_told(world: World) -> None:
    """A citizen waits for an answer, not for whoever took the case this morning."""
    budi, rina = person(world, "budi"), person(world, "rina", role=Role.SUPERVISOR)
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)

    early = pass_time(world, minutes=59)
    due = pass_time(world, minutes=1)

    assert (early.given_back, due.given_back) == (0, 1)
    assert look(world, ticket).state is EscalationState.WAITING
    assert world.state(conversation_id).owner is Owner.QUEUE
    assert notice_kinds(world, rina) == [NoticeKind.SILENT]
    assert notice_kinds(world, budi) == [NoticeKind.TAKEN]
    assert events(world, ticket)[-1].actor is Actor.SYSTEM
    assert pass_time(world) == Stepped()


def test_a_note_is_no_answer(world: World) -> None:
    """Officers who talk among themselves leave the citizen waiting."""
    budi = person(world, "budi")
    ticket = world.hold(world.conversation(), budi)
    world.clock.advance(minutes=30)

    do(world, write_note, ticket, budi.id, "sudah saya tanyakan")

    assert pass_time(world, minutes=30).given_back == 1


def test_whoever_answered_keeps_the_case_until_the_citizen_waits_again(world: World) -> None:
    """The clock begins with the citizen's word, not with the claim."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    answer(world, ticket, budi)

    quiet = pass_time(world, hours=5)
    write(world, conversation_id)
    write(world, conversation_id)
    early = pass_time(world, minutes=59)
    due = pass_time(world, minutes=1)

    assert [one.given_back for one in (quiet, early, due)] == [0, 0, 1]


def test_no_clock_runs_while_the_office_is_closed(world: World) -> None:
    """Nobody loses a case over a weekend."""
    budi = person(world, "budi")
    world.hold(world.conversation(), budi)
    closed = Means(MEANS.say, str, closed_today, PATIENCE)

    assert pass_time(world, closed, days=2) == Stepped()


def test_whoever_goes_on_leave_gives_back_what_citizens_wait_for(world: World) -> None:
    """Each case has one holder, or is plainly in the queue."""
    budi, rina = person(world, "budi"), person(world, "rina", role=Role.SUPERVISOR)
    waited_for = world.hold(world.conversation("1"), budi)
    answered = world.hold(world.conversation("2"), budi)
    answer(world, answered, budi)
    with world.database.write() as session:
        be_away(session, "budi", world.clock(), None)

    pass_time(world, minutes=1)

    assert look(world, waited_for).state is EscalationState.WAITING
    assert look(world, answered).officer_id == budi.id
    assert notice_kinds(world, rina) == [NoticeKind.AWAY]


def test_who_may_no_longer_log_in_gives_back_all_that_they_hold(world: World) -> None:
    """A citizen who was answered writes again, and nobody would ever read it."""
    budi, rina = person(world, "budi"), person(world, "rina", role=Role.SUPERVISOR)
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    answer(world, ticket, budi)
    with world.database.write() as session:
        be_active(session, "budi", is_active=False)

    steps = [pass_time(world, minutes=1), pass_time(world, minutes=1)]

    assert [one.given_back for one in steps] == [1, 0]
    assert look(world, ticket).state is EscalationState.WAITING
    assert world.state(conversation_id).owner is Owner.QUEUE
    assert notice_kinds(world, rina) == [NoticeKind.AWAY]


@pytest.mark.parametrize("role", [Role.MAINTAINER, Role.AUDITOR])
def test_whoever_gets_a_role_without_tickets_gives_back_what_they_held(
    world: World, role: Role
) -> None:
    """Who moved to another job cannot even see the citizen who waits for them."""
    budi = person(world, "budi")
    ticket = world.hold(world.conversation(), budi)
    with world.database.write() as session:
        give_role(session, "budi", role)

    pass_time(world, minutes=1)

    assert look(world, ticket).state is EscalationState.WAITING


def test_what_was_put_aside_comes_back_at_its_time(world: World) -> None:
    """Put aside is not forgotten, and its holder is told."""
    budi = person(world, "budi")
    ticket = world.hold(world.conversation(), budi)
    until = at(world, hours=4)
    world.clock.advance(hours=-4)
    with world.database.write() as session:
        snooze_escalation(session, ticket, budi.id, until, world.clock())

    early = pass_time(world, hours=3)
    due = pass_time(world, hours=1)

    assert (early, due) == (Stepped(), Stepped(woken=1))
    assert look(world, ticket).stage is Stage.HELD
    assert notice_kinds(world, budi) == [NoticeKind.WOKEN]


def test_a_citizen_is_reminded_once_and_then_told_that_it_is_closed(world: World) -> None:
    """Nothing ends in silence, and nobody is asked whether nothing was of help."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    answer(world, ticket, budi)
    do(world, wait_for_citizen, ticket, budi.id)

    steps = [pass_time(world, minutes=span) for span in (89, 1, 60, 59, 1, 600)]

    assert [one.reminded for one in steps] == [0, 1, 0, 0, 0, 0]
    assert [one.closed for one in steps] == [0, 0, 0, 0, 1, 0]
    assert told(world, conversation_id)[-2:] == ["citizen_reminded", "closed_no_reply"]
    closed = look(world, ticket)
    assert (closed.closed_by, closed.close_reason) == (ClosedBy.SYSTEM, CloseReason.NO_REPLY)
    assert labels(world, conversation_id) == ["button_reopen"]


def test_whose_other_ticket_has_its_turn_is_told_so_when_this_one_ends(world: World) -> None:
    """A button to open it again would be refused while the other is open."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    with world.database.write() as session:
        split_escalation(session, ticket, budi.id, "ppid", "", "{ticket}", world.clock())
    answer(world, ticket, budi)
    do(world, wait_for_citizen, ticket, budi.id)

    for span in (90, 120):
        pass_time(world, minutes=span)

    assert told(world, conversation_id)[-1] == "closed_no_reply_next"
    assert labels(world, conversation_id) == []
    assert world.state(conversation_id).owner is Owner.QUEUE


def test_a_citizen_who_answers_the_reminder_is_not_closed_out(world: World) -> None:
    """Their word is what was waited for."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    answer(world, ticket, budi)
    do(world, wait_for_citizen, ticket, budi.id)
    pass_time(world, minutes=90)

    write(world, conversation_id)
    answer(world, ticket, budi)

    assert pass_time(world, days=9) == Stepped()
    assert kinds(world, ticket).count(EventKind.REMINDED) == 1


def test_who_stands_in_gets_what_a_citizen_waits_for(world: World) -> None:
    """A leave that was arranged must not send the citizen back to the end of the queue."""
    budi, sari = person(world, "budi"), person(world, "sari")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    write(world, conversation_id)
    with world.database.write() as session:
        be_away(session, "budi", world.clock(), None, "sari")

    done = pass_time(world, minutes=1)

    assert done.given_back == 1
    assert look(world, ticket).officer_id == sari.id
    assert events(world, ticket)[-1].actor is Actor.SYSTEM
    assert notice_kinds(world, sari) == [NoticeKind.ASSIGNED]
    assert notice_kinds(world, budi) == [NoticeKind.TAKEN]


def test_where_the_stand_in_is_away_too_the_queue_gets_it(world: World) -> None:
    """Two people on leave must not hand a citizen to and fro."""
    budi, sari = person(world, "budi"), person(world, "sari")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    write(world, conversation_id)
    with world.database.write() as session:
        be_away(session, "budi", world.clock(), None, "sari")
        be_away(session, "sari", world.clock(), None, "budi")

    pass_time(world, minutes=1)

    assert look(world, ticket).state is EscalationState.WAITING
    assert sari.id != budi.id
