"""Notices on the queue's page: what a supervisor must see, and that it was read."""

import re

from service.outcomes import Role
from tests.desk.desk_harness import DeskHarness


async def test_a_notice_stands_on_top_until_it_is_read(desk: DeskHarness) -> None:
    """What the machine tells officers must be where officers look."""
    sari, rina = await desk.officer("sari"), await desk.officer("rina")
    desk.role("rina", Role.SUPERVISOR)
    ticket = desk.escalation("ppid")
    await sari.post(f"/escalations/{ticket}/transfer", unit="humas", text="salah unit")

    page = await rina.text("/")
    number = re.search(r'name="notice" value="(\d+)"', page)
    assert number is not None
    assert page.index("Dialihkan dari unit lain.") < page.index("Unit Anda")
    await sari.post("/notices", notice=number.group(1))
    assert "Dialihkan dari unit lain." in await rina.text("/")
    await rina.post("/notices", notice=number.group(1))

    assert "Dialihkan dari unit lain." not in await rina.text("/")


async def test_a_number_that_is_none_changes_nothing(desk: DeskHarness) -> None:
    """A form that was tampered with must not break the page."""
    sari = await desk.officer("sari")

    answer = await sari.post("/notices", notice="1 OR 1=1")

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
