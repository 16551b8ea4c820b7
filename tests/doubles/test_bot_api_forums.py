"""The double's forum topics refuse what Telegram's refuse, in Telegram's words."""

import pytest
from telegram.error import BadRequest, Forbidden

from tests.doubles.conftest import GROUP, RINI, Stage


async def test_a_topic_takes_messages_of_its_number(stage: Stage) -> None:
    """The way of every message to the officers."""
    topic = await stage.topic()

    await stage.bot.send_message(GROUP, "halo", message_thread_id=topic)

    assert stage.officers.texts(topic) == ["", "halo"]
    assert stage.officers.topics() == {topic: "Warga 7KQ2"}


@pytest.mark.parametrize("number", [1, 999])
async def test_a_topic_that_is_not_there_takes_none(stage: Stage, number: int) -> None:
    """The general topic has a number that may not be used, which has broken other bots."""
    with pytest.raises(BadRequest, match="thread not found"):
        await stage.bot.send_message(GROUP, "halo", message_thread_id=number)


async def test_a_topic_deleted_by_hand_is_gone_without_a_word(stage: Stage) -> None:
    """Bots are not told; they find out when they write."""
    topic = await stage.topic()
    stage.officers.delete_topic(topic)

    with pytest.raises(BadRequest, match="thread not found"):
        await stage.bot.send_message(GROUP, "halo", message_thread_id=topic)
    with pytest.raises(BadRequest, match=r"(?i)topic_id_invalid"):
        await stage.bot.reopen_forum_topic(GROUP, topic)
    assert await stage.heard() == []


async def test_a_closed_topic_takes_nothing_until_it_is_opened_again(stage: Stage) -> None:
    """An officer who closes a topic must not silence a citizen."""
    topic = await stage.topic()
    stage.officers.close_topic(RINI, topic)

    with pytest.raises(BadRequest, match=r"(?i)topic_closed"):
        await stage.bot.send_message(GROUP, "halo", message_thread_id=topic)
    assert [u.message.forum_topic_closed is not None for u in await stage.heard() if u.message]
    await stage.bot.reopen_forum_topic(GROUP, topic)
    await stage.bot.send_message(GROUP, "halo", message_thread_id=topic)
    with pytest.raises(BadRequest, match=r"(?i)topic_not_modified"):
        await stage.bot.reopen_forum_topic(GROUP, topic)


async def test_without_the_right_no_topic_is_made(stage: Stage) -> None:
    """Whoever sets the group up forgets it, and must read what is missing."""
    stage.officers.group.rights.discard("manage_topics")

    with pytest.raises(BadRequest, match=r"(?i)not enough rights to create a topic"):
        await stage.topic()
    stage.officers.group.is_forum = False
    with pytest.raises(BadRequest, match="not a forum"):
        await stage.topic()


async def test_topics_made_in_a_burst_are_counted(stage: Stage) -> None:
    """For such bursts Telegram has banned bots."""
    for _ in range(2):
        await stage.topic()
    stage.seconds.now += 10
    await stage.topic()
    assert stage.officers.group.bursts == 0

    for _ in range(2):
        await stage.topic()

    assert stage.officers.group.bursts == 1


async def test_the_twenty_first_message_of_a_minute_must_wait(stage: Stage) -> None:
    """Edits count as well; after the minute all goes on."""
    first = await stage.bot.send_message(GROUP, "0")
    for number in range(10):
        await stage.bot.edit_message_text(f"{number + 1}", GROUP, first.message_id)
    for number in range(9):
        await stage.bot.send_message(GROUP, str(number))

    with pytest.raises(Exception, match="Flood control exceeded"):
        await stage.bot.send_message(GROUP, "zu viel")
    stage.seconds.now += 61
    await stage.bot.send_message(GROUP, "lagi")

    assert len(stage.officers.texts()) == 11


async def test_a_group_that_moved_names_its_new_number(stage: Stage) -> None:
    """A group that becomes a supergroup must not lose its desk."""
    moved = stage.officers.move(-1001000000002)

    with pytest.raises(Exception, match="-1001000000002"):
        await stage.bot.send_message(GROUP, "halo")
    await stage.bot.send_message(-1001000000002, "halo")

    told = [u.message for u in await stage.heard() if u.message]
    assert [(m.migrate_to_chat_id, m.migrate_from_chat_id) for m in told] == [
        (-1001000000002, None),
        (None, GROUP),
    ]
    assert moved.texts()[-1] == "halo"


async def test_a_bot_that_was_put_out_is_refused_everything(stage: Stage) -> None:
    """Then all must go on on the web."""
    topic = await stage.topic()
    stage.officers.remove_bot(RINI)

    for call in (
        stage.bot.send_message(GROUP, "halo", message_thread_id=topic),
        stage.bot.create_forum_topic(GROUP, "x"),
        stage.bot.get_chat_member(GROUP, RINI),
    ):
        with pytest.raises(Forbidden, match="kicked from the supergroup"):
            await call
    change = (await stage.heard())[-1].my_chat_member
    assert change is not None
    assert change.new_chat_member.status == "kicked"


async def test_who_leaves_is_told_of_and_known(stage: Stage) -> None:
    """An officer who left must be refused at once."""
    before = await stage.bot.get_chat_member(GROUP, RINI)
    stage.officers.leave(RINI)

    change = (await stage.heard())[-1].chat_member
    after = await stage.bot.get_chat_member(GROUP, RINI)

    assert change is not None
    assert (before.status, change.new_chat_member.status, after.status) == (
        "member", "left", "left",
    )  # fmt: skip
