"""The figures at the desk: a page, and the same as files."""

import csv
import re
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from desk.charts import HEIGHT, stacks
from desk.figure_files import as_csv, as_workbook
from desk.figure_sheets import Sheet
from service.outcomes import Role
from tests.desk.desk_harness import Browser, DeskHarness

DAYS = "dari=2026-11-20&sampai=2026-11-24"


async def supervisor(desk: DeskHarness, name: str = "Lia") -> Browser:
    """Return the browser of somebody who supervises the communication bureau."""
    browser = await desk.officer("lia", name)
    desk.role("lia", Role.SUPERVISOR)
    return browser


async def test_a_supervisor_sees_what_was_asked_and_what_came_of_it(desk: DeskHarness) -> None:
    """The communication staff decides by these what to write next."""
    desk.citizen_writes("halo")
    desk.escalation()
    lia = await supervisor(desk)

    page = await lia.text(f"/figures?{DAYS}")

    assert "<dt>Pesan</dt><dd>1</dd>" in page
    assert "Biro Hukum dan Komunikasi" in page
    assert 'href="/figures"' in await lia.text("/")


async def test_the_numbers_of_units_topics_and_channels_are_drawn(desk: DeskHarness) -> None:
    """Most would rather look than read: the longest bar is the greatest number."""
    for address, channel in (("1", "telegram"), ("2", "telegram"), ("3", "web")):
        desk.citizen_writes("halo", address, channel)
    desk.escalation()
    page = await (await supervisor(desk)).text(f"/figures?{DAYS}")
    of_channels = page.partition('id="channels-title"')[2].partition("</section>")[0]

    assert re.findall(r'<rect class="series-0" width="([\d.]+)"', of_channels) == ["100.0", "50.0"]
    assert 'width="100.0"' in page.partition('id="units-title"')[2].partition("</section>")[0]


@pytest.mark.parametrize("path", ["/figures", "/figures.xlsx", "/figures/units.csv"])
async def test_an_officer_is_refused(desk: DeskHarness, path: str) -> None:
    """How quick colleagues are is for those who lead them."""
    sari = await desk.officer("sari")

    answer = await sari.get(path)

    assert answer.status_code == 403
    assert 'href="/figures"' not in await sari.text("/")


async def test_a_wrong_date_is_told_and_the_last_days_are_shown(desk: DeskHarness) -> None:
    """A typed address must not end in an error page."""
    lia = await supervisor(desk)

    answer = await lia.get("/figures?dari=kemarin")

    assert answer.status_code == 422
    assert "Tanggal tidak terbaca" in answer.text
    assert 'value="2026-11-24"' in answer.text


@pytest.mark.parametrize("path", ["/figures/nothing.csv", "/figures/units.csv?dari=x"])
async def test_what_is_no_sheet_is_not_found(desk: DeskHarness, path: str) -> None:
    """A file with an error page in it would be opened as figures."""
    lia = await supervisor(desk)

    assert (await lia.get(path)).status_code == 404


async def test_a_sheet_is_a_csv_with_indonesian_headings(desk: DeskHarness) -> None:
    """Other programs read it; people read its first line."""
    desk.citizen_writes("halo", channel="web")
    lia = await supervisor(desk)

    answer = await lia.get(f"/figures/channels.csv?{DAYS}")

    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Kanal", "Pesan", "Percakapan"]
    assert rows[1][:3] == ["Obrolan web", "1", "1"]
    assert "tanya-bpkp-2026-11-20-2026-11-24" in answer.headers["content-disposition"]


async def test_the_workbook_has_every_sheet(desk: DeskHarness) -> None:
    """One file for the monthly report."""
    lia = await supervisor(desk)

    answer = await lia.get(f"/figures.xlsx?{DAYS}")

    with ZipFile(BytesIO(answer.content)) as book:
        names = book.read("xl/workbook.xml").decode()
    assert [n for n in ("Per hari", "Per kanal", "Per topik", "Per unit") if n not in names] == []


async def test_a_name_cannot_be_a_formula(desk: DeskHarness) -> None:
    """Whoever opens the file would run it."""
    lia = await supervisor(desk, '=HYPERLINK("http://x.test")')

    text = (await lia.get(f"/figures/officers.csv?{DAYS}")).content.decode("utf-8-sig")
    workbook = (await lia.get(f"/figures.xlsx?{DAYS}")).content

    assert "\"'=HYPERLINK" in text
    with ZipFile(BytesIO(workbook)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets" in name]
    assert not any("<f>" in sheet for sheet in sheets)


def test_nothing_is_empty_in_files() -> None:
    """No wait was measured is not a wait of no minutes."""
    sheet = Sheet("units", ("unit", "median_wait"), (("PPID", None),))
    words = {"unit": "Unit", "median_wait": "Waktu"}

    assert as_csv(sheet, words).decode("utf-8-sig") == "Unit,Waktu\r\nPPID,\r\n"
    assert as_workbook([sheet], {"units": "Per unit"}, words)


def test_a_chart_stacks_a_day_on_the_highest_one() -> None:
    """Heights must tell the truth about each other."""
    chart = stacks(
        {date(2026, 11, 1): [1, 1], date(2026, 11, 2): [0, 4], date(2026, 11, 3): [0, 0]}
    )

    assert chart.most == 4
    assert [[piece.height for piece in bar.pieces] for bar in chart.bars] == [[25, 25], [100], []]
    assert [piece.y for piece in chart.bars[0].pieces] == [75, 50]
    assert chart.bars[1].pieces[0].y + HEIGHT == 100


def test_a_chart_without_days_is_empty() -> None:
    """Nothing divides by nothing."""
    assert stacks({}).bars == ()
