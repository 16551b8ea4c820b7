"""What became of a citizen's tickets, in words."""

import pytest

from doubles.clock import TODAY
from doubles.knowledge import CONTENT, NoEncoder
from service.answering.answers import Answers
from service.answering.status import status_reply
from service.content.model import Content
from service.content.sentences import Sentences
from service.content.store import store_content
from service.escalations.closing import cancel_escalation, close_escalation
from service.knowledge.knowledge import Knowledge
from service.outcomes import Outcome
from service.replies import Reply
from tests.service.harness import World


@pytest.fixture
def answers(world: World, content: Content, sentences: Sentences) -> Answers:
    """Replies, on the same database as the tickets."""
    with world.database.write() as session:
        store_content(session, content, world.clock())
    return Answers(Knowledge(world.database, NoEncoder(), CONTENT), sentences, lambda: TODAY)


def status(world: World, answers: Answers, conversation_id: str, text: str = "") -> Reply:
    """Ask for the state of one's tickets."""
    with world.database.read() as session:
        return status_reply(session, answers, conversation_id, text, now=world.clock())


def cancel(world: World, conversation_id: str) -> None:
    """Take the wish for a person back."""
    with world.database.write() as session:
        cancel_escalation(session, conversation_id, world.clock())


def test_who_has_no_ticket_is_told_how_to_get_one(world: World, answers: Answers) -> None:
    """The next step is always named."""
    reply = status(world, answers, world.conversation())

    assert reply.text == answers.say("status_none")
    assert (reply.outcome, reply.buttons) == (Outcome.ANSWERED, ())


def test_a_waiting_ticket_can_be_cancelled(world: World, answers: Answers) -> None:
    """The citizen sees where it stands and may change their mind."""
    conversation_id = world.conversation()
    ticket = world.escalate(conversation_id, "ppid").ticket

    reply = status(world, answers, conversation_id)

    assert reply.text == (
        f"Tiket {ticket}: menunggu petugas Pejabat Pengelola Informasi dan Dokumentasi (PPID) "
        "sejak 24 November 2026 pukul 10.00 WIB."
    )
    assert [button.payload.encode() for button in reply.buttons] == ["cancel"]


def test_a_held_ticket_names_the_unit_and_not_the_officer(world: World, answers: Answers) -> None:
    """Officers speak for their unit; their names are not handed out."""
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, world.officer())

    reply = status(world, answers, conversation_id)

    assert reply.text.startswith(f"Tiket {ticket}: sedang ditangani petugas Biro Hukum")
    assert "Budi" not in reply.text
    assert reply.buttons == ()


def test_a_closed_ticket_says_when_it_ended(world: World, answers: Answers) -> None:
    """The day of the end, not of the beginning."""
    conversation_id, officer = world.conversation(), world.officer()
    ticket = world.hold(conversation_id, officer)
    world.clock.advance(days=1)
    with world.database.write() as session:
        close_escalation(session, ticket, officer.id, "selesai", world.clock())

    text = status(world, answers, conversation_id).text

    assert text == f"Tiket {ticket}: selesai pada 25 November 2026 pukul 10.00 WIB."


def test_the_newest_tickets_come_first(world: World, answers: Answers) -> None:
    """What is going on now is what people ask about."""
    conversation_id = world.conversation()
    first = world.escalate(conversation_id).ticket
    cancel(world, conversation_id)
    second = world.escalate(conversation_id).ticket

    lines = status(world, answers, conversation_id).text.split("\n")

    assert [line[6:18] for line in lines] == [second, first]


def test_a_ticket_that_is_named_is_the_only_one_shown(world: World, answers: Answers) -> None:
    """Also an old one, that no longer stands among the newest."""
    conversation_id = world.conversation()
    oldest = world.escalate(conversation_id).ticket
    for _ in range(4):
        cancel(world, conversation_id)
        world.escalate(conversation_id)

    reply = status(world, answers, conversation_id, f"status {oldest.lower()}")

    assert reply.text.startswith(f"Tiket {oldest}: sudah dibatalkan")
    assert (reply.text.count("Tiket"), reply.buttons) == (1, ())


@pytest.mark.parametrize("other", [True, False])
def test_a_ticket_of_somebody_else_is_as_unknown_as_none(
    world: World, answers: Answers, other: bool
) -> None:
    """A ticket number is no key to another citizen's matter, nor tells that it exists."""
    ticket = world.escalate(world.conversation("2")).ticket if other else "TB-0000-0000"

    reply = status(world, answers, world.conversation("1"), f"status {ticket}")

    assert reply.text == answers.say("status_unknown", ticket=ticket)


def test_who_has_no_ticket_and_asks_how_one_sees_it_is_told_that(
    world: World, answers: Answers
) -> None:
    """ "You have none" is no answer to how it is done."""
    reply = status(world, answers, world.conversation(), "cara cek tiket gimana?")

    assert reply.topic == "tiket"


def test_who_has_a_ticket_and_asks_how_one_sees_it_sees_it(world: World, answers: Answers) -> None:
    """The ticket itself is nearer than how to look for it."""
    conversation_id = world.conversation()
    ticket = world.escalate(conversation_id, "ppid").ticket

    assert str(ticket) in status(world, answers, conversation_id, "cara cek tiket gimana?").text


def test_who_asks_at_night_learns_when_officers_are_back(world: World, answers: Answers) -> None:
    """A state without it reads as if somebody sat there and did not answer."""
    conversation_id = world.conversation()
    world.escalate(conversation_id, "ppid")
    night = world.clock().replace(hour=15)  # 22.00 WIB

    with world.database.read() as session:
        told = status_reply(session, answers, conversation_id, now=night).text

    assert "kembali" in told
