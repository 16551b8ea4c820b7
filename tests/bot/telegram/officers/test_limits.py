"""Twenty messages a minute to a group: all arrive, once and in order, and citizens never wait."""

from service.escalations.notes import write_note
from tests.bot.telegram.officers.harness import CITIZEN, OTHER, RINI, Stage


def relayed(stage: Stage, count: int) -> list[int]:
    """Return the numbers of the citizen's messages, in the order in which they stand there."""
    lines = "\n".join(stage.texts()).splitlines()
    said = [line.removeprefix("💬 Warga: nomor ") for line in lines if "nomor" in line]
    return [int(number) for number in said if int(number) < count]


async def test_a_burst_arrives_whole_in_order_and_within_the_limit(any_stage: Stage) -> None:
    """Also across a restart in the middle."""
    stage = any_stage
    await stage.ask_for_officer()
    for number in range(60):
        stage.api.say(CITIZEN, f"nomor {number}")
    await stage.settle()
    await stage.restart()
    for _ in range(6):
        await stage.later(seconds=20)

    assert relayed(stage, 60) == list(range(60))
    assert stage.rows("SELECT count(*) FROM forum_messages WHERE state = 'failed'") == [(0,)]


async def test_a_crowded_group_holds_up_no_answer_to_a_citizen(stage: Stage) -> None:
    """The queue of the group is the officers' trouble, not theirs."""
    await stage.ask_for_officer()
    topic, asked = stage.topic(), stage.relayed("mau bicara")["message_id"]
    await stage.ask_for_officer(OTHER)
    for number in range(40):
        stage.api.say(OTHER, f"nomor {number} " + "panjang " * 90)
    await stage.settle()
    said = stage.group.say(RINI, "jawaban cepat", topic, asked)
    await stage.settle()

    assert "jawaban cepat" in stage.read_by()
    assert stage.reaction(said) == "👌"


async def test_telegrams_429_is_obeyed_and_nothing_is_lost(stage: Stage) -> None:
    """Who goes on is made to wait longer."""
    await stage.ask_for_officer()
    stage.api.fail_next("sendMessage", status=429, retry_after=30)
    stage.api.say(CITIZEN, "nomor 1")
    await stage.receive()
    await stage.office.inbox.step()
    await stage.desk.step()
    calls = len(stage.group_calls())
    stage.api.say(CITIZEN, "nomor 2")
    await stage.receive()
    await stage.office.inbox.step()
    await stage.desk.step()
    assert len(stage.group_calls()) == calls
    for _ in range(3):
        await stage.later(seconds=31)

    assert relayed(stage, 9) == [1, 2]


async def test_an_officer_is_answered_while_words_wait(stage: Stage) -> None:
    """A press must not look dead because a citizen writes a lot."""
    await stage.ask_for_officer()
    for number in range(40):
        stage.api.say(CITIZEN, f"nomor {number} " + "panjang " * 90)
    await stage.settle()
    stage.group.say(RINI, "/bantuan", stage.topic())
    await stage.settle()

    assert any(text.startswith("Perintah: ") for text in stage.texts())


async def test_one_that_telegram_refuses_holds_up_nobody(stage: Stage) -> None:
    """One poisonous message must not block its group."""
    await stage.ask_for_officer()
    stage.api.fail_next("sendMessage", status=400, description="Bad Request: strange")
    stage.api.say(CITIZEN, "nomor 1")
    await stage.receive()
    await stage.office.inbox.step()
    await stage.desk.step()
    await stage.ask_for_officer(OTHER)
    await stage.later(seconds=5)

    assert len(stage.group.topics()) == 2


async def test_a_card_is_edited_once_for_several_changes(stage: Stage) -> None:
    """Taken, put off and given back within a second is one edit, not three."""
    await stage.ask_for_officer()
    await stage.later(seconds=10)
    before = len(stage.api.calls("editMessageText"))
    for order in ("/ambil", "/tunda besok", "/lepas", "/ambil"):
        stage.group.say(RINI, order, stage.topic())
    await stage.settle()
    await stage.later(seconds=5)

    assert len(stage.api.calls("editMessageText")) - before == 1


async def test_in_a_crowd_a_colleagues_note_stands_by_itself(stage: Stage) -> None:
    """What replies to a note is talk; put together with a citizen's words it would go out."""
    ticket = await stage.ask_for_officer()
    for number in range(10):
        stage.api.say(CITIZEN, f"nomor {number}")
    await stage.receive()
    await stage.office.inbox.step()
    with stage.office.database.write() as session:
        now = stage.office.clock()
        write_note(session, ticket, stage.ids["Bima"], "RAHASIA antarpetugas", now)
    for number in range(10, 30):
        stage.api.say(CITIZEN, f"nomor {number}")
    for _ in range(4):
        await stage.later(seconds=20)

    note = stage.relayed("RAHASIA antarpetugas")
    assert note["text"] == "📝 Catatan Bima: RAHASIA antarpetugas"
    stage.group.say(RINI, "setuju, jangan kirim", stage.topic(), note["message_id"])
    await stage.settle()
    assert not any("setuju" in text for text in stage.read_by())


async def test_in_a_crowd_words_do_not_jump_over_a_file(stage: Stage) -> None:
    """ "Ini suratnya" and "yang ini salah" mean something by where they stand."""
    await stage.ask_for_officer()
    for number in range(20):
        stage.api.say(CITIZEN, f"nomor {number}")
    stage.api.send(CITIZEN, "document", caption="suratnya")
    for number in range(20, 40):
        stage.api.say(CITIZEN, f"nomor {number}")
    await stage.settle()
    for _ in range(6):
        await stage.later(seconds=20)

    seen = stage.group.messages(stage.topic())
    place = next(n for n, message in enumerate(seen) if "document" in message)
    before = "\n".join(str(m.get("text")) for m in seen[:place])
    assert "nomor 19" in before
    assert "nomor 20" not in before
