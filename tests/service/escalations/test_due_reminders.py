"""Officers are reminded of a deadline: once each, and only while the unit works."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from doubles.knowledge import CONTENT
from service.calendar import Zone
from service.content.desk_hours import read_desk_hours
from service.escalations.claims import wait_for_citizen
from service.escalations.deadlines import count_anew, set_due
from service.escalations.due_reminders import remind_of_deadlines
from service.escalations.kinds import set_kind
from service.escalations.moving import transfer_escalation
from service.escalations.notes import write_note
from service.escalations.notices import NoticeKind
from service.officers.duty import OfficerView
from service.outcomes import Role
from service.storage.tables import Escalation
from tests.service.escalations.desk import answer, close, contest, do, notice_kinds, person, write
from tests.service.escalations.desk import look as view
from tests.service.harness import World

DESK = read_desk_hours(CONTENT)
MONDAY = datetime(2026, 12, 7, 1, tzinfo=UTC)  # 08.00 WIB; four hours end at 13.00
DAY_BEFORE = datetime(2026, 12, 21, 2, tzinfo=UTC)  # a request of that Monday ends in the evening
DAY_AFTER = datetime(2026, 12, 22, 2, tzinfo=UTC)
NEAR = datetime(2026, 12, 7, 4, 30, tzinfo=UTC)  # 11.30, half an hour's work before


@pytest.fixture
def rina(world: World) -> OfficerView:
    """The unit's supervisor."""
    return person(world, "rina", role=Role.SUPERVISOR)


@pytest.fixture
def budi(world: World) -> OfficerView:
    """Who holds a question of Monday at eight."""
    budi = person(world, "budi")
    world.clock.now = MONDAY
    ticket = world.hold(world.conversation(), budi)
    with world.database.write() as session:
        set_due(session, ticket, DESK, None, Zone.WIB, world.clock())
    return budi


def only_ticket(world: World) -> str:
    """Return the ticket that budi holds."""
    with world.database.read() as session:
        return session.scalars(select(Escalation.ticket)).one()


def of_kind(world: World, budi: OfficerView, kind: str) -> str:
    """Say what kind of request it is that budi holds; return its ticket."""
    ticket = only_ticket(world)
    with world.database.write() as session:
        set_kind(session, ticket, budi.id, kind, DESK, str, world.clock())
    return ticket


def look(world: World, now: datetime) -> int:
    """Let time be that, and look once, in a transaction of its own."""
    with world.database.write() as session:
        return remind_of_deadlines(session, DESK, now)


def test_the_holder_is_reminded_once_before(
    world: World, rina: OfficerView, budi: OfficerView
) -> None:
    """A reminder that comes every five seconds is switched off."""
    assert look(world, MONDAY) == 0
    assert look(world, NEAR) == 1
    assert look(world, NEAR) == 0

    assert notice_kinds(world, budi) == [NoticeKind.DEADLINE_NEAR]
    assert notice_kinds(world, rina) == []


def test_the_supervisor_is_told_after_it_and_only_while_the_unit_works(
    world: World, rina: OfficerView, budi: OfficerView
) -> None:
    """Nobody is woken at night for what can only be done in the morning."""
    assert look(world, datetime(2026, 12, 7, 15, tzinfo=UTC)) == 0
    assert look(world, datetime(2026, 12, 8, 2, tzinfo=UTC)) == 1
    assert look(world, datetime(2026, 12, 8, 2, tzinfo=UTC)) == 0

    assert notice_kinds(world, rina) == [NoticeKind.DEADLINE_PASSED]
    assert notice_kinds(world, budi) == []


def test_where_nobody_holds_it_the_unit_is_reminded(world: World, rina: OfficerView) -> None:
    """A case that nobody took is the one that is forgotten."""
    world.clock.now = MONDAY
    ticket = world.escalate(world.conversation()).ticket
    with world.database.write() as session:
        set_due(session, ticket, DESK, None, Zone.WIB, world.clock())

    assert look(world, NEAR) == 1
    assert notice_kinds(world, rina) == [NoticeKind.DEADLINE_NEAR]


def test_after_the_answer_nobody_is_reminded(
    world: World, rina: OfficerView, budi: OfficerView
) -> None:
    """An alarm about what was answered in time is switched off, and the next one with it."""
    ticket = only_ticket(world)
    answer(world, ticket, budi)

    assert look(world, NEAR) == 0
    assert look(world, datetime(2026, 12, 8, 2, tzinfo=UTC)) == 0
    assert notice_kinds(world, rina) == []


def test_that_another_ticket_moved_revives_no_reminder(
    world: World, rina: OfficerView, budi: OfficerView
) -> None:
    """Tickets are moved all day; what is answered stays answered."""
    ticket = only_ticket(world)
    answer(world, ticket, budi)
    other = world.hold(world.conversation("2"), budi)
    do(world, transfer_escalation, other, budi.id, "ppid", "data", "pindah")

    assert look(world, datetime(2026, 12, 8, 2, tzinfo=UTC)) == 0


def test_a_note_is_no_answer(world: World, rina: OfficerView, budi: OfficerView) -> None:
    """The citizen has read nothing."""
    ticket = only_ticket(world)
    do(world, write_note, ticket, budi.id, "masih dicari")

    assert look(world, NEAR) == 1


def test_an_answer_ends_no_legal_deadline(
    world: World, rina: OfficerView, budi: OfficerView
) -> None:
    """ "Sedang kami proses" is not the information that somebody has a right to in ten days."""
    ticket = of_kind(world, budi, "information_request")
    answer(world, ticket, budi, "Sedang kami proses.")

    assert look(world, DAY_BEFORE) == 1
    assert look(world, DAY_AFTER) == 1
    assert look(world, DAY_AFTER) == 0
    assert notice_kinds(world, budi) == [NoticeKind.DEADLINE_NEAR]
    assert notice_kinds(world, rina) == [NoticeKind.DEADLINE_PASSED]


def test_a_closed_request_is_reminded_of_no_more(
    world: World, rina: OfficerView, budi: OfficerView
) -> None:
    """What was granted is done."""
    ticket = of_kind(world, budi, "information_request")
    answer(world, ticket, budi)
    close(world, ticket, budi)

    assert look(world, DAY_AFTER) == 0


def test_nobody_is_reminded_while_the_citizen_is_waited_for(
    world: World, rina: OfficerView, budi: OfficerView
) -> None:
    """The officer can do nothing; once the citizen wrote, the deadline counts again."""
    ticket = of_kind(world, budi, "information_request")
    do(world, wait_for_citizen, ticket, budi.id)

    assert look(world, DAY_BEFORE) == 0
    write(world, view(world, ticket).conversation_id)
    assert look(world, DAY_AFTER) == 1


@pytest.mark.parametrize("what", ["reopened", "moved"])
def test_a_new_deadline_is_reminded_of_also_after_an_answer(
    world: World, rina: OfficerView, budi: OfficerView, what: str
) -> None:
    """What was answered was another question, or by another unit."""
    ticket = only_ticket(world)
    answer(world, ticket, budi)
    world.clock.now = NEAR
    if what == "moved":
        do(world, transfer_escalation, ticket, budi.id, "ppid", "data", "pindah")
    else:
        close(world, ticket, budi)
        contest(world, view(world, ticket).conversation_id, ticket)
    with world.database.write() as session:
        count_anew(session, DESK, world.clock())

    assert look(world, datetime(2026, 12, 8, 2, tzinfo=UTC)) == 1
