"""Turns in which a person is asked for, waits or answers."""

import re
from dataclasses import replace

import pytest

from service.calendar import time_in_words
from service.escalations.opening import open_escalation
from service.outbox.deliveries import claim_messages
from service.outcomes import EscalationReason, Outcome, Owner
from service.payloads import Payload
from service.replies import Escalate, Reply
from tests.bot.harness import ANSWER, ESCALATION, OF_PPID, Office

UNSURE = Reply("Maaf", Outcome.NOT_UNDERSTOOD)


async def test_asking_for_a_person_gives_a_ticket(any_office: Office) -> None:
    """A number at once is what makes a promise believable."""
    any_office.assistant.replies = (ESCALATION,)

    told = await any_office.write("mau bicara dengan orang")

    ticket = any_office.ticket()
    assert ticket is not None
    assert ticket.ticket in told.text
    assert re.fullmatch(r"TB-[0-9A-Z]{4}-[0-9A-Z]{4}", ticket.ticket)
    assert list(told.buttons) == [
        any_office.say("button_cancel"),
        any_office.say("button_give_contact"),
    ]
    assert any_office.owner() is Owner.QUEUE
    assert any_office.turns("outcome", "answered_by") == [("escalated", "gateway")]


@pytest.mark.parametrize("is_named", [True, False])
async def test_a_wish_that_names_its_matter_is_kept_with_it(
    office: Office, is_named: bool
) -> None:
    """A bare one is about what was asked before, and not itself the question."""
    wish = Escalate("ppid", EscalationReason.ASKED, "ppid-waktu", is_named)
    office.assistant.replies = (replace(ESCALATION, escalate=wish),)

    await office.write("petugas, soal waktu permohonan saya")

    assert office.turns("outcome", "topic") == [("escalated", "ppid-waktu" if is_named else None)]


async def test_the_next_message_goes_to_the_officer(any_office: Office) -> None:
    """The bot must not answer what was written for a person."""
    any_office.assistant.replies = (ESCALATION,)
    await any_office.write("petugas")
    any_office.assistant.replies = (UNSURE,)

    told = await any_office.write("ini soal surat kemarin")

    ticket = any_office.ticket()
    assert ticket is not None
    since = time_in_words(ticket.opened_at)
    assert told.text == any_office.say("relayed_waiting", ticket=ticket.ticket, since=since)
    assert any_office.turns("text", "outcome")[-1] == ("ini soal surat kemarin", "relayed")


async def test_the_bot_goes_on_helping_while_a_ticket_waits(any_office: Office) -> None:
    """From "petugas" until somebody reads it, an address asked for must not meet a wall."""
    any_office.assistant.replies = (OF_PPID,)
    await any_office.write("petugas")
    any_office.assistant.replies = (ANSWER,)

    told = await any_office.write("sambil nunggu, cara minta data?")

    assert told.text.startswith(any_office.say("beside_ticket"))
    assert "Ajukan permohonan informasi." in told.text
    ticket = any_office.ticket()
    assert ticket is not None
    assert told.text.endswith(any_office.say("beside_joined", ticket=ticket.ticket))
    assert any_office.say("button_cancel") in told.buttons
    assert any_office.owner() is Owner.QUEUE
    assert any_office.turns("text", "outcome", "topic")[-1] == (
        "sambil nunggu, cara minta data?", "relayed", "ppid-permohonan"
    )  # fmt: skip


@pytest.mark.parametrize("reply", [UNSURE, replace(ANSWER, confidence=0.6)])
async def test_what_the_bot_is_not_sure_of_is_only_relayed(office: Office, reply: Reply) -> None:
    """A choice in between would be noise for somebody who waits for a person."""
    office.assistant.replies = (OF_PPID,)
    await office.write("petugas")
    office.assistant.replies = (reply,)

    told = await office.write("ini soal surat kemarin")

    ticket = office.ticket()
    assert ticket is not None
    since = time_in_words(ticket.opened_at)
    assert told.text == office.say("relayed_waiting", ticket=ticket.ticket, since=since)


@pytest.mark.parametrize("reply", [ANSWER, replace(ANSWER, confidence=0.6)])
async def test_a_ticket_for_nothing_goes_to_the_unit_of_its_reason(
    any_office: Office, reply: Reply
) -> None:
    """Who calls a person first and says why a moment later must not wait in the wrong queue."""
    any_office.assistant.replies = (ESCALATION,)
    await any_office.write("petugas")
    any_office.assistant.replies = (reply,)

    told = await any_office.write("soalnya permintaan data saya macet")

    ticket = any_office.ticket()
    assert ticket is not None
    assert ticket.unit == "ppid"
    unit = any_office.services.answers.unit_name("ppid")
    assert told.text == any_office.say("redirected", ticket=ticket.ticket, unit=unit)


async def test_a_ticket_with_a_reason_stays_with_its_unit(any_office: Office) -> None:
    """Another question while waiting does not take the first one away from who can answer it."""
    any_office.assistant.replies = (OF_PPID,)
    await any_office.write("petugas, soal permintaan data")
    any_office.assistant.replies = (replace(ANSWER, topic="siskeudes-unduh"),)

    await any_office.write("sambil nunggu: unduh siskeudes di mana?")

    ticket = any_office.ticket()
    assert ticket is not None
    assert ticket.unit == "ppid"


async def test_an_officer_who_took_over_is_not_talked_over(office: Office) -> None:
    """Once a person holds the conversation, the bot is silent, however sure it is."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    office.claim()
    office.assistant.replies = (ANSWER,)
    asked = len(office.assistant.asked)

    told = await office.write("cara minta data?")

    assert told.text == office.say("relayed_held")
    assert len(office.assistant.asked) == asked


async def test_a_person_can_be_asked_for_while_rasa_is_down(any_office: Office) -> None:
    """When the machine fails, people are the only help left."""
    any_office.assistant.goes_down()

    told = await any_office.write("petugas")

    ticket = any_office.ticket()
    assert ticket is not None
    assert ticket.ticket in told.text
    assert any_office.turns("outcome") == [("escalated",)]


async def test_the_command_for_a_person_works_while_rasa_is_down(office: Office) -> None:
    """/petugas is what the help text promises."""
    office.assistant.goes_down()

    await office.write(kind="command", payload=Payload.decode("human"))

    assert office.owner() is Owner.QUEUE


async def test_asking_twice_opens_one_ticket(office: Office) -> None:
    """Two tickets would be answered by two officers."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")

    told = await office.write(kind="command", payload=Payload.decode("human"))

    ticket = office.ticket()
    assert ticket is not None
    since = time_in_words(ticket.opened_at)
    assert told.text == office.say("already_escalated", ticket=ticket.ticket, since=since)
    assert office.rows("SELECT count(*) FROM escalations") == [(1,)]


async def test_an_officer_who_claims_while_rasa_thinks_is_not_talked_over(
    any_office: Office,
) -> None:
    """The commonest complaint about bots is that they interrupt the person who helps."""
    any_office.assistant.replies = (ESCALATION,)
    await any_office.write("petugas")
    await any_office.write("batalkan tiketnya")
    await any_office.write("ya")
    any_office.assistant.replies = (ANSWER,)

    async def claim_meanwhile(_text: str) -> None:
        any_office.assistant.thinking = None
        open_by_desk(any_office)
        any_office.claim()

    any_office.assistant.thinking = claim_meanwhile
    told = await any_office.write("berapa biayanya?")

    assert told.text == any_office.say("relayed_held")
    assert ANSWER.text not in [said.text for said in any_office.told()]
    assert any_office.turns("text", "outcome", "answered_by")[-1] == (
        "berapa biayanya?",
        "relayed",
        "gateway",
    )


async def test_a_bot_answer_not_yet_sent_is_withdrawn_by_a_claim(office: Office) -> None:
    """Between storing and sending an officer may claim; the outbox looks once more."""
    office.assistant.replies = (ANSWER,)
    await office.write("minta data")
    open_by_desk(office)
    office.claim()

    with office.database.write() as session:
        claim_messages(session, "telegram", office.clock(), 10)

    assert [(told.author, told.state) for told in office.told()] == [
        ("bot", "withdrawn"),
        ("system", "queued"),
    ]


async def test_the_bot_answers_again_after_the_officer_closed(office: Office) -> None:
    """A conversation that nobody owns any more must not stay silent."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    office.close(office.claim())
    office.assistant.replies = (ANSWER,)

    assert (await office.write("minta data")).text == ANSWER.text


async def test_status_tells_the_own_ticket_only(office: Office) -> None:
    """A ticket number must not open somebody else's matter."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas", address="1")
    ticket = office.ticket("1")
    assert ticket is not None

    mine = await office.write(kind="command", payload=Payload.decode("status"), address="1")
    theirs = await office.write(
        ticket.ticket, kind="command", payload=Payload.decode("status"), address="2"
    )

    assert ticket.ticket in mine.text
    assert theirs.text == office.say("status_unknown", ticket=ticket.ticket)


@pytest.mark.parametrize(
    ("kind", "key"),
    [("voice", "file_relayed"), ("photo", "file_relayed"), ("sticker", "media_relayed")],
)
async def test_a_medium_for_an_officer_is_announced(office: Office, kind: str, key: str) -> None:
    """The citizen knows what reaches the officer, and what must be said in words."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    office.claim()

    told = await office.write(kind=kind)

    assert told.text == office.say(key, kind=office.say(f"kind_{kind}"))
    assert office.turns("kind", "outcome")[-1] == (kind, "relayed")


def open_by_desk(office: Office) -> None:
    """Put a conversation that the bot answers into the queue, from another process."""
    with office.database.write() as session:
        open_escalation(
            session, office.conversation(), "humas", EscalationReason.ASKED, office.clock()
        )
