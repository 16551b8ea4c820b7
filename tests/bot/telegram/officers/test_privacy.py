"""A group that gets cards only, and groups that are nobody's."""

from sqlalchemy import text

from tests.bot.telegram.officers.harness import CITIZEN, RINI, STRANGER, Stage


async def test_a_card_group_gets_no_word_of_a_citizen(card_stage: Stage) -> None:
    """Neither what they write, nor their files, nor what a colleague answers on the web."""
    stage = card_stage
    ticket = await stage.ask_for_officer()
    stage.api.say(CITIZEN, "RAHASIA saya")
    stage.api.send(CITIZEN, "photo", caption="RAHASIA foto")
    stage.group.press(RINI, "Ambil")
    await stage.settle()
    await stage.later(seconds=5)

    assert stage.head() == f"🔵 {ticket} · Ditangani Rini"
    assert len(stage.group.messages(stage.topic())) == 2  # the topic's first, and the card
    assert "Berapa lama" not in stage.card()["text"]
    assert stage.api.calls("copyMessage") == []


async def test_in_a_card_group_an_order_answers(card_stage: Stage) -> None:
    """An answer is the officer's own text; a citizen who waits for the web page waits longer."""
    stage = card_stage
    ticket = await stage.ask_for_officer()
    said = stage.group.say(RINI, "/balas Silakan datang.", stage.topic())
    await stage.settle()
    stage.group.say(RINI, "/jawab ppid-waktu", stage.topic())
    await stage.later(seconds=5)

    assert stage.read_by()[-2] == "Silakan datang."
    assert stage.reaction(said) == "👌"
    assert stage.head() == f"🔵 {ticket} · Ditangani Rini"
    assert stage.events(ticket).count("answered") == 2
    assert "/balas" in stage.card()["text"]


async def test_in_a_card_group_a_reply_to_a_card_says_that_it_stays(card_stage: Stage) -> None:
    """There is no message of the citizen's to reply to: who replies to the card means them."""
    stage = card_stage
    await stage.ask_for_officer()
    stage.group.say(RINI, "Silakan datang.", stage.topic(), stage.card()["message_id"])
    await stage.settle()

    assert "Silakan datang." not in stage.read_by()
    assert "tidak dikirim" in stage.texts()[-1]


async def test_what_the_door_held_is_named_and_not_told(stage: Stage) -> None:
    """An accusation has no words to relay; the officer knows that there was something."""
    await stage.ask_for_officer()
    with stage.office.database.write() as session:
        session.execute(text("UPDATE turns SET kind = 'accusation', text = '' WHERE id = 1"))
    stage.group.delete_topic(stage.topic())
    stage.api.say(CITIZEN, "halo?")
    await stage.settle()
    await stage.later(seconds=5)

    assert any("isinya tidak disimpan" in text for text in stage.texts())
    assert "Sebagian pesan warga tidak disimpan" in stage.card()["text"]


async def test_a_citizens_wish_with_its_reason_is_no_code(stage: Stage) -> None:
    """ "/petugas" and a matter is what citizens write: it is read, and masked, as theirs."""
    stage.api.say(STRANGER, "/petugas mau tanya keberatan, NIK 3374061203890002")
    stage.api.say(STRANGER, "/hubungkan dengan petugas")
    await stage.settle()

    assert stage.rows("SELECT count(*) FROM updates WHERE state = 'done'") == [(2,)]
    assert stage.rows("SELECT count(*) FROM officer_updates") == [(0,)]


async def test_another_group_is_answered_as_before(stage: Stage) -> None:
    """A citizen who adds the bot to a group is told where it answers."""
    other = stage.new_group(-1001000000077)
    other.readmit_bot(STRANGER)
    other.say(STRANGER, "/balas halo", None)
    await stage.settle()

    assert stage.office.say("group") in other.texts()
    assert stage.rows("SELECT count(*) FROM officer_updates") == [(0,)]


async def test_a_deleted_conversation_has_no_topic_any_more(stage: Stage) -> None:
    """Who has their conversation deleted leaves nothing in a group either."""
    await stage.ask_for_officer()
    with stage.office.database.write() as session:
        session.execute(
            text("UPDATE conversations SET address = 'forgotten-1' WHERE address = '5'")
        )
    await stage.later(seconds=5)
    await stage.later(seconds=61)

    assert stage.group.topics() == {}
    assert stage.rows("SELECT count(*) FROM forum_messages") == [(0,)]
