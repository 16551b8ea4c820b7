"""An officer's draft goes with its writer: through reloads, log-ins, browsers and transfers."""

from tests.desk.desk_harness import Browser, DeskHarness
from tests.desk.test_inserting import box


async def draft(officer: Browser, ticket: str, text: str) -> None:
    """Keep a draft as the page's script does."""
    at = f"/escalations/{ticket}"
    answer = await officer.post(f"{at}/draft", at, text=text, by="script")
    assert answer.status_code == 204


async def test_a_draft_outlives_reload_log_out_and_is_there_in_another_browser(
    desk: DeskHarness,
) -> None:
    """A log-in ends after half an hour: what was written must not."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()
    await draft(sari, ticket, "Setengah jawaban")
    page = await sari.get(f"/escalations/{ticket}")
    await sari.post("/logout")
    other = desk.browser()
    await other.log_in("sari")

    assert box(page.text) == "Setengah jawaban"
    assert box((await other.get(f"/escalations/{ticket}")).text) == "Setengah jawaban"


async def test_a_draft_is_its_writers_and_waits_for_them_after_a_transfer(
    desk: DeskHarness,
) -> None:
    """The other unit reads the note that goes with the ticket, never somebody's unsent words."""
    sari, budi = await desk.officer("sari"), await desk.officer("budi", unit="inspektorat")
    ticket = desk.escalation()
    at = f"/escalations/{ticket}"
    await sari.post(f"{at}/claim", at)
    await draft(sari, ticket, "Kata-kata Sari")
    await sari.post(f"{at}/transfer", at, unit="inspektorat", text="Tolong dijawab")
    theirs = (await budi.get(at)).text
    await budi.post(f"{at}/transfer", at, unit="humas", text="Kembali")
    again = (await sari.get(at)).text

    assert "Kata-kata Sari" not in theirs
    assert box(again) == "Kata-kata Sari"


async def test_a_draft_goes_with_the_closing(desk: DeskHarness) -> None:
    """Nothing of a ticket that is over waits to be sent."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()
    at = f"/escalations/{ticket}"
    await sari.post(f"{at}/claim", at)
    await draft(sari, ticket, "Kata-kata Sari")
    await sari.post(f"{at}/close", at, reason="other")

    assert "Kata-kata Sari" not in (await sari.get(at)).text
