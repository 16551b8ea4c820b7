"""Officers' files: kept with their message, and gone when they must be."""

from service.escalations.closing import close_escalation
from service.outbox.changes import withdraw_message
from service.outbox.files import (
    OfficerFile,
    file_of_message,
    forget_officer_files,
    is_kept,
    keep_file,
    sweep_officer_files,
)
from service.outbox.placing import Placing, stored_file
from service.outbox.queue import Draft, put_message
from service.outcomes import Author
from tests.service.harness import World
from tests.service.outbox.harness import sent

FILE = OfficerFile("document", "application/pdf", 3, b"sealed")


def put_file(world: World, conversation_id: str) -> tuple[int, int]:
    """Let an officer send a file; return its number and its message's."""
    with world.database.write() as session:
        number = keep_file(session, conversation_id, FILE, world.clock())
        placing = Placing(stored_file(number, FILE.kind))
        draft = Draft(conversation_id, Author.OFFICER, "Suratnya", placing=placing)
        return number, put_message(session, draft, world.clock())


def has_bytes(world: World, number: int) -> bool:
    """Tell whether anybody could still open a file."""
    with world.database.read() as session:
        return is_kept(session, number)


def opened(world: World, channel: str) -> tuple[str, str, int]:
    """Open a ticket that an officer holds; return conversation, ticket and officer."""
    conversation_id = world.conversation(channel=channel)
    officer = world.officer()
    return conversation_id, world.hold(conversation_id, officer), officer.id


def close(world: World, ticket: str, officer_id: int) -> None:
    """Let the officer close it."""
    with world.database.write() as session:
        close_escalation(session, ticket, officer_id, "Selesai.", world.clock())


def sweep(world: World) -> int:
    """Look after what was left."""
    with world.database.write() as session:
        return sweep_officer_files(session, world.clock())


def test_a_file_belongs_to_one_conversation(world: World) -> None:
    """Another citizen who counts numbers must not get somebody's letter."""
    one, other = world.conversation("1", "web"), world.conversation("2", "web")
    _, message_id = put_file(world, one)

    with world.database.read() as session:
        theirs = file_of_message(session, one, message_id)
        foreign = file_of_message(session, other, message_id)

    assert theirs is not None
    assert theirs.sealed == FILE.sealed
    assert theirs.name == "berkas-petugas.pdf"
    assert foreign is None


def test_a_file_of_the_web_goes_with_the_closing(world: World) -> None:
    """The citizen is told that nothing is kept after it; the message stays and says so."""
    conversation_id, ticket, officer_id = opened(world, "web")
    number, message_id = put_file(world, conversation_id)

    close(world, ticket, officer_id)

    assert not has_bytes(world, number)
    with world.database.read() as session:
        found = file_of_message(session, conversation_id, message_id)
    assert found is not None
    assert found.sealed is None


def test_a_file_on_its_way_to_telegram_outlives_the_closing(world: World) -> None:
    """Officers answer and close within a second; the letter must arrive, and then go."""
    conversation_id, ticket, officer_id = opened(world, "telegram")
    number, message_id = put_file(world, conversation_id)
    close(world, ticket, officer_id)

    assert sweep(world) == 0
    assert has_bytes(world, number)
    sent(world, message_id)

    assert sweep(world) == 1
    assert not has_bytes(world, number)


def test_what_is_taken_back_is_gone_at_once(world: World) -> None:
    """An officer who sent the wrong letter wants nobody to open it any more."""
    conversation_id, _, officer_id = opened(world, "web")
    number, message_id = put_file(world, conversation_id)

    with world.database.write() as session:
        withdraw_message(session, message_id, officer_id, world.clock())

    assert not has_bytes(world, number)
    with world.database.read() as session:
        assert file_of_message(session, world.conversation(channel="web"), message_id) is None


def test_what_was_never_sent_is_swept(world: World) -> None:
    """An officer who was asked about the words may never answer."""
    conversation_id, _, _ = opened(world, "web")
    with world.database.write() as session:
        number = keep_file(session, conversation_id, FILE, world.clock())
    assert sweep(world) == 0

    world.clock.advance(hours=26)

    assert sweep(world) == 1
    assert not has_bytes(world, number)


def test_a_deleted_conversation_leaves_no_bytes(world: World) -> None:
    """Who deletes it deletes both sides' files."""
    conversation_id, _, _ = opened(world, "web")
    number, _ = put_file(world, conversation_id)

    with world.database.write() as session:
        forget_officer_files(session, conversation_id)

    assert not has_bytes(world, number)
