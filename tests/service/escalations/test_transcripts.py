"""A conversation as an officer reads it."""

from service.conversations.turns import TurnRecord, store_turn
from service.escalations.claims import answer_escalation
from service.escalations.transcripts import Line, read_transcript
from service.outbox.deliveries import mark_failed
from service.outcomes import AnsweredBy, Author, Delivery, DeliveryTrouble, Outcome
from service.updates.work import finish_update
from tests.service.harness import World


def say(world: World, text: str, address: str = "1", kind: str = "text") -> str:
    """Let a citizen write; return the conversation."""
    update_id = f"{text}-{world.clock()}"
    conversation_id = world.receive(text, update_id, address)
    assert conversation_id is not None
    update = world.next_update(conversation_id)
    assert update is not None
    turn = TurnRecord(update.id, conversation_id, kind, text, Outcome.ANSWERED, AnsweredBy.RASA)
    with world.database.write() as session:
        store_turn(session, turn, world.clock())
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


def test_what_was_withdrawn_was_never_said(world: World) -> None:
    """An answer the citizen did not get must not mislead the officer."""
    conversation_id = say(world, "tanya")
    world.put(conversation_id, "terlambat", Author.BOT)
    world.hold(conversation_id, world.officer())
    world.claim()

    assert [line.text for line in read(world, conversation_id)] == ["tanya", "petugas datang"]


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
