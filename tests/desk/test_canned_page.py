"""The page of canned replies: who sees which list, who changes it, and how it reads."""

from service.outcomes import Role
from tests.desk.desk_harness import Browser, DeskHarness

PATH = "/canned-replies"


async def keep(officer: Browser, key: str, text: str, of: str = "humas", **more: str) -> str:
    """Post the form; return the page that comes, or where it leads."""
    answer = await officer.post(f"{PATH}/keep", PATH, list=of, key=key, text=text, **more)
    return str(answer.headers.get("location", answer.text))


async def supervisor(desk: DeskHarness) -> Browser:
    """Log a supervisor of humas in."""
    browser = await desk.officer("ani", "Ani")
    desk.role("ani", Role.SUPERVISOR)
    return browser


async def test_a_supervisor_makes_changes_orders_and_removes(desk: DeskHarness) -> None:
    """All that keeps a list useful."""
    ani = await supervisor(desk)
    assert (
        await keep(ani, "salam", "Selamat pagi, saya {petugas}.") == f"{PATH}?list=humas&info=kept"
    )
    await keep(ani, "tutup", "Terima kasih.")
    await ani.post(f"{PATH}/up", PATH, list="humas", number="2")
    page = await ani.text(f"{PATH}?list=humas")
    assert page.index("<h2>/tutup") < page.index("<h2>/salam")
    assert "Selamat pagi, saya Ani." in page

    await keep(ani, "salam", "Selamat siang.", number="1")
    await ani.post(f"{PATH}/remove", PATH, list="humas", number="2")
    page = await ani.text(f"{PATH}?list=humas")

    assert "Selamat siang." in page
    assert "/tutup" not in page


async def test_a_preview_keeps_nothing(desk: DeskHarness) -> None:
    """It shows how a citizen would read it, with what is wrong."""
    ani = await supervisor(desk)

    page = await keep(ani, "salam", "Tiket {tiket}, {nama}", do="preview")

    assert "Tiket TB-7KQ2-9XMD, {nama}" in page
    assert "Tidak dikenal: {nama}" in page
    assert "Belum ada balasan tetap" in await ani.text(f"{PATH}?list=humas")


async def test_what_is_refused_stays_in_the_form(desk: DeskHarness) -> None:
    """With the reason; a text that was typed is not typed twice."""
    ani = await supervisor(desk)

    page = await keep(ani, "salam", "Halo {nama}")

    assert "Halo {nama}</textarea>" in page
    assert "Tidak dikenal: {nama}" in page


async def test_an_officer_reads_the_units_and_changes_only_their_own(desk: DeskHarness) -> None:
    """A form that was made by hand changes nothing either."""
    ani, sari = await supervisor(desk), await desk.officer("sari")
    await keep(ani, "salam", "Selamat pagi.")

    refused = await keep(sari, "palsu", "Halo")
    await sari.post(f"{PATH}/remove", PATH, list="humas", number="1")
    own = await keep(sari, "salam", "Punya Sari", of="own")
    page = await sari.text(f"{PATH}?list=humas")

    assert "tidak dapat Anda ubah" in refused
    assert "Selamat pagi." in page
    assert 'id="form"' not in page
    assert own == f"{PATH}?list=own&info=kept"
    assert "Punya Sari" not in await ani.text(f"{PATH}?list=own")


async def test_another_units_list_is_empty_to_others(desk: DeskHarness) -> None:
    """By its address as well."""
    await desk.officer("ita", unit="inspektorat")
    ani, sari = await supervisor(desk), await desk.officer("sari", unit="inspektorat")
    await keep(ani, "salam", "Selamat pagi.")

    assert "Selamat pagi." not in await sari.text(f"{PATH}?list=humas")


async def test_an_unknown_list_is_ones_own(desk: DeskHarness) -> None:
    """Also one that is no unit at all."""
    ani = await supervisor(desk)
    page = await ani.get(f"{PATH}?list=<script>&edit=x&info=y")

    assert page.status_code == 200
    assert "<script>&" not in page.text
