"""The search box."""

import pytest

from tests.desk.desk_harness import DeskHarness
from tests.desk.test_queue_page import tickets_in


@pytest.mark.parametrize("spelling", ["{}", "tb {}", "{} ya", "TB{}", "tb-{}", "no. {}?"], ids=str)
async def test_a_ticket_is_opened_in_any_spelling(desk: DeskHarness, spelling: str) -> None:
    """Citizens dictate their number on the telephone."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    letters = ticket.removeprefix("TB-")
    typed = spelling.format(letters.lower() if spelling != "{} ya" else ticket)
    if spelling in ("TB{}", "{}"):
        typed = typed.replace("-", "")

    page = await officer.client.get("/tickets", params={"q": typed.replace("no.", "no. tb")})

    assert page.headers.get("location") == f"/escalations/{ticket}"


async def test_a_mistyped_ticket_is_called_so(desk: DeskHarness) -> None:
    """Nothing found and wrongly read out are two things."""
    officer = await desk.officer("sari")

    page = await officer.text("/tickets?q=TB-0000-0001")

    assert "Nomornya tampaknya salah ketik" in page


async def test_words_and_the_name_of_a_unit_are_found(desk: DeskHarness) -> None:
    """There is one box, and whoever types does not say what it is that they type."""
    officer = await desk.officer("sari", unit="ppid")
    desk.citizen_writes("Salinan <i>laporan</i> kinerja", "1")
    said = desk.escalation("ppid", "1")
    other = desk.escalation("ppid", "2")

    by_words = await officer.get("/tickets?q=laporan")
    by_unit = await officer.get("/tickets?q=Informasi+dan+Dokumentasi")

    assert tickets_in(by_words.text) == [said]
    assert "Ditemukan: Salinan &lt;i&gt;laporan&lt;/i&gt; kinerja" in by_words.text
    assert sorted(tickets_in(by_unit.text)) == sorted([said, other])


async def test_another_units_words_and_name_find_nothing(desk: DeskHarness) -> None:
    """The search is no way around the door."""
    officer = await desk.officer("sari", unit="ppid")
    await desk.officer("budi", unit="investigasi")
    desk.citizen_writes("Rahasia mereka", "1")
    desk.escalation("investigasi", "1")

    for typed in ("rahasia", "investigasi"):
        assert tickets_in(await officer.text(f"/tickets?q={typed}")) == []
