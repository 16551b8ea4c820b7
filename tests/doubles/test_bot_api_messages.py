"""The double's messages are changed, copied and reacted to only as Telegram lets a bot do it."""

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, ReplyParameters
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest

from doubles.bot_api_reactions import ALLOWED
from tests.doubles.conftest import BIMA, GROUP, RINI, Stage

CITIZEN = 5
VARIATION = "\ufe0f"  # asks for the coloured picture; the library has it where Telegram has not


def test_the_reactions_are_those_that_the_library_knows() -> None:
    """A list that is longer than Telegram's lets a receipt pass that officers never see."""
    known = {emoji.replace(VARIATION, "") for emoji in ReactionEmoji}

    assert known == {emoji.replace(VARIATION, "") for emoji in ALLOWED}


@pytest.mark.parametrize("emoji", ["✅", "❌", "⏳"])
async def test_reactions_beside_the_list_are_refused(stage: Stage, emoji: str) -> None:
    """The three that everybody would take for receipts are not among them."""
    said = stage.officers.say(RINI, "halo")

    with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
        await stage.bot.set_message_reaction(GROUP, said["message_id"], emoji)
    await stage.bot.set_message_reaction(GROUP, said["message_id"], "👌")

    assert stage.officers.messages()[0]["reaction"] == "👌"


async def test_a_group_may_allow_fewer_reactions(stage: Stage) -> None:
    """Then a receipt must be written in words."""
    said = stage.officers.say(RINI, "halo")
    stage.officers.group.reactions = frozenset()

    with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
        await stage.bot.set_message_reaction(GROUP, said["message_id"], "👌")
    with pytest.raises(BadRequest, match="react not found"):
        await stage.bot.set_message_reaction(GROUP, 999, "👌")


async def test_an_edit_that_changes_nothing_is_refused(stage: Stage) -> None:
    """The same words with other buttons are a change; the same of both are none."""
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Ambil", callback_data="a")]])
    sent = await stage.bot.send_message(GROUP, "kartu")

    await stage.bot.edit_message_text("kartu", GROUP, sent.message_id, reply_markup=keys)
    with pytest.raises(BadRequest, match="not modified"):
        await stage.bot.edit_message_text("kartu", GROUP, sent.message_id, reply_markup=keys)
    said = stage.officers.say(RINI, "halo")
    with pytest.raises(BadRequest, match="can't be edited"):
        await stage.bot.edit_message_text("x", GROUP, said["message_id"])
    stage.officers.delete({"message_id": sent.message_id})
    with pytest.raises(BadRequest, match="edit not found"):
        await stage.bot.edit_message_text("x", GROUP, sent.message_id)


async def test_a_button_holds_64_bytes(stage: Stage) -> None:
    """More must be kept by us, and a short name be sent."""
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Ambil", callback_data="a" * 65)]])

    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await stage.bot.send_message(GROUP, "kartu", reply_markup=keys)


async def test_a_press_is_answered_within_its_quarter_minute(stage: Stage) -> None:
    """A late answer is refused, and one with too many letters."""
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Ambil", callback_data="a")]])
    await stage.bot.send_message(GROUP, "kartu", reply_markup=keys)
    stage.api.queries.clock = stage.seconds
    stage.officers.press(BIMA, "Ambil")
    query = (await stage.heard())[-1].callback_query
    assert query is not None

    await stage.bot.answer_callback_query(query.id, "Sudah dipegang Rini", show_alert=True)
    stage.seconds.now += 16
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await stage.bot.answer_callback_query(query.id)
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await stage.bot.answer_callback_query("never")

    assert stage.api.queries.answers == {query.id: "Sudah dipegang Rini"}


async def test_a_file_is_copied_without_the_name_of_who_sent_it(stage: Stage) -> None:
    """Officers' files reach a citizen without the officer."""
    sent = stage.officers.send(RINI, "document", caption="Formulir")

    copy = await stage.bot.copy_message(CITIZEN, GROUP, sent["message_id"])

    (kept,) = stage.api.chats.kept_in(CITIZEN)
    assert (kept["message_id"], kept["caption"]) == (copy.message_id, "Formulir")
    assert kept["from"]["is_bot"] is True
    with pytest.raises(BadRequest, match="copy not found"):
        await stage.bot.copy_message(CITIZEN, GROUP, 999)
    with pytest.raises(BadRequest, match="caption is too long"):
        await stage.bot.copy_message(CITIZEN, GROUP, sent["message_id"], caption="a" * 1025)


async def test_an_album_is_several_messages_of_one_group(stage: Stage) -> None:
    """They arrive one by one, and each counts."""
    topic = await stage.topic()

    sent = await stage.bot.send_media_group(
        GROUP, [InputMediaPhoto("f1"), InputMediaPhoto("f2")], message_thread_id=topic
    )

    assert len({message.media_group_id for message in sent}) == 1
    assert len(stage.officers.group.taken) == 3


async def test_a_message_is_deleted_while_it_is_young(stage: Stage) -> None:
    """A withdrawal that Telegram refuses must be said."""
    sent = await stage.bot.send_message(CITIZEN, "keliru")
    old = await stage.bot.send_message(CITIZEN, "lama")

    await stage.bot.delete_message(CITIZEN, sent.message_id)
    stage.api.chats.age = 49 * 3600
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await stage.bot.delete_message(CITIZEN, old.message_id)
    with pytest.raises(BadRequest, match="delete not found"):
        await stage.bot.delete_message(CITIZEN, sent.message_id)


async def test_an_answer_needs_what_it_answers(stage: Stage) -> None:
    """A citizen may have deleted it: to send without it must be asked for."""
    with pytest.raises(BadRequest, match="replied not found"):
        await stage.bot.send_message(
            CITIZEN, "halo", reply_parameters=ReplyParameters(message_id=999)
        )
    bare = ReplyParameters(message_id=999, allow_sending_without_reply=True)
    await stage.bot.send_message(CITIZEN, "halo", reply_parameters=bare)

    assert [m["text"] for m in stage.api.chats.kept_in(CITIZEN)] == ["halo"]


async def test_talk_in_a_topic_comes_as_an_answer_to_its_first_message(stage: Stage) -> None:
    """Whoever takes that for a reply to a citizen sends officers' talk to them."""
    topic = await stage.topic()
    stage.officers.say(RINI, "menurutku begini", topic)

    (update,) = await stage.heard()

    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.forum_topic_created is not None


async def test_a_bot_without_standing_hears_only_what_calls_it(stage: Stage) -> None:
    """Then the desk must say that it is no administrator."""
    stage.officers.group.bot = "member"
    stage.officers.say(RINI, "halo semua")
    stage.officers.say(RINI, "/ambil")

    assert [u.message.text for u in await stage.heard() if u.message] == ["/ambil"]


async def test_an_edit_comes_as_one(stage: Stage) -> None:
    """The words under a file are changed the same way."""
    said = stage.officers.send(RINI, "photo", caption="satu")
    stage.officers.edit(said, "dua")

    assert [u.edited_message.caption for u in await stage.heard() if u.edited_message] == ["dua"]
