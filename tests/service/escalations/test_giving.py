"""A ticket given to somebody else: assigned, released, transferred, put aside."""

from datetime import timedelta

from service.escalations.access import Why
from service.escalations.claims import (
    answer_escalation,
    assign_escalation,
    claim_escalation,
    release_escalation,
    wait_for_citizen,
)
from service.escalations.moving import (
    snooze_escalation,
    transfer_escalation,
    wake_escalation,
)
from service.escalations.notices import NoticeKind
from service.escalations.standing import EventKind
from service.escalations.views import ClaimRefused
from service.officers.duty import be_away, be_on_duty
from service.outcomes import EscalationState, Owner, Role, Stage
from tests.service.escalations.desk import (
    answer,
    do,
    events,
    kinds,
    look,
    notice_kinds,
    person,
    told,
    write,
)
from tests.service.harness import World


def test_of_two_officers_one_holds_it_and_the_citizen_is_told_once(world: World) -> None:
    """The loser reads who has it each time they press, and nothing spins."""
    budi, siti = person(world, "budi"), person(world, "siti")
    conversation_id = world.conversation()
    ticket = world.escalate(conversation_id).ticket

    do(world, claim_escalation, ticket, budi.id, "datang")
    lost = [do(world, claim_escalation, ticket, siti.id, "datang") for _ in range(3)]
    do(world, release_escalation, ticket, budi.id)
    do(world, claim_escalation, ticket, siti.id, "datang")

    assert lost == [ClaimRefused("Budi")] * 3
    assert told(world, conversation_id) == ["datang"]


def test_the_holder_gives_it_to_a_colleague_who_is_told(world: World) -> None:
    """Nobody finds a case on their desk without a word."""
    budi, siti = person(world, "budi"), person(world, "siti")
    ticket = world.hold(world.conversation(), budi)

    given = do(world, assign_escalation, ticket, budi.id, siti.id, "datang")

    assert given.officer_id == siti.id
    assert world.state(given.conversation_id).officer_id == siti.id
    assert notice_kinds(world, siti) == [NoticeKind.ASSIGNED]
    assert notice_kinds(world, budi) == []


def test_a_colleague_cannot_take_what_another_holds(world: World) -> None:
    """Only the holder or a supervisor moves it."""
    budi, siti = person(world, "budi"), person(world, "siti")
    ticket = world.hold(world.conversation(), budi)

    refused = do(world, assign_escalation, ticket, siti.id, siti.id, "datang")

    assert refused == ClaimRefused("Budi")


def test_a_supervisor_moves_it_and_the_former_holder_is_told(world: World) -> None:
    """What somebody still writes must not be a surprise to both."""
    budi, siti = person(world, "budi"), person(world, "siti")
    rina = person(world, "rina", role=Role.SUPERVISOR)
    ticket = world.hold(world.conversation(), budi)

    do(world, assign_escalation, ticket, rina.id, siti.id, "datang")
    late = do(world, answer_escalation, ticket, budi.id, "terlambat")

    assert late == ClaimRefused("Siti")
    assert notice_kinds(world, budi) == [NoticeKind.TAKEN]


def test_nothing_is_given_to_who_is_not_there(world: World) -> None:
    """Away, off duty, or of another unit: the citizen would wait for nobody."""
    budi, siti, tono = person(world, "budi"), person(world, "siti"), person(world, "tono")
    stranger = person(world, "wati", "investigasi")
    ticket = world.hold(world.conversation(), budi)
    with world.database.write() as session:
        be_away(session, "siti", world.clock(), world.clock() + timedelta(days=1))
        be_on_duty(session, "tono", world.clock())

    refused = [
        do(world, assign_escalation, ticket, budi.id, one.id, "datang")
        for one in (siti, tono, stranger)
    ]

    assert refused == [ClaimRefused(None, Why.NOT_THERE)] * 3
    assert look(world, ticket).officer_id == budi.id


def test_a_transfer_keeps_ticket_opening_and_reason(world: World) -> None:
    """The citizen hears which unit it is now, and not why."""
    budi, ppid = person(world, "budi"), person(world, "wati", "ppid")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    before = look(world, ticket)

    moved = do(world, transfer_escalation, ticket, budi.id, "ppid", "soal data", "ke PPID")
    late = do(world, answer_escalation, ticket, budi.id, "terlambat")
    taken = do(world, claim_escalation, ticket, ppid.id, "datang")

    assert (moved.unit, moved.state) == ("ppid", EscalationState.WAITING)
    assert moved.opened_at == before.opened_at
    assert late == ClaimRefused(None, Why.UNIT)
    assert taken.officer_id == ppid.id
    assert "ke PPID" in told(world, conversation_id)
    assert "soal data" not in " ".join(told(world, conversation_id))
    assert EventKind.NOTED in kinds(world, ticket)
    moves = [event for event in events(world, ticket) if event.kind is EventKind.TRANSFERRED]
    assert moves[0].data == {"unit": "ppid", "away_from": "humas"}


def test_what_is_put_aside_wakes_when_the_citizen_writes(world: World) -> None:
    """A quiet ticket is quiet only while its citizen is."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    until = world.clock() + timedelta(days=3)
    with world.database.write() as session:
        aside = snooze_escalation(session, ticket, budi.id, until, world.clock())
    assert not isinstance(aside, ClaimRefused)

    write(world, conversation_id)

    assert aside.stage is Stage.SNOOZED
    assert look(world, ticket).stage is Stage.HELD
    assert EventKind.WOKEN in kinds(world, ticket)


def test_nothing_is_put_aside_until_yesterday(world: World) -> None:
    """A slip of the date would hide a citizen."""
    budi = person(world, "budi")
    ticket = world.hold(world.conversation(), budi)

    with world.database.write() as session:
        refused = snooze_escalation(session, ticket, budi.id, world.clock(), world.clock())

    assert refused == ClaimRefused(None, Why.PAST)


def test_the_citizens_turn_ends_when_they_write(world: World) -> None:
    """The clock goes back to the officer."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    answer(world, ticket, budi)
    waiting = do(world, wait_for_citizen, ticket, budi.id)
    world.clock.advance(minutes=5)

    write(world, conversation_id)

    assert waiting.stage is Stage.FOR_CITIZEN
    assert look(world, ticket).stage is Stage.HELD
    assert look(world, ticket).unanswered_since == world.clock()


def test_a_released_ticket_waits_for_anybody_of_the_unit(world: World) -> None:
    """It is plainly in the queue, and its wait is not shortened."""
    budi, siti = person(world, "budi"), person(world, "siti")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    opened_at = look(world, ticket).opened_at
    world.clock.advance(hours=1)

    do(world, release_escalation, ticket, budi.id)
    woken = do(world, wake_escalation, ticket, budi.id)

    assert look(world, ticket).waits_since == opened_at
    assert world.state(conversation_id).owner is Owner.QUEUE
    assert woken == ClaimRefused(None)
    assert do(world, claim_escalation, ticket, siti.id, "datang").officer_id == siti.id
