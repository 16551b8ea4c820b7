"""Turns about a ticket that is open: receipts for what joins it, and its state."""

from datetime import timedelta

import pytest

from service.calendar import time_in_words
from service.escalations.blocking import block_citizen
from service.escalations.moving import snooze_escalation
from service.escalations.opening import find_escalation
from service.outcomes import BlockReason, Outcome, Owner
from service.replies import Reply
from tests.bot.harness import ANSWER, ESCALATION, OF_PPID, Office

UNSURE = Reply("Maaf", Outcome.NOT_UNDERSTOOD)
SMALL_TALK = Reply("Sama-sama.", Outcome.SMALL_TALK, confidence=1.0)


async def test_who_has_no_ticket_is_told_so_and_how_to_get_one(office: Office) -> None:
    """Cancelling what is not there must not look like an answer to something else."""
    told = await office.write("batalin tiketnya dong")

    assert told.text == office.say("nothing_to_cancel")
    assert office.assistant.asked == []


async def test_sixty_messages_to_an_officer_are_one_notice(any_office: Office) -> None:
    """What the officer writes must not drown in receipts; every message is there all the same."""
    any_office.assistant.replies = (ESCALATION,)
    await any_office.write("petugas")
    any_office.assistant.replies = (UNSURE,)
    before = len(any_office.told())

    for number in range(6):
        await any_office.write(f"keterangan nomor {number}")

    assert len(any_office.told()) == before + 1
    assert any_office.turns("outcome")[1:] == [("relayed",)] * 6


async def test_what_was_hidden_is_said_also_without_a_receipt(office: Office) -> None:
    """Who sends an identity number again must learn again that it was hidden."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    office.claim()
    await office.write("ini soal surat kemarin")

    told = await office.write("NIK saya 3273010101900001")

    assert "NIK" in told.text
    assert office.say("relayed_held") not in told.text


async def test_an_answer_beside_a_ticket_says_only_once_that_the_message_joined(
    office: Office,
) -> None:
    """The answer is what the citizen looks for."""
    office.assistant.replies = (OF_PPID,)
    await office.write("petugas")
    office.assistant.replies = (ANSWER,)
    first = await office.write("cara minta data?")

    second = await office.write("berapa biayanya?")

    ticket = office.ticket()
    assert ticket is not None
    joined = office.say("beside_joined", ticket=ticket.ticket)
    assert first.text.endswith(joined)
    assert joined not in second.text
    assert second.text.startswith(office.say("beside_ticket"))


async def test_keeping_a_ticket_that_an_officer_just_took_says_so(office: Office) -> None:
    """ "Tidak dapat dibatalkan" is no answer to somebody who wants to keep it."""
    office.assistant.replies = (ESCALATION,)
    told = await office.write("petugas")
    asked = await office.press(told.buttons[office.say("button_cancel")])
    office.claim()

    said = await office.press(asked.buttons[office.say("button_keep")])

    ticket = office.ticket()
    assert ticket is not None
    assert said.text == office.say("kept_held", ticket=ticket.ticket)


async def test_the_state_is_told_also_while_an_officer_talks(office: Office) -> None:
    """The officer may be away for an hour; the number is needed on the telephone now."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    office.claim()

    told = await office.write("nomor tiketnya?")

    ticket = office.ticket()
    assert ticket is not None
    assert ticket.ticket in told.text


async def test_small_talk_beside_a_ticket_gets_a_kind_word(office: Office) -> None:
    """Who thanks while waiting must not think that nobody is there any more."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    office.assistant.replies = (SMALL_TALK,)

    told = await office.write("oke siap, makasih banyak")

    assert told.text == office.say("beside_small_talk")
    assert office.turns("outcome")[-1] == ("relayed",)
    assert office.owner() is Owner.QUEUE


@pytest.mark.parametrize("text", ["minta nomor referensinya dong", "no antrean saya berapa ya"])
async def test_the_number_of_an_open_ticket_has_many_names(office: Office, text: str) -> None:
    """Whoever waits says "nomor rujukan" for the number that we call a ticket."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")

    told = await office.write(text)

    ticket = office.ticket()
    assert ticket is not None
    assert ticket.ticket in told.text


async def test_who_is_blocked_reaches_no_officer_and_is_told_until_when(office: Office) -> None:
    """The bot goes on answering, and the wish is refused with its end."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    ticket = office.claim()
    until = office.clock() + timedelta(days=7)
    with office.database.write() as session:
        holder = find_escalation(session, ticket).officer_id
        assert holder is not None
        block_citizen(session, ticket, holder, BlockReason.SPAM, until, "x", office.clock())

    refused = await office.write("petugas")
    office.clock.now = until
    later = await office.write("petugas")

    assert refused.text == office.say("person_blocked", until=time_in_words(until))
    assert later.text.startswith("Permintaan Anda diteruskan")


async def test_a_message_wakes_a_ticket_that_was_put_aside(office: Office) -> None:
    """Put aside is quiet only while the citizen is."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    ticket = office.claim()
    until = office.clock() + timedelta(days=7)
    with office.database.write() as session:
        holder = find_escalation(session, ticket).officer_id
        assert holder is not None
        snooze_escalation(session, ticket, holder, until, office.clock())

    await office.write("sudah ada kabar")

    with office.database.read() as session:
        assert find_escalation(session, ticket).snoozed_until is None
