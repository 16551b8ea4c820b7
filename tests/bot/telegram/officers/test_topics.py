"""Topics and groups that are closed, deleted, moved or gone: nothing of a citizen is lost."""

import pytest

from service.forum.tables import ForumGroup
from tests.bot.harness import ANSWER, ESCALATION
from tests.bot.telegram.officers.harness import CITIZEN, OTHER, RINI, Stage


async def test_a_deleted_topic_is_made_anew_with_the_last_messages(any_stage: Stage) -> None:
    """The ticket, its holder and both of the messages are there, and once."""
    stage = any_stage
    ticket = await stage.ask_for_officer()
    stage.group.press(RINI, "Ambil")
    await stage.settle()
    old = stage.topic()
    stage.group.delete_topic(old)
    stage.api.say(CITIZEN, "pesan pertama")
    await stage.settle()
    stage.api.say(CITIZEN, "pesan kedua")
    await stage.later(seconds=5)
    await stage.later(seconds=5)

    assert stage.topic() != old
    assert stage.head() == f"🔵 {ticket} · Ditangani Rini"
    texts = stage.texts()
    for words in ("Berapa lama", "mau bicara", "pesan pertama", "pesan kedua"):
        assert sum(f"Warga: {words}" in text for text in texts) == 1, texts
    assert texts.index("💬 Warga: pesan pertama") < texts.index("💬 Warga: pesan kedua")


async def test_an_answer_in_the_new_topic_goes_out(stage: Stage) -> None:
    """The old numbers mean nothing there."""
    await stage.ask_for_officer()
    stage.group.delete_topic(stage.topic())
    stage.api.say(CITIZEN, "halo?")
    await stage.settle()
    await stage.later(seconds=5)

    asked = stage.relayed("halo?")["message_id"]
    stage.group.say(RINI, "kami di sini", stage.topic(), asked)
    await stage.settle()

    assert "kami di sini" in stage.read_by()


async def test_a_topic_closed_by_hand_is_opened_again_while_somebody_waits(stage: Stage) -> None:
    """An officer who closes a topic must not silence a citizen; they are told how to close."""
    await stage.ask_for_officer()
    stage.group.close_topic(RINI, stage.topic())
    stage.api.say(CITIZEN, "masih di sana?")
    await stage.settle()

    assert any("/tutup" in text for text in stage.texts())
    assert "💬 Warga: masih di sana?" in stage.texts()
    assert stage.group.group.topics[stage.topic()].is_closed is False


async def test_one_citizen_has_one_topic_for_all_their_tickets(stage: Stage) -> None:
    """Fewer topics, and the history for free."""
    first = await stage.ask_for_officer()
    stage.group.say(RINI, "/balas sudah dijawab", stage.topic())
    stage.group.say(RINI, "/tutup terjawab", stage.topic())
    await stage.settle()
    await stage.later(days=8)
    stage.api.say(CITIZEN, "mau bicara dengan petugas lagi")
    await stage.settle()
    await stage.later(seconds=5)

    heads = [t.splitlines()[0] for t in stage.texts() if "Unit: " in t]
    assert len(stage.group.topics()) == 1
    assert heads[0].startswith(f"⚫ {first}")
    assert heads[1].startswith("🟡 ")


async def test_what_the_bot_says_between_two_tickets_is_nobodys_business(stage: Stage) -> None:
    """An officer sees a ticket's window, not the citizen's life."""
    await stage.ask_for_officer()
    stage.group.say(RINI, "/tutup lain", stage.topic())
    stage.group.say(RINI, "/ambil", stage.topic())
    stage.group.say(RINI, "/tutup lain", stage.topic())
    await stage.settle()
    stage.office.assistant.replies = (ANSWER,)
    stage.api.say(CITIZEN, "RAHASIA di antara dua tiket")
    await stage.settle()
    await stage.later(seconds=5)

    assert not any("RAHASIA" in text for text in stage.texts())


async def test_topics_are_made_one_by_one(stage: Stage) -> None:
    """Bots that made them in bursts have been banned."""
    for citizen in (CITIZEN, OTHER, 8, 9):
        stage.api.say(citizen, "mau bicara dengan petugas")
    await stage.settle(2)
    stage.office.assistant.replies = (ESCALATION,)
    for citizen in (CITIZEN, OTHER, 8, 9):
        stage.api.say(citizen, "petugas")
    await stage.settle()
    assert len(stage.group.topics()) == 1

    for _ in range(4):
        await stage.later(seconds=5)

    assert len(stage.group.topics()) == 4
    assert stage.group.group.bursts == 0


async def test_a_group_that_moved_goes_on_under_its_new_number(stage: Stage) -> None:
    """Turning on topics makes a group a supergroup, with another number."""
    ticket = await stage.ask_for_officer()
    moved = stage.group.move(-1001000000009)
    stage.api.say(CITIZEN, "masih di sana?")
    await stage.settle()
    for _ in range(3):
        await stage.later(seconds=5)

    texts = moved.texts(stage.topic(moved))
    assert any("masih di sana?" in text for text in texts)
    assert stage.card(moved)["text"].startswith(f"🟡 {ticket}")


@pytest.mark.parametrize("status", ["left", "kicked"])
async def test_when_the_bot_is_put_out_citizens_go_on(stage: Stage, status: str) -> None:
    """Officers work on the web; when the bot is back, what is open stands there."""
    ticket = await stage.ask_for_officer()
    stage.group.remove_bot(RINI, status)
    before = len(stage.read_by())
    stage.api.say(CITIZEN, "masih di sana?")
    await stage.settle()
    calls = len(stage.api.calls("sendMessage"))
    await stage.later(seconds=30)
    assert len(stage.read_by()) > before
    assert len(stage.api.calls("sendMessage")) == calls

    stage.group.readmit_bot(RINI)
    await stage.settle()
    await stage.later(seconds=61)

    assert "💬 Warga: masih di sana?" in stage.texts()
    assert stage.head().startswith(f"🟡 {ticket}")


async def test_a_missing_right_leaves_the_group_alone(stage: Stage) -> None:
    """All goes on on the web, and nothing is tried twenty times a minute."""
    stage.group.group.rights.discard("manage_topics")
    await stage.ask_for_officer()
    for _ in range(5):
        await stage.later(seconds=10)

    assert len(stage.api.calls("createForumTopic")) == 1
    assert stage.rows("SELECT count(*) FROM forum_groups WHERE gone_at IS NULL") == [(0,)]


async def test_a_deleted_card_is_shown_again_when_it_changes(stage: Stage) -> None:
    """Without a card nobody sees who holds it."""
    ticket = await stage.ask_for_officer()
    stage.group.delete(stage.card())
    stage.group.say(RINI, "/ambil", stage.topic())
    await stage.settle()
    await stage.later(seconds=5)

    assert stage.head() == f"🔵 {ticket} · Ditangani Rini"


async def test_nothing_is_lost_in_a_restart(any_stage: Stage) -> None:
    """What an officer did is on disk before it is confirmed, what is shown before it is sent."""
    stage = any_stage
    await stage.ask_for_officer()
    stage.group.say(RINI, "/balas halo", stage.topic())
    stage.api.say(CITIZEN, "sebelum berhenti")
    await stage.receive()
    await stage.restart()
    await stage.office.inbox.step()
    await stage.restart()
    await stage.settle()
    await stage.later(seconds=5)

    assert "halo" in stage.read_by()
    assert sum("sebelum berhenti" in text for text in stage.texts()) == 1


async def test_without_a_group_nothing_is_asked_of_telegram(stage: Stage) -> None:
    """Most installations begin without one."""
    with stage.office.database.write() as session:
        session.query(ForumGroup).delete()
    await stage.ask_for_officer()
    await stage.later(seconds=5)

    assert stage.api.calls("createForumTopic") == []
    assert stage.group.topics() == {}


async def test_a_change_of_a_message_that_is_gone_jams_nothing(stage: Stage) -> None:
    """Tried for ever it would take the group's twenty a minute from everybody."""
    await stage.ask_for_officer()
    stage.api.say(CITIZEN, "kata lama")
    await stage.settle()
    stage.group.delete(stage.relayed("kata lama"))
    stage.api.edit(CITIZEN, "kata baru")
    await stage.settle()
    await stage.later(seconds=30)
    stage.api.say(CITIZEN, "masih di sana?")
    await stage.settle()

    assert stage.rows("SELECT count(*) FROM forum_messages WHERE state = 'queued'") == [(0,)]
    assert any("kata baru" in text for text in stage.texts())
    assert any("masih di sana?" in text for text in stage.texts())


async def test_a_topic_that_is_gone_takes_all_its_numbers_along(stage: Stage) -> None:
    """What an older message changes into is not looked for where nothing is any more."""
    await stage.ask_for_officer()
    for number in range(12):
        stage.api.say(CITIZEN, f"nomor {number}")
    await stage.settle()
    stage.group.delete_topic(stage.topic())
    stage.api.say(CITIZEN, "halo?")
    for _ in range(5):
        await stage.later(seconds=20)

    gone = "SELECT count(*) FROM forum_messages WHERE number IS NOT NULL AND kind = 'words'"
    stands = sum(text.count("💬 Warga: ") for text in stage.texts())
    assert stage.rows(gone) == [(stands,)]
