"""Actions about people: asking for an officer, and what became of it."""

from datetime import UTC, datetime

import pytest

from actions.answer import ActionAnswer, ActionFallback
from actions.people import ActionEscalate, ActionEscalationStatus
from service.answering.answers import DEFAULT_UNIT
from service.conversations.ownership import open_conversation
from service.escalations.opening import open_escalation
from service.outcomes import EscalationReason, Outcome
from service.replies import Escalate
from tests.actions.harness import Dialogue

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def open_ticket(dialogue: Dialogue, address: str) -> tuple[str, str]:
    """Open an escalation of a citizen; return the conversation and the ticket."""
    with dialogue.database.write() as session:
        conversation_id = open_conversation(session, "telegram", address, NOW)
        return conversation_id, open_escalation(
            session, conversation_id, "humas", EscalationReason.ASKED, NOW
        ).ticket


def test_a_person_is_asked_for_and_not_yet_promised(dialogue: Dialogue) -> None:
    """The gateway opens the ticket, so that an action repeated by Rasa opens no second one."""
    reply = dialogue.run(ActionEscalate, "mau bicara dengan orang", human=0.9)

    assert (reply.outcome, reply.intent) == (Outcome.ESCALATED, "human")
    assert reply.escalate == Escalate(DEFAULT_UNIT, EscalationReason.ASKED)


def test_who_says_no_gets_no_ticket(dialogue: Dialogue) -> None:
    """Rasa takes every word about officers for a wish; the words decide."""
    reply = dialogue.run(ActionEscalate, "gausah ke petugas dulu", human=0.97)

    assert reply.outcome is Outcome.SMALL_TALK


def test_the_unit_of_the_topic_is_asked(dialogue: Dialogue) -> None:
    """A question about the auditors' test must not wait at the public-relations desk."""
    dialogue.run(ActionAnswer, uji_kompetensi=0.9)

    asked = dialogue.run(ActionEscalate, human=0.9).escalate

    assert asked == Escalate("pusbin-jfa", EscalationReason.ASKED, "uji-kompetensi")


@pytest.mark.parametrize(
    ("wish", "is_named"), [("sambungkan petugas, mau tanya magang", True), ("petugas", False)]
)
def test_a_wish_that_names_its_matter_says_so(
    dialogue: Dialogue, wish: str, is_named: bool
) -> None:
    """The desk shows it as the question then, and not what was answered before."""
    dialogue.run(ActionAnswer, uji_kompetensi=0.9)

    asked = dialogue.run(ActionEscalate, wish, human=0.9).escalate

    assert asked is not None
    assert asked.is_named is is_named
    assert asked.topic == ("magang" if is_named else "uji-kompetensi")


def test_why_a_person_was_needed_is_kept(dialogue: Dialogue) -> None:
    """Maintainers look for what the bot failed at."""
    dialogue.run(ActionFallback, "qwerty")
    dialogue.run(ActionFallback, "qwerty")

    asked = dialogue.run(ActionEscalate, "ya", affirm=0.9).escalate

    assert asked is not None
    assert asked.reason is EscalationReason.NOT_UNDERSTOOD
    assert dialogue.slots["offer"] == "none"


def test_the_own_tickets_are_told(dialogue: Dialogue) -> None:
    """In words, with the unit and the time."""
    dialogue.conversation_id, ticket = open_ticket(dialogue, "1")

    reply = dialogue.run(ActionEscalationStatus, "status tiket saya", ticket_status=0.9)

    assert reply.text.startswith(  # what follows is when officers are back, if they are away
        dialogue.answers.say(
            "status_waiting",
            ticket=ticket,
            unit=dialogue.answers.unit_name("humas"),
            date="24 November 2026 pukul 10.00 WIB",
        )
    )


def test_another_citizens_ticket_is_not_told(dialogue: Dialogue) -> None:
    """A number that was overheard must not open somebody's matter."""
    _, foreign = open_ticket(dialogue, "1")
    dialogue.conversation_id, _ = open_ticket(dialogue, "2")

    reply = dialogue.run(ActionEscalationStatus, f"status {foreign}", ticket_status=0.9)

    assert reply.text == dialogue.answers.say("status_unknown", ticket=foreign)
    assert reply.buttons == ()


def test_without_a_ticket_the_way_to_one_is_told(dialogue: Dialogue) -> None:
    """Who asks for a state has something on their mind."""
    reply = dialogue.run(ActionEscalationStatus, ticket_status=0.9)

    assert reply.text == dialogue.answers.say("status_none")
