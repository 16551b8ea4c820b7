"""An officer says what kind of request a ticket is, and puts its deadline off once."""

from datetime import UTC, datetime, timedelta

import pytest

from doubles.knowledge import CONTENT
from service.calendar import WIB
from service.content.desk_hours import read_desk_hours
from service.escalations.access import Why
from service.escalations.deadlines import Due, count_anew
from service.escalations.events import read_events, standing_of
from service.escalations.kinds import extend_deadline, set_kind
from service.escalations.moving import transfer_escalation
from service.escalations.standing import EventKind, replay
from service.escalations.views import ClaimRefused, row_of
from service.officers.duty import OfficerView
from service.outcomes import Role
from tests.service.escalations.desk import close, kinds, person, told
from tests.service.harness import World

DESK = read_desk_hours(CONTENT)
MONDAY = datetime(2026, 9, 7, 1, tzinfo=UTC)
TEN_DAYS = datetime(2026, 9, 21, 16, tzinfo=WIB)
SEVENTEEN_DAYS = datetime(2026, 9, 30, 16, tzinfo=WIB)


@pytest.fixture
def budi(world: World) -> OfficerView:
    """An officer of the unit."""
    return person(world, "budi")


@pytest.fixture
def ticket(world: World, budi: OfficerView) -> str:
    """A ticket of a Monday, which budi holds."""
    world.clock.now = MONDAY
    return world.hold(world.conversation(), budi)


def choose(world: World, ticket: str, who: OfficerView, kind: str) -> Due | ClaimRefused:
    """Set the kind; the citizen reads it and the day."""
    with world.database.write() as session:
        return set_kind(
            session, ticket, who.id, kind, DESK, lambda due: f"jenis {due.kind}", world.clock()
        )


def put_off(world: World, ticket: str, who: OfficerView, reason: str) -> Due | ClaimRefused:
    """Put the deadline off."""
    with world.database.write() as session:
        return extend_deadline(
            session, ticket, who.id, reason, DESK, lambda _d, _f, why: why, world.clock()
        )


def until(world: World, ticket: str) -> datetime | None:
    """Return the deadline that is stored, once the events are seen to rebuild the row."""
    with world.database.read() as session:
        row = row_of(session, ticket)
        assert replay(read_events(session, row.id)) == standing_of(row)
        return row.deadline_at


def refused(outcome: object) -> str:
    """Return why an act was refused."""
    assert isinstance(outcome, ClaimRefused)
    return outcome.why


def test_a_kind_gives_its_own_deadline(world: World, ticket: str, budi: OfficerView) -> None:
    """Who asked for information is owed ten working days, whatever the bot took it for."""
    choose(world, ticket, budi, "information_request")
    as_information = until(world, ticket)
    choose(world, ticket, budi, "wbs_complaint")

    assert as_information == TEN_DAYS
    assert until(world, ticket) == datetime(2026, 10, 19, 16, tzinfo=WIB)
    assert kinds(world, ticket).count(EventKind.KIND_SET) == 2


def test_the_same_kind_again_says_nothing(world: World, ticket: str, budi: OfficerView) -> None:
    """A citizen must not read the same news twice."""
    choose(world, ticket, budi, "objection")
    choose(world, ticket, budi, "objection")

    assert kinds(world, ticket).count(EventKind.KIND_SET) == 1


def test_an_information_request_is_put_off_once_and_its_citizen_reads_why(
    world: World, ticket: str, budi: OfficerView
) -> None:
    """The law allows seven working days, once, and owes the reason; a number in it is masked."""
    choose(world, ticket, budi, "information_request")
    put_off(world, ticket, budi, "berkas masih dicari, NIK 3174012505900001")

    assert until(world, ticket) == SEVENTEEN_DAYS
    assert refused(put_off(world, ticket, budi, "lagi")) == Why.EXTENDED
    with world.database.read() as session:
        conversation = row_of(session, ticket).conversation_id
    last = told(world, conversation)[-1]
    assert last.startswith("berkas masih dicari")
    assert "3174012505900001" not in last


def test_what_was_put_off_stays_so_in_another_unit(
    world: World, ticket: str, budi: OfficerView
) -> None:
    """A transfer that took seven days back would break what the citizen was told."""
    choose(world, ticket, budi, "information_request")
    put_off(world, ticket, budi, "berkas masih dicari")
    with world.database.write() as session:
        transfer_escalation(session, ticket, budi.id, "ppid", "", "pindah", world.clock())
        count_anew(session, DESK, world.clock())

    assert until(world, ticket) == SEVENTEEN_DAYS


def test_no_other_kind_is_put_off(world: World, ticket: str, budi: OfficerView) -> None:
    """No source lets an objection wait longer than its thirty days."""
    choose(world, ticket, budi, "objection")

    assert refused(put_off(world, ticket, budi, "sibuk")) == Why.NOT_EXTENDED


def test_a_deadline_that_has_passed_is_not_put_off(
    world: World, ticket: str, budi: OfficerView
) -> None:
    """Who is late is late."""
    choose(world, ticket, budi, "information_request")
    world.clock.now = TEN_DAYS.astimezone(UTC) + timedelta(minutes=1)

    assert refused(put_off(world, ticket, budi, "terlambat")) == Why.PASSED


def test_who_may_not_reach_it_changes_nothing(
    world: World, ticket: str, budi: OfficerView
) -> None:
    """Another unit's officer cannot give somebody's right away, and the try is recorded."""
    stranger = person(world, "sari", "ppid")

    assert refused(choose(world, ticket, stranger, "question")) == Why.UNIT
    assert refused(put_off(world, ticket, stranger, "x")) == Why.UNIT
    assert kinds(world, ticket).count(EventKind.REFUSED) == 2
    assert EventKind.KIND_SET not in kinds(world, ticket)


def test_a_closed_ticket_keeps_its_kind(world: World, ticket: str, budi: OfficerView) -> None:
    """What is over is not counted anew."""
    close(world, ticket, budi)
    rina = person(world, "rina", role=Role.SUPERVISOR)

    assert refused(choose(world, ticket, rina, "objection")) == Why.CLOSED
    assert refused(put_off(world, ticket, rina, "x")) == Why.CLOSED
    assert EventKind.KIND_SET not in kinds(world, ticket)
