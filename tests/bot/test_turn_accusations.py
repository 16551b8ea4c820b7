"""An accusation: answered by the right channel, and nothing of it kept."""

from dataclasses import replace

import pytest

from service.outcomes import Outcome
from service.replies import Reply
from tests.bot.harness import ANSWER, ESCALATION, Office

ACCUSING = "Pak Budi kepala desa Sukamaju korupsi dana desa 200 juta"
TABLES = ("updates", "turns", "outbox", "conversations", "escalations", "buttons")
LED = Reply("# Saluran\n\nLewat WBS.", Outcome.ANSWERED, topic="wbs-cara-lapor", confidence=0.99)


def everything(office: Office) -> str:
    """Return all that the database holds, as one text."""
    return "\n".join(str(office.rows(f"SELECT * FROM {t}")) for t in TABLES)  # noqa: S608


async def test_nothing_of_an_accusation_is_stored(any_office: Office) -> None:
    """Neither who is accused nor of what stands in any table."""
    any_office.assistant.replies = (LED,)

    told = await any_office.write(ACCUSING)

    stored = everything(any_office)
    assert [word for word in ("Budi", "Sukamaju", "200 juta") if word in stored] == []
    assert any_office.turns("kind", "text", "outcome", "topic") == [
        ("accusation", "", "answered", "wbs-cara-lapor")
    ]
    assert any_office.say("accusation") in told.text
    assert told.text.startswith("# Saluran")


async def test_it_is_led_by_its_words_which_are_in_memory_only(office: Office) -> None:
    """The classifier knows better than rules which channel fits; Rasa keeps nothing."""
    office.assistant.replies = (LED,)

    await office.write(ACCUSING)

    assert office.assistant.asked == [ACCUSING]


@pytest.mark.parametrize("replies", [(Reply("?", Outcome.NOT_UNDERSTOOD),), None])
async def test_what_is_not_understood_is_led_by_the_door(
    office: Office, replies: tuple[Reply, ...] | None
) -> None:
    """Rasa unsure or down, or the gateway restarted: the channel is still the right one."""
    if replies is None:
        office.assistant.goes_down()
    else:
        office.assistant.replies = replies

    told = await office.write(ACCUSING)

    assert office.turns("topic") == [("lapor-dana-desa",)]
    assert office.say("accusation") in told.text


async def test_an_outburst_that_asks_for_a_person_gets_one(office: Office) -> None:
    """The door may be too careful; that must cost the citizen nothing."""
    office.assistant.replies = (ESCALATION,)

    await office.write("pak Anton admin nipu saya terus kemarin, mana petugasnya!!")

    assert office.turns("outcome") == [("escalated",)]


async def test_further_particulars_are_kept_out_and_not_asked_for(office: Office) -> None:
    """The name often comes in the second message."""
    office.assistant.replies = (LED,)
    await office.write(ACCUSING)

    told = await office.write("namanya pak Darmo, tinggal di dekat balai desa kami")

    assert told.text == office.say("accusation_more")
    assert "Darmo" not in everything(office)
    assert office.assistant.asked == [ACCUSING]


async def test_a_question_after_it_is_answered_as_usual(office: Office) -> None:
    """Who accused somebody may still ask how long an answer takes."""
    await office.write(ACCUSING)
    office.assistant.replies = (ANSWER,)

    told = await office.write("berapa lama laporannya dijawab?")

    assert told.text == ANSWER.text


async def test_an_officer_does_not_read_it_either(office: Office) -> None:
    """A conversation in an officer's hands is no way around the channel."""
    office.assistant.replies = (ESCALATION,)
    await office.write("minta petugas")

    told = await office.write(ACCUSING)

    assert told.text == office.say("accusation_more")
    assert "Sukamaju" not in everything(office)


async def test_a_harmful_confusion_is_not_risked(office: Office) -> None:
    """Rules see plainly whose wrong it is; a classifier that only thinks so gives way."""
    office.assistant.replies = (replace(LED, confidence=0.9),)

    await office.write(ACCUSING)

    assert office.turns("topic") == [("lapor-dana-desa",)]
