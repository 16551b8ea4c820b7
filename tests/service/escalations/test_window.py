"""What an officer reads of a citizen: the window of the ticket, and its summary."""

from service.escalations.access import Access, Need, access_escalation
from service.escalations.desk_queue import UnitWait, read_desk_queue
from service.escalations.summaries import HeldBack, Summary, summarize
from service.escalations.transcripts import BEFORE, read_window
from service.officers.duty import OfficerView
from service.outcomes import EscalationState
from tests.service.escalations.desk import answer, close, contest, person
from tests.service.escalations.test_transcripts import say
from tests.service.harness import World


def reach(world: World, ticket: str, officer: OfficerView) -> Access:
    """Go through the door, which is open."""
    with world.database.write() as session:
        found = access_escalation(session, ticket, officer.id, Need.VIEW, world.clock())
    assert isinstance(found, Access)
    return found


def words(world: World, ticket: str, officer: OfficerView) -> list[str]:
    """Return what an officer reads of the citizen's words."""
    access = reach(world, ticket, officer)
    with world.database.read() as session:
        return [line.text for line in read_window(session, access) if line.who == "citizen"]


def summary(world: World, ticket: str, officer: OfficerView) -> Summary:
    """Return a ticket in one look."""
    access = reach(world, ticket, officer)
    with world.database.read() as session:
        return summarize(session, access, world.clock(), lambda text: text == "hello")


def talk(world: World, name: str, count: int) -> str:
    """Let a citizen write several messages, a minute apart; return the conversation."""
    for number in range(count):
        conversation_id = say(world, f"{name} {number}")
        world.clock.advance(minutes=1)
    return conversation_id


def test_an_officer_reads_the_ticket_and_not_the_citizens_life(world: World) -> None:
    """Last year's question is nobody's business today."""
    budi = person(world, "budi")
    conversation_id = talk(world, "dulu", BEFORE + 5)
    ticket = world.hold(conversation_id, budi)
    world.clock.advance(minutes=1)
    say(world, "di dalam")
    answer(world, ticket, budi)
    close(world, ticket, budi)
    world.clock.advance(minutes=1)
    say(world, "sesudah ditutup")

    read = words(world, ticket, budi)

    assert read == [f"dulu {n}" for n in range(5, BEFORE + 5)] + ["di dalam"]


def test_what_was_said_between_two_openings_is_read_only_as_far_as_it_leads_there(
    world: World,
) -> None:
    """The citizen talked with the bot in between, of something else perhaps."""
    budi = person(world, "budi")
    conversation_id = talk(world, "awal", 1)
    ticket = world.hold(conversation_id, budi)
    answer(world, ticket, budi)
    close(world, ticket, budi)
    world.clock.advance(minutes=1)
    talk(world, "antara", BEFORE + 2)
    contest(world, conversation_id, ticket)
    world.clock.advance(minutes=1)
    say(world, "masih belum")

    read = words(world, ticket, budi)

    assert read == ["awal 0", *(f"antara {n}" for n in range(2, BEFORE + 2)), "masih belum"]


def test_a_summary_tells_the_question_and_what_was_held_back(world: World) -> None:
    """Whoever opens it reads one card before twenty messages."""
    budi = person(world, "budi")
    say(world, "", kind="accusation")
    world.clock.advance(minutes=1)
    conversation_id = say(world, "hello")
    ticket = world.hold(conversation_id, budi)
    world.clock.advance(minutes=20)

    told = summary(world, ticket, budi)

    assert (told.question, told.is_english) == ("hello", True)
    assert told.held_back == (HeldBack("accusation", None),)
    assert told.wait.total_seconds() == 20 * 60


def test_of_read_desk_queue_there_are_figures_only(world: World) -> None:
    """How busy the others are may be known; who asks them what may not."""
    budi = person(world, "budi")
    person(world, "wati", "ppid")
    opened_at = world.clock()
    world.escalate(world.conversation("1"), "ppid")
    world.clock.advance(minutes=5)
    world.escalate(world.conversation("2"), "ppid")
    world.escalate(world.conversation("3"))

    with world.database.read() as session:
        seen = read_desk_queue(session, budi.id, world.clock()).elsewhere

    assert seen == (UnitWait("ppid", EscalationState.WAITING, 2, opened_at),)


def test_what_a_citizen_wrote_since_takes_no_line_of_the_window(world: World) -> None:
    """Who looks at last year's ticket of somebody who writes daily must not find it empty."""
    budi = person(world, "budi")
    conversation_id = talk(world, "dulu", 2)
    ticket = world.hold(conversation_id, budi)
    answer(world, ticket, budi)
    close(world, ticket, budi)
    world.clock.advance(minutes=1)
    talk(world, "kemudian", 8)
    access = reach(world, ticket, budi)

    with world.database.read() as session:
        lines = read_window(session, access, limit=6)

    assert [line.text for line in lines if line.who == "citizen"] == ["dulu 0", "dulu 1"]
    assert "jawab" in [line.text for line in lines]
