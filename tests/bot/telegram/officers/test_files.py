"""Files in both directions, albums, and what citizens change."""

import pytest

from tests.bot.telegram.officers.harness import CITIZEN, RINI, Stage


async def test_a_citizens_photo_is_copied_with_masked_words(any_stage: Stage) -> None:
    """What stands under it may hold a NIK."""
    stage = any_stage
    await stage.ask_for_officer()
    stage.api.send(CITIZEN, "photo", caption="ini NIK saya 3174012345678901")
    await stage.settle()
    await stage.later(seconds=3)

    copied = [m for m in stage.group.messages(stage.topic()) if "photo" in m]
    assert len(copied) == 1
    assert "3174012345678901" not in str(copied)
    assert copied[0]["caption"].startswith("💬 Warga: ini NIK saya")


async def test_a_photo_is_answered_like_words(stage: Stage) -> None:
    """It is a message of the citizen's as well."""
    await stage.ask_for_officer()
    stage.api.send(CITIZEN, "document")
    await stage.settle()
    await stage.later(seconds=3)
    copied = next(m for m in stage.group.messages(stage.topic()) if "document" in m)
    stage.group.say(RINI, "sudah kami terima", stage.topic(), copied["message_id"])
    await stage.settle()

    assert "sudah kami terima" in stage.read_by()


async def test_an_album_arrives_whole_also_its_late_part(stage: Stage) -> None:
    """Parts arrive one by one; none may be missing."""
    await stage.ask_for_officer()
    for number in range(2):
        stage.api.send(
            CITIZEN, "photo", media_group_id="a", caption="tiga foto" if number == 0 else ""
        )
    await stage.settle()
    await stage.later(seconds=3)
    stage.api.send(CITIZEN, "photo", media_group_id="a")
    await stage.settle()
    await stage.later(seconds=3)

    copied = [m for m in stage.group.messages(stage.topic()) if "photo" in m]
    assert len(copied) == 3
    assert [m.get("caption", "") for m in copied].count("💬 Warga: tiga foto") == 1


async def test_a_file_that_the_citizen_deleted_is_named(stage: Stage) -> None:
    """An officer must not wait for what never comes."""
    await stage.ask_for_officer()
    stage.api.send(CITIZEN, "photo")
    await stage.receive()
    stage.api.chats.remove(CITIZEN, stage.api.written[-1]["message_id"])
    await stage.settle()
    await stage.later(seconds=3)

    assert any("tidak dapat meneruskannya" in text for text in stage.texts())


@pytest.mark.parametrize(
    ("status", "what"),
    [(400, "Bad Request: chat not found"), (403, "Forbidden: bot was blocked by the user")],
)
async def test_a_citizens_chat_that_is_gone_is_not_the_group(
    stage: Stage, status: int, what: str
) -> None:
    """A whole unit lost its group because one citizen had deleted their account."""
    await stage.ask_for_officer()
    stage.api.send(CITIZEN, "photo")
    stage.api.fail_next("copyMessage", status=status, description=what)
    await stage.settle()
    await stage.later(seconds=3)

    assert stage.rows("SELECT gone_at FROM forum_groups") == [(None,)]
    assert any("tidak dapat meneruskannya" in text for text in stage.texts())


async def test_a_contact_is_never_passed_on(stage: Stage) -> None:
    """A group keeps everything for ever."""
    await stage.ask_for_officer()
    stage.api.send_contact(CITIZEN, "+62 812 3456 7890")
    await stage.settle()
    await stage.later(seconds=3)

    assert not any("contact" in m for m in stage.group.messages(stage.topic()))
    assert not any("3456" in text for text in stage.texts())
    assert any("Warga mengirim" in text for text in stage.texts())


async def test_an_officers_file_reaches_the_citizen_without_their_name(stage: Stage) -> None:
    """Words and all, no forward mark; a sticker is refused aloud."""
    await stage.ask_for_officer()
    topic, asked = stage.topic(), stage.relayed("mau bicara")["message_id"]
    file = {"file_name": "formulir.pdf"}
    said = stage.group.send(RINI, "document", topic, asked, caption="Isi formulir ini", file=file)
    stage.group.send(RINI, "sticker", topic, asked)
    await stage.settle()
    await stage.later(seconds=2)

    (copied,) = [m for m in stage.api.chats.kept_in(CITIZEN) if "document" in m]
    assert copied["caption"] == "Isi formulir ini"
    assert copied["document"]["file_name"] == "formulir.pdf"
    assert copied["from"]["is_bot"] is True
    assert "forward_origin" not in copied
    assert stage.reaction(said) == "👌"
    assert any("tidak dapat diteruskan kepada warga" in text for text in stage.texts())


async def test_an_officers_album_arrives_part_by_part(stage: Stage) -> None:
    """Each part answers the same message."""
    await stage.ask_for_officer()
    topic, asked = stage.topic(), stage.relayed("mau bicara")["message_id"]
    for _ in range(3):
        stage.group.send(RINI, "photo", topic, asked, media_group_id="b")
    await stage.settle()
    for _ in range(3):
        await stage.later(seconds=2)

    assert len([m for m in stage.api.chats.kept_in(CITIZEN) if "photo" in m]) == 3


async def test_what_a_citizen_changes_is_not_quoted_with_the_former_words(
    any_stage: Stage,
) -> None:
    """Who changes a message takes its words back."""
    stage = any_stage
    await stage.ask_for_officer()
    stage.api.say(CITIZEN, "RAHASIA lama")
    await stage.settle()
    assert any("RAHASIA lama" in text for text in stage.texts())
    stage.api.edit(CITIZEN, "yang baru")
    await stage.settle()
    await stage.later(seconds=3)

    texts = stage.texts()
    assert not any("RAHASIA" in text for text in texts), texts
    assert any("Warga (diubah): yang baru" in text for text in texts)


async def test_a_citizens_reply_stands_under_the_officers_answer(stage: Stage) -> None:
    """In a long talk one sees what is meant."""
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    said = stage.group.say(RINI, "kirim suratnya", stage.topic(), asked)
    await stage.settle()
    theirs = next(m for m in stage.api.chats.kept_in(CITIZEN) if m.get("text") == "kirim suratnya")
    stage.api.say(CITIZEN, "surat yang mana?", reply_to=theirs["message_id"])
    await stage.settle()

    assert (
        stage.relayed("surat yang mana?")["reply_to_message"]["message_id"] == said["message_id"]
    )
