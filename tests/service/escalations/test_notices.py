"""Who is told what of a ticket, and who may say that it was read."""

import pytest

from service.escalations.notices import NoticeKind, mark_seen, tell_officer, tell_supervisors
from service.escalations.reach import reach_of
from service.escalations.views import row_of
from service.officers.duty import OfficerView, be_away
from service.outcomes import Role
from tests.service.escalations.desk import notice_kinds, notices, person
from tests.service.harness import World


def passed(world: World, unit: str) -> None:
    """Tell a unit's supervisors that a deadline is over."""
    ticket = world.escalate(world.conversation(unit), unit).ticket
    with world.database.write() as session:
        row = row_of(session, ticket)
        tell_supervisors(session, row, NoticeKind.DEADLINE_PASSED, world.clock())


def read(world: World, officer: OfficerView, number: int) -> bool:
    """Let an officer say that a notice was read."""
    with world.database.write() as session:
        reach = reach_of(session, officer, world.clock())
        return mark_seen(session, reach, number, world.clock())


def test_a_unit_without_supervisors_tells_its_officers(world: World) -> None:
    """A notice for nobody is a promise that nobody keeps."""
    budi, lead = person(world, "budi", "ppid"), person(world, "lina", role=Role.LEAD)
    other = person(world, "sari", "investigasi")
    passed(world, "ppid")

    assert notice_kinds(world, budi) == [NoticeKind.DEADLINE_PASSED]
    assert notice_kinds(world, lead) == [NoticeKind.DEADLINE_PASSED]
    assert notice_kinds(world, other) == []


def test_where_there_is_a_supervisor_officers_are_not_told(world: World) -> None:
    """What everybody is told is nobody's."""
    budi = person(world, "budi", "ppid")
    rina = person(world, "rina", "ppid", Role.SUPERVISOR)
    passed(world, "ppid")

    assert (notice_kinds(world, budi), len(notices(world, rina))) == ([], 1)


def test_while_the_only_supervisor_is_on_leave_officers_are_told(world: World) -> None:
    """A deadline does not wait until somebody is back."""
    budi = person(world, "budi", "ppid")
    person(world, "rina", "ppid", Role.SUPERVISOR)
    passed(world, "ppid")
    with world.database.write() as session:
        be_away(session, "rina", world.clock(), None)

    assert notice_kinds(world, budi) == [NoticeKind.DEADLINE_PASSED]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR])
def test_the_communication_bureau_is_told_of_units_without_anybody(
    world: World, role: Role
) -> None:
    """Whose tickets it answers, of those it must hear."""
    nina = person(world, "nina", "humas", role)
    passed(world, "ppid")

    assert notice_kinds(world, nina) == [NoticeKind.DEADLINE_PASSED]


def test_only_whom_it_is_for_can_mark_it_as_read(world: World) -> None:
    """Another unit's officer must not hide a passed deadline by typing a number."""
    rina = person(world, "rina", "ppid", Role.SUPERVISOR)
    stranger = person(world, "sari", "investigasi", Role.SUPERVISOR)
    passed(world, "ppid")
    (notice,) = notices(world, rina)

    assert not read(world, stranger, notice.id)
    assert read(world, rina, notice.id)
    assert not read(world, rina, notice.id)
    assert notices(world, rina) == []


def test_a_notice_for_one_officer_is_nobody_elses(world: World) -> None:
    """What was taken from somebody is told to them."""
    budi, siti = person(world, "budi"), person(world, "siti")
    ticket = world.hold(world.conversation(), budi)
    with world.database.write() as session:
        tell_officer(session, row_of(session, ticket), NoticeKind.TAKEN, budi.id, world.clock())
    (notice,) = notices(world, budi)

    assert not read(world, siti, notice.id)
    assert read(world, budi, notice.id)
