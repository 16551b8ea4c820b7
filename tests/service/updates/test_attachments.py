"""Files on both kinds of database: with their channel or sealed, and forgotten in time."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from service.conversations.turns import TurnRecord, store_turn
from service.escalations.closing import close_escalation
from service.escalations.reopening import REOPENED_WITHIN
from service.outcomes import AnsweredBy, AttachmentState, FileTrouble, Outcome
from service.storage.file_tables import Attachment, AttachmentFile, FileRequest
from service.updates.attachments import (
    IncomingFile,
    forget_files,
    forget_uncontested,
    is_any_due,
    read_stored,
    settle_files,
    sweep_files,
)
from service.updates.file_requests import (
    LEASE,
    PATIENCE,
    ask_for_file,
    bring_file,
    claim_requests,
    is_answered,
    sweep_requests,
    take_file,
)
from service.updates.sealing import Seal
from service.updates.store import Incoming, store_update
from service.updates.work import finish_update
from tests.service.harness import World

SEAL = Seal(lambda: "a secret of tests, which opens nothing else")
TELEGRAMS = IncomingFile("f1", "image/jpeg", 3)
LETTER = b"%PDF-1.7 surat"
LIMIT = 20


def ours() -> IncomingFile:
    """Return a file whose channel keeps none."""
    return IncomingFile("", "application/pdf", len(LETTER), SEAL.close(LETTER))


def send(world: World, file: IncomingFile, outcome: Outcome = Outcome.RELAYED) -> str:
    """Let a citizen send a file, whose turn ends as said; return the conversation."""
    with world.database.write() as session:
        photo = Incoming("telegram", "bot", "77", "1", "photo", file=file)
        conversation_id = store_update(session, photo, world.clock())
    assert conversation_id is not None
    update = world.next_update(conversation_id)
    assert update is not None
    turn = TurnRecord(update.id, conversation_id, "photo", "", outcome, AnsweredBy.GATEWAY)
    with world.database.write() as session:
        store_turn(session, turn, world.clock())
        finish_update(session, update.id, outcome, world.clock())
    return conversation_id


def settle(world: World) -> list[str]:
    """Settle what is kept; return the kinds that are too large."""
    with world.database.write() as session:
        return [kind for _, kind in settle_files(session, world.clock(), LIMIT)]


def kept(world: World) -> tuple[str, str | None, int | None]:
    """Return the file's state, Telegram's id, and how many rows hold bytes."""
    with world.database.read() as session:
        row = session.scalars(select(Attachment)).one()
        count = session.scalar(select(func.count()).select_from(AttachmentFile))
        return row.state, row.file_id, count


def ask(world: World) -> int:
    """Let an officer ask for Telegram's file; return the request."""
    send(world, TELEGRAMS)
    settle(world)
    officer = world.officer()
    with world.database.write() as session:
        return ask_for_file(session, 1, officer.id, world.clock())


def claim(world: World) -> list[str]:
    """Return what a gateway is to fetch now."""
    with world.database.write() as session:
        return [wanted.file_id for wanted in claim_requests(session, world.clock(), 9)]


@pytest.mark.parametrize(
    ("outcome", "left"),
    [
        (Outcome.RELAYED, (AttachmentState.HELD, "f1", 0)),
        (Outcome.ESCALATED, (AttachmentState.HELD, "f1", 0)),
        (Outcome.REFUSED, (AttachmentState.UNWANTED, None, 0)),
    ],
)
def test_of_telegrams_file_the_id_alone_is_kept_and_only_for_an_officer(
    world: World, outcome: Outcome, left: tuple[str, str | None, int]
) -> None:
    """A citizen's letter must not lie with us because somebody might read it once."""
    send(world, TELEGRAMS, outcome)
    with world.database.read() as session:
        was_due = is_any_due(session, world.clock())

    assert (was_due, settle(world), kept(world)) == (True, [], left)


def test_a_file_that_is_announced_as_too_large_is_told(world: World) -> None:
    """Neither officer nor citizen may wait for what nobody can bring."""
    send(world, IncomingFile("film", None, LIMIT + 1))

    assert settle(world) == ["photo"]


def test_bytes_are_sealed_and_go_when_the_ticket_is_closed(world: World) -> None:
    """A stolen backup shows no letter, and a closed case leaves none."""
    officer = world.officer()
    ticket = world.hold(world.conversation("1"), officer)
    send(world, ours())
    settle(world)
    with world.database.write() as session:
        raw = session.scalars(select(AttachmentFile.content)).one()
        read = read_stored(session, 1)
        close_escalation(session, ticket, officer.id, "selesai", world.clock())

    assert LETTER not in raw
    assert (SEAL.open(read.content), read.extension) == (LETTER, ".pdf")
    assert kept(world) == (AttachmentState.GONE, None, 0)


def test_bytes_without_an_open_ticket_are_not_kept(world: World) -> None:
    """The ticket may be closed while its file is on the way."""
    send(world, ours())
    settle(world)

    assert kept(world) == (AttachmentState.UNWANTED, None, 0)


def test_a_sweep_deletes_what_a_crash_left(world: World) -> None:
    """What closing should have deleted must not stay for ever."""
    send(world, TELEGRAMS)
    with world.database.write() as session:
        session.get_one(Attachment, 1).state = AttachmentState.STORED
        session.add(AttachmentFile(attachment_id=1, content=b"x", is_sealed=True))
    with world.database.write() as session:
        counts = sweep_files(session, world.clock()), sweep_files(session, world.clock())

    assert counts == (1, 0)
    assert kept(world) == (AttachmentState.GONE, None, 0)


def test_erasing_a_conversation_forgets_telegrams_id(world: World) -> None:
    """With the id, whoever has the token still reads the letter."""
    conversation_id = send(world, TELEGRAMS)
    settle(world)
    with world.database.write() as session:
        forget_files(session, conversation_id)

    assert kept(world) == (AttachmentState.GONE, None, 0)


@pytest.mark.parametrize(
    ("is_closed", "later", "left"),
    [
        (True, REOPENED_WITHIN, (1, AttachmentState.GONE, None)),
        (True, REOPENED_WITHIN - timedelta(seconds=1), (0, AttachmentState.HELD, "f1")),
        (False, REOPENED_WITHIN * 9, (0, AttachmentState.HELD, "f1")),
    ],
)
def test_telegrams_id_goes_when_the_closing_can_no_longer_be_contested(
    world: World, is_closed: bool, later: timedelta, left: tuple[int, str, str | None]
) -> None:
    """An id opens the letter to whoever has the token: it stays while an officer may need it."""
    officer = world.officer()
    send(world, TELEGRAMS)
    ticket = world.hold(world.conversation("1"), officer)
    settle(world)
    with world.database.write() as session:
        if is_closed:
            close_escalation(session, ticket, officer.id, "selesai", world.clock())
    world.clock.advance(seconds=later.total_seconds())
    with world.database.write() as session:
        count = forget_uncontested(session, world.clock() - REOPENED_WITHIN)

    assert (count, *kept(world)[:2]) == left


def test_an_open_ticket_keeps_the_files_of_one_that_was_closed_before(world: World) -> None:
    """Who comes back with the same matter finds an officer who can look at the letter."""
    officer = world.officer()
    send(world, TELEGRAMS)
    ticket = world.hold(world.conversation("1"), officer)
    settle(world)
    with world.database.write() as session:
        close_escalation(session, ticket, officer.id, "selesai", world.clock())
    world.clock.advance(seconds=(REOPENED_WITHIN * 2).total_seconds())
    world.hold(world.conversation("1"), officer)
    with world.database.write() as session:
        count = forget_uncontested(session, world.clock() - REOPENED_WITHIN)

    assert (count, kept(world)[1]) == (0, "f1")


def test_a_request_is_fetched_by_one_gateway_and_by_the_next_when_that_one_died(
    world: World,
) -> None:
    """An officer waits: neither twice the traffic, nor nobody."""
    ask(world)
    first = claim(world), claim(world)
    world.clock.advance(seconds=LEASE.total_seconds() + 1)

    assert (first, claim(world)) == ((["f1"], []), ["f1"])


def test_what_was_brought_is_sealed_and_goes_as_it_is_read(world: World) -> None:
    """The database hands the file over, and keeps nothing of it."""
    request = ask(world)
    with world.database.write() as session:
        before = is_answered(session, request)
        bring_file(session, request, SEAL.close(LETTER))
    with world.database.write() as session:
        raw = session.get_one(FileRequest, request).content or b""
        after, content = is_answered(session, request), take_file(session, request)
    with world.database.write() as session:
        again = take_file(session, request)

    assert LETTER not in raw
    assert isinstance(content, bytes)
    assert (before, after, again) == (False, True, FileTrouble.UNREACHABLE)
    assert SEAL.open(content) == LETTER


def test_what_nobody_reads_is_gone_within_minutes(world: World) -> None:
    """An officer who closed the browser leaves no copy behind."""
    request = ask(world)
    with world.database.write() as session:
        bring_file(session, request, SEAL.close(LETTER))
        sweep_requests(session, world.clock() + PATIENCE - timedelta(seconds=1))
        is_there = session.get(FileRequest, request) is not None
    with world.database.write() as session:
        sweep_requests(session, world.clock() + PATIENCE + timedelta(seconds=1))
    with world.database.read() as session:
        left = session.scalar(select(func.count()).select_from(FileRequest))

    assert (is_there, left) == (True, 0)
