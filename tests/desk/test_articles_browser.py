"""Articles in a real Chromium: without JavaScript, by two people, narrow, dark, heard by axe."""

import asyncio

import pytest
from playwright.async_api import Page

from service.content.model import Content
from service.content.store import store_content
from service.outcomes import Role
from tests.desk.test_browser import Scheme, Screen, findings, screen

__all__ = ["screen"]  # the fixture
pytestmark = pytest.mark.browser
PAGE = "/articles/bot-resmi"  # an article of the unit "humas" or another: leads change any
NEW = "Bot resmi hanya yang disebut di situs BPKP, kata uji coba."


def load(screen: Screen, content: Content) -> None:
    """Let the real articles serve."""
    with screen.desk.database.write() as session:
        store_content(session, content, screen.desk.clock())


async def log_in(screen: Screen, name: str, role: Role, **how: object) -> Page:
    """Return the page of somebody who has this role from now on."""
    page = await screen.officer(name, **how)  # type: ignore[arg-type]
    screen.desk.role(name, role)
    return page


async def propose(page: Page, more: str = "") -> str:
    """Propose another answer through the form; return the proposal's address."""
    await page.goto(PAGE)
    await page.get_by_role("link", name="Usulkan perubahan").click()
    text = page.get_by_label("Jawaban pendek", exact=True)
    await text.fill(f"{await text.input_value()}\n\n{NEW}{more}")
    await page.get_by_label("Alasan usulan").fill("Ditanya warga.")
    await page.get_by_role("button", name="Simpan usulan").click()
    await page.get_by_text("Usulan Anda disimpan").wait_for()
    return page.url.split("?")[0]


@pytest.mark.parametrize("has_scripts", [True, False])
async def test_two_people_publish_a_change(
    screen: Screen, content: Content, has_scripts: bool
) -> None:
    """The whole way by links and buttons; the oldest computer of a small office must be enough."""
    load(screen, content)
    sari = await log_in(screen, "sari", Role.LEAD, has_scripts=has_scripts)
    budi = await log_in(screen, "budi", Role.MAINTAINER, has_scripts=has_scripts)
    address = await propose(sari)

    await budi.goto(address)
    assert NEW in await budi.locator("ins").last.inner_text()
    await budi.get_by_label("Pertanyaan seperti warga").fill("apakah bot ini resmi")
    await budi.get_by_role("button", name="Tanyakan").click()
    await budi.get_by_role("heading", name="Jawaban dengan usulan").wait_for()
    await budi.get_by_role("link", name="← Kembali").click()
    await budi.get_by_role("button", name="Setujui dan terbitkan").click()
    await budi.get_by_text("Sudah terbit").wait_for()

    assert NEW in await budi.locator(".today").inner_text()
    await budi.get_by_role("link", name="Riwayat").click()
    await budi.get_by_role("link", name="Versi 1").click()
    await budi.get_by_label("Alasan mengembalikan versi 1").fill("Uji coba selesai.")
    await budi.get_by_role("button", name="Kembalikan versi 1").click()
    await budi.get_by_text("Versi lama sudah dikembalikan").wait_for()
    assert NEW not in await budi.locator(".today").inner_text()


async def test_a_mistake_is_beside_its_field_and_read_out(
    screen: Screen, content: Content
) -> None:
    """A screen reader says what is wrong when the field has the focus."""
    load(screen, content)
    sari = await log_in(screen, "sari", Role.LEAD)
    await sari.goto(f"{PAGE}/propose")
    await sari.get_by_label("Waktu", exact=True).fill("Tiga hari.")
    await sari.get_by_label("Alasan usulan").fill("Alasan saya.")
    await sari.get_by_role("button", name="Simpan usulan").click()

    field = sari.get_by_label("Waktu", exact=True)
    await field.wait_for()
    assert await field.input_value() == "Tiga hari."
    assert await field.get_attribute("aria-invalid") == "true"
    named = (await field.get_attribute("aria-describedby") or "").split()
    said = [await sari.locator(f"#{name}").inner_text() for name in named]
    assert any("Sebut sumbernya" in text for text in said)
    assert (await sari.get_by_label("Alasan usulan").input_value()).strip() == "Alasan saya."
    assert await findings(sari) == []


async def test_two_maintainers_press_at_once(screen: Screen, content: Content) -> None:
    """One publishes, and the other is told so instead of seeing a mistake."""
    load(screen, content)
    await screen.desk.officer("tono")
    sari = await log_in(screen, "sari", Role.LEAD)
    budi = await log_in(screen, "budi", Role.MAINTAINER)
    tono = await log_in(screen, "tono", Role.MAINTAINER)
    address = await propose(sari)
    for page in (budi, tono):
        await page.goto(address)

    await asyncio.gather(
        *(
            page.get_by_role("button", name="Setujui dan terbitkan").click()
            for page in (budi, tono)
        )
    )

    said = [await page.locator("main").inner_text() for page in (budi, tono)]
    assert len([text for text in said if "Sudah terbit" in text]) == 1
    told = ("sudah diputuskan orang lain", "baru saja berubah")
    assert len([text for text in said if any(words in text for words in told)]) == 1


async def test_a_stored_script_does_not_run(screen: Screen, content: Content) -> None:
    """A dialog that opens would fail here: Playwright would wait for it, or the log would say."""
    load(screen, content)
    sari = await log_in(screen, "sari", Role.LEAD)
    budi = await log_in(screen, "budi", Role.MAINTAINER)
    ran: list[str] = []
    budi.on("dialog", lambda dialog: ran.append(dialog.message))
    address = await propose(sari, " <script>alert(1)</script><img src=x onerror=alert(2)>")

    for path in (address, f"{PAGE}/propose?from={address.rsplit('/', 1)[1]}", "/articles"):
        await budi.goto(path)
    await budi.goto(address)
    await budi.get_by_role("button", name="Setujui dan terbitkan").click()
    await budi.get_by_text("Sudah terbit").wait_for()
    await budi.goto(f"{PAGE}/history?version=2")

    assert ran == []
    assert await budi.locator("main script, main img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colours", ["none", "active"])
async def test_axe_finds_nothing_and_nothing_sticks_out(
    screen: Screen, content: Content, scheme: Scheme, colours: str
) -> None:
    """At a telephone, in the dark, in one's own colours, and at 400 per cent."""
    load(screen, content)
    sari = await log_in(screen, "sari", Role.LEAD, scheme=scheme)
    budi = await log_in(screen, "budi", Role.MAINTAINER, scheme=scheme)
    first, second = await propose(sari), await propose(sari, " Lagi.")
    await budi.goto(first)
    await budi.get_by_role("button", name="Setujui dan terbitkan").click()
    await budi.get_by_text("Sudah terbit").wait_for()
    await budi.emulate_media(
        forced_colors="active" if colours == "active" else "none", color_scheme=scheme
    )
    pages = ("/articles", PAGE, f"{PAGE}/propose", "/proposals/new", second, first)
    for path in (*pages, f"{PAGE}/history?version=2"):
        await budi.goto(path)
        assert await findings(budi) == [], path
        await budi.set_viewport_size({"width": 320, "height": 700})
        excess = await budi.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert excess <= 0, path
        await budi.set_viewport_size({"width": 1280, "height": 800})


async def test_a_change_is_decided_by_keyboard_alone(screen: Screen, content: Content) -> None:
    """Everything that can be done is reached by Tab, and done by Enter."""
    load(screen, content)
    sari = await log_in(screen, "sari", Role.LEAD)
    budi = await log_in(screen, "budi", Role.MAINTAINER)
    await budi.goto(await propose(sari))

    for _ in range(60):
        await budi.keyboard.press("Tab")
        focused = await budi.evaluate("document.activeElement.textContent.trim()")
        if focused == "Setujui dan terbitkan":
            break
    await budi.keyboard.press("Enter")

    await budi.get_by_text("Sudah terbit").wait_for()
