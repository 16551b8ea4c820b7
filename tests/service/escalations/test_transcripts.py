"""A conversation as an officer reads it."""

import pytest
from sqlalchemy import func, select

from service.conversations.turns import TurnRecord, store_turn
from service.escalations.claims import answer_escalation
from service.escalations.moving import hear_citizen
from service.escalations.transcripts import Line, read_transcript
from service.outbox.deliveries import REPEAT_AFTER, mark_failed, mark_sent, mark_unanswered
from service.outbox.queue import Draft, put_message
from service.outcomes import AnsweredBy, Author, Delivery, DeliveryTrouble, Outcome
from service.storage.tables import Turn
from service.updates.work import finish_update
from tests.service.harness import World


def say(
    world: World,
    text: str,
    address: str = "1",
    kind: str = "text",
    outcome: Outcome = Outcome.ANSWERED,
    topic: str | None = None,
) -> str:
    """Let a citizen write; return the conversation."""
    update_id = f"{text}-{world.clock()}"
    conversation_id = world.receive(text, update_id, address)
    assert conversation_id is not None
    update = world.next_update(conversation_id)
    assert update is not None
    by = AnsweredBy.RASA
    turn = TurnRecord(update.id, conversation_id, kind, text, outcome, by, topic)
    with world.database.write() as session:
        store_turn(session, turn, world.clock())
        hear_citizen(session, conversation_id, world.clock())
        finish_update(session, update.id, Outcome.ANSWERED, world.clock())
    return conversation_id


def read(world: World, conversation_id: str, limit: int = 200) -> list[Line]:
    """Return the transcript."""
    with world.database.read() as session:
        return read_transcript(session, conversation_id, limit)


def test_both_sides_are_read_in_the_order_they_spoke(world: World) -> None:
    """An officer must see what was asked and what the bot already said."""
    officer = world.officer()
    conversation_id = say(world, "tanya")
    world.clock.advance(seconds=1)
    world.put(conversation_id, "jawab mesin")
    world.clock.advance(seconds=1)
    say(world, "lagi", kind="photo")
    world.clock.advance(seconds=1)
    ticket = world.hold(conversation_id, officer)
    world.clock.advance(seconds=1)
    with world.database.write() as session:
        answer_escalation(session, ticket, officer.id, "jawab orang", world.clock())

    lines = [(line.who, line.name, line.kind, line.text) for line in read(world, conversation_id)]

    assert lines == [
        ("citizen", None, "text", "tanya"),
        ("bot", None, "text", "jawab mesin"),
        ("citizen", None, "photo", "lagi"),
        ("system", None, "text", "petugas datang"),
        ("officer", "Budi", "text", "jawab orang"),
    ]


def test_a_question_stands_before_an_answer_of_the_same_moment(world: World) -> None:
    """Turn and replies are stored in one transaction, at one time."""
    conversation_id = say(world, "tanya")
    world.put(conversation_id, "satu")
    world.put(conversation_id, "dua")

    assert [line.text for line in read(world, conversation_id)] == ["tanya", "satu", "dua"]


def test_the_delivery_of_each_reply_is_shown(world: World) -> None:
    """An officer must know what the citizen never read."""
    conversation_id = say(world, "tanya")
    message_id = world.put(conversation_id, "jawab")
    with world.database.write() as session:
        mark_failed(session, message_id, Delivery.FAILED, DeliveryTrouble.BLOCKED)

    question, reply = read(world, conversation_id)

    assert (question.delivery, question.trouble) == (None, None)
    assert (reply.delivery, reply.trouble) == (Delivery.FAILED, DeliveryTrouble.BLOCKED)


def answered(world: World, text: str, *replies: str) -> str:
    """Let a citizen write, and the bot answer that turn; return the conversation."""
    conversation_id = say(world, text)
    with world.database.write() as session:
        turn_id = session.scalar(select(func.max(Turn.id)))
        for reply in replies:
            draft = Draft(conversation_id, Author.BOT, reply, turn_id=turn_id)
            put_message(session, draft, world.clock())
    return conversation_id


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_what_was_taken_back_is_shown_at_its_question(world: World, is_withdrawn: bool) -> None:
    """It was never said, and must not look so; but the officer must see what waits for them."""
    conversation_id = answered(world, "tanya", "terlambat", "juga")
    world.hold(conversation_id, world.officer())
    if is_withdrawn:  # by the outbox; on the web not before a page asks
        world.claim()
        world.claim()

    question, notice = read(world, conversation_id)

    assert (question.text, question.taken_back) == ("tanya", "terlambat\n\njuga")
    assert (notice.text, notice.taken_back) == ("petugas datang", None)


def test_an_answer_that_went_out_before_the_claim_was_said(world: World) -> None:
    """Only what the citizen did not get is left to the officer."""
    conversation_id = answered(world, "tanya", "jawab")
    (reply,) = world.claim()
    with world.database.write() as session:
        mark_sent(session, reply.id, "9", world.clock())
    world.hold(conversation_id, world.officer())

    question, answer, _ = read(world, conversation_id)

    assert (question.taken_back, answer.text) == (None, "jawab")


def test_a_repetition_that_the_claim_overtook_may_have_been_read(world: World) -> None:
    """It is shown as said, with the doubt beside it."""
    conversation_id = answered(world, "tanya", "jawab")
    (reply,) = world.claim()
    with world.database.write() as session:
        mark_unanswered(session, reply.id, DeliveryTrouble.NO_ANSWER, world.clock())
    world.hold(conversation_id, world.officer())
    before = read(world, conversation_id)[1]
    world.clock.advance(seconds=REPEAT_AFTER)
    world.claim()
    after = read(world, conversation_id)[1]

    assert (before.text, before.delivery) == ("jawab", Delivery.QUEUED)
    assert (after.text, after.delivery) == ("jawab", Delivery.UNCERTAIN)


def test_a_long_conversation_shows_its_end(world: World) -> None:
    """The page stays quick, and what matters is what was said last."""
    for number in range(5):
        conversation_id = say(world, f"tanya {number}")
        world.put(conversation_id, f"jawab {number}")
        world.clock.advance(seconds=1)

    lines = read(world, conversation_id, limit=3)

    assert [line.text for line in lines] == ["jawab 3", "tanya 4", "jawab 4"]


def test_other_conversations_are_not_in_it(world: World) -> None:
    """One citizen's words are no other's business."""
    mine = say(world, "saya", "1")
    say(world, "orang lain", "2")

    assert [line.text for line in read(world, mine)] == ["saya"]
