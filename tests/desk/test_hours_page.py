"""The calendar on the desk: seen, decided with what it moves, exported."""

import html
import itertools
import json
import re
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from doubles.clock import FrozenClock
from doubles.knowledge import CONTENT
from service.audit.tables import AuditRow
from service.calendar import Zone
from service.content.following import REFRESH, Following
from service.escalations.deadlines import due_of, set_due
from service.outcomes import Role
from service.storage.database import Database
from tests.desk.desk_harness import Browser, DeskHarness, make_desk

DAY = {
    "kind": "day",
    "date": "2026-12-10",
    "hours": "tutup",
    "reason": "Kantor banjir",
    "source": "ND-1",
}
WEEK = {"kind": "unit", "unit": "humas", "zone": "WITA", "senin": "08.00-12.00", "source": "ND-2"}


@pytest.fixture
async def followed(sqlite: Database, tmp_path: Path) -> AsyncIterator[DeskHarness]:
    """A desk that follows a content folder of its own."""
    for name in ("units", "hours", "deadlines", "sources", "contacts", "offices"):
        shutil.copy(CONTENT / f"{name}.yml", tmp_path)
    ticks = itertools.count(0.0, REFRESH)
    desk = make_desk(sqlite, following=Following(sqlite, tmp_path, FrozenClock(), ticks.__next__))
    await desk.officer("lena", "Lena Penyelia")
    desk.role("lena", Role.LEAD)
    await desk.officer("rina", "Rina Penyelia")
    desk.role("rina", Role.SUPERVISOR)
    yield desk
    await desk.close()


async def logged_in(desk: DeskHarness, username: str) -> Browser:
    """Return somebody's browser."""
    browser = desk.browser()
    await browser.log_in(username)
    return browser


def with_deadline(desk: DeskHarness, unit: str = "humas", address: str = "1") -> str:
    """Open a request that is due within ten working days by law."""
    desk.now = datetime(2026, 12, 7, 1, tzinfo=UTC)
    ticket = desk.escalation(unit, address)
    hours = desk.app.state.desk.desk_hours
    topic = next(rule for rule in hours.rules if rule.is_right).topics[0]
    with desk.database.write() as session:
        set_due(session, ticket, hours, topic, Zone.WIB, desk.clock())
    return ticket


def deadline(desk: DeskHarness, ticket: str) -> datetime | None:
    """Return a ticket's deadline."""
    with desk.database.read() as session:
        due = due_of(session, ticket)
    return due.deadline_at if due else None


async def test_the_calendar_says_why_a_day_is_off(followed: DeskHarness) -> None:
    """Whoever asks why nobody answered on Friday finds it here."""
    page = await (await logged_in(followed, "rina")).text("/hours")

    assert "Jumat, 25 Desember 2026" in page
    assert "hari libur nasional: Hari Raya Natal" in page
    assert "bukan hari kerja" in page
    assert "Ramadan 1448 H" in page


async def test_what_moves_is_shown_before_and_stored_after(followed: DeskHarness) -> None:
    """First the price, then the purchase."""
    ticket = with_deadline(followed)
    before, lena = deadline(followed, ticket), await logged_in(followed, "lena")

    shown = await lena.post("/hours/ahead", "/hours", **DAY)
    between = deadline(followed, ticket)
    stored = await lena.post("/hours/decide", "/hours", **DAY)

    assert "Tenggat yang berubah: 1" in shown.text
    assert ticket in shown.text
    assert between == before
    assert stored.headers["location"] == "/hours?unit=humas&info=decided"
    assert deadline(followed, ticket) != before
    assert "ditetapkan: Kantor banjir" in await lena.text("/hours")


async def test_whom_it_writes_to_is_shown_where_no_deadline_moves(followed: DeskHarness) -> None:
    """ "Nothing changes", and then messages to citizens: nobody would believe the page again."""
    followed.now = datetime(2026, 12, 5, 3, tzinfo=UTC)  # a Saturday: "back on Monday"
    ticket, hours = followed.escalation(), followed.app.state.desk.desk_hours
    with followed.database.write() as session:
        set_due(session, ticket, hours, None, Zone.WIB, followed.clock())
    lena = await logged_in(followed, "lena")

    shown = await lena.post("/hours/ahead", "/hours", **(DAY | {"date": "2026-12-07"}))

    assert "1 warga pernah diberi tahu kapan petugas kembali" in shown.text
    assert "Tidak ada tenggat terbuka yang berubah" not in shown.text


async def test_the_next_page_of_this_process_has_it(followed: DeskHarness) -> None:
    """Works at once: no restart, and no wait for whoever looks."""
    lena = await logged_in(followed, "lena")
    await lena.post("/hours/decide", "/hours", **DAY)

    table = followed.app.state.desk.desk_hours.hours.table

    assert table.periods_on(date(2026, 12, 10), "humas") == ()


async def test_a_supervisor_sees_no_ticket_of_another_unit_in_it(followed: DeskHarness) -> None:
    """What moves elsewhere is a number."""
    await followed.officer("ani", "Ani", "ppid")
    mine, other = with_deadline(followed), with_deadline(followed, "ppid", "2")
    lena, rina = await logged_in(followed, "lena"), await logged_in(followed, "rina")

    all_of_it = await lena.post("/hours/ahead", "/hours", **DAY)
    own = await rina.post("/hours/ahead", "/hours", unit="humas", **DAY)

    assert mine in all_of_it.text
    assert other in all_of_it.text
    assert other not in own.text


@pytest.mark.parametrize("unit", ["", "ppid"])
async def test_a_supervisor_decides_for_the_own_unit_only(
    followed: DeskHarness, unit: str
) -> None:
    """Forced forms as well: nothing of it is stored."""
    rina = await logged_in(followed, "rina")

    tried = [
        await rina.post(path, "/hours", unit=unit, **DAY)
        for path in ("/hours/ahead", "/hours/decide")
    ]

    assert [one.status_code for one in tried] == [422, 422]
    assert "hanya ditetapkan penyelia semua unit" in tried[1].text
    assert "Kantor banjir" not in await rina.text("/hours")
    with followed.database.read() as session:
        refused = session.scalars(select(AuditRow).where(AuditRow.deed == "page.refused"))
        assert [json.loads(row.data) for row in refused] == [{"needs": "hours", "unit": unit}] * 2


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"date": "2026-02-30"}, "Isi tanggalnya"),
        ({"hours": "jam", "times": "pagi"}, "Tulis jamnya"),
        ({"hours": "jam", "times": "16.00-08.00"}, "tidak berurutan"),
        ({"hours": "jam", "times": "25.00-26.00"}, "tidak cocok"),
        ({"reason": " "}, "Tulis alasannya"),
        ({"source": ""}, "Tulis sumbernya"),
        ({"reason": "x" * 201}, "Tulis alasannya"),
        ({"kind": "season", "name": "A", "week": "ramadan", "from": "2027-03-09",
          "to": "2027-02-01"}, "lebih awal"),
        ({"kind": "season", "name": "A", "week": "ramadan", "from": "2027-03-01",
          "to": "2027-03-20"}, "bertumpang tindih"),
        ({"kind": "unit", "unit": "humas", "zone": "WIB"}, "paling sedikit satu hari"),
        ({"kind": "unit", "unit": "humas", "zone": "UTC", "senin": "08.00-12.00"}, "zona"),
        ({"kind": "bogus"}, "tidak dapat dibaca"),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_told_and_nothing_typed_is_lost(
    followed: DeskHarness, fields: dict[str, str], told: str
) -> None:
    """Checked by the reader that every process has, in words that officers read."""
    lena = await logged_in(followed, "lena")

    answer = await lena.post("/hours/ahead", "/hours", **(DAY | fields))

    assert answer.status_code == 422
    assert told in answer.text
    assert "hours.yml:" not in answer.text
    if (DAY | fields)["source"]:
        assert 'value="ND-1"' in answer.text


async def test_a_units_own_week_and_zone(followed: DeskHarness) -> None:
    """An office in Makassar does not open by Jakarta's clock."""
    rina = await logged_in(followed, "rina")

    answer = await rina.post("/hours/decide", "/hours", **WEEK)

    table = followed.app.state.desk.desk_hours.hours.table
    assert answer.status_code == 303
    assert table.zone_of_unit("humas") is Zone.WITA
    assert table.periods_on(date(2026, 12, 8), "humas") == ()
    assert table.periods_on(date(2026, 12, 8), "ppid") != ()


async def test_an_estimated_season_is_settled(followed: DeskHarness) -> None:
    """The moon was seen: the file's estimate gives way to the date."""
    lena = await logged_in(followed, "lena")
    fields = {"kind": "season", "name": "Ramadan 1448 H", "week": "ramadan", "source": "Sidang"}

    await lena.post(
        "/hours/decide", "/hours", **fields, **{"from": "2027-02-09", "to": "2027-03-09"}
    )

    seasons = followed.app.state.desk.desk_hours.hours.table.seasons
    assert [(one.first, one.is_estimated) for one in seasons] == [(date(2027, 2, 9), False)]


async def test_a_seasons_form_begins_with_its_own_week(followed: DeskHarness) -> None:
    """Whoever settles its days must not give it the hours of another season unawares."""
    rina = await logged_in(followed, "rina")
    await rina.post("/hours/decide", "/hours", **WEEK)
    fields = {"kind": "season", "unit": "humas", "name": "Pameran", "week": "khusus-humas"}
    dates = {"from": "2027-05-01", "to": "2027-05-31", "source": "ND-3"}
    await rina.post("/hours/decide", "/hours", **fields, **dates)

    page = await rina.text("/hours?unit=humas")

    link = re.search(r'href="([^"]+)" aria-label="Ubah musim Pameran"', page)
    assert link is not None
    form = await rina.text(html.unescape(link[1]))
    assert '<option value="khusus-humas" selected>' in form


async def test_nobody_is_led_to_change_another_units_season(followed: DeskHarness) -> None:
    """The form would offer the own unit in its place."""
    await followed.officer("ani", "Ani", "ppid")
    followed.role("ani", Role.SUPERVISOR)
    rina, ani = await logged_in(followed, "rina"), await logged_in(followed, "ani")
    fields = {"kind": "season", "unit": "humas", "name": "Pameran", "week": "ramadan"}
    dates = {"from": "2027-05-01", "to": "2027-05-31", "source": "ND-3"}
    await rina.post("/hours/decide", "/hours", **fields, **dates)

    page = await ani.text("/hours?unit=humas")

    assert "Pameran" in page
    assert "Ubah musim Pameran" not in page


async def test_what_is_not_settled_is_named(followed: DeskHarness) -> None:
    """ "Season or joint leave" tells nobody what to settle."""
    followed.now = datetime(2027, 1, 12, 1, tzinfo=UTC)

    page = await (await logged_in(followed, "rina")).text("/hours")

    assert "Ramadan 1448 H, pastikan hari pertama dan hari terakhirnya" in page
    assert "Hari Raya Idul Fitri (perkiraan), pastikan tanggalnya" in page


async def test_a_decision_is_taken_back(followed: DeskHarness) -> None:
    """Also by two steps, because it moves deadlines as well."""
    lena = await logged_in(followed, "lena")
    await lena.post("/hours/decide", "/hours", **DAY)
    back = {"kind": "day", "key": ":2026-12-10", "remove": "yes"}

    shown = await lena.post("/hours/ahead", "/hours", **back)
    await lena.post("/hours/decide", "/hours", **back)

    table = followed.app.state.desk.desk_hours.hours.table
    assert "kembali seperti dalam berkas isi" in shown.text
    assert len(table.periods_on(date(2026, 12, 10), "humas")) == 2
    assert "Riwayat" in await lena.text("/hours")


async def test_what_serves_is_downloaded_as_the_file(followed: DeskHarness) -> None:
    """The maintainers' repository gets what the desk decided, and its comments stay."""
    lena = await logged_in(followed, "lena")
    await lena.post("/hours/decide", "/hours", **DAY)

    answer = await lena.get("/hours/hours.yml")

    line = '{date: 2026-12-10, hours: "tutup", reason: "Kantor banjir", source: "ND-1"}'
    assert line in answer.text
    assert "# Single days." in answer.text


async def test_stored_script_is_words(followed: DeskHarness) -> None:
    """A reason is shown to colleagues for months."""
    lena = await logged_in(followed, "lena")
    await lena.post("/hours/decide", "/hours", **(DAY | {"reason": "<script>alert(1)</script>"}))

    page = (await lena.get("/hours")).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


async def test_a_units_form_begins_with_what_holds(followed: DeskHarness) -> None:
    """Whoever wants to change Friday must not type the other four days."""
    rina = await logged_in(followed, "rina")

    page = await rina.text("/hours/entry?kind=unit&unit=humas")
    await rina.post("/hours/decide", "/hours", **WEEK)
    after = await rina.text("/hours/entry?kind=unit&unit=humas")

    assert 'name="jumat" value="07.30-11.30, 13.00-16.30"' in page
    assert 'name="senin" value="08.00-12.00"' in after
    assert '<option value="WITA" selected>' in after
