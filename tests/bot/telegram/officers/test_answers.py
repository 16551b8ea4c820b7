"""Officers answer a citizen from their group: only what is meant for the citizen reaches them."""

from tests.bot.telegram.officers.harness import BIMA, CITIZEN, RINI, Stage


async def test_a_ticket_has_a_topic_with_its_card_and_the_citizens_words(any_stage: Stage) -> None:
    """Who opens the group knows what is asked, and has not opened the web desk."""
    ticket = await any_stage.ask_for_officer()

    assert any_stage.group.topics() == {any_stage.topic(): f"Warga {ticket}"}
    assert any_stage.head() == f"🟡 {ticket} · Menunggu petugas"
    texts = any_stage.texts()
    assert "💬 Warga: Berapa lama permohonan informasi dijawab?" in texts
    assert "💬 Warga: mau bicara dengan petugas" in texts


async def test_a_reply_to_the_citizens_words_reaches_them_and_claims(any_stage: Stage) -> None:
    """The first reply takes the ticket; the citizen is told once, without a name."""
    ticket = await any_stage.ask_for_officer()
    asked = any_stage.relayed("mau bicara")

    said = any_stage.group.say(
        RINI, "Selamat pagi, 10 hari kerja.", any_stage.topic(), asked["message_id"]
    )
    await any_stage.settle()
    await any_stage.later(seconds=4)

    assert any_stage.read_by()[-1] == "Selamat pagi, 10 hari kerja."
    assert any_stage.reaction(said) == "👌"
    assert any_stage.head() == f"🔵 {ticket} · Ditangani Rini"
    assert sum("ditangani petugas" in text for text in any_stage.read_by()) == 1
    assert not any("Rini" in text for text in any_stage.read_by())
    assert any_stage.events(ticket)[-2:] == ["claimed", "answered"]


async def test_talk_among_officers_stays_inside(stage: Stage) -> None:
    """Everything else that is typed in the topic is between colleagues."""
    await stage.ask_for_officer()
    before = stage.read_by()
    topic = stage.topic()
    said = stage.group.say(RINI, "menurutku ini urusan PPID", topic)
    stage.group.say(BIMA, "setuju", topic, said["message_id"])
    stage.group.say(BIMA, "jawab saja", topic, stage.card()["message_id"])
    await stage.settle()

    assert stage.read_by() == before
    assert stage.rows("SELECT count(*) FROM officer_updates WHERE text != ''") == [(0,)]
    assert stage.head().startswith("🟡")


async def test_an_order_answers_without_a_reply(stage: Stage) -> None:
    """On a phone it is quicker to type than to find the message."""
    await stage.ask_for_officer()
    said = stage.group.say(RINI, "/balas Selamat pagi.\n\nSilakan datang.", stage.topic())
    await stage.settle()

    assert stage.read_by()[-1] == "Selamat pagi.\n\nSilakan datang."
    assert stage.reaction(said) == "👌"


async def test_a_note_never_reaches_the_citizen(stage: Stage) -> None:
    """Not as a reply, not when its mark is taken off, not as an answer to it, not on a photo."""
    ticket = await stage.ask_for_officer()
    topic, asked = stage.topic(), stage.relayed("mau bicara")["message_id"]
    before = stage.read_by()
    note = stage.group.say(RINI, "// RAHASIA cek dulu", topic, asked)
    await stage.settle()
    stage.group.edit(note, "RAHASIA tanpa tanda")
    stage.group.say(BIMA, "RAHASIA jawaban catatan", topic, note["message_id"])
    stage.group.send(RINI, "photo", topic, asked, caption="/catat RAHASIA foto")
    stage.group.say(RINI, "/catat RAHASIA lewat perintah", topic)
    await stage.settle()
    await stage.later(seconds=5)

    assert stage.read_by() == before
    assert stage.rows("SELECT text FROM escalation_notes ORDER BY id") == [
        ("RAHASIA tanpa tanda",), ("RAHASIA foto",), ("RAHASIA lewat perintah",),
    ]  # fmt: skip
    assert any("Tetap tidak dikirim" in text for text in stage.texts())
    assert "answered" not in stage.events(ticket)


async def test_personal_data_is_asked_about_once(stage: Stage) -> None:
    """What an officer hides by mistake is lost; what they send by mistake is out."""
    await stage.ask_for_officer()
    topic, asked = stage.topic(), stage.relayed("mau bicara")["message_id"]
    before = len(stage.read_by())
    stage.group.say(RINI, "Hubungi 0812 3456 7890 ya", topic, asked)
    await stage.settle()

    assert len(stage.read_by()) == before
    assert "memuat" in stage.texts()[-1]
    stage.group.press(RINI, "Kirim apa adanya")
    await stage.settle()
    stage.group.press(RINI, "Kirim dengan disamarkan")
    await stage.settle()

    assert stage.read_by()[before + 1 :] == ["Hubungi 0812 3456 7890 ya"]
    assert stage.api.queries.answers
    assert "sudah dijawab" in list(stage.api.queries.answers.values())[-1]


async def test_what_is_only_a_persons_is_never_sent_as_it_is(stage: Stage) -> None:
    """A NIK belongs in no chat."""
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    stage.group.say(RINI, "NIK Anda 3174012345678901", stage.topic(), asked)
    await stage.settle()

    labels = [row[0]["text"] for row in stage.relayed("memuat")["reply_markup"]["inline_keyboard"]]
    assert labels == ["Kirim dengan disamarkan", "Jangan kirim"]
    stage.group.press(RINI, "Kirim dengan disamarkan")
    await stage.settle()

    assert "3174012345678901" not in stage.read_by()[-1]
    assert stage.read_by()[-1].startswith("NIK Anda")


async def test_an_answer_stands_under_the_message_it_answers(stage: Stage) -> None:
    """A citizen who asked twice knows which is answered."""
    await stage.ask_for_officer()
    asked = stage.relayed("Warga: Berapa lama")["message_id"]
    stage.group.say(RINI, "10 hari kerja.", stage.topic(), asked)
    await stage.settle()

    shown = stage.api.chats.kept_in(CITIZEN)[-1]
    assert shown["reply_to_message"]["text"] == "Berapa lama permohonan informasi dijawab?"
