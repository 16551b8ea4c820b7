"""Replies that need no understanding."""

import pytest

from bot.own_replies import FILE_KINDS, MEDIA_KINDS
from bot.routes import ALWAYS_ANSWERED, OWN_PAYLOADS, Own
from service.outcomes import Outcome
from service.replies import Reply
from tests.bot.harness import ESCALATION, Office


def reply(office: Office, name: str, argument: str = "") -> Reply:
    """Return the reply to a route that is about no ticket."""
    made = office.gateway.own_replies.reply(Own(name, argument))
    assert made is not None
    return made


@pytest.mark.parametrize("name", sorted((OWN_PAYLOADS | ALWAYS_ANSWERED) - {"status", "cancel"}))
def test_every_payload_of_ours_has_a_reply(office: Office, name: str) -> None:
    """A button that the gateway claims and does not know would be silence."""
    argument = "-7.79,110.36" if name == "near" else ""

    assert reply(office, name, argument).text.strip()


@pytest.mark.parametrize("name", ["status", "cancel", "in_hands", "relay"])
def test_what_concerns_a_ticket_is_decided_while_storing(office: Office, name: str) -> None:
    """A ticket may be claimed or closed between the look and the reply."""
    assert office.gateway.own_replies.reply(Own(name)) is None


def test_the_menu_leads_to_every_topic(office: Office) -> None:
    """What no button reaches is not found by who cannot put it in words."""
    menu = reply(office, "menu")
    found: set[str] = set()
    for button in menu.buttons:
        name, _, category = button.payload.partition(":")
        found |= {b.payload for b in reply(office, name, category).buttons}

    assert menu.outcome is Outcome.CLARIFIED
    assert {"topic:ppid-permohonan", "topic:spip", "topic:magang", "menu"} <= found


def test_a_topic_gone_meanwhile_is_said_to_be_gone(office: Office) -> None:
    """Buttons outlive the content they were made from."""
    gone = office.say("old_button")

    assert reply(office, "article", "no-such-topic").text == gone
    assert reply(office, "category", "no-such-group").text == office.say("menu_unknown")
    assert reply(office, "more", "no-such-topic").text == office.say("nothing_more")


def test_a_location_names_the_nearest_office(office: Office) -> None:
    """A citizen who shares where they are is spared the name of their province."""
    near = reply(office, "near", "-7.80,110.37")

    assert near.outcome is Outcome.ANSWERED
    assert "Yogyakarta" in near.text
    assert office.say("office_caveat") in near.text


@pytest.mark.parametrize("kind", sorted(MEDIA_KINDS))
async def test_each_medium_to_an_officer_is_named(office: Office, kind: str) -> None:
    """A citizen must know what reaches the officer, and what does not."""
    office.assistant.replies = (ESCALATION,)
    await office.write("mau bicara dengan orang")

    told = await office.write(kind=kind)

    key = "file_relayed" if kind in FILE_KINDS else "media_relayed"
    assert told.text == office.say(key, kind=office.say(f"kind_{kind}"))


async def test_a_message_as_the_ticket_closes_still_gets_an_answer(office: Office) -> None:
    """Between the look and the storing an officer may close: that must not break the turn."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    office.close(office.claim())

    told = await office.write(kind="command", payload="cancel")

    assert told.text == office.say("nothing_to_cancel")
