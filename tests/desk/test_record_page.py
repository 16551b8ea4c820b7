"""The record at the desk: auditors read it, nobody else, and all of it leaves a row."""

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from desk.context import make_templates
from service.audit.recording import Deed, ticket_deed
from service.escalations.standing import EventKind
from service.outcomes import Role
from tests.desk.desk_harness import Browser, DeskHarness
from tests.service.audit.records import deeds, entries, verified

WORDS = "nomor laporan saya 8812 untuk Pak Budi"
ANSWER = "Laporan itu sudah kami teruskan"


@pytest.fixture
async def auditor(desk: DeskHarness) -> Browser:
    """Somebody who may read the record."""
    browser = await desk.officer("ani")
    desk.role("ani", Role.AUDITOR)
    return browser


async def test_who_saw_a_ticket_is_told(desk: DeskHarness, auditor: Browser) -> None:
    """The question that the record is there for."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()
    await sari.get(f"/escalations/{ticket}")

    page = await auditor.text(f"/audit-log?ticket={ticket}&officer=sari")

    assert "Dilihat" in page
    assert "sari" in page
    assert "127.0.0.1" in page
    assert "Akun dibuka" not in page.partition("<table>")[2]


async def test_nobody_else_reads_it_and_asking_is_recorded(desk: DeskHarness) -> None:
    """An officer who wants to know who looks after them is a fact of its own."""
    sari = await desk.officer("sari")

    answers = [await sari.get(path) for path in ("/audit-log", "/audit-log/export")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert deeds(desk.database)[-2:] == ["page.refused"] * 2
    assert entries(desk.database)[-1].officer_id == desk.number("sari")


async def test_reading_and_exporting_are_rows(desk: DeskHarness, auditor: Browser) -> None:
    """Whoever looks after others is looked after."""
    await auditor.get("/audit-log?officer=sari&since=2026-11-24&until=2026-11-24")
    await auditor.get("/audit-log/export?format=csv")

    read, exported = entries(desk.database)[-2:]
    assert (read.deed, exported.deed) == ("record.read", "record.exported")
    assert '"officer":"sari"' in read.data
    assert '"since":"2026-11-23T17:00:00+00:00"' in read.data  # from midnight in Jakarta
    assert '"until":"2026-11-24T17:00:00+00:00"' in read.data


async def test_a_file_holds_what_fits(desk: DeskHarness, auditor: Browser) -> None:
    """As a spreadsheet reads it, the oldest first."""
    answer = await auditor.get("/audit-log/export?format=csv&deed=account")

    rows = list(csv.DictReader(StringIO(answer.text)))
    assert [row["deed"] for row in rows] == ["account.added", "account.role"]
    assert 'filename="audit-log-20261124-' in answer.headers["content-disposition"]


async def test_older_rows_are_a_page_further(desk: DeskHarness, auditor: Browser) -> None:
    """A record of years is read in pages, and every row stands on one."""
    for _ in range(101):
        desk.role("ani", Role.AUDITOR)

    newest = await auditor.text("/audit-log?deed=account.role")
    older = newest.partition("Lebih lama")[0].rpartition('href="')[2].partition('"')[0]
    page = await auditor.text(older)

    assert "before=" in older
    assert "deed=account.role" in older
    assert "Lebih lama" not in page
    assert page.count("<tr>") - 1 == 2


@pytest.mark.parametrize(
    "asked", ["officer=Pak+Budi", "since=kemarin", "before=x", "before=-", "ticket=%00"]
)
async def test_what_nobody_can_look_for_is_said(auditor: Browser, asked: str) -> None:
    """A slip of the finger is no broken page, and no words in the record."""
    answer = await auditor.get(f"/audit-log?{asked}")

    assert answer.status_code == 422
    assert "Saringan tidak dapat dibaca" in answer.text


async def test_a_great_number_is_no_broken_page(auditor: Browser) -> None:
    """PostgreSQL takes no number that is greater than a row can have."""
    assert (await auditor.get(f"/audit-log?before={9**40}")).status_code == 200


async def test_no_word_of_anybody_comes_into_the_record(desk: DeskHarness) -> None:
    """It is kept for good, and read by people who may not read conversations."""
    sari = await desk.officer("sari", "Sari Dewi")
    desk.citizen_writes(WORDS)
    ticket = desk.escalation()
    page = f"/escalations/{ticket}"
    await sari.get(page)
    await sari.post(f"{page}/reply", page, text=ANSWER)
    await sari.post(f"{page}/note", page, text="catatan untuk rekan")
    desk.citizen_writes(f"{WORDS} lagi")
    await sari.post(f"{page}/close", page, reason="answered")
    await desk.browser().log_in(WORDS, "kata-sandi-saya-yang-salah")

    rows = entries(desk.database)
    told = repr([replace(entry, hash="", seal="", citizen="") for entry in rows])  # of hex digits
    for said in (WORDS, ANSWER, "catatan", "Budi", "8812", "Sari Dewi", "salah"):
        assert said not in told
    conversation = desk.read(ticket).conversation_id
    assert conversation not in told + repr({entry.citizen for entry in rows})
    assert {"ticket.viewed", "ticket.answered", "ticket.noted", "ticket.closed"} <= set(
        deeds(desk.database)
    )
    assert verified(desk.database).is_whole


async def test_log_ins_are_rows_with_their_source(desk: DeskHarness) -> None:
    """Somebody who tries passwords is seen, and from where; of a name that is none, no word."""
    sari = await desk.officer("sari")
    await desk.browser().log_in("sari", "not-the-password")
    await desk.browser().log_in("nobody", "not-the-password")
    await sari.post("/logout")

    told = [(e.deed, e.data, e.address) for e in entries(desk.database)[1:]]
    account = desk.number("sari")
    assert told == [
        ("login.opened", "{}", "127.0.0.1"),
        ("login.refused", f'{{"account":{account},"why":"password"}}', "127.0.0.1"),
        ("login.refused", '{"why":"password"}', "127.0.0.1"),
        ("login.closed", "{}", "127.0.0.1"),
    ]


async def test_a_page_that_refreshes_is_one_look(desk: DeskHarness) -> None:
    """A row each five seconds would bury what the record is there for."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()

    for _ in range(5):
        await sari.get(f"/escalations/{ticket}")

    assert deeds(desk.database).count("ticket.viewed") == 1


async def test_whose_first_lines_a_list_showed_is_recorded_once(desk: DeskHarness) -> None:
    """The queue shows what citizens wrote; a page that looks again shows nothing more."""
    sari = await desk.officer("sari")
    desk.citizen_writes(WORDS)
    first = desk.escalation()
    for path in ("/", "/", "/tickets?view=unit", "/tickets?q=laporan"):
        await sari.get(path)
    second = desk.escalation(address="2")
    await sari.get("/")

    shown = [e for e in entries(desk.database) if e.deed.startswith("tickets.")]
    assert [(e.deed, json.loads(e.data)) for e in shown] == [
        ("tickets.listed", {"tickets": [first]}),
        ("tickets.found", {"tickets": [first]}),
        ("tickets.listed", {"tickets": [second]}),
    ]


async def test_the_same_officer_from_elsewhere_is_a_look_of_its_own(desk: DeskHarness) -> None:
    """A stolen log-in must not hide behind its owner's look of a minute ago."""
    sari = await desk.officer("sari")
    ticket = desk.escalation()
    await sari.get(f"/escalations/{ticket}")
    thief = desk.browser("203.0.113.9")
    thief.client.cookies = sari.client.cookies

    for _ in range(3):
        await thief.get(f"/escalations/{ticket}")

    looks = [e.address for e in entries(desk.database) if e.deed == "ticket.viewed"]
    assert looks == ["127.0.0.1", "203.0.113.9"]


def test_every_deed_has_words() -> None:
    """An auditor reads Indonesian, and nothing is worded that is never done."""
    template = make_templates().env.get_template("record_words.html")
    told = set(template.make_module().deed)  # type: ignore[attr-defined]

    assert told == {*Deed, *(ticket_deed(kind) for kind in EventKind)}
