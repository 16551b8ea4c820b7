"""Replies that need no understanding."""

import pytest

from bot.own_replies import FILE_KINDS, MEDIA_KINDS
from bot.routes import ABOUT_TICKETS, AboutTicket, Own, RouteName
from service.conversations.ownership import state_of
from service.outcomes import Outcome
from service.payloads import Payload, PayloadKind
from service.replies import Reply
from service.updates.work import next_update
from tests.bot.harness import ESCALATION, Office


def reply(office: Office, name: RouteName, argument: str = "") -> Reply:
    """Return the reply to a route that is about no ticket."""
    return office.services.own_replies.reply(Own(name, argument))


@pytest.mark.parametrize("name", sorted(set(RouteName) - ABOUT_TICKETS))
def test_every_route_of_ours_has_a_reply(office: Office, name: RouteName) -> None:
    """A button that the gateway claims and does not know would be silence."""
    argument = "-7.79,110.36" if name is RouteName.NEAR else ""

    assert reply(office, name, argument).text.strip()


@pytest.mark.parametrize("name", sorted(ABOUT_TICKETS))
async def test_what_concerns_a_ticket_is_decided_while_storing(
    office: Office, name: RouteName
) -> None:
    """A ticket may be claimed or closed between the look and the reply."""
    await office.receive("halo")
    conversation = office.conversation()
    with office.database.write() as session:
        update = next_update(session, conversation, office.clock())
        assert update is not None
        state = state_of(session, conversation)
        about = AboutTicket(name)
        told = office.services.own_replies.about_ticket(session, about, update, state)

    assert told.text.strip()


def test_the_menu_leads_to_every_topic(office: Office) -> None:
    """What no button reaches is not found by who cannot put it in words."""
    menu = reply(office, RouteName.MENU)
    found: set[str] = set()
    for button in menu.buttons:
        assert button.payload.kind is PayloadKind.CATEGORY
        shown = reply(office, RouteName.CATEGORY, button.payload.argument)
        found |= {b.payload.encode() for b in shown.buttons}

    assert menu.outcome is Outcome.CLARIFIED
    assert {"topic:ppid-permohonan", "topic:spip", "topic:magang", "menu"} <= found


def test_a_topic_gone_meanwhile_is_said_to_be_gone(office: Office) -> None:
    """Buttons outlive the content they were made from."""
    gone = office.say("old_button")

    assert reply(office, RouteName.ARTICLE, "no-such-topic").text == gone
    assert reply(office, RouteName.CATEGORY, "no-such-group").text == office.say("menu_unknown")
    assert reply(office, RouteName.MORE, "no-such-topic").text == office.say("nothing_more")


def test_a_location_names_the_nearest_office(office: Office) -> None:
    """A citizen who shares where they are is spared the name of their province."""
    near = reply(office, RouteName.NEAR, "-7.80,110.37")

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

    told = await office.write(kind="command", payload=Payload.decode("cancel"))

    assert told.text == office.say("nothing_to_cancel")
