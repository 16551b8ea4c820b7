"""What people, phones and attackers send: always a reply, never a crash, no secret stored."""

import pytest
from sqlalchemy import MetaData, select

from service.payloads import Payload
from service.updates.store import Incoming
from tests.bot.harness import ANSWER, Office

SECRETS = {
    "NIK saya 3273012501900001 tolong": "3273012501900001",
    "hubungi 0812-3456-7890 ya": "3456-7890",
    "email saya budi.santoso@gmail.com": "budi.santoso",
}


@pytest.mark.parametrize(
    "text", ["", "   \n\t ", "\u200b\u200d\ufeff\u2060", "\x00\x01\x1b", "///"]
)
async def test_an_empty_message_is_told_to_be_empty(office: Office, text: str) -> None:
    """Nothing readable must neither be guessed at nor be met with silence."""
    told = await office.write(text)

    assert told.text == office.say("empty")
    assert office.turns("outcome") == [("not_understood",)]
    assert office.assistant.asked == []


async def test_a_very_long_message_is_answered_and_said_to_be_cut(any_office: Office) -> None:
    """100,000 characters must not reach Rasa, and the citizen must know what was read."""
    told = await any_office.write("minta data " * 9091)

    assert len(any_office.assistant.asked[0]) <= 4096
    assert told.text == f"{ANSWER.text}\n\n{any_office.say('too_long')}"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><b>halo</b>",
        "'; DROP TABLE turns; --",
        "\u202egnp.exe\u202c *tebal* [x](javascript:1)",
        "{{7*7}} ${HOME} %s %(x)s {0}",
        "a\x00b\x07c",
        "\ud800 separuh pasangan",
        "🇮🇩🙏🏽👨‍👩‍👧",
    ],
)
async def test_strange_text_is_text(any_office: Office, text: str) -> None:
    """What looks like code is somebody's words, and stays so in every table."""
    told = await any_office.write(text)

    assert told.text == ANSWER.text
    assert any_office.updates("state", "outcome") == [("done", "answered")]
    stored = any_office.turns("text")[0][0]
    assert stored == any_office.assistant.asked[0]
    assert not any(ord(char) < 32 or 0xD800 <= ord(char) <= 0xDFFF for char in stored)


@pytest.mark.parametrize(
    "text", ["/restart", "/back", '/intent{"x":1}', "/ppid-biaya", "//restart"]
)
async def test_a_typed_slash_never_reaches_rasa(office: Office, text: str) -> None:
    """Rasa would run it instead of understanding it."""
    await office.write(text)

    assert office.assistant.asked == [text.lstrip("/")]


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("sticker", "media"),
        ("photo", "media"),
        ("document", "media"),
        ("dice", "media"),
        ("voice", "media_heard"),
        ("video_note", "media_heard"),
        ("contact", "media_contact"),
        ("unknown", "media"),
    ],
)
async def test_a_medium_without_words_is_refused_politely(
    office: Office, kind: str, key: str
) -> None:
    """A voice note that nobody hears must not be left without a word."""
    told = await office.write(kind=kind)

    name = office.say("kind_other" if kind == "unknown" else f"kind_{kind}")
    assert told.text == office.say(key, kind=name)
    assert office.turns("kind", "outcome") == [(kind, "refused")]


@pytest.mark.parametrize("kind", ["voice", "photo", "document"])
async def test_a_caption_is_answered(office: Office, kind: str) -> None:
    """People photograph a letter and ask their question under it."""
    told = await office.write("surat ini asli?", kind=kind)

    assert office.assistant.asked == ["surat ini asli?"]
    assert told.text == f"{ANSWER.text}\n\n{office.say('caption_only')}"


@pytest.mark.parametrize("kind", ["membership", "channel_post", "unknown", "group"])
async def test_an_update_of_nobody_is_recorded_as_ignored(any_office: Office, kind: str) -> None:
    """Every update ends in one recorded outcome, also one that nobody wrote."""
    is_new = await any_office.inbox.receive(_of_nobody(kind))
    await any_office.work_off()

    assert not is_new
    assert any_office.updates("kind", "state", "outcome") == [(kind, "done", "ignored")]
    assert any_office.turns("id") == []


@pytest.mark.parametrize(("text", "secret"), SECRETS.items())
async def test_personal_data_stays_at_the_door(office: Office, text: str, secret: str) -> None:
    """A leak of the database must not leak what people wrote without thinking."""
    told = await office.write(text)

    assert "disembunyikan" in told.text
    assert secret not in told.text
    assert secret not in office.assistant.asked[0]
    assert [cell for cell in every_cell(office) if secret in cell] == []


async def test_personal_data_in_a_failing_turn_is_not_kept_either(office: Office) -> None:
    """What waits for a retry lies on disk, too."""
    office.assistant.error = RuntimeError("3273012501900001")

    await office.receive("NIK saya 3273012501900001")
    await office.work_off()

    assert office.updates("state", "error") == [("pending", "RuntimeError")]
    assert [cell for cell in every_cell(office) if "3273012501900001" in cell] == []


async def test_masked_kinds_are_named_to_the_citizen(office: Office) -> None:
    """They learn what not to write the next time."""
    told = await office.write("NIK 3273012501900001, email budi.santoso@gmail.com")

    assert told.text.endswith(office.say("masked", kinds="NIK, email"))


def every_cell(office: Office) -> list[str]:
    """Return every column of every row of every table, as text."""
    tables = MetaData()
    tables.reflect(office.database.engine)
    with office.database.engine.connect() as connection:
        rows = [row for t in tables.sorted_tables for row in connection.execute(select(t))]
    return [str(cell) for row in rows for cell in row]


def _of_nobody(kind: str) -> Incoming:
    return Incoming("telegram", "7", f"nobody-{kind}", None, kind)


async def test_a_group_is_told_once_what_the_bot_is(office: Office) -> None:
    """A bot that answers in a group again and again is thrown out of it."""
    told = await office.write(address="-100", kind="group", payload=Payload.decode("group"))
    await office.receive(address="-100", kind="group", payload=Payload.decode("group"))
    await office.work_off()

    assert office.told("-100") == [told]
    assert told.text == office.say("group")
    assert office.updates("outcome") == [("small_talk",), ("ignored",)]
