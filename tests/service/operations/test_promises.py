"""Each way in which a message can be lost is found, and nothing else is."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from service.conversations.turns import TurnRecord, store_turn
from service.escalations.claims import claim_escalation
from service.escalations.closing import close_escalation
from service.operations.promises import RULES, broken_promises
from service.outbox.deliveries import mark_sent
from service.outbox.queue import Draft, put_message
from service.outcomes import AnsweredBy, Author, Outcome
from service.updates.work import bury_update, finish_update
from tests.service.harness import World

BACK, PATIENCE = timedelta(hours=48), timedelta(minutes=15)


def answer(
    world: World,
    update_id: str = "1",
    outcome: Outcome = Outcome.ANSWERED,
    turn: Outcome | None = Outcome.ANSWERED,
    reply: str | None = "jawaban",
    channel: str = "telegram",
) -> None:
    """Answer one message as the gateway does, or less completely."""
    conversation = world.conversation(channel=channel)
    world.receive("halo", update_id)
    waiting = world.next_update(world.conversation())
    assert waiting is not None
    with world.database.write() as session:
        turn_id = None
        if turn is not None:
            record = TurnRecord(waiting.id, conversation, "text", "halo", turn, AnsweredBy.RASA)
            turn_id = store_turn(session, record, world.clock())
        if reply is not None:
            draft = Draft(conversation, Author.BOT, reply, turn_id=turn_id)
            put_message(session, draft, world.clock())
        finish_update(session, waiting.id, outcome, world.clock())


def broken(world: World, minutes: float = 16) -> list[str]:
    """Return the rules that are broken after so many minutes."""
    world.clock.advance(minutes=minutes)
    with world.database.read() as session:
        return [
            finding.rule for finding in broken_promises(session, world.clock(), BACK, PATIENCE)
        ]


def deliver(world: World) -> None:
    """Let everything in the outbox be sent."""
    with world.database.write() as session:
        session.execute(text("UPDATE outbox SET state = 'sent'"))


def test_a_message_that_was_answered_is_no_finding(world: World) -> None:
    """An audit that cries at nothing is switched off."""
    answer(world)
    deliver(world)

    assert broken(world) == []


def test_a_message_that_nobody_worked_off_is_found(world: World) -> None:
    """However long ago: it does not grow less urgent."""
    world.receive()

    assert broken(world, minutes=60 * 24 * 30) == ["a message has no outcome yet"]


def test_what_has_just_come_is_given_time(world: World) -> None:
    """The retries alone may take some minutes."""
    world.receive()

    assert broken(world, minutes=14) == []


def test_a_finished_message_without_a_turn_is_found(world: World) -> None:
    """It counts as done, and nobody can say what came of it."""
    answer(world, turn=None, reply=None)

    assert broken(world) == ["a finished message has no turn"]


def test_an_outcome_that_was_lost_is_found(world: World) -> None:
    """Exactly one, and never none."""
    answer(world)
    deliver(world)
    with world.database.write() as session:
        session.execute(text("UPDATE updates SET outcome = NULL"))

    assert broken(world) == [
        "a finished message has no outcome",
        "a message and its turn say different outcomes",
    ]


def test_two_different_outcomes_are_found(world: World) -> None:
    """Figures would be wrong without anybody noticing."""
    answer(world, outcome=Outcome.FAILED, turn=Outcome.ANSWERED)
    deliver(world)

    assert broken(world) == ["a message and its turn say different outcomes"]


def test_a_turn_without_a_reply_is_found(world: World) -> None:
    """Nothing is silent."""
    answer(world, reply=None)

    assert broken(world) == ["a turn has no reply in the outbox"]


def test_a_relayed_message_needs_no_receipt(world: World) -> None:
    """The officer reads it; the citizen need not be told each time."""
    answer(world, outcome=Outcome.RELAYED, turn=Outcome.RELAYED, reply=None)

    assert broken(world) == []


def test_a_reply_that_was_not_sent_is_found(world: World) -> None:
    """The citizen still waits."""
    answer(world)

    assert broken(world) == ["a reply was not sent"]


def test_a_reply_that_nobody_fetched_on_the_web_is_none_of_ours(world: World) -> None:
    """The visitor closed the page."""
    answer(world, channel="web")

    assert broken(world) == []


def test_a_dead_message_that_was_told_is_no_finding(world: World) -> None:
    """It failed, it was counted, the citizen knows: that is an outcome."""
    conversation = world.conversation()
    world.receive()
    waiting = world.next_update(conversation)
    assert waiting is not None
    with world.database.write() as session:
        record = TurnRecord(
            waiting.id, conversation, "text", "halo", Outcome.FAILED, AnsweredBy.GATEWAY
        )
        turn_id = store_turn(session, record, world.clock())
        draft = Draft(conversation, Author.SYSTEM, "maaf", turn_id=turn_id)
        put_message(session, draft, world.clock())
        bury_update(session, waiting.id, world.clock())
    deliver(world)

    assert broken(world) == []


@pytest.mark.parametrize("owner", ["queue", "bot"])
def test_an_owner_without_its_escalation_is_found(world: World, owner: str) -> None:
    """A citizen in nobody's queue is heard by nobody; the bot must not talk over a person."""
    conversation = world.conversation()
    if owner == "bot":
        world.escalate(conversation)
    with world.database.write() as session:
        session.execute(text("UPDATE conversations SET owner = :owner"), {"owner": owner})

    assert broken(world) == ["a conversation's owner and its escalation disagree"]


def test_findings_name_the_rows(world: World) -> None:
    """Whoever is woken at night looks at these, and not for these."""
    world.receive("satu", "1")
    world.receive("dua", "2")
    world.clock.advance(hours=1)

    with world.database.read() as session:
        (found,) = broken_promises(session, world.clock(), BACK, PATIENCE)
    assert (found.table, found.ids) == ("updates", (1, 2))


def test_every_rule_has_a_name_of_its_own() -> None:
    """The operator's guide lists them."""
    assert len({rule for rule, _, _ in RULES}) == len(RULES)


def end(world: World, state: str, error: str | None = None) -> None:
    """Let everything in the outbox end so."""
    with world.database.write() as session:
        values = {"state": state, "error": error}
        session.execute(text("UPDATE outbox SET state = :state, error = :error"), values)


UNREAD = "no reply of a turn reached the citizen"


@pytest.mark.parametrize(
    ("state", "error"),
    [("uncertain", "no_answer"), ("failed", "refused"), ("withdrawn", None)],
)
def test_an_answer_that_nobody_read_is_found(world: World, state: str, error: str | None) -> None:
    """It counts as answered, and the citizen still waits."""
    answer(world)
    end(world, state, error)

    assert broken(world) == [UNREAD]


def test_one_part_that_arrived_is_no_silence(world: World) -> None:
    """The citizen has something to read, and can ask on."""
    answer(world)
    end(world, "uncertain")
    conversation_id = world.conversation()
    with world.database.write() as session:
        turn_id = session.scalar(text("SELECT id FROM turns"))
        draft = Draft(conversation_id, Author.BOT, "lagi", turn_id=turn_id)
        put_message(session, draft, world.clock())
        session.execute(text("UPDATE outbox SET state = 'sent' WHERE text = 'lagi'"))

    assert broken(world) == []


def test_who_blocked_the_bot_does_not_want_to_read(world: World) -> None:
    """Nobody can do anything about it."""
    answer(world)
    end(world, "failed", "blocked")

    assert broken(world) == []


def test_what_an_officer_holds_is_the_officers_to_answer(world: World) -> None:
    """The desk shows it as unanswered; once the officer closes without a word, it is found."""
    answer(world)
    end(world, "withdrawn")
    ticket, officer = world.escalate(world.conversation()).ticket, world.officer()
    with world.database.write() as session:
        claim_escalation(session, ticket, officer.id, "ditangani", world.clock())
        session.execute(text("UPDATE outbox SET state = 'sent' WHERE turn_id IS NULL"))
    held = broken(world)
    with world.database.write() as session:
        close_escalation(session, ticket, officer.id, "ditutup", world.clock())
        session.execute(text("UPDATE outbox SET state = 'sent' WHERE turn_id IS NULL"))

    assert held == []
    assert broken(world) == [UNREAD]


def test_an_officer_who_wrote_has_answered(world: World) -> None:
    """A person's words are better than the bot's that were taken back."""
    answer(world)
    end(world, "withdrawn")
    message = world.put(world.conversation(), "jawaban petugas", Author.OFFICER)
    with world.database.write() as session:
        mark_sent(session, message, "9", world.clock())

    assert broken(world) == []


def test_an_answer_that_a_page_has_not_fetched_waits_for_its_reader(world: World) -> None:
    """A citizen who closed the page finds it there when they come back."""
    answer(world, channel="web")

    assert broken(world) == []
