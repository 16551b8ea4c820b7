"""An accusation: answered by the right channel, and nothing of it kept."""

from dataclasses import replace
from typing import Any

import pytest

from service.outcomes import Outcome, Owner
from service.replies import Reply
from tests.bot.harness import ANSWER, ESCALATION, Office

ACCUSING = "Pak Budi kepala desa Sukamaju korupsi dana desa 200 juta"
TABLES = ("updates", "turns", "outbox", "conversations", "escalations", "buttons")
OF_BPKP = "auditor bpkp bernama Anton minta uang 20 juta ke dinas kami"
LED = Reply(
    "# Kerahasiaan\n\nNama samaran boleh.",
    Outcome.ANSWERED,
    topic="wbs-kerahasiaan",
    confidence=0.99,
)


def everything(office: Office) -> str:
    """Return all that the database holds, as one text."""
    return "\n".join(str(office.rows(f"SELECT * FROM {t}")) for t in TABLES)  # noqa: S608


async def test_nothing_of_an_accusation_is_stored(any_office: Office) -> None:
    """Neither who is accused nor of what stands in any table."""
    told = await any_office.write(ACCUSING)

    stored = everything(any_office)
    assert [word for word in ("Budi", "Sukamaju", "200 juta") if word in stored] == []
    assert any_office.turns("kind", "text", "outcome", "topic") == [
        ("accusation", "", "answered", "lapor-dana-desa")
    ]
    assert any_office.say("accusation") in told.text
    assert any_office.say("accusation_village") in told.text


async def test_an_article_of_the_channels_own_may_stand_in(office: Office) -> None:
    """Who accuses an auditor and asks whether that is safe reads that it is."""
    office.assistant.replies = (LED,)

    told = await office.write(OF_BPKP)

    assert office.assistant.asked == [OF_BPKP]
    assert office.turns("topic") == [("wbs-kerahasiaan",)]
    assert told.text.startswith("# Kerahasiaan")


@pytest.mark.parametrize(
    "understood",
    [
        Reply("Di luar layanan.", Outcome.REFERRED, confidence=1.0),
        Reply("Halo.", Outcome.SMALL_TALK, confidence=1.0, intent="greet"),
        Reply("# Magang", Outcome.ANSWERED, topic="magang", confidence=1.0),
        Reply("# WBS", Outcome.ANSWERED, topic="wbs-cara-lapor", confidence=1.0),
        Reply("?", Outcome.NOT_UNDERSTOOD),
        ESCALATION,
        None,
    ],
    ids=["referral", "small talk", "other article", "other channel", "nothing", "person", "down"],
)
async def test_nothing_else_stands_in_for_the_channel(
    office: Office, understood: Reply | None
) -> None:
    """A whistleblower who is sent to the wrong place does not write twice."""
    if understood is None:
        office.assistant.goes_down()
    else:
        office.assistant.replies = (understood,)

    told = await office.write(ACCUSING)

    assert office.turns("outcome", "topic") == [("answered", "lapor-dana-desa")]
    assert "luar layanan" not in told.text


async def test_an_outburst_that_asks_for_a_person_gets_one(office: Office) -> None:
    """The door may be too careful; that must cost the citizen nothing."""
    office.assistant.replies = (ESCALATION,)

    await office.write("pak Anton pegawai dinas nipu saya terus kemarin, mana petugasnya!!")

    assert office.turns("outcome") == [("escalated",)]


async def test_further_particulars_are_kept_out_and_not_asked_for(office: Office) -> None:
    """The name often comes in the second message, alone."""
    await office.write(ACCUSING)
    office.assistant.replies = (ESCALATION,)  # "orangnya" sounds like a wish for a person

    told = await office.write("orangnya pak Darmo")

    title = "Melaporkan dugaan korupsi dana desa"
    assert told.text.startswith(office.say("accusation_more", title=title))
    assert "kws.kpk.go.id" in told.text
    assert "Darmo" not in everything(office)
    assert office.assistant.asked == [ACCUSING]
    assert office.owner() is Owner.BOT


async def test_a_wish_to_tell_is_answered_and_the_name_after_it_held(any_office: Office) -> None:
    """Stories begin with "mau lapor", and the name comes next."""
    await any_office.write("mau lapor kades saya")

    told = await any_office.write("namanya pak Slamet")

    assert any_office.turns("kind") == [("text",), ("accusation",)]
    assert any_office.say("accusation_village") in told.text
    assert "Slamet" not in everything(any_office)


async def test_the_state_outlives_a_gateway(office: Office) -> None:
    """Another gateway has the flag and no words: it holds the name, and names all channels."""
    await office.write("mau lapor kades saya")
    office.restart()

    await office.write("namanya pak Slamet")

    assert office.turns("kind", "topic")[-1] == ("accusation", "lapor-lewat-bot")


async def test_a_reporting_article_begins_it(office: Office) -> None:
    """Who just read where to report an auditor, and writes a name, accuses."""
    office.assistant.replies = (replace(LED, topic="wbs-cara-lapor"),)
    await office.write("bagaimana cara lapor auditor?")

    told = await office.write("pak Slamet")

    title = "Melaporkan pelanggaran pegawai BPKP"
    pseudonym = office.say("accusation_pseudonym")
    assert told.text.startswith(office.say("accusation_more", title=title))
    assert "https://wbs.bpkp.go.id" in told.text
    assert told.text.endswith(pseudonym)


async def test_after_half_an_hour_a_name_is_a_name(office: Office) -> None:
    """Who comes back later asks about something else."""
    await office.write("mau lapor kades saya")
    office.clock.advance(minutes=31)

    await office.write("namanya pak Slamet")

    assert office.turns("kind") == [("text",), ("text",)]


async def test_a_question_after_it_is_answered_as_usual(office: Office) -> None:
    """Who accused somebody may still ask how long an answer takes."""
    await office.write(ACCUSING)
    office.assistant.replies = (ANSWER,)

    told = await office.write("berapa lama laporannya dijawab?")

    assert told.text == ANSWER.text


async def test_an_officer_does_not_read_it_either(office: Office) -> None:
    """A conversation in an officer's hands is no way around the channel, nor away from it."""
    office.assistant.replies = (ESCALATION,)
    await office.write("minta petugas")

    told = await office.write(ACCUSING)
    more = await office.write("istrinya bu Yati")

    assert office.say("accusation_in_hands") in told.text
    assert office.say("accusation_village") in told.text
    assert "Melaporkan dugaan korupsi dana desa" in more.text
    assert [word for word in ("Sukamaju", "Yati") if word in everything(office)] == []


@pytest.mark.parametrize(
    "fields", [{"kind": "photo"}, {"kind": "edited", "message_id": "1"}, {"is_forwarded": True}]
)
async def test_captions_edits_and_forwarded_messages_are_messages(
    office: Office, fields: dict[str, Any]
) -> None:
    """Many send a picture of the receipt, and the story under it."""
    await office.write(ACCUSING, **fields)

    assert office.updates("kind", "text") == [("accusation", "")]
