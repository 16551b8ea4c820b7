"""A citizen's contact: for the holder alone, recorded when seen, gone at the closing."""

import pytest
from sqlalchemy import select

from service.escalations.access import Need, access_escalation
from service.escalations.claims import release_escalation
from service.escalations.contacts import (
    forget_contacts,
    has_contact,
    hint_of_contact,
    keep_contact,
    open_contact,
    take_contact_back,
)
from service.escalations.merging import merge_escalations, split_escalation
from service.escalations.standing import EventKind
from service.escalations.views import ClaimRefused
from service.storage.escalation_tables import EscalationContact, EscalationEvent
from tests.service.escalations.desk import close, do, person
from tests.service.harness import World

SEALED = b"sealed bytes"


def kinds(world: World) -> list[str]:
    """Return what happened, in order."""
    with world.database.read() as session:
        return list(session.scalars(select(EscalationEvent.kind).order_by(EscalationEvent.id)))


def test_only_the_holder_opens_it_and_each_look_is_an_event(world: World) -> None:
    """A telephone number is for one call, not for a unit's archive."""
    budi, siti = person(world, "budi"), person(world, "siti")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    do(world, keep_contact, conversation_id, SEALED, "tel890")

    seen = do(world, open_contact, ticket, budi.id)
    refused = do(world, open_contact, ticket, siti.id)

    assert seen == SEALED
    assert isinstance(refused, ClaimRefused)
    assert kinds(world)[-2:] == [EventKind.CONTACT_KEPT, EventKind.VIEWED]


def test_nobody_opens_it_while_nobody_holds_the_ticket(world: World) -> None:
    """It was given to who answers, and not to a queue."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    do(world, keep_contact, conversation_id, SEALED, "tel890")
    do(world, release_escalation, ticket, budi.id)

    assert isinstance(do(world, open_contact, ticket, budi.id), ClaimRefused)
    with world.database.write() as session:
        access = access_escalation(session, ticket, budi.id, Need.VIEW, world.clock())
        assert has_contact(session, access)  # type: ignore[arg-type]


@pytest.mark.parametrize("how", ["closed", "taken back", "forgotten"])
def test_it_goes_with_the_ticket_or_when_its_owner_wants(world: World, how: str) -> None:
    """That was promised when it was given."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    do(world, keep_contact, conversation_id, SEALED, "tel890")

    if how == "closed":
        close(world, ticket, budi)
    elif how == "taken back":
        assert do(world, take_contact_back, conversation_id)
    else:
        with world.database.write() as session:
            forget_contacts(session, conversation_id)

    with world.database.read() as session:
        assert session.scalars(select(EscalationContact)).all() == []
        assert hint_of_contact(session, ticket) is None
    assert do(world, take_contact_back, conversation_id) is False


def test_nothing_is_kept_without_an_open_ticket(world: World) -> None:
    """Whom would it be for?"""
    assert do(world, keep_contact, world.conversation(), SEALED, "tel890") is None


def test_a_new_contact_takes_the_place_of_the_former(world: World) -> None:
    """An old number reaches somebody else."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, budi)
    do(world, keep_contact, conversation_id, b"former", "tel111")

    do(world, keep_contact, conversation_id, SEALED, "tel890")

    assert do(world, open_contact, ticket, budi.id) == SEALED


def test_a_merged_ticket_hands_its_contact_on(world: World) -> None:
    """The citizen gave it once, and still waits for the call."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    first = world.hold(conversation_id, budi)
    do(world, keep_contact, conversation_id, SEALED, "tel890")
    second = do(world, split_escalation, first, budi.id, "humas", "catatan", "dipisah")

    do(world, merge_escalations, first, second.ticket, budi.id)

    with world.database.read() as session:
        assert hint_of_contact(session, first) is None
        assert hint_of_contact(session, second.ticket) == "tel890"
