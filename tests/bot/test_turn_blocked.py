"""A citizen whom an officer blocked, and their older tickets."""

from datetime import timedelta

from service.calendar import time_in_words
from service.escalations.blocking import block_citizen
from service.escalations.opening import find_escalation
from service.outcomes import BlockReason, Owner
from service.payloads import reopen_payload
from tests.bot.harness import ESCALATION, Office


async def test_who_is_blocked_opens_no_older_ticket_and_is_told_until_when(
    any_office: Office,
) -> None:
    """The way around a block must say what the block says, not that a ticket is too old."""
    office = any_office
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    older = office.claim()
    office.close(older)
    await office.write("petugas")
    ticket = office.claim()
    until = office.clock() + timedelta(days=3)
    with office.database.write() as session:
        holder = find_escalation(session, ticket).officer_id
        assert holder is not None
        block_citizen(session, ticket, holder, BlockReason.SPAM, until, "x", office.clock())

    told = await office.write(kind="command", payload=reopen_payload(older))

    assert told.text == office.say("person_blocked", until=time_in_words(until))
    assert office.owner() is Owner.BOT
