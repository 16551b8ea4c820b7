"""How far each officer has read a ticket, and who looks at it now."""

from service.escalations.access import Access, Glimpse, Need, access_escalation
from service.escalations.closing import close_escalation
from service.escalations.reopening import reopen_escalation
from service.escalations.sights import (
    HERE,
    WRITING,
    Onlooker,
    be_gone,
    be_here,
    note_read,
    onlookers_of,
    unread_of,
)
from service.escalations.transcripts import read_window
from service.officers.duty import OfficerView, be_active
from tests.service.escalations.desk import do
from tests.service.escalations.test_transcripts import say
from tests.service.harness import World


def read(world: World, ticket: str, officer: OfficerView) -> None:
    """Show a ticket to an officer."""
    with world.database.write() as session:
        access = access_escalation(session, ticket, officer.id, Need.VIEW, world.clock())
        assert isinstance(access, Access)
        note_read(session, access, max(line.turn_id for line in read_window(session, access)))


def unread(world: World, ticket: str, officer: OfficerView) -> int:
    """Return how much an officer has not read."""
    with world.database.read() as session:
        return unread_of(session, officer.id, [ticket]).get(ticket, 0)


def onlookers(world: World, ticket: str, officer: OfficerView) -> list[Onlooker]:
    """Return whom an officer sees looking."""
    with world.database.write() as session:
        access = access_escalation(session, ticket, officer.id, Need.VIEW, world.clock())
        assert isinstance(access, Access)
        return onlookers_of(session, access, world.clock())


def writes(world: World, text: str = "halo") -> None:
    """Let the citizen write a moment later."""
    world.clock.advance(seconds=1)
    say(world, text)


def test_each_officer_has_unread_messages_of_their_own(world: World) -> None:
    """What a colleague has read is new to me all the same."""
    sari, budi = world.officer("sari", "Sari"), world.officer("budi", "Budi")
    conversation = say(world, "tanya")
    world.clock.advance(seconds=1)
    ticket = world.escalate(conversation).ticket
    writes(world)
    writes(world)
    read(world, ticket, sari)
    after = unread(world, ticket, sari), unread(world, ticket, budi)
    writes(world)

    assert after == (0, 2)
    assert (unread(world, ticket, sari), unread(world, ticket, budi)) == (1, 3)


def test_a_page_that_comes_late_does_not_take_back_what_was_read(world: World) -> None:
    """Two tabs answer in any order."""
    officer = world.officer()
    ticket = world.escalate(say(world, "tanya")).ticket
    writes(world)
    read(world, ticket, officer)
    with world.database.write() as session:
        access = access_escalation(session, ticket, officer.id, Need.VIEW, world.clock())
        assert isinstance(access, Access)
        note_read(session, access, 1)

    assert unread(world, ticket, officer) == 0


def test_a_ticket_that_is_opened_again_is_new_to_everybody(world: World) -> None:
    """Nothing is kept of who read what is done."""
    officer = world.officer()
    conversation = say(world, "tanya")
    ticket = world.hold(conversation, officer)
    writes(world)
    read(world, ticket, officer)
    do(world, close_escalation, ticket, officer.id, "selesai")
    closed = unread(world, ticket, officer)
    world.clock.advance(seconds=1)
    with world.database.write() as session:
        reopen_escalation(session, conversation, ticket, world.clock())
    writes(world)

    assert (closed, unread(world, ticket, officer)) == (0, 1)


def test_colleagues_are_seen_while_they_are_there(world: World) -> None:
    """Two who do not see each other write the same answer twice."""
    sari, budi = world.officer("sari", "Sari"), world.officer("budi", "Budi")
    ticket = world.escalate(world.conversation()).ticket
    do(world, be_here, ticket, sari.id, is_writing=True)
    do(world, be_here, ticket, budi.id, is_writing=False)
    writing = onlookers(world, ticket, budi)
    world.clock.advance(seconds=WRITING.total_seconds())
    resting = onlookers(world, ticket, budi)
    world.clock.advance(seconds=(HERE - WRITING).total_seconds())
    gone = onlookers(world, ticket, budi)
    do(world, be_here, ticket, sari.id, is_writing=True)
    with world.database.write() as session:
        be_gone(session, ticket, sari.id)

    assert writing == [Onlooker("Sari", is_writing=True)]
    assert resting == [Onlooker("Sari", is_writing=False)]
    assert (gone, onlookers(world, ticket, budi)) == ([], [])


def test_who_may_not_read_a_ticket_is_not_there(world: World) -> None:
    """Presence must not become a door to another unit's ticket, nor show who was shut out."""
    sari, budi = world.officer("sari", "Sari"), world.officer("budi", "Budi", "ppid")
    dewi = world.officer("dewi", "Dewi")
    ticket = world.escalate(world.conversation()).ticket
    came = do(world, be_here, ticket, budi.id, is_writing=False)
    do(world, be_here, ticket, dewi.id, is_writing=False)
    with world.database.write() as session:
        be_active(session, "dewi", is_active=False)

    assert isinstance(came, Glimpse)
    assert onlookers(world, ticket, sari) == []
