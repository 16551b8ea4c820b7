"""Articles at the desk: read, proposed, decided by a second person, taken back, exported."""

import io
import re
import zipfile
from html import unescape

import httpx
import pytest

from doubles.knowledge import CONTENT
from service.content.model import Content
from service.content.store import find_article, store_content
from service.editing.parts import read_parts
from service.outcomes import Role
from tests.desk.desk_harness import Browser, DeskHarness

ID = "ppid-waktu"
PAGE = f"/articles/{ID}"
FORM = f"{PAGE}/propose"
NEW = "Jawaban tertulis diberikan paling lambat 12 hari kerja."
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"


class Writers:
    """A desk with content, an officer of the unit, and two maintainers."""

    def __init__(self, desk: DeskHarness, sari: Browser, mira: Browser, tono: Browser) -> None:
        self.desk, self.sari, self.mira, self.tono = desk, sari, mira, tono

    def text(self, article_id: str = ID) -> str:
        with self.desk.database.read() as session:
            found = find_article(session, article_id)
        assert found is not None
        return found.text

    async def propose(
        self, who: Browser | None = None, /, reason: str = "Aturan baru.", **parts: str
    ) -> httpx.Response:
        """Fill the form as it is shown, but for some parts, and send it."""
        browser = who or self.sari
        page = (await browser.get(FORM)).text
        return await browser.post(FORM, FORM, **filled(page), **(parts | {"reason": reason}))


def filled(page: str) -> dict[str, str]:
    """Return what stands in the form but for what a test gives itself."""
    with_text = (CONTENT / "articles" / f"{ID}.md").read_text("utf-8")
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen is not None
    assert unescape(page).count(read_parts(with_text)["syarat"]) > 0
    return {"seen": seen[1]}


@pytest.fixture
async def writers(desk: DeskHarness, content: Content) -> Writers:
    """Everybody logged in, and the real articles."""
    with desk.database.write() as session:
        store_content(session, content, desk.clock())
    sari = await desk.officer("sari", unit="ppid")
    mira, tono = await desk.officer("mira"), await desk.officer("tono")
    for name in ("mira", "tono"):
        desk.role(name, Role.MAINTAINER)
    return Writers(desk, sari, mira, tono)


async def test_a_change_goes_from_the_form_to_what_is_answered(writers: Writers) -> None:
    """The whole way, as two people walk it."""
    made = await writers.propose(text=NEW)
    address = made.headers["location"].split("?")[0]
    page = await writers.mira.text(address)
    assert "<del>" in page
    assert NEW in re.sub(r"<[^>]+>", "", page)
    assert "Yang dijawab bot hari ini" in page

    done = await writers.mira.post(f"{address}/approve", address, seen="1")

    assert done.headers["location"] == f"{PAGE}?info=approved"
    assert writers.text() == NEW
    assert NEW in await writers.sari.text(PAGE)
    history = await writers.sari.text(f"{PAGE}/history?version=2")
    assert "Aturan baru." in history
    assert "Terbit sekarang" in history
    assert "Sari" in history
    assert "Mira" in history


async def test_a_mistake_stands_beside_its_field_and_nothing_is_lost(writers: Writers) -> None:
    """Half an hour of writing must survive a forgotten mark."""
    answer = await writers.propose(
        waktu="Tiga hari saja.", text=NEW, reason="Alasan saya & saya.", change="Catatan."
    )

    page = unescape(answer.text)
    assert answer.status_code == 422
    beside = re.search(
        r'id="waktu"[^>]*aria-invalid="true".*?id="waktu-wrong-1">([^<]+)', page, re.S
    )
    assert beside is not None
    assert beside[1].startswith("Sebut sumbernya")
    assert [t in page for t in ("Tiga hari saja.", NEW, "Alasan saya & saya.", "Catatan.")] == [
        True
    ] * 4


async def test_own_proposals_are_decided_by_somebody_else(writers: Writers) -> None:
    """The button is not there, and pressing it anyway does nothing."""
    made = await writers.propose(writers.mira, text=NEW)
    address = made.headers["location"].split("?")[0]

    page = await writers.mira.text(address)
    forced = await writers.mira.post(f"{address}/approve", address, seen="1")

    assert "Setujui dan terbitkan" not in page
    assert "Tarik usulan" in page
    assert forced.status_code == 409
    assert "diputuskan orang lain" in forced.text
    assert writers.text() != NEW
    assert "Setujui dan terbitkan" in await writers.tono.text(address)


async def test_three_sides_are_shown_when_another_change_came_first(writers: Writers) -> None:
    """Approving would undo the colleague's change; that must be seen and said."""
    first = (await writers.propose(text=NEW)).headers["location"].split("?")[0]
    second = (await writers.propose(biaya="belum diketahui")).headers["location"].split("?")[0]
    await writers.mira.post(f"{first}/approve", first, seen="1")

    page = await writers.tono.text(second)
    blind = await writers.tono.post(f"{second}/approve", second, seen="1")
    unticked = await writers.tono.post(f"{second}/approve", second, seen="2")

    assert "Yang terbit berubah sejak usulan ini ditulis" in page
    for side in ("Saat usulan ditulis", "Terbit sekarang", "Menurut usulan"):
        assert side in page
    assert (blind.status_code, unticked.status_code) == (409, 409)
    assert writers.text() == NEW
    upon = await writers.sari.text(f"{FORM}?from={second.rsplit('/', 1)[1]}")
    assert NEW in upon  # the form has what serves now
    assert re.search(r'name="biaya"[^>]*>\s*belum diketahui<', upon)  # and the older change
    done = await writers.tono.post(f"{second}/approve", second, seen="2", compared="yes")
    assert done.status_code == 303
    assert writers.text() != NEW


async def test_a_refusal_and_a_withdrawal_end_a_proposal(writers: Writers) -> None:
    """Whoever proposed it reads why."""
    refused = (await writers.propose(text=NEW)).headers["location"].split("?")[0]
    await writers.mira.post(f"{refused}/refuse", refused, text="Sumbernya lama.")
    withdrawn = (await writers.propose(text=NEW)).headers["location"].split("?")[0]
    await writers.sari.post(f"{withdrawn}/withdraw", withdrawn)

    assert "Sumbernya lama." in await writers.sari.text(refused)
    assert "Ditarik pengusul" in await writers.mira.text(withdrawn)
    late = await writers.tono.post(f"{refused}/approve", PAGE, seen="1")
    assert late.status_code == 409


async def test_a_former_version_is_taken_back_and_an_article_expires(writers: Writers) -> None:
    """What one maintainer does alone."""
    before = writers.text()
    address = (await writers.propose(text=NEW)).headers["location"].split("?")[0]
    await writers.mira.post(f"{address}/approve", address, seen="1")

    back = await writers.tono.post(
        f"{PAGE}/take-back", f"{PAGE}/history?version=1", version="1", seen="2", text="Keliru."
    )
    assert back.headers["location"] == f"{PAGE}?info=taken_back"
    assert writers.text() == before

    gone = await writers.tono.post(
        f"{PAGE}/expire", PAGE, day="2026-11-23", seen="3", text="Aturan berubah."
    )
    assert gone.status_code == 303
    assert "Kedaluwarsa" in await writers.sari.text(PAGE)
    mute = await writers.tono.post(f"{PAGE}/expire", PAGE, day="2026-11-22", seen="4", text=" ")
    later = await writers.tono.post(f"{PAGE}/expire", PAGE, day="2029-01-01", seen="4", text="x")
    wrong = await writers.tono.post(f"{PAGE}/expire", PAGE, day="besok", seen="4", text="x")
    assert (mute.status_code, later.status_code, wrong.status_code) == (409, 409, 422)


async def test_a_question_is_tried_with_both_texts_and_leaves_no_trace(writers: Writers) -> None:
    """Whoever decides sees the answer of today and of tomorrow beside each other."""
    address = (await writers.propose(text=NEW)).headers["location"].split("?")[0]
    with writers.desk.database.engine.connect() as connection:
        count = "SELECT (SELECT count(*) FROM turns) + (SELECT count(*) FROM content_loads)"
        before = connection.exec_driver_sql(count).scalar()

    page = await writers.mira.post(
        f"{PAGE}/ask",
        address,
        question="Berapa lama jawaban atas permohonan informasi?",
        proposal=address.rsplit("/", 1)[1],
    )

    said = re.sub(r"<[^>]+>", "", unescape(page.text))
    assert said.count(f"Topik: {ID}") == 2
    assert said.count(NEW) == 1
    assert "paling lambat 10 hari kerja sejak" in said
    with writers.desk.database.engine.connect() as connection:
        assert connection.exec_driver_sql(count).scalar() == before


async def test_officers_of_other_units_see_no_proposals_and_make_none(writers: Writers) -> None:
    """What the bot says is public; what is thought of saying is the unit's."""
    address = (await writers.propose(text=NEW)).headers["location"].split("?")[0]
    hasan = await writers.desk.officer("hasan", unit="inspektorat")

    assert (await hasan.get(address)).status_code == 404
    assert address not in await hasan.text(PAGE)
    assert address not in await hasan.text(f"{PAGE}/history")
    other = await writers.propose(hasan, text=NEW)
    assert other.status_code == 403
    assert NEW in other.text  # and still nothing that was typed is lost
    number = address.rsplit("/", 1)[1]
    asked = await hasan.post(f"{PAGE}/ask", PAGE, question="x", proposal=number)
    assert asked.status_code == 404
    assert (await hasan.get(f"{FORM}?from={number}")).status_code == 404


async def test_auditors_read_the_history_and_change_nothing(writers: Writers) -> None:
    """Least rights of who looks behind everybody."""
    address = (await writers.propose(text=NEW)).headers["location"].split("?")[0]
    adi = await writers.desk.officer("adi")
    writers.desk.role("adi", Role.AUDITOR)

    assert (await adi.get(f"{PAGE}/history")).status_code == 200
    page = await adi.text(address)
    assert "Yang akan berubah" in page
    assert "Setujui" not in page
    for path in (FORM, f"{address}/approve", f"{PAGE}/take-back", f"{PAGE}/expire"):
        assert (await adi.post(path, "/account")).status_code == 403


async def test_a_stored_script_is_words_on_every_page(writers: Writers) -> None:
    """A proposal is read by those who may publish: the place for an attack."""
    made = await writers.propose(
        reason=SCRIPT, text=f"{NEW} {SCRIPT}", title=SCRIPT[:25], need=SCRIPT
    )
    address = made.headers["location"].split("?")[0]
    number = address.rsplit("/", 1)[1]
    pages = [await writers.mira.get(address), await writers.mira.get(PAGE)]
    pages += [await writers.mira.get(f"{FORM}?from={number}")]
    asked = {"question": SCRIPT, "proposal": number}
    pages += [await writers.mira.post(f"{PAGE}/ask", address, **asked)]
    await writers.mira.post(f"{address}/approve", address, seen="1", text=SCRIPT)
    for path in (PAGE, "/articles", f"{PAGE}/history?version=2", f"{PAGE}/history", FORM, address):
        pages.append(await writers.tono.get(path))

    for page in pages:
        assert page.status_code == 200, page.url
        assert "<script>alert" not in page.text, page.url
        assert "<img" not in page.text.replace('<img src="/static', ""), page.url


async def test_the_list_is_searched_and_filtered(writers: Writers) -> None:
    """106 articles: the one that is meant is found by a word, a unit, or what is to be done."""
    await writers.propose(text=NEW)

    def ids(page: str) -> set[str]:
        return set(re.findall(r'href="/articles/([a-z0-9-]+)"', page))

    everything = ids(await writers.mira.text("/articles"))
    found = ids(await writers.mira.text("/articles?q=lama+jawaban+permohon"))
    proposed = ids(await writers.mira.text("/articles?state=proposed"))
    of_unit = ids(await writers.mira.text("/articles?unit=ppid&state=unsure"))

    assert len(everything) == len(list((CONTENT / "articles").glob("*.md")))
    assert ID in found
    assert len(found) < 5
    assert proposed == {ID}
    assert 0 < len(of_unit) < len(everything)
    assert "Tidak ada artikel yang sesuai" in await writers.mira.text("/articles?q=zzzz")


async def test_the_files_are_downloaded_as_they_stand_in_the_folder(writers: Writers) -> None:
    """Unchanged articles give no difference, byte for byte; the published one gives its own."""
    address = (await writers.propose(text=NEW)).headers["location"].split("?")[0]
    await writers.mira.post(f"{address}/approve", address, seen="1")

    archive = zipfile.ZipFile(io.BytesIO((await writers.mira.get("/articles.zip")).content))
    one = await writers.mira.get(f"{PAGE}/file")

    files = {path.name: path.read_bytes() for path in (CONTENT / "articles").glob("*.md")}
    given = {name.removeprefix("articles/"): archive.read(name) for name in archive.namelist()}
    assert given.keys() == files.keys()
    assert [name for name in files if given[name] != files[name]] == [f"{ID}.md"]
    assert one.content == given[f"{ID}.md"]
    assert NEW.encode() in one.content


async def test_a_new_topic_is_proposed_and_found(writers: Writers) -> None:
    """It serves by search; the page says what it does not do before the next training."""
    page = await writers.sari.text("/proposals/new")
    parts = read_parts((CONTENT / "articles" / f"{ID}.md").read_text("utf-8"))
    fields = {**parts, "title": "Jadwal pasar malam", "text": NEW, "reason": "Ditanya warga."}

    bad = await writers.sari.post(
        "/proposals/new", "/proposals/new", **{**fields, "article": "Tak Boleh"}
    )
    taken = await writers.sari.post(
        "/proposals/new", "/proposals/new", **{**fields, "article": ID}
    )
    made = await writers.sari.post(
        "/proposals/new", "/proposals/new", **{**fields, "article": "pasar-malam"}
    )

    assert "pelatihan berikutnya" in page
    assert (bad.status_code, taken.status_code) == (422, 422)
    assert "Jadwal pasar malam" in taken.text
    address = made.headers["location"].split("?")[0]
    assert "Topik ini baru" in await writers.mira.text(address)
    assert "pasar-malam" in await writers.mira.text("/articles")
    await writers.mira.post(f"{address}/approve", address, seen="0")
    asked = await writers.sari.post(
        "/articles/pasar-malam/ask", "/account", question="jadwal pasar malam"
    )
    assert "Topik: pasar-malam" in asked.text


@pytest.mark.parametrize(
    "path",
    [
        "/articles/tidak-ada", "/articles/tidak-ada/history", "/articles/tidak-ada/propose",
        "/articles/tidak-ada/file", "/proposals/999", f"{FORM}?from=999", "/articles/%3Cb%3E",
    ],
)  # fmt: skip
async def test_what_is_not_there_is_not_found(writers: Writers, path: str) -> None:
    """Addresses that were typed by hand."""
    assert (await writers.mira.get(path)).status_code == 404


async def test_strange_numbers_in_forms_break_nothing(writers: Writers) -> None:
    """A form that was made by hand."""
    address = (await writers.propose(text=NEW)).headers["location"].split("?")[0]

    for seen in ("", "x", "-1", "99999999999999999999", "²"):
        answer = await writers.mira.post(f"{address}/approve", address, seen=seen, compared="yes")
        assert answer.status_code == 409
    for version in ("", "x", "99999999999", "7"):
        answer = await writers.mira.post(
            f"{PAGE}/take-back", PAGE, version=version, seen="1", text="x"
        )
        assert answer.status_code == 404
    assert (await writers.mira.get(f"{PAGE}/history?version=x")).status_code == 200


async def test_content_of_before_the_upgrade_says_what_to_do(writers: Writers) -> None:
    """Until the folder is loaded again there is no text to change."""
    with writers.desk.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM article_versions")
        connection.exec_driver_sql("UPDATE articles SET written = ''")

    page = await writers.mira.text(PAGE)

    assert "tanya content load" in page
    assert "Usulkan perubahan" not in page
    answer = await writers.mira.post(FORM, PAGE, seen="1", text=NEW, reason="x")
    assert answer.status_code == 404
