"""What of a citizen's messages the person who holds their ticket owes an answer to."""

from datetime import timedelta

import pytest

from service.escalations.claims import answer_escalation
from service.escalations.moving import snooze_escalation
from service.escalations.views import EscalationView
from service.outcomes import Stage
from service.payloads import Payload
from tests.bot.harness import ESCALATION, Office
from tests.bot.test_turn_accusations import ACCUSING
from tests.bot.test_turn_distress import SUICIDE

WRITTEN = {
    "distress": {"text": SUICIDE},
    "accusation": {"text": ACCUSING},
    "place": {"kind": "location", "payload": Payload.decode("near:-7.80,110.37")},
}


async def held(office: Office) -> EscalationView:
    """Return a ticket whose holder has answered."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    office.claim()
    ticket = seen(office)
    assert ticket.officer_id is not None
    with office.database.write() as session:
        answer_escalation(session, ticket.ticket, ticket.officer_id, "ya?", office.clock())
    return seen(office)


def seen(office: Office) -> EscalationView:
    """Return the citizen's ticket as it is now."""
    ticket = office.ticket()
    assert ticket is not None
    return ticket


@pytest.mark.parametrize("what", WRITTEN)
async def test_who_holds_the_ticket_owes_an_answer_to_it(any_office: Office, what: str) -> None:
    """Danger told to a person, and answered by contacts alone, must be on that person's list."""
    ticket = await held(any_office)
    assert ticket.unanswered_since is None

    await any_office.write(**WRITTEN[what])  # type: ignore[arg-type]

    assert seen(any_office).unanswered_since == any_office.clock()


@pytest.mark.parametrize("what", WRITTEN)
async def test_it_wakes_what_was_put_aside(any_office: Office, what: str) -> None:
    """A ticket put aside for a week is no place for somebody in danger."""
    ticket = await held(any_office)
    assert ticket.officer_id is not None
    until = any_office.clock() + timedelta(days=7)
    with any_office.database.write() as session:
        snooze_escalation(session, ticket.ticket, ticket.officer_id, until, any_office.clock())

    await any_office.write(**WRITTEN[what])  # type: ignore[arg-type]

    assert seen(any_office).stage is Stage.HELD


async def test_a_press_is_nothing_to_answer(office: Office) -> None:
    """Whoever looks at the menu has asked the officer nothing."""
    await held(office)

    await office.write(kind="command", payload=Payload.decode("status"))

    assert seen(office).unanswered_since is None
