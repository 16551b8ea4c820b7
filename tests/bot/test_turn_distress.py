"""Somebody in distress: told at once who helps, by fixed words, and nothing of theirs kept."""

from typing import Any

import pytest
import structlog

from service.door.distress import DistressKind
from service.operations.switches import turn_off
from service.outcomes import Outcome, Owner
from service.payloads import Payload
from tests.bot.harness import ESCALATION, Office
from tests.bot.test_turn_metrics import Count, count

__all__ = ["count"]  # the fixture
TABLES = ("updates", "turns", "outbox", "conversations", "escalations", "buttons")
SAID = {
    DistressKind.SUICIDE: "saya Kancilputih mau bunuh diri malam ini",
    DistressKind.THREAT: "saya diancam mau dibunuh Kancilputih",
    DistressKind.VIOLENCE_HOME: "suami saya Kancilputih memukul saya terus",
    DistressKind.SEXUAL_VIOLENCE: "saya diperkosa Kancilputih",
}
SUICIDE = SAID[DistressKind.SUICIDE]


def everything(office: Office) -> str:
    """Return all that the database holds, as one text."""
    return "\n".join(str(office.rows(f"SELECT * FROM {t}")) for t in TABLES)  # noqa: S608


@pytest.mark.parametrize("kind", DistressKind)
async def test_the_contacts_are_said_and_nothing_is_kept(
    any_office: Office, kind: DistressKind
) -> None:
    """What is stored of it is health data; Rasa must not see it, and no log either."""
    with structlog.testing.capture_logs() as logged:
        told = await any_office.write(SAID[kind])

    assert told.text.startswith(any_office.say(f"distress_{kind}").strip())
    assert "Kancilputih" not in everything(any_office) + str(logged)
    assert any_office.assistant.asked == []
    assert any_office.turns("kind", "text", "outcome", "intent", "topic") == [
        ("distress", "", "emergency", "distress", None)
    ]
    assert any_office.updates("kind", "text", "payload") == [("distress", "", f"distress:{kind}")]


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        (DistressKind.SUICIDE, "healing119.id", "119, nomor gawat"),
        (DistressKind.VIOLENCE_HOME, "SAPA 129", "110"),
        (DistressKind.VIOLENCE_HOME, "110", "148"),
        (DistressKind.SEXUAL_VIOLENCE, "08111-129-129", "110"),
        (DistressKind.SEXUAL_VIOLENCE, "110", "148"),
        (DistressKind.THREAT, "Polisi: telepon 110", "148"),
        (DistressKind.THREAT, "148", "2021"),
    ],
)
async def test_each_kind_names_who_can_help(
    office: Office, kind: DistressKind, first: str, second: str
) -> None:
    """The number that is said first is the one that is called; an old one is said to be old."""
    told = await office.write(SAID[kind])

    assert 0 <= told.text.index(first) < told.text.index(second)


@pytest.mark.parametrize("kind", DistressKind)
async def test_it_fits_whoever_writes_of_somebody_else(office: Office, kind: DistressKind) -> None:
    """A neighbour who hears screams needs the same numbers, and must feel spoken to."""
    told = await office.write(SAID[kind])

    first = told.text.splitlines()[0]
    assert "Anda" in first
    assert "orang lain" in first or "orang yang Anda khawatirkan" in first


async def test_no_ticket_by_itself_but_an_officer_can_be_asked_for(office: Office) -> None:
    """A ticket would promise an answer within office hours to somebody who needs help now."""
    told = await office.write(SUICIDE)
    assert office.ticket() is None
    office.assistant.replies = (ESCALATION,)

    await office.press(told.buttons["Hubungi petugas"])

    assert office.ticket() is not None


async def test_it_is_counted_by_kind(office: Office, count: Count) -> None:
    """Whoever is responsible must know that such messages come."""
    await office.write(SUICIDE)

    assert count("tanya_distress_total", kind="suicide") == 1
    assert count("tanya_turns_total", outcome="emergency", answered_by="gateway") == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("saya Kancilputih diancam dibunuh karena melapor", "Perlindungan bagi pelapor korupsi"),
        ("pak Kancilputih auditor bpkp minta uang 20 juta, saya diancam dibunuh", "Melaporkan"),
    ],
)
async def test_a_threat_for_a_report_leads_to_a_safe_report_after_the_contacts(
    office: Office, text: str, title: str
) -> None:
    """First the person, then the matter; the words go nowhere."""
    told = await office.write(text)

    contacts, _, led = told.text.partition("Saluran yang aman: ")
    assert office.say("distress_threat").strip() in contacts
    assert led.startswith(title)
    assert any(label.startswith(title) for label in told.buttons)
    assert office.turns("kind") == [("distress",)]
    assert "Kancilputih" not in everything(office)


@pytest.mark.parametrize("off", [("bot",), ("bot", "escalation")])
async def test_it_is_said_whatever_is_switched_off(office: Office, off: tuple[str, ...]) -> None:
    """An incident of ours is no reason to leave somebody alone."""
    with office.database.write() as session:
        for name in off:
            turn_off(session, name, "Tidak tersedia.", "ani", "", office.clock())

    told = await office.write(SUICIDE)

    assert "healing119.id" in told.text


async def test_with_escalation_off_no_officer_is_offered(office: Office) -> None:
    """A button that leads to a refusal is worse here than anywhere."""
    with office.database.write() as session:
        turn_off(session, "escalation", "Tidak tersedia.", "ani", "", office.clock())

    told = await office.write(SUICIDE)

    assert "healing119.id" in told.text
    assert told.buttons == {}


@pytest.mark.parametrize("owner", [Owner.QUEUE, Owner.OFFICER])
async def test_it_is_said_while_a_person_has_the_conversation(
    office: Office, owner: Owner
) -> None:
    """The officer may be at lunch; the contacts are there at once."""
    office.assistant.replies = (ESCALATION,)
    await office.write("minta petugas")
    if owner is Owner.OFFICER:
        office.claim()

    told = await office.write(SUICIDE)

    assert "healing119.id" in told.text
    assert office.say("distress_in_hands") in told.text
    assert told.buttons == {}
    assert office.owner() is owner
    assert "Kancilputih" not in everything(office)


async def test_an_officer_who_claims_meanwhile_does_not_silence_it(office: Office) -> None:
    """Between reading and storing somebody may take the conversation over."""
    office.assistant.replies = (ESCALATION,)
    await office.write("minta petugas")
    plain_reply = office.services.own_replies.reply

    def claim_then_reply(route: Any) -> Any:
        if office.owner() is Owner.QUEUE:
            office.claim()
        return plain_reply(route)

    office.services.own_replies.reply = claim_then_reply  # type: ignore[method-assign]

    told = await office.write(SUICIDE)

    assert "healing119.id" in told.text


@pytest.mark.parametrize("kind", ["command", "photo", "edited"])
async def test_it_is_said_to_every_kind_of_message(office: Office, kind: str) -> None:
    """ "/batal saya mau mati saja" cancels nothing and must not be passed over."""
    payload = Payload.decode("cancel") if kind == "command" else None

    told = await office.write(SUICIDE, kind=kind, payload=payload)

    assert "healing119.id" in told.text
    assert office.turns("outcome") == [(Outcome.EMERGENCY,)]


async def test_the_bot_answers_as_usual_afterwards(office: Office) -> None:
    """Nobody is marked by it."""
    await office.write(SUICIDE)

    told = await office.write("cara minta data?")

    assert told.text == office.assistant.replies[0].text
