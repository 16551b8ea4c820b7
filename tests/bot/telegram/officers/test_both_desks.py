"""What officers do at the web desk, as the group and the citizen see it; played over HTTP."""

from collections.abc import AsyncIterator

import pytest

from service.escalations.opening import escalations_of
from service.outcomes import Role
from tests.bot.telegram.officers.both_desks import BothDesks, both_desks
from tests.bot.telegram.officers.harness import BIMA, CITIZEN, OTHER, RINI, Stage
from tests.desk.desk_harness import Browser

TENTH = 8  # a third citizen


@pytest.fixture
async def desks(stage: Stage) -> AsyncIterator[BothDesks]:
    """Both, with their browsers closed at the end."""
    made = both_desks(stage)
    yield made
    await made.close()


async def act(browser: Browser, ticket: str, name: str, **fields: str) -> None:
    """Send a form of a ticket's page; it must be taken."""
    page = f"/escalations/{ticket}"
    assert (await browser.post(f"{page}/{name}", page, **fields)).status_code == 303, name


async def split_in_two(stage: Stage, officer: Browser) -> tuple[str, str]:
    """Let an officer take a citizen's ticket and part it; return both."""
    ticket = await stage.ask_for_officer()
    await act(officer, ticket, "claim")
    await act(officer, ticket, "split", unit="humas", text="soal kedua")
    return ticket, newest(stage)


async def test_a_case_given_at_the_web_desk_is_the_others_in_the_group(desks: BothDesks) -> None:
    """Both must read the same holder, and only the new one may answer."""
    stage, rini = desks.stage, await desks.browser("Rini")
    ticket = await stage.ask_for_officer()
    stage.group.press(RINI, "Ambil")
    await stage.settle()
    await act(rini, ticket, "assign", officer=str(stage.ids["Bima"]))
    await stage.later(seconds=6)
    told = stage.texts()[-1]
    stage.group.say(RINI, "/balas dari Rini", stage.topic())
    stage.group.say(BIMA, "/balas dari Bima", stage.topic())
    await stage.later(seconds=6)

    assert told == f"🔔 Bima: {ticket} diserahkan kepada Anda."
    assert stage.head() == f"🔵 {ticket} · Ditangani Bima"
    assert f"{ticket} sudah dipegang Bima." in stage.texts()
    assert stage.read_by()[-1] == "dari Bima"
    assert "dari Rini" not in stage.read_by()


async def test_a_block_is_told_with_its_end_and_so_is_its_lifting(desks: BothDesks) -> None:
    """Who was kept out, and is let in again, has no other way to know."""
    stage, rini = desks.stage, await desks.browser("Rini")
    bima = await desks.browser("Bima", Role.SUPERVISOR)
    ticket = await stage.ask_for_officer()
    await act(rini, ticket, "claim")
    await act(rini, ticket, "block", days="7", reason="abuse")
    await stage.later(seconds=6)
    blocked = stage.read_by()[-1]
    stage.api.say(CITIZEN, "mau bicara dengan petugas")
    await stage.later(seconds=4)
    refused, head = stage.read_by()[-1], stage.head()
    await act(bima, ticket, "unblock")
    await stage.settle()
    lifted = stage.read_by()[-1]
    stage.api.say(CITIZEN, "mau bicara dengan petugas")
    await stage.later(seconds=4)

    assert "sampai 1 Desember 2026 pukul 10.00 WIB" in blocked
    assert "tidak dapat kami terima sampai 1 Desember 2026" in refused
    assert head == f"⚫ {ticket} · Selesai, ditutup Rini"
    assert "dapat kembali meminta petugas" in lifted
    assert "diteruskan kepada petugas" in stage.read_by()[-1]


async def test_a_block_ends_by_itself(desks: BothDesks) -> None:
    """Its end was told, and nobody has to remember it."""
    stage, rini = desks.stage, await desks.browser("Rini")
    ticket = await stage.ask_for_officer()
    await act(rini, ticket, "claim")
    await act(rini, ticket, "block", days="1", reason="spam")
    await stage.later(hours=25)
    stage.api.say(CITIZEN, "mau bicara dengan petugas")
    await stage.later(seconds=4)

    assert "diteruskan kepada petugas" in stage.read_by()[-1]


async def test_many_are_closed_at_once_and_what_a_colleague_holds_stays(desks: BothDesks) -> None:
    """One press for a wave of the same question must take nothing out of anybody's hands."""
    stage, rini = desks.stage, await desks.browser("Rini")
    tickets = [await stage.ask_for_officer()]
    for citizen in (OTHER, TENTH):
        stage.api.say(citizen, "mau bicara dengan petugas")
        await stage.later(minutes=1)
        found = stage.office.ticket(str(citizen))
        assert found is not None
        tickets.append(found.ticket)
    first, second, held = tickets
    stage.group.say(BIMA, "/ambil", max(stage.group.topics()))
    await stage.settle()
    await act(rini, first, "claim")
    await act(rini, second, "claim")
    chosen = {f"ticket-{ticket}": "on" for ticket in tickets}
    page = await rini.post("/selection/close", "/selection", reason="referred", **chosen)
    await stage.later(minutes=2)

    heads = [text.splitlines()[0] for topic in stage.group.topics()
             for text in stage.group.texts(topic) if "\nUnit: " in text]  # fmt: skip
    assert page.status_code == 200
    assert held in page.text
    assert heads == [
        f"⚫ {first} · Selesai, ditutup Rini",
        f"⚫ {second} · Selesai, ditutup Rini",
        f"🔵 {held} · Ditangani Bima",
    ]
    assert all("Petugas menutup tiket" in stage.read_by(one)[-1] for one in (CITIZEN, OTHER))
    assert "menutup" not in stage.read_by(TENTH)[-1]


async def test_a_split_a_merge_and_its_undo_are_told_to_the_citizen(desks: BothDesks) -> None:
    """They have both numbers, and must not read "selesai" of what is still to be answered."""
    stage, rini = desks.stage, await desks.browser("Rini")
    ticket, made = await split_in_two(stage, rini)
    await stage.later(seconds=6)
    split = stage.read_by()[-1]
    await act(rini, made, "merge", into=ticket)
    await stage.later(seconds=6)
    merged, heads = stage.read_by()[-1], cards(stage)
    stage.api.say(CITIZEN, f"status {made}")
    await stage.later(seconds=4)
    state = stage.read_by()[-1]
    await act(rini, made, "unmerge")
    await stage.later(seconds=6)

    assert made in split
    assert merged.startswith(f"Tiket {made} kami gabungkan dengan tiket {ticket}.")
    assert f"⚫ {made} · Digabungkan dengan {ticket}" in heads
    assert state.startswith(f"Tiket {made}: digabungkan dengan tiket {ticket}. Tiket {ticket}: ")
    assert "selesai pada" not in state
    assert stage.read_by()[-1].startswith(f"Tiket {made} tidak jadi digabungkan.")
    assert f"⚪ {made} · Menunggu tiket sebelumnya selesai" in cards(stage)


async def test_a_merge_is_undone_for_ten_minutes_only(desks: BothDesks) -> None:
    """After that both were answered as one."""
    stage, rini = desks.stage, await desks.browser("Rini")
    ticket, made = await split_in_two(stage, rini)
    await act(rini, made, "merge", into=ticket)
    await stage.later(minutes=11)
    page = f"/escalations/{made}"

    assert (await rini.post(f"{page}/unmerge", page)).status_code == 409


async def test_a_contested_closing_is_the_supervisors_until_somebody_answers(
    desks: BothDesks,
) -> None:
    """Who says "belum selesai" is heard by more than the officer who closed it."""
    stage, bima = desks.stage, await desks.browser("Bima", Role.SUPERVISOR)
    ticket = await stage.ask_for_officer()
    stage.group.say(RINI, "/balas Silakan datang.", stage.topic())
    await stage.later(seconds=4)
    stage.group.say(RINI, "/tutup", stage.topic())
    await stage.later(seconds=6)
    stage.api.press_label(CITIZEN, "Belum selesai, buka lagi")
    await stage.later(seconds=6)
    queue = await bima.text("/")
    opened, card = stage.read_by()[-1], stage.card()["text"]
    stage.group.say(RINI, "/ambil", stage.topic())
    stage.group.say(RINI, "/tutup", stage.topic())
    await stage.later(seconds=6)
    refused = stage.texts()[-1]
    stage.group.say(RINI, "/tutup lain", stage.topic())
    await stage.later(seconds=6)

    assert opened.startswith(f"Tiket {ticket} kami buka lagi")
    assert "Dibuka kembali, kali ke-2" in card
    assert ticket in queue
    assert "🔔 Pengawas" in "\n".join(stage.texts())
    assert "Tulis alasannya: /tutup ALASAN" in refused
    assert "ditutup lagi tanpa jawaban petugas" in stage.texts()[-1]


async def test_a_rating_counts_once_for_the_round_that_it_was_asked_of(desks: BothDesks) -> None:
    """Who presses an old button judges the old answer; words are no rating."""
    stage = desks.stage
    ticket = await stage.ask_for_officer()
    stage.group.say(RINI, "/balas Silakan datang.", stage.topic())
    await stage.later(seconds=4)
    stage.group.say(RINI, "/tutup", stage.topic())
    await stage.later(seconds=6)
    stage.api.press_label(CITIZEN, "Belum selesai, buka lagi")
    await stage.later(seconds=6)
    stage.group.say(RINI, "/ambil", stage.topic())
    stage.group.say(RINI, "/tutup lain", stage.topic())
    await stage.later(seconds=6)
    stage.api.press_label(CITIZEN, "Petugas membantu")
    await stage.later(seconds=4)
    stage.api.press_label(CITIZEN, "Petugas kurang membantu")
    await stage.later(seconds=4)

    assert stage.rows("SELECT round, is_good FROM escalation_ratings") == [(1, 1)]
    assert "sudah kami terima" in stage.read_by()[-1]
    assert stage.events(ticket).count("rated") == 1


async def test_a_card_says_who_waits_and_not_that_an_answered_citizen_does(
    desks: BothDesks,
) -> None:
    """An officer who looks for whom to answer next reads the cards."""
    stage = desks.stage
    await stage.ask_for_officer()
    before = stage.card()["text"]
    stage.group.say(RINI, "/balas Silakan datang.", stage.topic())
    await stage.later(seconds=6)
    answered = stage.card()["text"]
    stage.api.say(CITIZEN, "jam berapa?")
    await stage.later(seconds=6)

    assert "Warga menunggu sejak 24 Nov 2026 10.00 WIB" in before
    assert "Warga menunggu" not in answered
    assert "Warga menunggu sejak" in stage.card()["text"]


async def test_a_history_tells_of_a_contact_and_offers_only_what_can_be_done(
    desks: BothDesks,
) -> None:
    """An event without words would leave the officer with "could not be carried out"."""
    stage = desks.stage
    await stage.ask_for_officer()
    stage.group.press(RINI, "Riwayat")
    await stage.settle()
    free = stage.group.messages(stage.topic())[-1]
    stage.group.say(RINI, "/ambil", stage.topic())
    await stage.later(seconds=4)
    stage.api.say(CITIZEN, "Hubungi saya di 0812-3456-7890 ya")
    await stage.later(seconds=4)
    stage.group.say(RINI, "/riwayat", stage.topic())
    await stage.later(seconds=4)
    held = stage.group.messages(stage.topic())[-1]

    assert "Warga menitipkan kontak" in held["text"]
    assert "0812" not in "\n".join(stage.texts())
    assert "reply_markup" not in held
    assert "Ambil" in str(free["reply_markup"])


def newest(stage: Stage) -> str:
    """Return the ticket that was made last."""
    with stage.office.database.read() as session:
        (number,) = stage.rows("SELECT id FROM conversations")[0]
        return escalations_of(session, number)[0].ticket


def cards(stage: Stage) -> list[str]:
    """Return the first lines of the topic's cards."""
    return [text.splitlines()[0] for text in stage.texts() if "\nUnit: " in text]
