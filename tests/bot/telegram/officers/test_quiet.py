"""While nothing happens nothing is written, and one trouble does not hold up everything else."""

from collections.abc import Callable

from sqlalchemy import event, text

from service.forum import projection
from tests.bot.telegram.officers.harness import CITIZEN, RINI, Stage


def writing(stage: Stage) -> Callable[[], int]:
    """Return a counter of the transactions that begin to write from now on."""
    begun = []

    def count(_one: object, _two: object, statement: str, *_rest: object) -> None:
        if (
            statement.lstrip()
            .upper()
            .startswith(("BEGIN IMMEDIATE", "INSERT", "UPDATE", "DELETE"))
        ):
            begun.append(statement)

    event.listen(stage.office.database.engine, "before_cursor_execute", count)
    return lambda: len(begun)


async def test_a_desk_at_rest_writes_nothing(stage: Stage) -> None:
    """On SQLite each write holds up everybody who answers citizens, twice a second."""
    await stage.ask_for_officer()
    await stage.later(seconds=10)
    count = writing(stage)
    for _ in range(3):
        await stage.desk.step()

    assert count() == 0


async def test_a_group_that_is_gone_costs_no_writes(stage: Stage) -> None:
    """It may be gone for weeks."""
    await stage.ask_for_officer()
    stage.group.remove_bot(RINI, "left")
    await stage.settle()
    await stage.later(minutes=10)
    count = writing(stage)
    for _ in range(3):
        await stage.desk.step()

    assert count() == 0


async def test_talk_in_a_group_costs_one_write(stage: Stage) -> None:
    """That something came is noted, and never for the desk: a hundred members chat all day."""
    await stage.ask_for_officer()
    count = writing(stage)
    stage.group.say(RINI, "menurutku ini urusan PPID", stage.topic())
    await stage.receive()

    assert count() == 2  # one transaction with one row


async def test_a_limit_while_topics_are_deleted_is_obeyed(stage: Stage) -> None:
    """Who goes on is made to wait longer, and with them the whole group."""
    await stage.ask_for_officer()
    with stage.office.database.write() as session:
        session.execute(
            text("UPDATE conversations SET address = 'forgotten-1' WHERE address = '5'")
        )
    stage.api.fail_next("deleteForumTopic", status=429, retry_after=30)
    for _ in range(5):
        await stage.desk.step()
    assert len(stage.api.calls("deleteForumTopic")) == 1
    await stage.later(seconds=61)

    assert stage.group.topics() == {}


async def test_a_topic_that_may_not_be_deleted_is_tried_now_and_then(stage: Stage) -> None:
    """Twice a second for ever is what bots are banned for."""
    await stage.ask_for_officer()
    stage.group.group.rights.discard("manage_topics")
    with stage.office.database.write() as session:
        session.execute(
            text("UPDATE conversations SET address = 'forgotten-1' WHERE address = '5'")
        )
    for _ in range(5):
        await stage.desk.step()
    assert len(stage.api.calls("deleteForumTopic")) == 1
    stage.group.group.rights.add("manage_topics")
    await stage.later(seconds=61)

    assert stage.group.topics() == {}


async def test_many_answers_that_failed_hide_no_new_receipt(stage: Stage) -> None:
    """Their receipts stay due until somebody sends them again; the two hundred and first comes."""
    await stage.ask_for_officer()
    said = stage.group.say(RINI, "/balas satu", stage.topic())
    await stage.settle()
    with stage.office.database.write() as session:
        session.execute(text("UPDATE outbox SET state = 'failed' WHERE text = 'satu'"))
        copied = (
            "group_id, topic_id, kind, escalation_id, outbox_id, officer_id, text, urgency,"
            " attempts, created_at, due_at, number"
        )
        session.execute(
            text(
                f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)"  # noqa: S608
                f" INSERT INTO forum_messages ({copied}, state, print)"
                f" SELECT {copied}, 'there', 'failed' FROM forum_messages, n"
                f" WHERE kind = 'own' AND number = '{said['message_id']}'"
            )
        )
    said = stage.group.say(RINI, "/balas dua", stage.topic())
    await stage.settle()

    assert stage.reaction(said) == "👌"
    assert "dua" in stage.read_by(CITIZEN)


async def test_what_happened_is_seen_once_also_when_it_is_committed_late(stage: Stage) -> None:
    """A transaction that began earlier may end later; nothing of it may be missed."""
    await stage.ask_for_officer()
    copied = "escalation_id, kind, actor, officer_id, at, data"
    late = f"INSERT INTO escalation_events (id, {copied}) SELECT :id, {copied} FROM"
    late += " escalation_events WHERE id = 1"
    database = stage.office.database
    with database.read() as session:
        cursor = projection.begin_at_the_end(session)
    counts = []
    for number in (105, None, 103, None):
        if number is not None:
            with database.write() as session:
                session.execute(text(late), {"id": number})
        with database.read() as session:
            found, cursor = projection.touched(session, cursor)
        counts.append(len(found))

    assert counts == [1, 0, 1, 0]
