"""Attachments on both kinds of database: claimed by one gateway, kept, handed out."""

import pytest

from service.conversations.turns import TurnRecord, store_turn
from service.errors import NotFound
from service.outcomes import AnsweredBy, Outcome
from service.updates.attachments import (
    IncomingFile,
    claim_attachments,
    is_any_due,
    keep_attachment,
    read_attachment,
)
from service.updates.store import Incoming, store_update
from service.updates.work import finish_update
from tests.service.harness import World


def send(world: World, outcome: Outcome) -> str:
    """Let a citizen send a photo, whose turn ends as said; return the conversation."""
    file = IncomingFile("f1", "image/jpeg", 3)
    with world.database.write() as session:
        photo = Incoming("telegram", "bot", "1", "1", "photo", file=file)
        conversation_id = store_update(session, photo, world.clock())
    assert conversation_id is not None
    update = world.next_update(conversation_id)
    assert update is not None
    turn = TurnRecord(update.id, conversation_id, "photo", "", outcome, AnsweredBy.GATEWAY)
    with world.database.write() as session:
        store_turn(session, turn, world.clock())
        finish_update(session, update.id, outcome, world.clock())
    return conversation_id


def claim(world: World) -> list[str]:
    """Return what a gateway may fetch now."""
    with world.database.write() as session:
        return [wanted.file_id for wanted in claim_attachments(session, world.clock(), 9)]


def is_due(world: World) -> bool:
    """Tell whether a gateway would look closer."""
    with world.database.read() as session:
        return is_any_due(session, world.clock())


@pytest.mark.parametrize(
    ("outcome", "wanted"),
    [(Outcome.RELAYED, ["f1"]), (Outcome.ESCALATED, ["f1"]), (Outcome.REFUSED, [])],
)
def test_only_what_an_officer_waits_for_is_fetched_and_by_one_gateway(
    world: World, outcome: Outcome, wanted: list[str]
) -> None:
    """Two gateways must not fetch it twice; what the bot was sent nobody fetches."""
    send(world, outcome)
    was_due = is_due(world)

    assert [claim(world), claim(world)] == [wanted, []]
    assert (was_due, is_due(world)) == (True, False)


def test_bytes_come_back_to_their_own_conversation_only(world: World) -> None:
    """Numbers are easy to guess."""
    mine, other = send(world, Outcome.RELAYED), world.conversation("2")
    content = bytes(range(256))
    with world.database.write() as session:
        (wanted,) = claim_attachments(session, world.clock(), 1)
        keep_attachment(session, wanted.id, content)

    with world.database.read() as session:
        file = read_attachment(session, mine, wanted.id)
        with pytest.raises(NotFound):
            read_attachment(session, other, wanted.id)
    assert (file.content, file.extension) == (content, ".jpg")
