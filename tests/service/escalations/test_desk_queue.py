"""The officers' queue, read with few statements however long it is."""

from sqlalchemy import event

from service.escalations.claims import answer_escalation
from service.escalations.desk_queue import read_desk_queue
from service.officers.duty import OfficerView
from service.outcomes import Author
from tests.service.escalations.test_transcripts import say
from tests.service.harness import World


def held(world: World, officer: OfficerView, address: str) -> str:
    """Let a citizen write and an officer take the conversation; return its ticket."""
    ticket = world.hold(say(world, f"tanya {address}", address), officer)
    world.clock.advance(seconds=1)
    return ticket


def answer(world: World, ticket: str, officer: OfficerView) -> None:
    """Let an officer answer, a moment after whatever was before."""
    with world.database.write() as session:
        answer_escalation(session, ticket, officer.id, "jawab", world.clock())
    world.clock.advance(seconds=1)


def unanswered(world: World, officer: OfficerView) -> set[str]:
    """Return the tickets whose citizens wait for this officer's answer."""
    with world.database.read() as session:
        entries = read_desk_queue(session, officer.id, world.clock()).entries
    return {entry.escalation.ticket for entry in entries if entry.is_unanswered}


def count_statements(world: World, officer: OfficerView) -> int:
    """Return how many statements one look at the queue takes."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(world.database.engine, "before_cursor_execute", note)
    with world.database.read() as session:
        read_desk_queue(session, officer.id, world.clock())
    event.remove(world.database.engine, "before_cursor_execute", note)
    return len(statements)


def test_the_longest_waiting_stands_first_in_the_queue(world: World) -> None:
    """Who waited longest is answered next."""
    tickets = []
    for address in "123":
        tickets.append(world.escalate(world.conversation(address)).ticket)
        world.clock.advance(minutes=1)

    assert [view.ticket for view in world.queue()] == tickets


def test_an_entry_says_channel_and_holder(world: World) -> None:
    """A colleague must not open a conversation to learn that somebody is on it."""
    budi, siti = world.officer(), world.officer("siti", "Siti")
    world.escalate(world.conversation("1", "web"))
    world.clock.advance(seconds=1)
    world.hold(world.conversation("2"), budi)

    with world.database.read() as session:
        entries = read_desk_queue(session, siti.id, world.clock()).entries

    assert [(e.channel, e.escalation.held_by, e.is_mine) for e in entries] == [
        ("web", None, False),
        ("telegram", "Budi", False),
    ]


def test_a_citizen_who_wrote_last_waits_for_whoever_holds_it(world: World) -> None:
    """The officer is called back to an answer, and not to what a colleague holds."""
    budi, siti = world.officer(), world.officer("siti", "Siti")
    fresh, answered, again = (held(world, budi, address) for address in "123")
    answer(world, answered, budi)
    answer(world, again, budi)
    say(world, "lagi", "3")

    assert unanswered(world, budi) == {fresh, again}
    assert unanswered(world, siti) == set()


def test_what_the_machine_said_is_no_answer(world: World) -> None:
    """A receipt must not make a citizen look answered."""
    officer = world.officer()
    ticket = held(world, officer, "1")
    world.put(world.queue()[0].conversation_id, "diteruskan", Author.SYSTEM)

    assert unanswered(world, officer) == {ticket}


def test_an_answer_of_the_same_moment_counts_as_later(world: World) -> None:
    """As the transcript shows them: the question, then the answer."""
    officer = world.officer()
    ticket = world.hold(say(world, "tanya"), officer)
    answer(world, ticket, officer)

    assert unanswered(world, officer) == set()


def test_a_long_queue_takes_no_more_statements_than_a_short_one(world: World) -> None:
    """Each officer's page asks every five seconds: a busy day must not slow everybody down."""
    officer = world.officer()
    held(world, officer, "1")
    world.escalate(world.conversation("2"))
    short = count_statements(world, officer)
    for number in range(3, 13):
        held(world, officer, str(number))
        world.escalate(world.conversation(str(number + 100), "web"))

    assert count_statements(world, officer) == short


def test_who_waits_is_shown_before_what_others_hold(world: World) -> None:
    """A hundred held conversations must not hide the one citizen whom nobody has taken."""
    budi, siti = world.officer(), world.officer("siti", "Siti")
    for address in "123":
        held(world, siti, address)
    waiting = world.escalate(world.conversation("4")).ticket

    with world.database.read() as session:
        queue = read_desk_queue(session, budi.id, world.clock(), most=2)

    assert waiting in [entry.escalation.ticket for entry in queue.entries]
    assert (len(queue.entries), queue.left_out) == (2, 2)


def test_an_officers_own_are_never_left_out(world: World) -> None:
    """What one holds is one's own work, however many wait."""
    budi = world.officer()
    for address in "12":
        world.escalate(world.conversation(address))
    mine = held(world, budi, "3")

    with world.database.read() as session:
        queue = read_desk_queue(session, budi.id, world.clock(), most=1)

    assert mine in [entry.escalation.ticket for entry in queue.entries]
    assert queue.left_out == 1
