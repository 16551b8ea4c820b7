"""A closing that the citizen does not agree to, and what they think of the help."""

from datetime import timedelta

from service.conversations.ownership import mark_blocked
from service.escalations.access import Why
from service.escalations.desk_queue import read_desk_queue
from service.escalations.notices import NoticeKind
from service.escalations.ratings import rate_escalation, rating_payload
from service.escalations.standing import EventKind
from service.escalations.views import ClaimRefused
from service.officers.duty import be_away
from service.outcomes import CloseReason, EscalationState, Role
from tests.service.escalations.desk import (
    answer,
    close,
    contest,
    do,
    events,
    kinds,
    labels,
    look,
    notice_kinds,
    person,
)
from tests.service.harness import World


def closed(world: World, *, is_answered: bool = True) -> str:
    """Let an officer close a ticket, after an answer or without one; return it."""
    officer = person(world, "budi")
    ticket = world.hold(world.conversation(), officer)
    if is_answered:
        answer(world, ticket, officer)
    close(world, ticket, officer)
    world.clock.advance(hours=1)
    return ticket


def reopened(world: World) -> str:
    """Let a citizen contest such a closing; return the ticket."""
    ticket = closed(world)
    contest(world, look(world, ticket).conversation_id, ticket)
    return ticket


def test_a_contested_closing_tells_the_supervisor_and_the_last_holder(world: World) -> None:
    """Whoever closed it too soon is not the only one who knows."""
    supervisor = person(world, "rina", role=Role.SUPERVISOR)
    ticket = closed(world)
    budi = look(world, ticket).officer_id
    assert budi is not None

    found = contest(world, look(world, ticket).conversation_id, ticket)

    assert found is not None
    assert (found.ticket, found.state, found.round) == (ticket, EscalationState.WAITING, 2)
    assert notice_kinds(world, supervisor) == [NoticeKind.CONTESTED]
    with world.database.read() as session:
        listed = read_desk_queue(session, supervisor.id, world.clock()).contested
        assert [view.ticket for view in listed] == [ticket]
        assert read_desk_queue(session, budi, world.clock()).contested == ()
    assert kinds(world, ticket)[-2:] == [EventKind.REOPENED, EventKind.CONTESTED]


def test_a_reopened_ticket_never_goes_to_who_is_away(world: World) -> None:
    """The citizen would wait until the end of somebody's leave."""
    ticket = closed(world)
    with world.database.write() as session:
        away = be_away(session, "budi", world.clock(), None)

    contest(world, look(world, ticket).conversation_id, ticket)

    assert NoticeKind.REOPENED not in notice_kinds(world, away)
    assert look(world, ticket).officer_id is None


def test_two_quick_messages_reopen_once(world: World) -> None:
    """The second joins the ticket that the first has opened."""
    ticket = closed(world)
    conversation_id = look(world, ticket).conversation_id

    first = contest(world, conversation_id, ticket)
    second = contest(world, conversation_id, ticket)

    assert first == second
    assert kinds(world, ticket).count(EventKind.REOPENED) == 1


def test_a_second_closing_without_an_answer_needs_a_reason(world: World) -> None:
    """A citizen who is closed out twice unheard is somebody's business."""
    supervisor = person(world, "rina", role=Role.SUPERVISOR)
    ticket = reopened(world)

    bare = close(world, ticket, supervisor)
    told = close(world, ticket, supervisor, CloseReason.REFERRED)

    assert bare == ClaimRefused(None, Why.NEEDS_REASON)
    assert told.close_reason is CloseReason.REFERRED
    assert NoticeKind.CLOSED_UNANSWERED in notice_kinds(world, supervisor)


def test_satisfaction_is_asked_for_only_after_a_person_helped(world: World) -> None:
    """A question about help that nobody gave angers people."""
    helped = closed(world)
    asked = labels(world, look(world, helped).conversation_id)
    officer = person(world, "siti")
    other = world.hold(world.conversation("2"), officer)
    close(world, other, officer)

    assert asked == ["Membantu"]
    assert labels(world, look(world, other).conversation_id) == []


def test_nothing_is_asked_of_a_citizen_who_blocked_the_bot(world: World) -> None:
    """Closing works, and the question would only fail."""
    officer = person(world, "budi")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, officer)
    answer(world, ticket, officer)
    with world.database.write() as session:
        mark_blocked(session, conversation_id)

    close(world, ticket, officer)

    assert look(world, ticket).state is EscalationState.CLOSED
    assert labels(world, conversation_id) == []


def test_an_old_rating_counts_once_and_for_its_round(world: World) -> None:
    """What a citizen thought of the first help is no word on the second."""
    ticket = reopened(world)
    conversation_id = look(world, ticket).conversation_id
    old = rating_payload(ticket, 1, is_good=True).argument

    pressed = [do(world, rate_escalation, conversation_id, old) for _ in range(2)]

    assert pressed == [ticket, None]
    assert events(world, ticket)[-1].data == {"round": 1, "said": "good"}


def test_somebody_elses_rating_does_not_count(world: World) -> None:
    """A number that was overheard rates nothing."""
    ticket = closed(world)
    argument = rating_payload(ticket, 1, is_good=False).argument

    assert do(world, rate_escalation, world.conversation("2"), argument) is None


def test_after_seven_days_it_is_another_matter(world: World) -> None:
    """The officer who closed it does not know any more what it was about."""
    ticket = closed(world)
    world.clock.now += timedelta(days=7)

    assert contest(world, look(world, ticket).conversation_id, ticket) is None
