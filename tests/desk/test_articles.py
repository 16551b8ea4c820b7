"""Articles at the desk: read, tried, taken back, exported."""

import io
import re
import zipfile
from html import unescape

import pytest

from doubles.knowledge import CONTENT
from service.outcomes import Role
from tests.desk.writers import FORM, ID, NEW, PAGE, Writers, writers

__all__ = ["writers"]

SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"


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
