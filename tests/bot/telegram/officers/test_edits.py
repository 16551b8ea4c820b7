"""What an edit of an officer's message may become: the citizen reads words, never an order."""

import pytest

from tests.bot.telegram.officers.harness import BIMA, CITIZEN, RINI, Stage


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


async def test_the_newest_of_two_edits_stands_at_the_end(any_stage: Stage) -> None:
    """The older one waited for Telegram and was made last: the citizen read what was wrong."""
    stage = any_stage
    await stage.ask_for_officer()
    said = stage.group.say(RINI, "/balas satu", stage.topic())
    await stage.settle()
    stage.api.fail_chat(CITIZEN, status=502)
    stage.group.edit(said, "/balas dua")
    await stage.settle()
    stage.api.forget_faults()
    stage.group.edit(said, "/balas tiga")
    await stage.settle()
    await stage.later(seconds=10)

    assert stage.read_by()[-1] == "tiga"
    assert stage.texts().count("Perubahan Anda diteruskan kepada warga.") == 1


async def test_an_edit_takes_no_withdrawal_back(stage: Stage) -> None:
    """What was withdrawn while Telegram was away must still go."""
    await stage.ask_for_officer()
    said = stage.group.say(RINI, "/balas satu", stage.topic())
    await stage.settle()
    stage.api.fail_chat(CITIZEN, status=502)
    stage.group.say(RINI, "/tarik", stage.topic(), said["message_id"])
    await stage.settle()
    stage.group.edit(said, "/balas dua")
    await stage.settle()
    stage.api.forget_faults()
    await stage.later(seconds=20)

    assert not {"satu", "dua"} & set(stage.read_by())
    assert any("sudah ditarik" in text for text in stage.texts())


async def test_a_file_whose_words_are_too_long_is_refused_aloud(stage: Stage) -> None:
    """As two messages only one of them could be changed or withdrawn later."""
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    long = "kata " * 220
    stage.group.send(RINI, "document", stage.topic(), asked, caption=long)
    await stage.settle()

    assert "terlalu panjang" in stage.texts()[-1]
    assert not any("document" in m for m in stage.api.chats.kept_in(CITIZEN))


async def test_an_edit_that_is_too_long_under_a_file_is_refused_aloud(stage: Stage) -> None:
    """Telegram would refuse it later, when its writer looks elsewhere."""
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    said = stage.group.send(RINI, "document", stage.topic(), asked, caption="formulir")
    await stage.settle()
    stage.group.edit(said, "kata " * 220)
    await stage.settle()

    assert "terlalu panjang" in stage.texts()[-1]
    assert stage.read_by()[-1] == "formulir"
