"""Two officers in one group: one holds the ticket, and both always know who."""

import asyncio
import threading

import pytest
from sqlalchemy import text

from bot.telegram.officers.desk import LEASE
from service.forum.handling import handle_next
from service.storage.leases import LEASE_SECONDS, take_lease
from tests.bot.harness import until
from tests.bot.telegram.harness import running
from tests.bot.telegram.officers.harness import (
    BIMA,
    CITIZEN,
    PPID_GROUP,
    RINI,
    STRANGER,
    Stage,
)


def answers(stage: Stage) -> list[str]:
    """Return what presses were answered with for a moment."""
    return list(stage.api.queries.answers.values())


async def test_the_second_to_press_reads_who_has_it_each_time(any_stage: Stage) -> None:
    """One holder, on the card as in the row; nothing spins; the citizen is told once."""
    ticket = await any_stage.ask_for_officer()
    any_stage.group.press(RINI, "Ambil")
    any_stage.group.press(BIMA, "Ambil")
    await any_stage.settle()
    any_stage.group.press_data(BIMA, f"d:ambil:{ticket}", any_stage.card())
    await any_stage.settle()
    await any_stage.later(seconds=4)

    assert answers(any_stage) == [
        f"{ticket} sekarang Anda pegang. Warga sudah diberi tahu.",
        f"{ticket} sudah dipegang Rini.",
        f"{ticket} sudah dipegang Rini.",
    ]
    assert any_stage.head() == f"🔵 {ticket} · Ditangani Rini"
    assert sum("ditangani petugas" in text for text in any_stage.read_by()) == 1


async def test_the_same_press_delivered_twice_is_one_act(stage: Stage) -> None:
    """Telegram repeats what was not confirmed, also across a restart."""
    ticket = await stage.ask_for_officer()
    stage.group.press(RINI, "Ambil")
    (pressed,) = stage.api.waiting()
    await stage.settle()
    await stage.restart()
    stage.api.push(pressed)
    await stage.settle()

    assert stage.events(ticket).count("claimed") == 1
    assert stage.rows("SELECT count(*) FROM officer_updates WHERE kind = 'press'") == [(1,)]


async def test_two_answers_at_once_each_go_out_or_are_refused_aloud(any_stage: Stage) -> None:
    """No answer is lost in silence, and history names the right writer."""
    ticket = await any_stage.ask_for_officer()
    topic, asked = any_stage.topic(), any_stage.relayed("mau bicara")["message_id"]
    first = any_stage.group.say(RINI, "dari Rini", topic, asked)
    second = any_stage.group.say(BIMA, "dari Bima", topic, asked)
    await any_stage.settle()

    assert any_stage.read_by()[-1] == "dari Rini"
    assert any_stage.reaction(first) == "👌"
    assert any_stage.reaction(second) == ""
    refusal = any_stage.relayed("sudah dipegang Rini")
    assert refusal["reply_to_message"]["message_id"] == second["message_id"]
    assert any_stage.events(ticket).count("answered") == 1


async def test_who_is_not_linked_does_nothing_and_is_told(stage: Stage) -> None:
    """A name proves nothing in Telegram."""
    ticket = await stage.ask_for_officer()
    stage.group.press(STRANGER, "Ambil")
    stage.group.say(STRANGER, "halo", stage.topic(), stage.relayed("mau bicara")["message_id"])
    await stage.settle()

    assert "belum tertaut" in answers(stage)[0]
    assert "belum tertaut" in stage.texts()[-1]
    assert stage.events(ticket) == ["opened"]


async def test_who_is_disabled_is_refused_at_once(stage: Stage) -> None:
    """Their phone still has the group."""
    ticket = await stage.ask_for_officer()
    stage.disable("Rini")
    stage.group.press(RINI, "Ambil")
    stage.group.say(RINI, "/balas halo", stage.topic())
    await stage.settle()

    assert "dinonaktifkan" in answers(stage)[0]
    assert "dinonaktifkan" in stage.texts()[-1]
    assert stage.events(ticket) == ["opened"]


@pytest.mark.parametrize("how", ["leave", "remove", "leave_restricted"])
async def test_who_left_the_group_acts_no_more_and_is_told(stage: Stage, how: str) -> None:
    """Back in the group they need a new code."""
    ticket = await stage.ask_for_officer()
    getattr(stage.group, how)(RINI)
    await stage.settle()
    stage.group.join(RINI)
    stage.group.press(RINI, "Ambil")
    await stage.settle()

    assert "diputus" in stage.read_by(RINI)[-1]
    assert "belum tertaut" in answers(stage)[0]
    assert stage.events(ticket) == ["opened"]


async def test_an_officer_of_another_unit_is_refused_and_it_is_recorded(stage: Stage) -> None:
    """Being in the group by accident gives nobody a right."""
    stage.officer("Candra", 73, unit="ppid")
    ticket = await stage.ask_for_officer()
    stage.group.press(73, "Ambil")
    await stage.settle()

    assert "unit lain" in answers(stage)[0]
    assert stage.events(ticket) == ["opened", "refused"]


async def test_a_moved_ticket_is_answered_only_at_its_new_place(any_stage: Stage) -> None:
    """The new unit sees it with the reason; the old place refuses and says where it is."""
    stage = any_stage
    ppid = stage.new_group(PPID_GROUP)
    stage.link("ppid", PPID_GROUP)
    stage.officer("Candra", 73, unit="ppid")
    ticket = await stage.ask_for_officer()
    topic, asked = stage.topic(), stage.relayed("mau bicara")["message_id"]
    stage.group.say(RINI, "/ambil", topic)
    stage.group.say(RINI, "/alih ppid RAHASIA urusan permohonan", topic)
    stage.api.say(CITIZEN, "satu lagi")
    stage.group.say(RINI, "jawaban lama", topic, asked)
    await stage.settle()
    await stage.later(seconds=5)

    told = [text for text in stage.read_by() if "PPID" in text]
    assert len(told) == 1
    assert not any("RAHASIA" in text or text == "jawaban lama" for text in stage.read_by())
    assert stage.head() == (
        f"➡️ {ticket} · Dipindahkan ke Pejabat Pengelola Informasi dan Dokumentasi (PPID)"
    )
    assert any("Jawaban dari sini tidak dikirim" in text for text in stage.texts())
    new = [text for text in ppid.texts(stage.topic(ppid)) if text]
    assert any("RAHASIA urusan permohonan" in text for text in new)
    assert sum("satu lagi" in text for text in new) == 1
    assert any("Warga: Berapa lama" in text for text in new)
    assert stage.card(ppid)["text"].startswith(f"🟡 {ticket}")


async def test_two_processes_that_meet_at_an_act_do_it_once(any_stage: Stage) -> None:
    """The lease may be lost in the middle of an act: the second waits, and finds it done."""
    stage = any_stage
    ticket = await stage.ask_for_officer()
    stage.group.say(RINI, "/balas satu", stage.topic())
    stage.group.say(RINI, "/balas dua", stage.topic())
    await stage.receive()
    is_done, may_commit = threading.Event(), threading.Event()

    def do_next(*, is_slow: bool) -> None:
        with stage.office.database.write() as session:
            handle_next(session, stage.means, stage.office.clock())
            is_done.set()
            assert not is_slow or may_commit.wait(10)

    first = asyncio.create_task(asyncio.to_thread(do_next, is_slow=True))
    await asyncio.to_thread(is_done.wait, 10)
    second = asyncio.create_task(asyncio.to_thread(do_next, is_slow=False))
    await asyncio.wait({second}, timeout=0.5)
    may_commit.set()
    await asyncio.gather(first, second)
    await stage.settle()

    assert [text for text in stage.read_by() if text in ("satu", "dua")] == ["satu", "dua"]
    assert stage.events(ticket).count("answered") == 2


async def test_a_process_without_the_lease_does_nothing_until_it_is_free(stage: Stage) -> None:
    """Two that show in one group would send everything twice."""
    ticket = await stage.ask_for_officer()
    stage.group.say(RINI, "/ambil", stage.topic())
    await stage.receive()
    with stage.office.database.write() as session:
        take_lease(session, LEASE, "another gateway", stage.office.clock())
    async with running(stage.desk.run()):
        await asyncio.sleep(0.3)
        assert stage.events(ticket) == ["opened"]
    stage.office.clock.advance(seconds=LEASE_SECONDS + 1)
    async with running(stage.desk.run()):
        await until(lambda: "claimed" in stage.events(ticket))


@pytest.mark.parametrize("order", ["edit", "/tarik"])
async def test_who_left_the_unit_changes_nothing_there_any_more(stage: Stage, order: str) -> None:
    """A phone still has the message; the ticket is no longer theirs to reach."""
    ticket = await stage.ask_for_officer()
    said = stage.group.say(RINI, "/balas satu", stage.topic())
    await stage.settle()
    with stage.office.database.write() as session:
        session.execute(text("UPDATE officers SET unit = 'ppid' WHERE username = 'rini'"))
    if order == "edit":
        stage.group.edit(said, "/balas dua")
    else:
        stage.group.say(RINI, order, stage.topic(), said["message_id"])
    await stage.settle()

    assert stage.read_by()[-1] == "satu"
    assert "unit lain" in stage.texts()[-1]
    assert stage.events(ticket)[-1] == "refused"


async def test_the_card_tells_until_when(stage: Stage) -> None:
    """Whoever does not see when an answer is due is late with it."""
    ticket = await stage.ask_for_officer()
    (deadline,) = stage.rows("SELECT deadline_at FROM escalations WHERE ticket = :t", t=ticket)[0]

    assert deadline is not None
    assert "Batas jawab: " in stage.card()["text"]


async def test_who_was_closed_for_spam_reads_of_no_button(stage: Stage) -> None:
    """Words that point to a button which is not there make people look for it."""
    ticket = await stage.ask_for_officer()
    stage.group.say(RINI, "/ambil", stage.topic())
    await stage.settle()
    stage.group.say(RINI, "/tutup spam", stage.topic())
    await stage.settle()
    await stage.later(seconds=4)

    assert stage.read_by()[-1] == stage.office.say("officer_closed_spam", ticket=ticket)
