"""What is put into an answer: canned replies with their places filled, and articles."""

from collections.abc import AsyncIterator

import pytest

from service.answering.answers import Answers
from service.assembly import ArticlesToSay
from service.canned.replies import keep
from service.operations.switches import Switches
from service.outcomes import Role
from service.storage.database import Database
from service.storage.tables import SwitchRow
from tests.desk.desk_harness import Browser, DeskHarness, make_desk


@pytest.fixture
async def desk(sqlite: Database, answers: Answers) -> AsyncIterator[DeskHarness]:
    """A desk that knows the articles."""
    harness = make_desk(sqlite, articles=ArticlesToSay(lambda: answers, Switches(sqlite, 0)))
    yield harness
    await harness.close()


def keep_for_humas(desk: DeskHarness, key: str, text: str) -> None:
    """Keep a canned reply of the unit."""
    desk.role("sari", Role.SUPERVISOR)
    with desk.database.write() as session:
        number = keep(session, desk.number("sari"), "humas", key, text, desk.clock())
        assert isinstance(number, int)


def box(page: str) -> str:
    """Return what stands in the box of the answer."""
    start = page.index('<textarea id="text"')
    return page[page.index(">", start) + 1 : page.index("</textarea>", start)].strip()


async def insert(sari: Browser, ticket: str, **fields: str) -> str:
    """Post the answer's form with one of the panel's buttons; return the page."""
    at = f"/escalations/{ticket}"
    answer = await sari.post(f"{at}/insert", at, **fields)
    assert answer.status_code == 200
    return answer.text


async def test_a_canned_reply_comes_behind_what_was_typed(desk: DeskHarness) -> None:
    """Without a script the page comes back, with everything; nothing is sent."""
    sari = await desk.officer("sari", "Sari Dewi")
    keep_for_humas(desk, "salam", "Saya {petugas}, tiket {tiket}.")
    ticket = desk.escalation()

    page = await insert(sari, ticket, text="Selamat pagi.", canned="salam", do="canned")

    assert box(page) == f"Selamat pagi.\n\nSaya Sari Dewi, tiket {ticket}."
    assert "belum dikirim" in page
    assert desk.replies(ticket) == []


async def test_a_place_without_a_value_is_refused_before_it_is_in_the_box(
    desk: DeskHarness,
) -> None:
    """And named, so that the officer writes it."""
    sari = await desk.officer("sari")
    keep_for_humas(desk, "lama", "Paling lambat {batas}.")
    ticket = desk.escalation()
    with desk.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE escalations SET deadline_at = NULL")

    page = await insert(sari, ticket, text="Halo", canned="lama", do="canned")

    assert box(page) == "Halo"
    assert "{batas} belum ada untuk tiket ini" in page


@pytest.mark.parametrize("text", ["Saya {petugas}", "{ apa saja }", "{}", "\uff5btiket\uff5d"])
async def test_what_stands_in_braces_is_not_sent(desk: DeskHarness, text: str) -> None:
    """However it came into the box; the words stay there."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()
    at = f"/escalations/{ticket}"

    answer = await sari.post(f"{at}/reply", at, text=text)

    assert answer.status_code == 422
    assert box(answer.text) == text
    assert "belum diisi" in answer.text
    assert desk.replies(ticket) == []


async def test_articles_are_found_as_the_bot_finds_them_and_by_words(desk: DeskHarness) -> None:
    """By half a title as well; and put in with their source."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()

    found = await insert(sari, ticket, text="Halo", q="berapa lama ppid", do="search")
    half = await insert(sari, ticket, text="Halo", q="visi mi", do="search")
    page = await insert(sari, ticket, text="Halo", article="ppid-waktu")

    assert 'value="ppid-waktu"' in found
    assert 'value="visi-misi"' in half
    assert box(found) == "Halo"
    assert box(page).startswith("Halo\n\n")
    assert "Sumber" in box(page)


async def test_an_article_that_is_switched_off_is_not_offered(desk: DeskHarness) -> None:
    """It was switched off because it is wrong, whoever says it."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()
    with desk.database.write() as session:
        row = SwitchRow(name="article:visi-misi", text="", by="uji", reason="uji")
        row.since = desk.clock()
        session.add(row)

    page = await insert(sari, ticket, text="", q="visi misi", do="search")

    assert 'value="visi-misi"' not in page
    assert box(await insert(sari, ticket, text="Halo", article="visi-misi")) == "Halo"


async def test_nothing_found_is_said(desk: DeskHarness) -> None:
    """An empty list looks broken."""
    sari = await desk.officer("sari")
    page = await insert(sari, desk.escalation(), text="", q="   ", do="search")

    assert "Tidak ada yang cocok." in page


async def test_the_script_gets_the_same_and_other_units_nothing(desk: DeskHarness) -> None:
    """A canned reply is filled with what only the ticket's unit may know."""
    sari = await desk.officer("sari")
    other = await desk.officer("ita", unit="inspektorat")
    keep_for_humas(desk, "salam", "Tiket {tiket}")
    ticket = desk.escalation()
    path = f"/escalations/{ticket}/inserts"

    told = (await sari.get(path)).json()
    articles = (await sari.get(f"{path}?q=visi")).json()["articles"]
    refused = await other.get(path)

    assert told == {"canned": [{"key": "salam", "text": f"Tiket {ticket}", "missing": []}]}
    assert articles[0]["id"] == "visi-misi"
    assert (refused.status_code, refused.json()) == (403, {})


async def test_a_desk_without_articles_offers_no_search(sqlite: Database) -> None:
    """A field that finds nothing ever would be a riddle."""
    harness = make_desk(sqlite)
    sari = await harness.officer("sari")
    page = await sari.text(f"/escalations/{harness.escalation()}")
    await harness.close()

    assert "Cari artikel" not in page
