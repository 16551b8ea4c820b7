"""Tickets by view and filter."""

from datetime import timedelta

from service.escalations.claims import wait_for_citizen
from service.escalations.closing import close_escalation
from service.escalations.moving import snooze_escalation
from service.escalations.ticket_list import TicketFilter, View, list_tickets
from service.officers.duty import OfficerView
from tests.service.harness import World


def listed(world: World, officer: OfficerView, wanted: TicketFilter, most: int = 50) -> list[str]:
    """Return the tickets shown to an officer."""
    with world.database.read() as session:
        found = list_tickets(session, officer.id, wanted, world.clock(), most)
    return [entry.escalation.ticket for entry in found.entries]


def test_each_view_has_its_own_tickets(world: World) -> None:
    """What is put aside must be found again, and must not hide what is due now."""
    sari, budi = world.officer("sari", "Sari"), world.officer("budi", "Budi")
    mine, asked, aside, done = (
        world.hold(world.conversation(str(number)), sari) for number in range(4)
    )
    his = world.hold(world.conversation("5"), budi)
    now = world.clock()
    with world.database.write() as session:
        wait_for_citizen(session, asked, sari.id, now)
        snooze_escalation(session, aside, sari.id, now + timedelta(hours=1), now)
        close_escalation(session, done, sari.id, "selesai", now)

    shown = {view: set(listed(world, sari, TicketFilter(view))) for view in View}

    assert shown == {
        View.MINE: {mine, asked, aside},
        View.UNIT: {mine, asked, aside, his},
        View.FOR_CITIZEN: {asked},
        View.SNOOZED: {aside},
        View.CLOSED: {done},
    }


def test_no_view_and_no_filter_shows_another_units_tickets(world: World) -> None:
    """An address can be typed; it must not be a way around the door."""
    sari = world.officer("sari", "Sari", "ppid")
    other = world.officer("budi", "Budi", "investigasi")
    world.hold(world.conversation("1"), other)
    done = world.hold(world.conversation("2"), other)
    with world.database.write() as session:
        close_escalation(session, done, other.id, "selesai", world.clock())

    for view in View:
        assert listed(world, sari, TicketFilter(view)) == []
        assert listed(world, sari, TicketFilter(view, unit="investigasi")) == []


def test_a_filter_narrows_and_what_is_left_out_is_told(world: World) -> None:
    """A list that ends without saying so hides citizens."""
    sari = world.officer("sari", "Sari")
    web = world.escalate(world.conversation("1", "web")).ticket
    for number in range(3):
        world.escalate(world.conversation(str(number), "telegram"))

    assert listed(world, sari, TicketFilter(channel="web")) == [web]
    with world.database.read() as session:
        found = list_tickets(session, sari.id, TicketFilter(), world.clock(), most=2)
    assert (len(found.entries), found.has_more) == (2, True)
