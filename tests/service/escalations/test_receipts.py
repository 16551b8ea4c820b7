"""One receipt for what joins a ticket, then none for a quarter of an hour."""

import pytest

from service.escalations.opening import open_escalation
from service.escalations.receipts import is_receipt_due
from service.outcomes import EscalationReason
from tests.service.harness import World


def due(world: World, conversation: str, *, of_file: bool = False) -> bool:
    with world.database.write() as session:
        return is_receipt_due(session, conversation, of_file, world.clock())


@pytest.fixture
def conversation(world: World) -> str:
    """A conversation with a ticket that waits."""
    found = world.conversation("1")
    with world.database.write() as session:
        open_escalation(session, found, "humas", EscalationReason.ASKED, world.clock())
    return found


def test_sixty_messages_are_one_receipt(world: World, conversation: str) -> None:
    """A wall of equal notices hides what the officer writes between them."""
    told = [due(world, conversation) for _ in range(60)]

    assert told == [True] + [False] * 59


def test_a_receipt_comes_again_after_a_quarter_of_an_hour(world: World, conversation: str) -> None:
    """Who comes back later wants to know that it still arrives."""
    first = due(world, conversation)
    world.clock.advance(minutes=14, seconds=59)
    before = due(world, conversation)
    world.clock.advance(seconds=1)

    assert (first, before, due(world, conversation)) == (True, False, True)


def test_files_have_a_receipt_of_their_own(world: World, conversation: str) -> None:
    """Of a file it is said that no identity card should be sent: nobody may miss that."""
    told = [due(world, conversation, of_file=of_file) for of_file in (False, True, True)]

    assert told == [True, True, False]


def test_without_an_open_ticket_there_is_no_receipt(world: World) -> None:
    """Nothing joined anything."""
    assert due(world, world.conversation("2")) is False
