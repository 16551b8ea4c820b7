"""The queue as officers see it."""

import re
from datetime import timedelta

from tests.desk.desk_harness import DeskHarness


def tickets_in(page: str) -> list[str]:
    """Return the tickets of a page in the order shown."""
    return re.findall(r'href="/escalations/([^"]+)"', page)


async def test_own_unit_comes_first_and_the_longest_wait_on_top(desk: DeskHarness) -> None:
    """Officers work from the top; nobody's citizen may be overlooked."""
    officer = await desk.officer("sari", unit="ppid")
    await desk.officer("budi", unit="humas")
    other = desk.escalation("humas", "1")
    desk.now += timedelta(minutes=5)
    older = desk.escalation("ppid", "2")
    desk.now += timedelta(minutes=5)
    newer = desk.escalation("ppid", "3")

    page = await officer.text("/")

    assert tickets_in(page) == [older, newer]
    assert page.index("Unit Anda") < page.index(older) < page.index("Unit lain")
    assert other not in page
    assert "1 percakapan, paling lama 10 menit" in page[page.index("Unit lain") :]


async def test_row_says_unit_channel_wait_and_state(desk: DeskHarness) -> None:
    """An officer chooses by these, without opening each conversation."""
    officer = await desk.officer("sari", unit="ppid")
    desk.escalation("ppid", channel="web")
    desk.now += timedelta(minutes=12)

    page = await officer.text("/")

    assert "Pejabat Pengelola Informasi dan Dokumentasi (PPID)" in page
    assert "Obrolan web" in page
    assert "menunggu 12 menit" in page
    assert "24 Nov 2026 14.05 WIB" in page
    assert "Belum ada petugas" in page


async def test_held_escalation_names_its_officer(desk: DeskHarness) -> None:
    """Colleagues see who is on it, and the officer sees what is theirs."""
    budi, sari = await desk.officer("budi", "Budi Santoso"), await desk.officer("sari")
    ticket = desk.escalation()
    await budi.post(f"/escalations/{ticket}/claim")

    assert "Ditangani <bdi>Budi Santoso</bdi>" in await sari.text("/")
    assert "<strong>Anda</strong> yang menangani" in await budi.text("/")


async def test_unanswered_citizen_of_mine_comes_to_the_top(desk: DeskHarness) -> None:
    """A citizen who answered the officer must not wait unseen behind newer tickets."""
    officer = await desk.officer("sari")
    waiting = desk.escalation(address="1")
    desk.now += timedelta(minutes=1)
    desk.citizen_writes("Halo", "2")
    mine = desk.escalation(address="2")
    await officer.post(f"/escalations/{mine}/reply", text="Selamat pagi")
    answered = await officer.text("/")
    desk.now += timedelta(minutes=1)
    desk.citizen_writes("Terima kasih, satu lagi", "2")

    page = await officer.text("/")

    assert tickets_in(answered) == [waiting, mine]
    assert tickets_in(page) == [mine, waiting]
    assert "Pesan belum dijawab" in page
    assert "Pesan belum dijawab" not in answered


async def test_empty_queue_says_so(desk: DeskHarness) -> None:
    """An empty page would look like a broken one."""
    officer = await desk.officer("sari")

    page = await officer.text("/")

    assert "Tidak ada percakapan untuk unit Anda." in page
    assert "Tidak ada percakapan untuk unit lain." in page


async def test_closed_escalation_leaves_the_queue(desk: DeskHarness) -> None:
    """The queue is what is left to do."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    await officer.post(f"/escalations/{ticket}/claim")
    await officer.post(f"/escalations/{ticket}/close")

    assert tickets_in(await officer.text("/")) == []


async def test_officers_name_cannot_carry_markup(desk: DeskHarness) -> None:
    """A name is text, whoever typed it into the officers' list."""
    sari = await desk.officer("sari", "<img src=x onerror=alert(1)>")
    ticket = desk.escalation()
    await sari.post(f"/escalations/{ticket}/claim")
    budi = await desk.officer("budi")

    pages = [await sari.get("/"), await budi.get("/"), await budi.get(f"/escalations/{ticket}")]

    for page in pages:
        assert "<img src=x" not in page.text
        assert "&lt;img src=x" in page.text


async def test_an_unchanged_page_is_not_sent_again(desk: DeskHarness) -> None:
    """Each officer's browser asks every five seconds, also over a regional office's slow line."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    for path in ("/", f"/escalations/{ticket}"):
        first = await officer.get(path)
        known = {"If-None-Match": first.headers["etag"]}

        again = await officer.client.get(path, headers=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["cache-control"] == "no-store"

    await officer.post(f"/escalations/{ticket}/claim")
    assert (await officer.client.get(path, headers=known)).status_code == 200
