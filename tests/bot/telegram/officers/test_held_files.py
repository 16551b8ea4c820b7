"""Which files and words may still go into the group at the moment they go."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.bot.telegram.officers.harness import CITIZEN, RINI, Stage

ACCUSING = "Pak Budi kepala desa Sukamaju korupsi dana desa 200 juta"


def photos(stage: Stage) -> int:
    """Return how many photos stand in the topic."""
    return sum("photo" in message for message in stage.group.messages(stage.topic()))


async def test_a_photo_sent_after_an_accusation_is_named_and_not_copied(any_stage: Stage) -> None:
    """It shows what was told; the web desk hands it out to whom it may, and records that."""
    stage = any_stage
    await stage.ask_for_officer()
    stage.api.say(CITIZEN, ACCUSING)
    await stage.settle()
    stage.api.send(CITIZEN, "photo", caption="ini buktinya")
    for _ in range(2):
        stage.api.send(CITIZEN, "photo", media_group_id="a")
    await stage.settle()
    await stage.later(seconds=5)

    assert photos(stage) == 0
    assert stage.api.calls("copyMessage") == []
    assert sum("Tidak diteruskan ke grup" in text for text in stage.texts()) >= 1


async def test_a_photo_sent_in_the_telling_is_not_copied(stage: Stage) -> None:
    """Who said that they want to report, and sends a photo first, has told with it."""
    await stage.ask_for_officer()
    with stage.office.database.write() as session:
        until = stage.office.clock() + timedelta(minutes=20)
        session.execute(text("UPDATE conversations SET telling_until = :at"), {"at": until})
    stage.api.send(CITIZEN, "photo")
    await stage.settle()
    await stage.later(seconds=5)

    assert photos(stage) == 0


async def test_a_photo_an_hour_later_is_copied(stage: Stage) -> None:
    """Who accused somebody once can still send a form."""
    await stage.ask_for_officer()
    stage.api.say(CITIZEN, ACCUSING)
    await stage.settle()
    await stage.later(minutes=61)
    stage.api.send(CITIZEN, "photo")
    await stage.settle()
    await stage.later(seconds=5)

    assert photos(stage) == 1


async def test_words_that_waited_are_not_shown_once_only_cards_may(stage: Stage) -> None:
    """A unit turns to cards because words leaked: not one more may follow."""
    await stage.ask_for_officer()
    stage.api.fail_next("sendMessage", status=429, retry_after=30)
    stage.api.say(CITIZEN, "RAHASIA saya")
    stage.api.send(CITIZEN, "photo")
    await stage.receive()
    await stage.office.inbox.step()
    await stage.desk.step()
    stage.mode = "kartu"
    await stage.restart()
    for _ in range(3):
        await stage.later(seconds=31)

    assert not any("RAHASIA" in text for text in stage.texts())
    assert photos(stage) == 0
    assert stage.rows("SELECT count(*) FROM forum_messages WHERE state = 'queued'") == [(0,)]


async def test_what_answers_a_file_that_could_not_be_copied_goes_out(stage: Stage) -> None:
    """It is the citizen's message; an answer to it must not end as talk among officers."""
    await stage.ask_for_officer()
    stage.api.send(CITIZEN, "photo", caption="surat RAHASIA")
    await stage.receive()
    stage.api.chats.remove(CITIZEN, stage.api.written[-1]["message_id"])
    await stage.settle()
    await stage.later(seconds=3)
    named = stage.relayed("tidak dapat meneruskannya")
    stage.group.say(RINI, "kirim ulang, ya", stage.topic(), named["message_id"])
    await stage.settle()

    assert "kirim ulang, ya" in stage.read_by()
    assert stage.rows("SELECT count(*) FROM forum_messages WHERE text LIKE '%RAHASIA%'") == [(0,)]


@pytest.mark.parametrize("kind", ["text", "photo"])
async def test_words_that_do_not_fit_say_so(stage: Stage, kind: str) -> None:
    """An officer who does not see that something is missing answers half of the question."""
    await stage.ask_for_officer()
    words = "kata " * 818 if kind == "text" else "kata " * 204
    if kind == "text":
        stage.api.say(CITIZEN, words)
    else:
        stage.api.send(CITIZEN, kind, caption=words)
    await stage.settle()
    await stage.later(seconds=5)

    shown = stage.relayed("kata kata")
    assert str(shown.get("text") or shown["caption"]).endswith("Selengkapnya di meja web.)")
