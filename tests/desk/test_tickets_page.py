"""Tickets by view, at addresses that officers keep."""

from tests.desk.desk_harness import DeskHarness
from tests.desk.test_queue_page import tickets_in


async def test_a_view_shows_question_and_newest_message(desk: DeskHarness) -> None:
    """An officer sees what it is about without opening each."""
    officer = await desk.officer("sari")
    desk.citizen_writes("Bagaimana meminta LHP?", "1")
    ticket = desk.escalation(address="1")
    desk.citizen_writes("<b>Halo</b>", "1")

    pages = [await officer.get(path) for path in ("/", "/tickets?view=unit")]

    for page in pages:
        assert tickets_in(page.text) == [ticket]
        assert "Bagaimana meminta LHP?" in page.text
        assert "Warga: &lt;b&gt;Halo&lt;/b&gt;" in page.text


async def test_an_address_nobody_made_shows_a_page_all_the_same(desk: DeskHarness) -> None:
    """Addresses are kept for years and typed by hand."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()

    for address in ("/tickets", "/tickets?view=xx&unit=%00&channel=", "/tickets?view=unit&unit=q"):
        page = await officer.get(address)
        assert (page.status_code, tickets_in(page.text)) == (200, [ticket])


async def test_another_units_words_are_on_no_page(desk: DeskHarness) -> None:
    """The queue's two lines must not tell what the door keeps."""
    officer = await desk.officer("sari", unit="ppid")
    await desk.officer("budi", unit="investigasi")
    desk.citizen_writes("Rahasia unit lain", "1")
    desk.escalation("investigasi", "1")

    for address in ("/", "/tickets?view=unit", "/tickets?view=unit&unit=investigasi"):
        assert "Rahasia" not in await officer.text(address)
