"""Duty and leave: who may note it, and who can stand in."""

from datetime import timedelta

import pytest

from service.errors import LeaveRefused
from service.officers.duty import (
    OfficerView,
    be_away,
    colleagues_of,
    find_officer,
    keeps_duty_of,
    stand_ins_for,
)
from service.outcomes import Role
from tests.service.escalations.desk import person
from tests.service.harness import World


def away(world: World, username: str, stand_in: str | None = None, days: int = 3) -> OfficerView:
    """Note a leave that begins now."""
    now = world.clock()
    with world.database.write() as session:
        return be_away(session, username, now, now + timedelta(days=days), stand_in)


def test_a_leave_is_stored_with_who_stands_in(world: World) -> None:
    """Everybody who asks reads the same."""
    person(world, "budi")
    sari = person(world, "sari")

    officer = away(world, "budi", "sari")

    assert officer.stand_in == sari.id
    assert officer.is_away_at(world.clock())
    assert not officer.is_away_at(world.clock() + timedelta(days=4))


@pytest.mark.parametrize("other", ["budi", "ani", "aud"])
def test_nobody_stands_in_who_could_not_have_the_tickets(world: World, other: str) -> None:
    """Oneself, another unit, or a role without tickets: the citizen would wait for nobody."""
    person(world, "budi")
    person(world, "ani", "ppid")
    person(world, "aud", role=Role.AUDITOR)

    with pytest.raises(LeaveRefused) as refused:
        away(world, "budi", other)

    assert refused.value.reason == "stand_in"


def test_a_leave_does_not_end_before_it_begins(world: World) -> None:
    """A slip of two dates must not read as a leave that never was."""
    person(world, "budi")

    with pytest.raises(LeaveRefused):
        away(world, "budi", days=-1)


def test_coming_back_ends_the_stand_in_as_well(world: World) -> None:
    """The next leave begins with nobody chosen."""
    person(world, "budi")
    person(world, "sari")
    away(world, "budi", "sari")

    with world.database.write() as session:
        officer = be_away(session, "budi", None, None)

    assert (officer.away_from, officer.away_until, officer.stand_in) == (None, None, None)


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [
        (Role.OFFICER, "humas", False),
        (Role.SUPERVISOR, "humas", True),
        (Role.SUPERVISOR, "ppid", False),
        (Role.LEAD, "ppid", True),
        (Role.ADMIN, "ppid", True),
        (Role.MAINTAINER, "humas", False),
    ],
)
def test_whose_duty_a_role_keeps(world: World, role: Role, unit: str, expected: bool) -> None:
    """A leave moves tickets: no supervisor moves those of another unit with it."""
    budi = person(world, "budi")
    boss = person(world, "boss", unit, role)

    with world.database.read() as session:
        names = [one.username for one in colleagues_of(session, boss)]

    assert keeps_duty_of(boss, budi) is expected
    assert ("budi" in names) is expected


def test_stand_ins_are_of_the_same_units_and_leads(world: World) -> None:
    """The list offers only whom the service takes."""
    budi = person(world, "budi")
    for name, unit, role in (
        ("sari", "humas", Role.OFFICER),
        ("ani", "ppid", Role.OFFICER),
        ("lena", "ppid", Role.LEAD),
        ("aud", "humas", Role.AUDITOR),
    ):
        person(world, name, unit, role)

    with world.database.read() as session:
        names = {one.username for one in stand_ins_for(session, budi)}
        again = find_officer(session, budi.id)

    assert names == {"sari", "lena"}
    assert again.stand_in is None
