"""An officer says on a ticket's page what kind of request it is, and puts it off once."""

from tests.desk.desk_harness import DeskHarness


async def test_a_kind_is_chosen_and_its_deadline_put_off_with_a_reason(desk: DeskHarness) -> None:
    """Who works at the web desk alone must be able to keep the law as well."""
    ticket, budi = desk.escalation(), await desk.officer("budi")
    page = f"/escalations/{ticket}"
    await budi.post(f"{page}/claim", page)
    chosen = await budi.post(f"{page}/kind", page, kind="information_request")
    later = await budi.post(f"{page}/extend", page, text="berkas masih dicari")
    again = await budi.post(f"{page}/extend", page, text="sekali lagi")

    assert (chosen.status_code, later.status_code, again.status_code) == (303, 303, 409)
    assert "Perpanjangan hanya satu kali" in again.text


async def test_no_kind_and_no_reason_change_nothing(desk: DeskHarness) -> None:
    """A made-up kind has no deadline, and a citizen is owed the reason."""
    ticket, budi = desk.escalation(), await desk.officer("budi")
    page = f"/escalations/{ticket}"
    await budi.post(f"{page}/claim", page)

    assert (await budi.post(f"{page}/kind", page, kind="banding")).status_code == 422
    assert (await budi.post(f"{page}/extend", page, text=" ")).status_code == 422
