"""Polling in and sending out, with the whole gateway, against a Bot API double."""

import pytest
from pydantic import SecretStr

from bot.file_keeping import FileKeeping
from bot.telegram.bot import make_bot
from bot.telegram.sender import TelegramSender
from doubles.bot_api import BotApiDouble
from doubles.bot_api_wire import buttons_of
from service.errors import SettingsError
from service.settings import Settings
from service.updates.albums import ALBUM_WAIT
from tests.bot.harness import ANSWER, ESCALATION, Office, until
from tests.bot.telegram.harness import CITIZEN, membership, settings_of, told


@pytest.mark.usefixtures("telegram")
async def test_a_question_comes_back_answered_with_buttons(api: BotApiDouble) -> None:
    """The whole way of one message."""
    api.say(CITIZEN, "gmn cara minta data?")

    assert await told(api, 1) == ["<b>Cara minta data</b>\n\nAjukan permohonan informasi."]
    message = api.sent(CITIZEN)[0]
    assert message["parse_mode"] == "HTML"
    assert [label for label, _ in buttons_of(message)] == [
        "Selengkapnya",
        "Biaya",
        "Membantu",
        "Tidak",
    ]


@pytest.mark.usefixtures("telegram")
async def test_a_press_is_answered_and_its_spinner_stopped(
    api: BotApiDouble, office: Office
) -> None:
    """A button that keeps turning looks broken, however good the answer is."""
    api.say(CITIZEN, "minta data")
    await told(api, 1)
    api.press_label(CITIZEN, "Biaya")

    await told(api, 2)
    await until(lambda: len(api.calls("answerCallbackQuery")) == 1)
    assert office.assistant.asked == ["minta data", "/ppid-biaya"]


@pytest.mark.usefixtures("telegram")
async def test_who_says_that_it_helped_is_thanked_for_a_moment(
    api: BotApiDouble, office: Office
) -> None:
    """A message of thanks would be one more to read."""
    api.say(CITIZEN, "minta data")
    await told(api, 1)
    api.press_label(CITIZEN, "Membantu")
    await until(lambda: office.turns("feedback") == [("helpful",)])
    api.press_label(CITIZEN, "Tidak")

    assert len(await told(api, 2)) == 2
    await until(lambda: len(api.calls("answerCallbackQuery")) == 2)
    said = [call.get("text") for call in api.calls("answerCallbackQuery")]
    assert sorted(said, key=str) == sorted([office.say("thanked"), None], key=str)


@pytest.mark.usefixtures("telegram")
async def test_an_edit_takes_the_former_words_back(api: BotApiDouble, office: Office) -> None:
    """Telegram says which message was changed; nothing of what it said is left."""
    api.say(CITIZEN, "nama saya Kancilputih")
    await told(api, 1)
    api.edit(CITIZEN, "minta data")
    await told(api, 2)
    api.edit(CITIZEN, "/status")

    await told(api, 3)
    assert office.turns("kind", "text", "is_edited") == [
        ("text", "", True),
        ("edited", "", True),
        ("command", "", False),
    ]


@pytest.mark.usefixtures("telegram")
@pytest.mark.parametrize("text", ["/Petugas2", "/menu", "/help apa saja"])
async def test_a_command_that_is_not_ours_brings_the_help(
    api: BotApiDouble, office: Office, text: str
) -> None:
    """A slip of the finger must not open a ticket, and a guess must not be met with a guess."""
    api.say(CITIZEN, text)

    assert await told(api, 1) == [office.say("help").strip()]
    assert office.ticket(str(CITIZEN)) is None
    assert office.assistant.asked == []


@pytest.mark.usefixtures("telegram")
async def test_a_double_tap_is_one_answer(api: BotApiDouble, office: Office) -> None:
    """Both spinners stop, and the answer comes once."""
    api.say(CITIZEN, "minta data")
    await told(api, 1)
    for _ in range(2):
        api.press_label(CITIZEN, "Biaya")
    await told(api, 2)

    await until(lambda: len(api.calls("answerCallbackQuery")) == 2)
    await until(lambda: len(office.updates("outcome")) == 3)
    assert office.updates("outcome")[1:] == [("answered",), ("joined",)]
    assert office.assistant.asked == ["minta data", "/ppid-biaya"]


@pytest.mark.usefixtures("telegram")
async def test_the_commands_are_published(api: BotApiDouble) -> None:
    """A phone shows them when a citizen types a slash."""
    await until(lambda: len(api.calls("setMyCommands")) == 1)
    published = api.calls("setMyCommands")[0]["commands"]

    names = [command["command"] for command in published]
    assert names == ["start", "bantuan", "topik", "petugas", "status"]
    assert published[1]["description"] == "Cara memakai layanan ini"


@pytest.mark.usefixtures("telegram")
async def test_the_answer_of_a_stored_update_confirms_it(api: BotApiDouble) -> None:
    """Telegram may forget what is on our disk, and only that."""
    api.say(CITIZEN, "minta data")

    await until(lambda: not api.unconfirmed())
    assert await told(api, 1)


@pytest.mark.usefixtures("telegram")
async def test_an_album_reaches_the_officer_as_one_message(
    api: BotApiDouble, office: Office
) -> None:
    """The whole way of a file: polled, joined, relayed; Telegram keeps it."""
    office.assistant.replies = (ESCALATION,)
    api.say(CITIZEN, "petugas")
    await told(api, 1)
    sender = {"date": 1, "chat": {"id": CITIZEN, "type": "private"}, "media_group_id": "7"}
    for number in range(3):
        photo = {**api.files.add(b"surat %d" % number), "width": 9, "height": 9}
        api.push({"message": {**sender, "message_id": 50 + number, "photo": [photo]}})
    await until(lambda: office.rows("SELECT COUNT(*) FROM attachments") == [(3,)])
    office.clock.advance(seconds=ALBUM_WAIT.total_seconds())

    receipt = (await told(api, 2))[1]
    assert receipt == office.say("file_relayed", kind="foto")
    assert office.turns("kind") == [("text",), ("photo",)]
    FileKeeping(office.database, office.say, office.clock, 1).settle()
    assert office.rows("SELECT state FROM attachments") == [("held",)] * 3


@pytest.mark.usefixtures("telegram")
async def test_who_corrects_one_of_an_albums_captions_is_answered_about_both(
    api: BotApiDouble, office: Office
) -> None:
    """The words under the other picture are still part of the question."""
    office.assistant.replies = (ANSWER,)
    parts = []
    for number, caption in ((50, "surat satu"), (51, "surat dua")):
        photo = {**api.files.add(b"surat"), "width": 9, "height": 9}
        chat = {"id": CITIZEN, "type": "private"}
        said = {"date": 1, "chat": chat, "media_group_id": "7", "message_id": number}
        parts.append({**said, "photo": [photo], "caption": caption})
        api.push({"message": parts[-1]})
    await until(lambda: office.updates("captions")[:1] == [('["50 1", "51 1"]',)])
    office.clock.advance(seconds=ALBUM_WAIT.total_seconds())
    await told(api, 1)
    api.push({"edited_message": {**parts[1], "caption": "surat kedua", "edit_date": 2}})

    await told(api, 2)
    assert office.turns("text")[-1] == ("surat satu\nsurat kedua",)


@pytest.mark.usefixtures("telegram")
async def test_a_group_that_calls_the_bot_hears_from_it_once(
    api: BotApiDouble, office: Office
) -> None:
    """Nothing of what a group says is stored, and nobody there is answered again and again."""
    group = {"message_id": 1, "date": 1, "chat": {"id": -100, "type": "group", "title": "Warga"}}
    call = {"type": "mention", "offset": 0, "length": 15}
    for text, entities in (("rapat jam 9", []), ("@tanya_bpkp_bot biaya?", [call])) * 2:
        api.push({"message": {**group, "text": text, "entities": entities}})
    api.say(CITIZEN, "minta data")

    await told(api, 1)
    await until(lambda: len(api.sent(-100)) == 1)
    assert office.updates("kind", "outcome")[:4] == [
        ("group", "ignored"),
        ("group", "small_talk"),
        ("group", "ignored"),
        ("group", "ignored"),
    ]
    assert office.turns("text")[0] == ("",)


@pytest.mark.usefixtures("telegram")
async def test_who_blocks_the_bot_is_noted_without_a_word(
    api: BotApiDouble, office: Office
) -> None:
    """A message to somebody who left would only be refused."""
    api.say(CITIZEN, "minta data")
    await told(api, 1)
    api.push({"my_chat_member": membership("member", "kicked")})

    await until(lambda: office.rows("SELECT blocked FROM conversations") == [(1,)])
    assert office.updates("kind", "outcome")[-1] == ("blocked", "ignored")
    assert len(api.sent(CITIZEN)) == 1


@pytest.mark.usefixtures("telegram")
async def test_an_update_that_cannot_be_parsed_stops_nobody(
    api: BotApiDouble, office: Office
) -> None:
    """One sticker of a kind of next year must not silence the bot for everybody."""
    sender = {"message_id": 1, "date": 1, "chat": {"id": CITIZEN, "type": "private"}}
    api.push({"message": {**sender, "dice": {"faces": 20}}})
    api.push({"nothing_known_so_far": {"x": [{"y": 1}]}})
    api.say(CITIZEN, "minta data")

    await told(api, 2)
    assert office.updates("kind", "outcome") == [
        ("unknown", "refused"),
        ("unknown", "ignored"),
        ("text", "answered"),
    ]


def test_without_a_token_there_is_no_bot() -> None:
    """The message says where to get one."""
    with pytest.raises(SettingsError, match="BotFather"):
        make_bot(Settings(telegram_bot_token=None))


def test_what_is_no_token_is_named() -> None:
    """A user name in the wrong line must not be sent to Telegram again and again."""
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN"):
        make_bot(Settings(telegram_bot_token=SecretStr("tanya_bpkp_bot")))


@pytest.mark.usefixtures("telegram")
async def test_what_was_sent_is_recorded_under_telegrams_number(
    api: BotApiDouble, office: Office
) -> None:
    """An edit or a withdrawal will need it."""
    api.say(CITIZEN, "minta data")
    await until(lambda: office.rows("SELECT state FROM outbox") == [("sent",)])

    number = str(api.sent(CITIZEN)[0]["message_id"])
    assert office.rows("SELECT external_id, text FROM outbox") == [(number, ANSWER.text)]


async def test_the_chat_shows_that_an_answer_is_being_written(api: BotApiDouble) -> None:
    """The sign goes to the chat it is about."""
    bot = make_bot(settings_of(api))
    async with bot:
        await TelegramSender(bot).show_typing(str(CITIZEN))

    assert api.calls("sendChatAction") == [{"chat_id": str(CITIZEN), "action": "typing"}]
