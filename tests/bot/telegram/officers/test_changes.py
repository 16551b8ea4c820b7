"""Answers that are edited, taken back, that fail, or that nobody knows the arrival of."""

import pytest

from service.storage.tables import SwitchRow
from tests.bot.telegram.officers.harness import BIMA, CITIZEN, RINI, Stage


async def answered(stage: Stage, text: str = "Jawaban pertama") -> dict[str, object]:
    """Let a citizen be answered; return the officer's message."""
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    said = stage.group.say(RINI, text, stage.topic(), asked)
    await stage.settle()
    return said


async def test_an_edit_reaches_the_citizens_copy(any_stage: Stage) -> None:
    """They must not go on reading what was wrong."""
    said = await answered(any_stage)
    any_stage.group.edit(said, "Jawaban yang benar")
    await any_stage.settle()

    assert "Jawaban yang benar" in any_stage.read_by()
    assert "Jawaban pertama" not in any_stage.read_by()
    assert any(text == "Perubahan Anda diteruskan kepada warga." for text in any_stage.texts())
    (ticket,) = any_stage.rows("SELECT ticket FROM escalations")
    assert any_stage.events(ticket[0])[-1] == "changed"


async def test_an_edit_before_it_is_sent_goes_out_once(stage: Stage) -> None:
    """Nobody reads the former words at all."""
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    stage.api.fail_next("sendMessage", status=500)
    said = stage.group.say(RINI, "lama", stage.topic(), asked)
    await stage.receive()
    await stage.desk_only()
    stage.group.edit(said, "baru")
    await stage.receive()
    await stage.desk_only()
    await stage.settle()
    await stage.later(seconds=5)

    assert [text for text in stage.read_by() if text in ("lama", "baru")] == ["baru"]


async def test_an_edit_after_closing_follows_as_well(stage: Stage) -> None:
    """A wrong address stays wrong when the case is closed."""
    said = await answered(stage)
    stage.group.say(RINI, "/tutup", stage.topic())
    await stage.settle()
    stage.group.edit(said, "Jawaban yang benar")
    await stage.settle()

    assert "Jawaban yang benar" in stage.read_by()


async def test_an_edit_that_marks_a_sent_answer_takes_nothing_back(stage: Stage) -> None:
    """Who thinks that it is a note now must know that the citizen reads it."""
    said = await answered(stage)
    stage.group.edit(said, "// Jawaban pertama")
    await stage.settle()

    assert "Jawaban pertama" in stage.read_by()
    assert any("/tarik" in text for text in stage.texts())


async def test_a_withdrawal_deletes_the_citizens_copy(any_stage: Stage) -> None:
    """By command: what is deleted by hand withdraws nothing, for bots are not told."""
    stage = any_stage
    said = await answered(stage)
    stage.group.say(RINI, "/tarik", stage.topic(), said["message_id"])  # type: ignore[arg-type]
    await stage.settle()

    assert "Jawaban pertama" not in stage.read_by()
    assert any("Pesan ditarik" in text for text in stage.texts())
    assert stage.reaction(said) == "🗿"


async def test_a_withdrawal_that_telegram_refuses_is_said(stage: Stage) -> None:
    """After two days nothing can be deleted."""
    said = await answered(stage)
    stage.api.chats.age = 49 * 3600
    stage.group.say(RINI, "/tarik", stage.topic(), said["message_id"])  # type: ignore[arg-type]
    await stage.settle()

    assert "Jawaban pertama" in stage.read_by()
    assert any("Telegram menolak menarik" in text for text in stage.texts())


async def test_only_ones_own_answer_is_withdrawn(stage: Stage) -> None:
    """A colleague's words are theirs."""
    said = await answered(stage)
    stage.group.say(BIMA, "/tarik", stage.topic(), said["message_id"])  # type: ignore[arg-type]
    stage.group.say(RINI, "/tarik", stage.topic())
    await stage.settle()

    assert "Jawaban pertama" in stage.read_by()
    texts = stage.texts()
    assert any("bukan jawaban Anda" in text for text in texts)
    assert any("Balas (reply) pesan Anda" in text for text in texts)


async def test_an_answer_to_who_blocked_the_bot_fails_aloud_and_arrives_later(
    any_stage: Stage,
) -> None:
    """Said at the first answer, no repeated tries; when they come back they get it."""
    stage = any_stage
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    stage.api.fail_chat(CITIZEN, status=403)
    said = stage.group.say(RINI, "kami tunggu", stage.topic(), asked)
    await stage.settle()
    tries = len(stage.api.calls("sendMessage"))
    await stage.later(minutes=10)

    assert stage.reaction(said) == "💔"
    assert any("warga memblokir bot ini" in text for text in stage.texts())
    sent = [c for c in stage.api.calls("sendMessage")[tries:] if str(c["chat_id"]) == str(CITIZEN)]
    assert sent == []


async def test_an_uncertain_answer_is_sent_again_only_by_a_person(stage: Stage) -> None:
    """Blind repetition has sent nine copies elsewhere."""
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    stage.group.press(RINI, "Ambil")
    await stage.settle()
    await stage.later(seconds=4)
    said = stage.group.say(RINI, "satu kali", stage.topic(), asked)
    await stage.receive()
    await stage.desk.step()
    stage.api.cut_next("sendMessage", is_taken=True)
    await stage.outbox.step()
    await stage.settle()

    assert stage.reaction(said) == "🤔"
    assert stage.read_by().count("satu kali") == 1
    stage.group.press(RINI, "Kirim lagi")
    await stage.settle()
    await stage.later(seconds=2)
    assert stage.read_by().count("satu kali") == 2
    assert stage.reaction(said) == "👌"


async def test_where_reactions_are_refused_the_receipt_is_in_words(stage: Stage) -> None:
    """An administrator may have turned them off."""
    stage.group.group.reactions = frozenset()
    said = await answered(stage)

    assert stage.reaction(said) == ""
    assert "Terkirim kepada warga." in stage.texts()


@pytest.mark.parametrize("order", ["/ambl", "/start", "/help"])
async def test_an_unknown_order_says_what_there_is(stage: Stage, order: str) -> None:
    """A slip of the finger must not look like a deed."""
    ticket = await stage.ask_for_officer()
    stage.group.say(RINI, order, stage.topic())
    await stage.settle()

    assert f"Tidak ada perintah {order}" in stage.texts()[-1]
    assert "/balas" in stage.texts()[-1]
    assert stage.events(ticket) == ["opened"]


async def test_every_order_does_what_its_word_says(any_stage: Stage) -> None:
    """One after the other, as the guide tells them."""
    stage = any_stage
    ticket = await stage.ask_for_officer()
    topic = stage.topic()
    for order in (
        "/ambil", "/tunda besok", "/lepas", "/ambil", "/jawab tidak-ada", "/jawab ppid-waktu",
        "/riwayat", "/alih", "/tunda kapan-kapan", "/tutup",
    ):  # fmt: skip
        stage.group.say(RINI, order, topic)
        await stage.settle(2)
    await stage.later(seconds=70)

    assert stage.events(ticket) == [
        "opened", "claimed", "snoozed", "released", "claimed", "answered", "viewed", "closed",
    ]  # fmt: skip
    assert stage.head() == f"⚫ {ticket} · Selesai, ditutup Rini"
    assert any("Tidak ada artikel tidak-ada" in text for text in stage.texts())
    assert any("Riwayat " in text and "Rini menjawab" in text for text in stage.texts())
    assert any("Tulis: /alih" in text for text in stage.texts())
    assert any("Tulis: /tunda" in text for text in stage.texts())
    assert any("ppid.bpkp.go.id" in text or "Sumber" in text for text in stage.read_by())


async def test_a_button_closes_only_after_it_asked(stage: Stage) -> None:
    """A slip of the thumb ends somebody's case."""
    ticket = await stage.ask_for_officer()
    stage.group.press(RINI, "Ambil")
    await stage.settle()
    await stage.later(seconds=4)
    stage.group.press(RINI, "Tutup")
    await stage.settle()
    assert "closed" not in stage.events(ticket)
    stage.group.press(RINI, "Ya, tutup")
    await stage.settle()

    assert stage.events(ticket)[-1] == "closed"


async def test_a_contested_closing_comes_back_to_the_group(stage: Stage) -> None:
    """The same ticket, the same topic, with the citizen's words."""
    ticket = await stage.ask_for_officer()
    stage.group.say(RINI, "/balas sudah", stage.topic())
    stage.group.say(RINI, "/tutup", stage.topic())
    await stage.settle()
    stage.api.press_label(CITIZEN, "Belum selesai, buka lagi")
    await stage.settle()
    await stage.later(seconds=5)

    assert stage.head().startswith(f"🟡 {ticket}")
    assert "Dibuka kembali, kali ke-2" in stage.card()["text"]


async def test_an_article_that_is_switched_off_is_not_sent(stage: Stage) -> None:
    """It was switched off because it is wrong, whoever sends it."""
    ticket = await stage.ask_for_officer()
    with stage.office.database.write() as session:
        row = SwitchRow(name="article:ppid-waktu", text="", by="uji", reason="uji")
        row.since = stage.office.clock()
        session.add(row)
    stage.group.say(RINI, "/jawab ppid-waktu", stage.topic())
    await stage.settle()

    assert "answered" not in stage.events(ticket)
    assert "Tidak ada artikel ppid-waktu" in stage.texts()[-1]
