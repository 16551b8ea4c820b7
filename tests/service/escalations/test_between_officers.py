"""What stays between officers: notes, and who is blocked."""

from datetime import timedelta

from service.escalations.access import Access, Need, Why, access_escalation
from service.escalations.blocking import block_citizen, blocked_until, unblock_citizen
from service.escalations.closing import Told, close_many
from service.escalations.merging import split_escalation
from service.escalations.notes import NoteView, edit_note, notes_of, write_note
from service.escalations.views import ClaimRefused, EscalationView
from service.officers.duty import OfficerView
from service.outcomes import BlockReason, CloseReason, EscalationState, Owner, Role
from tests.service.escalations.desk import answer, close, contest, do, look, person, told
from tests.service.harness import World


def reach(world: World, ticket: str, officer: OfficerView) -> Access:
    """Go through the door, which is open."""
    with world.database.write() as session:
        found = access_escalation(session, ticket, officer.id, Need.VIEW, world.clock())
    assert isinstance(found, Access)
    return found


def notes(world: World, ticket: str, officer: OfficerView) -> list[NoteView]:
    """Return a ticket's notes."""
    access = reach(world, ticket, officer)
    with world.database.read() as session:
        return notes_of(session, access)


def test_a_note_reaches_no_citizen_and_keeps_no_personal_data(world: World) -> None:
    """In another desk people sent what they meant for each other."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    before = told(world, conversation_id)

    do(world, write_note, ticket, budi.id, "NIK 3404121203850001, tolong dicek")

    (note,) = notes(world, ticket, budi)
    assert note.by == "Budi"
    assert "3404121203850001" not in note.text
    assert "tolong dicek" in note.text
    assert told(world, conversation_id) == before


def test_an_edited_note_keeps_its_former_text_until_the_closing(world: World) -> None:
    """What was said first is to be read while the case is open, and no longer."""
    budi, siti = person(world, "budi"), person(world, "siti")
    ticket = world.hold(world.conversation(), budi)
    number = do(world, write_note, ticket, budi.id, "pertama")

    done = do(world, edit_note, ticket, budi.id, number, "kedua")
    others = do(world, edit_note, ticket, siti.id, number, "ketiga")
    (open_note,) = notes(world, ticket, budi)
    close(world, ticket, budi)
    (closed_note,) = notes(world, ticket, budi)

    assert (done, others) == (True, False)
    assert (open_note.text, open_note.former) == ("kedua", ("pertama",))
    assert (closed_note.text, closed_note.former) == ("kedua", ())


def test_a_block_closes_the_ticket_and_ends_at_its_time(world: World) -> None:
    """A nuisance of today may have a question next month."""
    budi, rina = person(world, "budi"), person(world, "rina", role=Role.SUPERVISOR)
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    until = world.clock() + timedelta(days=7)

    with world.database.write() as session:
        block_citizen(session, ticket, budi.id, BlockReason.SPAM, until, "diblokir", world.clock())
    lifted = do(world, unblock_citizen, ticket, budi.id)

    assert look(world, ticket).close_reason is CloseReason.SPAM
    assert world.state(conversation_id).owner is Owner.BOT
    assert lifted == ClaimRefused(None, Why.ROLE)
    with world.database.read() as session:
        assert blocked_until(session, conversation_id, world.clock()) == until
        assert blocked_until(session, conversation_id, until) is None
    assert do(world, unblock_citizen, ticket, rina.id) is True
    with world.database.read() as session:
        assert blocked_until(session, conversation_id, world.clock()) is None


def blocked(world: World, ticket: str, officer: OfficerView) -> None:
    """Block a citizen for a week."""
    until = world.clock() + timedelta(days=7)
    with world.database.write() as session:
        block_citizen(session, ticket, officer.id, BlockReason.SPAM, until, "x", world.clock())


def test_a_block_is_not_gone_around_by_an_older_ticket(world: World) -> None:
    """Words like "belum selesai" to last week's ticket would reach an officer all the same."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    older = world.hold(conversation_id, budi)
    answer(world, older, budi)
    close(world, older, budi)
    blocked(world, world.hold(conversation_id, budi), budi)

    assert contest(world, conversation_id, older) is None
    assert look(world, older).state is EscalationState.CLOSED
    world.clock.now += timedelta(days=6, hours=23)
    assert contest(world, conversation_id, older) is None
    assert world.state(conversation_id).owner is Owner.BOT


def test_a_block_closes_what_waits_behind(world: World) -> None:
    """A second matter that was split off must not have its turn then."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    with world.database.write() as session:
        second = split_escalation(session, ticket, budi.id, "ppid", "", "{ticket}", world.clock())
    assert isinstance(second, EscalationView)

    blocked(world, ticket, budi)

    assert look(world, second.ticket).state is EscalationState.CLOSED
    assert world.state(conversation_id).owner is Owner.BOT


def test_many_are_closed_at_once_and_each_that_cannot_be_is_told(world: World) -> None:
    """A flood of the same is one act, and a colleague's case is not in it."""
    budi = person(world, "budi")
    siti, rina = person(world, "siti"), person(world, "rina", role=Role.SUPERVISOR)
    mine, theirs = (
        world.hold(world.conversation("1"), budi),
        world.hold(world.conversation("2"), siti),
    )
    free = world.escalate(world.conversation("3")).ticket
    told_each = {ticket: Told("sama") for ticket in (mine, theirs, free)}
    others = {ticket: Told("sama") for ticket in (theirs, free)}

    by_budi = do(world, close_many, told_each, budi.id, CloseReason.DUPLICATE)
    by_rina = do(world, close_many, others, rina.id, CloseReason.DUPLICATE)

    assert by_budi[mine].close_reason is CloseReason.DUPLICATE
    assert (by_budi[theirs], by_budi[free]) == (ClaimRefused("Siti"), ClaimRefused(None))
    assert {view.state for view in by_rina.values()} == {EscalationState.CLOSED}


def test_an_answer_after_a_block_of_the_citizen_goes_nowhere(world: World) -> None:
    """The ticket is closed for both sides."""
    budi = person(world, "budi")
    ticket = world.hold(world.conversation(), budi)
    until = world.clock() + timedelta(days=1)
    with world.database.write() as session:
        block_citizen(session, ticket, budi.id, BlockReason.ABUSE, until, "x", world.clock())

    assert answer(world, ticket, budi) == ClaimRefused(None)
