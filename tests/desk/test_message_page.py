"""The page on which an officer changes, or takes back, what they sent."""

import re

import pytest

from service.outbox.changes import finish_change, next_change
from service.outbox.queue import messages_after
from tests.desk.desk_harness import Browser, DeskHarness

FORMER = "Kantor kami di lantai tujuh."
NEWER = "Kantor kami di lantai delapan."


async def answered(desk: DeskHarness, channel: str = "telegram") -> tuple[Browser, str, str]:
    """Let an officer send an answer that arrived; return browser, ticket's page, answer's page."""
    officer = await desk.officer("sari", "Sari Dewi")
    ticket = desk.escalation(channel=channel)
    page = f"/escalations/{ticket}"
    await officer.post(f"{page}/reply", text=FORMER)
    for _ in range(2):
        if channel == "telegram":
            desk.delivered(desk.send_next().id)
    if channel == "web":
        read_web(desk, ticket)
    found = re.search(r'href="(/escalations/[^"]+/messages/\d+)"', await officer.text(page))
    assert found
    return officer, page, found[1]


def read_web(desk: DeskHarness, ticket: str) -> list[str]:
    """Let the citizen read on the web, and return what they read."""
    with desk.database.write() as session:
        talk = desk.read(ticket).conversation_id
        return [m.text for m in messages_after(session, talk, 0, desk.clock())]


async def test_an_answer_is_changed_and_its_former_words_stay_in_the_ticket(
    desk: DeskHarness,
) -> None:
    """With who and when: a colleague must see what the citizen was told first."""
    officer, page, message = await answered(desk, "web")

    told = await officer.post(f"{message}/change", page, text=NEWER)

    shown = await officer.text(page)
    assert told.headers["location"] == f"{page}?info=changed"
    assert read_web(desk, page.split("/")[-1])[-1] == NEWER
    assert NEWER in shown
    assert "(diubah) Isi sebelumnya" in shown
    assert FORMER in shown
    assert "Sampai diubah oleh <bdi>Sari Dewi</bdi>" in shown


async def test_what_telegram_refuses_is_said_under_the_answer(desk: DeskHarness) -> None:
    """An officer who believes that the citizen reads the newer words helps nobody."""
    officer, page, message = await answered(desk)
    told = await officer.post(f"{message}/change", page, text=NEWER)
    waiting = await officer.text(page)
    with desk.database.write() as session:
        change = next_change(session, desk.clock())
        assert change is not None
        finish_change(session, change, is_made=False)

    refused = await officer.text(page)

    assert told.headers["location"].endswith("info=changed_queued")
    assert "perubahannya sedang dikirim ke Telegram" in waiting
    assert "Telegram menolak perubahannya; warga tetap membaca isi di atas" in refused
    assert re.search(rf'<p class="words" dir="auto">{FORMER}</p>', refused)
    assert "Perubahan yang ditolak" in refused
    assert NEWER in refused
    assert "Isi sebelumnya" not in refused


async def test_an_answer_is_withdrawn(desk: DeskHarness) -> None:
    """The citizen reads no word of it; the ticket keeps it."""
    officer, page, message = await answered(desk, "web")

    told = await officer.post(f"{message}/withdraw", page)

    shown = await officer.text(page)
    assert told.headers["location"] == f"{page}?info=withdrawn"
    assert FORMER not in read_web(desk, page.split("/")[-1])
    assert "Riwayat balasan yang ditarik" in shown
    assert FORMER in shown
    assert "sudah ditarik" in await officer.text(message)


async def test_what_can_no_longer_be_withdrawn_is_said_beforehand(desk: DeskHarness) -> None:
    """Telegram deletes nothing after two days; a form that comes late is refused as well."""
    officer, page, message = await answered(desk)
    token = await officer.token(page)
    desk.now = desk.now.replace(day=desk.now.day + 3)
    await officer.log_in("sari")
    token = await officer.token(page) or token

    shown = await officer.text(message)
    late = await officer.post(f"{message}/withdraw", page, csrf=token)

    assert "tidak dapat ditarik lagi" in shown
    assert "Tarik balasan</button>" not in shown
    assert late.status_code == 422
    assert "hanya mengizinkannya dalam 48 jam" in late.text


@pytest.mark.parametrize(
    ("text", "problem"),
    [(" ", "masih kosong"), ("x" * 4001, "4.000 karakter"), ("Saya {petugas}", "kurung kurawal")],
)
async def test_what_cannot_be_sent_changes_nothing(
    desk: DeskHarness, text: str, problem: str
) -> None:
    """And stays on the page."""
    officer, page, message = await answered(desk, "web")

    answer = await officer.post(f"{message}/change", page, text=text)

    assert answer.status_code == 422
    assert problem in answer.text
    assert text in answer.text
    assert read_web(desk, page.split("/")[-1])[-1] == FORMER


async def test_personal_data_in_a_change_is_asked_about(desk: DeskHarness) -> None:
    """As in an answer: nothing is stored before its officer decided."""
    officer, page, message = await answered(desk, "web")
    asked = await officer.post(f"{message}/change", page, text="NIK Anda 3174012345678901")
    before = read_web(desk, page.split("/")[-1])[-1]

    await officer.post(
        f"{message}/change", page, text="NIK Anda 3174012345678901", personal="hide"
    )

    assert "Perubahan ini belum terkirim" in asked.text
    assert before == FORMER
    assert "3174012345678901" not in read_web(desk, page.split("/")[-1])[-1]


async def test_a_colleague_changes_nothing_and_keeps_their_words(desk: DeskHarness) -> None:
    """Also with a form that was opened while the ticket was theirs."""
    officer, page, message = await answered(desk, "web")
    other = await desk.officer("budi", "Budi Santoso")
    tried = await other.post(f"{message}/change", page, text="Kata-kata Budi")
    taken = await other.post(f"{message}/withdraw", page)
    await officer.post(f"{page}/release", page)
    released = await officer.post(f"{message}/change", page, text=NEWER)

    assert [a.status_code for a in (tried, taken, released)] == [409, 409, 409]
    assert "Kata-kata Budi" in tried.text
    assert NEWER in released.text
    assert "Hanya petugas yang mengirim balasan itu" in tried.text
    assert f'href="{message}"' not in await other.text(page)
    assert read_web(desk, page.split("/")[-1])[-1] == FORMER


async def test_numbers_that_are_no_answer_are_refused(desk: DeskHarness) -> None:
    """What the bot or the system said is nobody's to change."""
    officer, page, _ = await answered(desk, "web")
    for number in (1, 99_999):
        tried = await officer.post(f"{page}/messages/{number}/change", page, text="Lain")
        assert tried.status_code == 409
    assert "Lain" not in read_web(desk, page.split("/")[-1])


async def test_markup_in_what_was_said_before_is_text(desk: DeskHarness) -> None:
    """History is read by colleagues and supervisors."""
    officer, page, message = await answered(desk, "web")
    for text in ("<script>alert(1)</script>", "</textarea><b>tebal</b>", "biasa"):
        await officer.post(f"{message}/change", page, text=text)

    for shown in ((await officer.get(page)).text, (await officer.get(message)).text):
        assert "<script>alert" not in shown
        assert "<b>tebal" not in shown
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
