"""Units and their groups, officers' Telegram accounts, and others' sessions, in the browser."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from service.audit.tables import AuditRow
from service.forum.inspection import Inspected, note_inspection
from service.forum.links import groups, link_group, link_officer, linked, set_group
from service.officers.sessions import CONFIRMED
from service.outcomes import Role
from tests.desk.desk_harness import PASSWORD, Browser, DeskHarness


@pytest.fixture
async def rina(desk: DeskHarness) -> Browser:
    """The supervisor of the communication bureau."""
    browser = await desk.officer("rina", "Rina Penyelia")
    desk.role("rina", Role.SUPERVISOR)
    return browser


@pytest.fixture
async def adi(desk: DeskHarness) -> Browser:
    """An administrator."""
    browser = await desk.officer("adi", "Adi Admin", "ppid")
    desk.role("adi", Role.ADMIN)
    return browser


def code_in(page: str) -> str:
    """Return the code that a page shows."""
    found = re.search(r"/hubungkan ([A-Z0-9]+)", page)
    return found.group(1) if found else ""


def has_group(desk: DeskHarness, unit: str = "humas", chat: str = "-100") -> int:
    """Let a unit have a group; return its number."""
    with desk.database.write() as session:
        return set_group(session, unit, chat, desk.clock()).id


def deeds(desk: DeskHarness) -> list[str]:
    """Return what was recorded."""
    with desk.database.read() as session:
        return list(session.scalars(select(AuditRow.deed).order_by(AuditRow.id)))


async def test_a_code_from_the_page_links_a_group(desk: DeskHarness, rina: Browser) -> None:
    """No shell on the server is needed to open an office's group."""
    page = (await rina.post("/groups/humas/code", "/groups")).text

    with desk.database.write() as session:
        group = link_group(session, code_in(page), "-100", desk.clock())

    assert group is not None
    assert group.unit == "humas"
    assert "Terhubung sejak" in await rina.text("/groups")
    assert {"account.code", "group.linked"} <= {*deeds(desk)}


async def test_the_password_is_asked_for_before_a_code_is_shown(
    desk: DeskHarness, rina: Browser
) -> None:
    """A desk left open must not link a stranger's group."""
    desk.now += CONFIRMED + timedelta(seconds=1)

    asked = await rina.post("/groups/humas/code", "/groups")
    wrong = await rina.post("/groups/humas/code", "/groups", password="bukan ini")
    right = await rina.post("/groups/humas/code", "/groups", password=PASSWORD)

    assert [one.status_code for one in (asked, wrong, right)] == [409, 409, 200]
    assert [bool(code_in(one.text)) for one in (asked, wrong, right)] == [False, False, True]


async def test_how_the_group_stands_is_said(desk: DeskHarness, rina: Browser) -> None:
    """Whoever wonders why nothing comes in finds the missing right here."""
    number = has_group(desk)
    with desk.database.write() as session:
        found = Inspected(has_topics=True, may_topics=False, may_delete=True, trouble="")
        note_inspection(session, number, found, desk.clock())

    page = (await rina.get("/groups")).text

    assert "Bot boleh mengelola topik</dt><dd><strong" in page
    assert "Memakai topik</dt><dd>ya" in page
    assert "content/units.yml" in page


async def test_a_group_is_unlinked_and_another_one_linked(
    desk: DeskHarness, rina: Browser
) -> None:
    """A group that many have left is given up, and its unit begins anew."""
    has_group(desk)

    answer = await rina.post("/groups/humas/unlink", "/groups")

    with desk.database.read() as session:
        assert groups(session) == []
    assert answer.headers["location"] == "/groups?info=unlinked"
    assert "Belum ada" in await rina.text("/groups")
    assert "group.unlinked" in deeds(desk)
    has_group(desk, chat="-200")
    with desk.database.read() as session:
        assert [(one.unit, one.chat) for one in groups(session)] == [("humas", "-200")]


@pytest.mark.parametrize("act", ["code", "unlink"])
async def test_another_units_group_is_not_there(
    desk: DeskHarness, rina: Browser, act: str
) -> None:
    """Forced addresses: a supervisor takes no other unit's citizens to a group of theirs."""
    has_group(desk, "ppid")

    tried = await rina.post(f"/groups/ppid/{act}", "/groups")
    nowhere = await rina.post(f"/groups/no-such/{act}", "/groups")

    with desk.database.read() as session:
        assert len(groups(session)) == 1
    assert (tried.status_code, nowhere.status_code) == (404, 404)
    assert "ppid" not in re.findall(r'action="/groups/([\w-]+)/', await rina.text("/groups"))
    assert "page.refused" in deeds(desk)


async def test_an_administrator_keeps_every_units_group(desk: DeskHarness, adi: Browser) -> None:
    """Units without a supervisor have groups too."""
    page = (await adi.post("/groups/humas/code", "/groups")).text

    assert code_in(page)
    assert desk.number("adi")


async def test_an_officer_links_and_unlinks_the_own_account(desk: DeskHarness) -> None:
    """A new telephone is one's own affair."""
    budi = await desk.officer("budi", "Budi Santoso")
    page = (await budi.post("/account/telegram/code", "/account/telegram")).text
    with desk.database.write() as session:
        link_officer(session, code_in(page), "71", desk.clock())
    shown = await budi.text("/account/telegram")

    answer = await budi.post("/account/telegram/unlink", "/account/telegram")

    with desk.database.read() as session:
        assert linked(session, "71") is None
    assert "Terhubung sejak" in shown
    assert answer.headers["location"] == "/account/telegram?info=unlinked"
    assert {"account.linked", "account.unlinked"} <= {*deeds(desk)}


async def test_a_stolen_session_gets_no_telegram_code(desk: DeskHarness) -> None:
    """A code is a way in that outlives the session."""
    budi = await desk.officer("budi", "Budi Santoso")
    desk.now += CONFIRMED + timedelta(seconds=1)

    answer = await budi.post("/account/telegram/code", "/account/telegram")

    assert (answer.status_code, code_in(answer.text)) == (409, "")


async def test_an_administrator_ends_anothers_sessions(desk: DeskHarness, adi: Browser) -> None:
    """A computer was left in a train."""
    budi = await desk.officer("budi", "Budi Santoso")
    page = f"/accounts/{desk.number('budi')}/sessions"
    shown = await adi.text(page)

    answer = await adi.post(f"{page}/end", page, all="yes")

    assert "Sedang masuk di 1 tempat" in shown
    assert answer.headers["location"] == f"{page}?info=ended"
    assert (await budi.get("/")).headers["location"].startswith("/login")
    assert "account.sessions" in deeds(desk)
    with desk.database.read() as session:
        row = session.scalars(select(AuditRow).where(AuditRow.deed == "account.sessions")).one()
    assert row.officer_id == desk.number("adi")


async def test_one_session_of_another_is_ended_and_a_forged_name_ends_none(
    desk: DeskHarness, adi: Browser
) -> None:
    """An empty or a short name must not mean all."""
    budi = await desk.officer("budi", "Budi Santoso")
    other = desk.browser()
    await other.log_in("budi")
    page = f"/accounts/{desk.number('budi')}/sessions"
    for forged in ("", "%", "a", "-" * 16):
        await adi.post(f"{page}/end", page, session=forged)
    alive = [(await one.get("/account")).status_code for one in (budi, other)]
    name = re.findall(r'name="session" value="(\w+)"', (await adi.get(page)).text)[0]

    await adi.post(f"{page}/end", page, session=name)

    assert alive == [200, 200]
    assert sorted([(await one.get("/account")).status_code for one in (budi, other)]) == [200, 303]
