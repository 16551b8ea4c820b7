"""Personal data in an officer's answer: warned of before it is stored, without JavaScript."""

import re
from html import unescape

from tests.desk.desk_harness import DeskHarness

TYPED = "Apakah nomor Anda 081234567890?"


async def test_the_warning_keeps_the_text_and_stores_nothing(desk: DeskHarness) -> None:
    """The officer's work must not be lost, and the number not be kept."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()

    answer = await officer.post(f"/escalations/{ticket}/reply", text=TYPED)

    page = unescape(answer.text)
    assert answer.status_code == 422
    assert "Balasan ini belum terkirim: di dalamnya ada telepon." in page
    assert TYPED in page
    assert desk.replies(ticket) == []


async def test_hidden_reaches_the_outbox_hidden(desk: DeskHarness) -> None:
    """What is stored is what the citizen reads."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()

    await officer.post(f"/escalations/{ticket}/reply", text=TYPED, personal="hide")

    assert desk.replies(ticket)[-1].text == "Apakah nomor Anda [telepon disembunyikan]?"


async def test_a_public_number_is_sent_as_it_is_after_the_warning(desk: DeskHarness) -> None:
    """The officer knows the health office's number; our list does not."""
    officer = await desk.officer("sari")
    ticket, text = desk.escalation(), "Hubungi Dinas Kesehatan, 0274512345."
    warned = await officer.post(f"/escalations/{ticket}/reply", text=text)
    seal = re.search(r'name="seal" value="([0-9a-f]{64})"', warned.text)
    assert seal

    await officer.post(
        f"/escalations/{ticket}/reply", text=text, personal="keep", seal=seal.group(1)
    )

    assert desk.replies(ticket)[-1].text == text


async def test_what_is_always_somebodys_has_no_button_to_stay(desk: DeskHarness) -> None:
    """A NIK is nobody's public number."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()

    answer = await officer.post(f"/escalations/{ticket}/reply", text="NIK 3273014507910002")

    assert 'value="hide"' in answer.text
    assert 'value="keep"' not in answer.text
