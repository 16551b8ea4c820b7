"""What an edit of an officer's message may become: the citizen reads words, never an order."""

import pytest

from tests.bot.telegram.officers.harness import BIMA, RINI, Stage


async def test_an_edited_order_gives_the_citizen_its_words_only(any_stage: Stage) -> None:
    """Who mends a slip behind "/balas" must not send the order itself."""
    stage = any_stage
    await stage.ask_for_officer()
    said = stage.group.say(RINI, "/balas satu", stage.topic())
    await stage.settle()
    stage.group.edit(said, "/balas dua")
    await stage.settle()

    assert stage.read_by()[-1] == "dua"


@pytest.mark.parametrize("edited", ["/tutup lain", "/jawab ppid-biaya", "/tarik", "/ngawur"])
async def test_an_answer_edited_into_an_order_changes_nothing(stage: Stage, edited: str) -> None:
    """An order is given by a new message: in an edit nobody sees whether it was carried out."""
    ticket = await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    said = stage.group.say(RINI, "jawaban biasa", stage.topic(), asked)
    await stage.settle()
    before = stage.read_by()
    stage.group.edit(said, edited)
    await stage.settle()

    assert stage.read_by() == before
    assert "berupa perintah" in stage.texts()[-1]
    assert stage.events(ticket)[-1] == "answered"


async def test_an_article_that_was_sent_is_not_changed_by_another_name(stage: Stage) -> None:
    """The citizen would read "/jawab …" in the place of the article."""
    await stage.ask_for_officer()
    said = stage.group.say(RINI, "/jawab ppid-waktu", stage.topic())
    await stage.settle()
    before = stage.read_by()
    stage.group.edit(said, "/jawab ppid-biaya")
    await stage.settle()

    assert stage.read_by() == before
    assert "berupa perintah" in stage.texts()[-1]


async def test_an_edit_that_leaves_no_words_changes_nothing(stage: Stage) -> None:
    """Telegram takes no empty message, and nobody means one."""
    await stage.ask_for_officer()
    said = stage.group.say(RINI, "/balas satu", stage.topic())
    await stage.settle()
    stage.group.edit(said, "/balas")
    await stage.settle()

    assert stage.read_by()[-1] == "satu"
    assert stage.texts()[-1].startswith("Tulis: /balas")


async def test_a_number_that_was_sent_as_it_is_stays_so_when_edited(stage: Stage) -> None:
    """The officer decided that the citizen needs it; a mended letter must not take it away."""
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    said = stage.group.say(RINI, "Hubngi 0812 3456 7890 ya", stage.topic(), asked)
    await stage.settle()
    stage.group.press(RINI, "Kirim apa adanya")
    await stage.settle()
    stage.group.edit(said, "Hubungi 0812 3456 7890 ya")
    await stage.settle()

    assert stage.read_by()[-1] == "Hubungi 0812 3456 7890 ya"


async def test_a_number_that_an_edit_adds_is_hidden_aloud(stage: Stage) -> None:
    """An officer who believes that the number arrived waits for a call in vain."""
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    said = stage.group.say(RINI, "Silakan hubungi kami", stage.topic(), asked)
    await stage.settle()
    stage.group.edit(said, "Silakan hubungi 0812 3456 7890")
    await stage.settle()

    assert "3456" not in stage.read_by()[-1]
    assert any("disamarkan" in text for text in stage.texts())


async def test_an_answer_that_waits_for_a_decision_does_not_become_an_order(stage: Stage) -> None:
    """Whatever stands behind an order's first word is not what was to be sent."""
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    said = stage.group.say(RINI, "Hubungi 0812 3456 7890 ya", stage.topic(), asked)
    await stage.settle()
    stage.group.edit(said, "/tutup RAHASIA lain")
    await stage.settle()
    assert "berupa perintah" in stage.texts()[-1]
    stage.group.press(RINI, "Kirim apa adanya")
    await stage.settle()

    assert stage.read_by()[-1] == "Hubungi 0812 3456 7890 ya"


async def test_what_another_officer_edits_in_is_theirs(stage: Stage) -> None:
    """Only who wrote an answer changes it."""
    await stage.ask_for_officer()
    stage.group.say(RINI, "/balas satu", stage.topic())
    await stage.settle()
    other = stage.group.say(BIMA, "obrolan", stage.topic())
    stage.group.edit(other, "/balas dua")
    await stage.settle()

    assert "dua" not in stage.read_by()
