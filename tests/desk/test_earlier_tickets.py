"""The citizen's other tickets beside the one that is shown, and the way through the queue."""

import pytest

from desk.stepping_page import neighbour
from service.outcomes import Role
from tests.desk.desk_harness import DeskHarness


async def test_other_tickets_tell_when_what_where_and_how_they_stand(desk: DeskHarness) -> None:
    """Who asks a third time is answered otherwise than who asks first."""
    officer = await desk.officer("sari")
    desk.citizen_writes("Rahasia yang lama")
    former = desk.escalation()
    await officer.post(f"/escalations/{former}/claim")
    await officer.post(f"/escalations/{former}/close", reason="answered")
    newer = desk.escalation()

    page = await officer.text(f"/escalations/{newer}")

    section = page[page.index("Tiket lain dari warga ini") :].split("</section>")[0]
    assert f'href="/escalations/{former}"' in section
    assert "Selesai" in section
    assert "Biro Hukum dan Komunikasi" in section
    assert "Rahasia" not in section


async def test_tickets_of_units_that_one_may_not_read_are_only_counted(desk: DeskHarness) -> None:
    """That a citizen spoke with the inspectorate is the inspectorate's."""
    officer = await desk.officer("sari")
    await desk.officer("rini", unit="ppid")
    lead = await desk.officer("budi")
    desk.role("budi", Role.LEAD)
    other = desk.escalation("ppid")
    await lead.post(f"/escalations/{other}/claim")
    await lead.post(f"/escalations/{other}/close", reason="answered")
    own = desk.escalation()

    page, of_lead = [await one.text(f"/escalations/{own}") for one in (officer, lead)]

    assert other not in page
    assert "1 tiket ada di unit yang tidak dapat Anda baca." in page
    assert f'href="/escalations/{other}"' in of_lead
    assert "tidak dapat Anda baca" not in of_lead


async def test_a_citizen_with_one_ticket_has_no_list(desk: DeskHarness) -> None:
    """And another citizen's are not in it."""
    officer = await desk.officer("sari")
    desk.escalation(address="2")

    page = await officer.text(f"/escalations/{desk.escalation()}")

    assert "Tiket lain dari warga ini" not in page


async def test_next_and_previous_follow_the_queue(desk: DeskHarness) -> None:
    """Also without JavaScript; at its end there is the queue."""
    officer = await desk.officer("sari")
    first, second = desk.escalation(address="1"), desk.escalation(address="2")

    async def led(ticket: str, way: str) -> str:
        return (await officer.get(f"/escalations/{ticket}/{way}")).headers["location"]

    assert await led(first, "next") == f"/escalations/{second}"
    assert await led(second, "previous") == f"/escalations/{first}"
    assert await led(second, "next") == "/"
    assert await led(first, "previous") == "/"


NEIGHBOURS = [
    ("b", 1, "c"),
    ("b", -1, "a"),
    ("c", 1, None),
    ("a", -1, None),
    ("x", 1, "a"),
    ("x", -1, "c"),
]


@pytest.mark.parametrize(("ticket", "step", "expected"), NEIGHBOURS)
def test_neighbours(ticket: str, step: int, expected: str | None) -> None:
    """A ticket that is no longer in the queue leads to its beginning, or its end."""
    assert neighbour(["a", "b", "c"], ticket, step) == expected


def test_an_empty_queue_has_no_neighbours() -> None:
    """Nothing is left to do."""
    assert neighbour([], "x", 1) is None
