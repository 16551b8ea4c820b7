"""Words that a citizen took back, or that the door hides since, go from the group as well."""

from tests.bot.harness import ANSWER
from tests.bot.telegram.officers.harness import CITIZEN, RINI, Stage


async def said(stage: Stage, words: str) -> None:
    """Let a citizen write something that stands in the group then."""
    await stage.ask_for_officer()
    stage.api.say(CITIZEN, words)
    await stage.settle()
    assert any(words in text for text in stage.texts())


async def test_words_changed_after_the_closing_go_as_well(stage: Stage) -> None:
    """The group keeps everything; the right to take it back does not end with a ticket."""
    await said(stage, "RAHASIA lama")
    for order in ("/ambil", "/tutup lain"):
        stage.group.say(RINI, order, stage.topic())
    await stage.settle()
    await stage.later(hours=2)
    stage.office.assistant.replies = (ANSWER,)
    stage.api.edit(CITIZEN, "yang baru")
    await stage.settle()
    await stage.later(seconds=5)

    assert not any("RAHASIA" in text for text in stage.texts())
    assert not any("yang baru" in text for text in stage.texts())


async def test_words_changed_into_what_the_door_holds_go_as_well(stage: Stage) -> None:
    """Nothing of the new words is kept; the former ones are taken back all the same."""
    await said(stage, "RAHASIA lama")
    stage.api.edit(CITIZEN, "Pak Budi kepala desa Sukamaju korupsi dana desa 200 juta")
    await stage.settle()
    await stage.later(seconds=5)

    assert not any("RAHASIA" in text or "Budi" in text for text in stage.texts())
    assert any("isinya tidak disimpan" in text for text in stage.texts())


async def test_words_that_were_taken_from_under_a_photo_go_as_well(stage: Stage) -> None:
    """The photo stays, as it does in the citizen's chat."""
    await stage.ask_for_officer()
    stage.api.send(CITIZEN, "photo", caption="RAHASIA di bawah foto")
    await stage.settle()
    await stage.later(seconds=3)
    assert any("RAHASIA" in text for text in stage.texts())
    stage.api.edit(CITIZEN, "")
    await stage.settle()
    await stage.later(seconds=5)

    assert not any("RAHASIA" in text for text in stage.texts())
    assert any("photo" in message for message in stage.group.messages(stage.topic()))


async def test_a_number_told_in_two_messages_goes_from_the_first(stage: Stage) -> None:
    """Half a number stands in the group until its other half comes."""
    await said(stage, "hp saya 0812")
    stage.api.say(CITIZEN, "34567890")
    await stage.settle()
    await stage.later(seconds=5)

    assert not any("0812" in text or "34567890" in text for text in stage.texts())
    assert any("hp saya [nomor" in text for text in stage.texts())


async def test_a_change_that_telegram_refuses_is_not_tried_for_ever(stage: Stage) -> None:
    """It would take the group's twenty a minute from everybody."""
    await said(stage, "kata lama")
    stage.api.fail_next("editMessageText", status=400, description="Bad Request: strange")
    stage.api.edit(CITIZEN, "kata baru")
    await stage.settle()
    before = len(stage.api.calls("editMessageText"))
    for _ in range(3):
        await stage.later(seconds=61)

    assert len(stage.api.calls("editMessageText")) == before


async def test_words_joined_in_a_crowd_lose_only_what_was_taken_back(stage: Stage) -> None:
    """The other words of the message are still meant."""
    await stage.ask_for_officer()
    for number in range(29):
        stage.api.say(CITIZEN, f"nomor {number}")
    stage.api.say(CITIZEN, "RAHASIA lama")
    await stage.settle()
    for _ in range(3):
        await stage.later(seconds=20)
    stage.api.edit(CITIZEN, "yang baru")
    await stage.settle()
    await stage.later(seconds=20)

    joined = stage.relayed("nomor 28")["text"]
    assert "RAHASIA" not in joined
    assert "mengubah pesan ini" in joined
