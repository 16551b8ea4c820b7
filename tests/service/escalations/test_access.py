"""Who may reach an escalation: one door, and what it refuses is kept."""

from datetime import timedelta

import pytest

from service.escalations.access import (
    LOOK_AGAIN,
    Access,
    Glimpse,
    Need,
    Why,
    access_escalation,
    see_escalation,
)
from service.escalations.events import read_events
from service.escalations.opening import find_escalation
from service.escalations.standing import EventKind
from service.escalations.views import ClaimRefused, row_of
from service.officers.duty import (
    OfficerView,
    be_active,
    be_away,
    give_role,
    give_units,
)
from service.outcomes import EscalationState, Role
from tests.service.escalations.acts import ACTS, CITIZENS, functions_that_take_a_ticket
from tests.service.harness import World

TABLE = {  # role, own unit: what they may
    (Role.OFFICER, True): {Need.VIEW, Need.ACT},
    (Role.SUPERVISOR, True): {Need.VIEW, Need.ACT, Need.SUPERVISE},
    (Role.LEAD, True): {Need.VIEW, Need.ACT, Need.SUPERVISE},
    (Role.ADMIN, True): {Need.VIEW, Need.ACT, Need.SUPERVISE},
    (Role.OFFICER, False): set(),
    (Role.SUPERVISOR, False): set(),
    (Role.LEAD, False): {Need.VIEW, Need.ACT, Need.SUPERVISE},
    (Role.ADMIN, False): {Need.SUPERVISE},
    (Role.MAINTAINER, True): set(),
    (Role.MAINTAINER, False): set(),
    (Role.AUDITOR, True): set(),
    (Role.AUDITOR, False): set(),
}


def person(world: World, name: str, unit: str, role: Role = Role.OFFICER) -> OfficerView:
    """Register somebody of a unit."""
    world.officer(name, name.title(), unit)
    with world.database.write() as session:
        return give_role(session, name, role)


def ask(world: World, ticket: str, officer: OfficerView, need: Need) -> Access | Glimpse:
    """Go through the door."""
    with world.database.write() as session:
        return access_escalation(session, ticket, officer.id, need, world.clock())


def kinds(world: World, ticket: str) -> list[EventKind]:
    """Return what happened to a ticket."""
    with world.database.read() as session:
        return [event.kind for event in read_events(session, row_of(session, ticket).id)]


@pytest.mark.parametrize(("who", "allowed"), TABLE.items())
def test_a_role_may_what_the_table_says(
    world: World, who: tuple[Role, bool], allowed: set[Need]
) -> None:
    """A citizen's words are read by those who answer them, and by nobody who is curious."""
    role, is_own = who
    officer = person(world, "sari", "ppid" if is_own else "investigasi", role)
    person(world, "budi", "ppid")
    ticket = world.escalate(world.conversation(), "ppid").ticket

    may = {need for need in Need if isinstance(ask(world, ticket, officer, need), Access)}

    assert may == allowed


def test_every_function_that_takes_a_ticket_is_tried_or_excused() -> None:
    """An act that is forgotten here would be a way around the door."""
    assert set(functions_that_take_a_ticket()) == set(ACTS) | set(CITIZENS)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_on_another_units_ticket_is_refused_and_kept(world: World, name: str) -> None:
    """Whoever tries is found in the history, and nothing else has changed."""
    stranger = person(world, "sari", "investigasi", Role.SUPERVISOR)
    ticket = world.hold(world.conversation(), world.officer())
    with world.database.read() as session:
        before = find_escalation(session, ticket)

    with world.database.write() as session:
        refused = ACTS[name](session, ticket, stranger.id, world.clock())

    assert isinstance(refused, ClaimRefused | Glimpse)
    assert refused.why == Why.UNIT
    assert kinds(world, ticket)[-1] is EventKind.REFUSED
    with world.database.read() as session:
        assert find_escalation(session, ticket) == before


@pytest.mark.parametrize("name", ACTS)
def test_whoever_is_disabled_is_refused_at_once(world: World, name: str) -> None:
    """A log-in of this morning must not outlive the account."""
    officer = world.officer()
    ticket = world.hold(world.conversation(), officer)
    with world.database.write() as session:
        be_active(session, officer.username, False)

    with world.database.write() as session:
        refused = ACTS[name](session, ticket, officer.id, world.clock())

    assert isinstance(refused, ClaimRefused | Glimpse)
    assert refused.why == Why.DISABLED


def test_other_units_see_unit_state_and_wait_only(world: World) -> None:
    """Enough to tell a caller where it is, and nothing of what was said."""
    stranger = person(world, "sari", "investigasi")
    ticket = world.hold(world.conversation(), world.officer())

    seen = ask(world, ticket, stranger, Need.VIEW)

    assert seen == Glimpse(Why.UNIT, "humas", EscalationState.HELD, world.clock())


def test_further_units_are_answered_for_as_well(world: World) -> None:
    """A small office has one officer for several units."""
    officer = person(world, "sari", "investigasi")
    person(world, "budi", "ppid")
    ticket = world.escalate(world.conversation(), "ppid").ticket
    with world.database.write() as session:
        give_units(session, "sari", ["ppid"])

    assert isinstance(ask(world, ticket, officer, Need.ACT), Access)


def test_a_unit_without_officers_is_the_communication_bureaus(world: World) -> None:
    """A ticket that nobody may open would wait for ever."""
    humas = world.officer()
    ticket = world.escalate(world.conversation(), "ppid").ticket

    alone = ask(world, ticket, humas, Need.ACT)
    person(world, "sari", "ppid")
    staffed = ask(world, ticket, humas, Need.ACT)

    assert isinstance(alone, Access)
    assert isinstance(staffed, Glimpse)


def test_whoever_is_away_takes_nothing_and_goes_on_with_their_own(world: World) -> None:
    """A citizen who is answered must not be dropped in the middle of a sentence."""
    officer = world.officer()
    held = world.hold(world.conversation("1"), officer)
    waiting = world.escalate(world.conversation("2")).ticket
    with world.database.write() as session:
        be_away(session, officer.username, world.clock(), None)

    taken, own = (ask(world, ticket, officer, Need.ACT) for ticket in (waiting, held))

    assert isinstance(taken, Glimpse)
    assert taken.why is Why.AWAY
    assert isinstance(own, Access)


def test_a_look_is_kept_once_and_again_after_a_while(world: World) -> None:
    """The page looks every five seconds; the history tells who read it, not how long."""
    officer = world.officer()
    ticket = world.escalate(world.conversation()).ticket

    for wait in (timedelta(), timedelta(seconds=5), LOOK_AGAIN):
        world.clock.now += wait
        see_escalation(world.database, ticket, officer.id, world.clock())

    assert kinds(world, ticket) == [EventKind.OPENED, EventKind.VIEWED, EventKind.VIEWED]
