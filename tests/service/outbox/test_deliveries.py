"""What is due for sending, and in which order."""

from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, text

from service.conversations.ownership import change_owner, open_conversation
from service.outbox.deliveries import (
    claim_messages,
    retry_later,
)
from service.outbox.queue import Draft, put_message
from service.outcomes import Author, Delivery, DeliveryTrouble, Owner, Priority
from service.storage.tables import OutboxMessage
from tests.service.harness import World
from tests.service.outbox.harness import retry, sent, settle


def give(world: World, conversation_id: str, owner: Owner, officer_id: int | None = None) -> None:
    """Change the owner."""
    with world.database.write() as session:
        change_owner(session, world.state(conversation_id), owner, officer_id)


def test_a_message_is_claimed_once(world: World) -> None:
    """Two gateways must not send the same answer twice."""
    world.put(world.conversation())

    first, second = world.claim(), world.claim()

    assert (len(first), second) == (1, [])


def test_a_conversation_gets_its_messages_one_at_a_time_in_order(world: World) -> None:
    """The second half of an answer must not arrive before the first."""
    conversation_id = world.conversation()
    first = world.put(conversation_id, "satu")
    second = world.put(conversation_id, "dua")

    claimed = [message.id for message in world.claim()]
    while_sending = world.claim()
    sent(world, first)

    assert (claimed, while_sending) == ([first], [])
    assert [message.id for message in world.claim()] == [second]


def test_a_message_that_waits_for_its_retry_holds_up_the_next(world: World) -> None:
    """Order counts more than speed within one conversation, and only there."""
    conversation_id = world.conversation("1")
    first = world.put(conversation_id, "satu")
    world.put(conversation_id, "dua")
    world.claim()
    with world.database.write() as session:
        retry_later(session, first, DeliveryTrouble.LIMITED, world.clock(), wait=30)
    other = world.put(world.conversation("2"), "orang lain")

    assert [message.id for message in world.claim()] == [other]


def test_conversations_are_served_side_by_side_the_oldest_first(world: World) -> None:
    """One citizen's long answer must not keep the others waiting."""
    ids = [world.put(world.conversation(address)) for address in "123"]

    assert [message.id for message in world.claim(limit=2)] == ids[:2]
    assert [message.id for message in world.claim(limit=2)] == ids[2:]


def test_each_channel_claims_its_own(world: World) -> None:
    """A web citizen's answer must never be sent to a Telegram chat."""
    world.put(world.conversation("1", "web"))

    assert world.claim("telegram") == []
    assert len(world.claim("web")) == 1


def test_an_answer_of_the_bot_is_withdrawn_when_an_officer_took_over(world: World) -> None:
    """The bot never talks over a person."""
    conversation_id, officer = world.conversation(), world.officer()
    bot = world.put(conversation_id, "jawaban mesin")
    give(world, conversation_id, Owner.OFFICER, officer.id)

    assert world.claim() == []
    assert world.delivery(bot) is Delivery.WITHDRAWN


def test_receipts_and_officers_are_sent_while_an_officer_holds(world: World) -> None:
    """A withdrawn answer must not hold up what the officer writes."""
    conversation_id, officer = world.conversation(), world.officer()
    world.put(conversation_id, "jawaban mesin")
    receipt = world.put(conversation_id, "diteruskan", Author.SYSTEM)
    reply = world.put(conversation_id, "jawaban petugas", Author.OFFICER)
    give(world, conversation_id, Owner.OFFICER, officer.id)
    world.claim()

    first = [message.id for message in world.claim()]
    sent(world, receipt)
    second = [message.id for message in world.claim()]

    assert (first, second) == ([receipt], [reply])


def test_an_answer_still_goes_out_while_the_conversation_only_waits(world: World) -> None:
    """Nobody talks yet, so nobody is talked over; the citizen reads something."""
    conversation_id = world.conversation()
    message_id = world.put(conversation_id)
    give(world, conversation_id, Owner.QUEUE)

    assert [message.id for message in world.claim()] == [message_id]


def test_answers_go_before_notices(world: World) -> None:
    """Who waits for an answer comes before who is told that a ticket was closed."""
    with world.database.write() as session:
        for address in "123":
            conversation_id = open_conversation(session, "telegram", address, world.clock())
            draft = Draft(conversation_id, Author.SYSTEM, "ditutup", priority=Priority.NOTICE)
            put_message(session, draft, world.clock())
    answer = world.put(world.conversation("9"), "jawaban")

    assert [message.id for message in world.claim(limit=2)] == [answer, 1]


def test_a_notice_does_not_hold_up_the_answer_behind_it(world: World) -> None:
    """Order within a chat stays; urgency is the most urgent one's."""
    with world.database.write() as session:
        notices = [
            Draft(
                open_conversation(session, "telegram", address, world.clock()),
                Author.SYSTEM,
                f"ditutup {address}",
                priority=Priority.NOTICE,
            )
            for address in "12"
        ]
        for notice in notices:
            put_message(session, notice, world.clock())
    world.put(world.conversation("2"), "jawaban")

    assert [message.text for message in world.claim()] == ["ditutup 2", "ditutup 1"]


def test_resting_conversations_are_left_out(world: World) -> None:
    """The pace says who must wait; their messages must not use up the room."""
    resting = world.conversation("1")
    world.put(resting)
    other = world.put(world.conversation("2"))

    with world.database.write() as session:
        claimed = claim_messages(session, "telegram", world.clock(), 1, [resting])

    assert [message.id for message in claimed] == [other]


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_clock_that_jumps_keeps_nothing_waiting(world: World, hours: int) -> None:
    """A server whose clock is set right must not fall silent for hours, nor forget."""
    new, tried = world.put(world.conversation("1")), world.put(world.conversation("2"))
    world.claim()
    for message_id in (new, tried):
        retry(world, message_id, wait=300)
    lost = world.put(world.conversation("3"))
    world.claim()
    fresh = world.put(world.conversation("4"))

    world.clock.advance(hours=hours)
    settle(world)

    assert [message.id for message in world.claim()] == [new, tried, lost, fresh]


def test_a_clock_that_steps_back_a_little_costs_no_more_than_that(world: World) -> None:
    """Minutes, not hours; and what was never tried waits for nothing."""
    tried = world.put(world.conversation("1"))
    world.claim()
    retry(world, tried, wait=60)
    fresh = world.put(world.conversation("2"))
    world.clock.advance(seconds=-100)
    at_once = [message.id for message in world.claim()]
    world.clock.advance(seconds=160)

    assert at_once == [fresh]
    assert [message.id for message in world.claim()] == [tried]


def test_claiming_does_not_read_what_was_sent(world: World) -> None:
    """After a year there are millions of sent rows, and twenty to be sent."""
    conversation_id = world.conversation()
    _store_sent_rows(world, conversation_id, 20_000)
    world.put(conversation_id)

    plan = _plan_of_a_claim(world)

    assert [line for line in plan if "ix_outbox_next" in line]
    assert [line for line in plan if "ix_outbox_order" in line]
    assert [line for line in plan if "SCAN outbox" in line or "Seq Scan on outbox" in line] == []


def _store_sent_rows(world: World, conversation_id: str, count: int) -> None:
    now = world.clock()
    row = {
        "conversation_id": conversation_id, "channel": "telegram", "author": "bot", "text": "x",
        "buttons": [], "state": "sent", "attempts": 0, "priority": 0, "created_at": now,
        "due_at": now,
    }  # fmt: skip
    with world.database.write() as session:
        session.execute(insert(OutboxMessage), [row] * count)
    if world.database.engine.dialect.name == "postgresql":
        with world.database.engine.begin() as connection:
            connection.execute(text("ANALYZE"))


def _plan_of_a_claim(world: World) -> list[str]:
    """Return the database's own account of how it carries out a claim."""
    plan: list[str] = []
    sqlite = world.database.engine.dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN"

    def ask(
        connection: Connection, cursor: object, statement: str, parameters: Any, *_: object
    ) -> None:
        if statement.startswith("SELECT outbox.id"):
            rows = connection.connection.cursor().execute(f"{explain} {statement}", parameters)
            plan.extend(str(row) for row in rows)

    event.listen(world.database.engine, "before_cursor_execute", ask)
    world.claim()
    event.remove(world.database.engine, "before_cursor_execute", ask)
    return plan
