"""Accounts in the browser: one's own, and those that an administrator keeps."""

import re
from datetime import timedelta

import pytest

from service.officers.invitations import LINK_TIME
from service.officers.sessions import CONFIRMED, IDLE
from service.outcomes import Role
from tests.desk.desk_harness import PASSWORD, Browser, DeskHarness

NEW = "kuda-payung-senin-lilin"


@pytest.fixture
async def admin(desk: DeskHarness) -> Browser:
    """An administrator, logged in."""
    browser = await desk.officer("adi", "Adi Admin")
    desk.role("adi", Role.ADMIN)
    return browser


async def invite(admin: Browser, **fields: str) -> str:
    """Invite somebody; return the path of the link."""
    form = {"username": "rini", "name": "Rini", "unit": "humas", "role": "officer", **fields}
    answer = await admin.post("/accounts/invite", "/accounts", **form)
    found = re.search(r"/invitation/[\w-]+", answer.text)
    return found[0] if found else ""


async def choose(browser: Browser, path: str, password: str = NEW, again: str = "") -> int:
    """Choose a password behind a link; return the status."""
    answer = await browser.post(path, path, password=password, again=again or password)
    return answer.status_code


async def test_who_is_invited_chooses_a_password_and_works(
    desk: DeskHarness, admin: Browser
) -> None:
    """No password is ever sent, so that nobody finds one in a message."""
    path, newcomer = await invite(admin), desk.browser()

    chosen = await choose(newcomer, path)
    entered = await newcomer.log_in("rini", NEW)

    assert (chosen, entered.headers["location"]) == (303, "/")
    assert "Rini" in await newcomer.text("/")


async def test_a_link_works_once_and_looking_uses_nothing_up(
    desk: DeskHarness, admin: Browser
) -> None:
    """Messengers fetch what is sent in them; whoever reads the message later must be late."""
    path = await invite(admin)
    looks = [(await desk.browser().get(path)).status_code for _ in range(2)]
    late = desk.browser()
    token = await late.token(path)
    first = await choose(desk.browser(), path)

    second = await late.post(path, csrf=token, password=NEW, again=NEW)

    assert (looks, first, second.status_code) == ([200, 200], 303, 404)


async def test_a_link_ends_after_three_days(desk: DeskHarness, admin: Browser) -> None:
    """A forgotten message must not stay a key."""
    path = await invite(admin)
    desk.now += LINK_TIME

    assert (await desk.browser().get(path)).status_code == 404


async def test_a_bad_choice_leaves_the_link_working(desk: DeskHarness, admin: Browser) -> None:
    """Who mistypes must not need another invitation."""
    path, newcomer = await invite(admin), desk.browser()

    statuses = [
        await choose(newcomer, path, "pendek"),
        await choose(newcomer, path, NEW, "lain-sama-sekali-ya"),
        await choose(newcomer, path, "qwertyuiop123"),
        await choose(newcomer, path),
    ]

    assert statuses == [409, 409, 409, 303]


async def test_guessing_links_is_slowed(desk: DeskHarness, admin: Browser) -> None:
    """A door without a name behind it is guessed at as well."""
    path = await invite(admin)
    stranger = desk.browser()
    for number in range(30):
        await stranger.get(f"/invitation/tebakan-{number}")

    assert (await stranger.get(path)).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("username", "adi", "sudah dipakai"),
        ("username", "Rini Petugas", "hanya huruf kecil"),
        ("name", " ", "Tulis nama"),
        ("unit", "tidak-ada", "Pilih unit"),
        ("role", "kaisar", "Pilih peran"),
    ],
)
async def test_an_invitation_that_cannot_be_is_explained(
    admin: Browser, field: str, value: str, told: str
) -> None:
    """What was typed stands there still."""
    form = {"username": "rini", "name": "Rini", "unit": "humas", "role": "officer", field: value}
    answer = await admin.post("/accounts/invite", "/accounts", **form)

    assert answer.status_code == 409
    assert told in answer.text


async def test_an_act_asks_for_the_password_again_after_ten_minutes(
    desk: DeskHarness, admin: Browser
) -> None:
    """A desk left open for a moment must not make an account for somebody else."""
    desk.now += CONFIRMED
    without = await invite(admin)
    wrong = await invite(admin, password="salah-salah-salah")
    right = await invite(admin, password=PASSWORD)

    assert (without, wrong) == ("", "")
    assert right
    assert await invite(admin, username="tono")


async def test_whoever_is_disabled_is_out_at_once_and_may_come_back(
    desk: DeskHarness, admin: Browser
) -> None:
    """Whoever left this morning must not read this afternoon."""
    rini = await desk.officer("rini")
    page = f"/accounts/{desk.number('rini')}"

    await admin.post(f"{page}/disable", page)
    shut = await rini.get("/")
    refused = await desk.browser().log_in("rini")
    await admin.post(f"{page}/enable", page)
    back = await desk.browser().log_in("rini")

    assert (shut.status_code, refused.status_code, back.status_code) == (303, 401, 303)


async def test_role_and_units_are_given(desk: DeskHarness, admin: Browser) -> None:
    """Somebody becomes a supervisor, and answers for a second unit."""
    await desk.officer("rini")
    page = f"/accounts/{desk.number('rini')}"

    await admin.post(f"{page}/role", page, role="supervisor")
    await admin.post(f"{page}/units", page, **{"unit:ppid": "yes"})

    shown = await admin.text(page)
    assert '<option value="supervisor" selected>' in shown
    assert 'name="unit:ppid" value="yes" checked' in shown


async def test_an_administrator_cannot_shut_themselves_out(
    desk: DeskHarness, admin: Browser
) -> None:
    """The last one would need the server to come back."""
    page = f"/accounts/{desk.number('adi')}"

    answers = [
        await admin.post(f"{page}/disable", "/accounts"),
        await admin.post(f"{page}/role", "/accounts", role="auditor"),
    ]

    assert [one.status_code for one in answers] == [409, 409]
    assert (await admin.get("/accounts")).status_code == 200


async def test_a_new_link_takes_the_old_one_back(desk: DeskHarness, admin: Browser) -> None:
    """What was sent to the wrong person must not work."""
    first = await invite(admin)
    page = f"/accounts/{desk.number('rini')}"
    answer = await admin.post(f"{page}/link", page)

    assert "/invitation/" in answer.text
    assert (await desk.browser().get(first)).status_code == 404


async def test_changing_ones_password_ends_the_other_log_ins(desk: DeskHarness) -> None:
    """Who fears that somebody else is in throws them out, and stays."""
    here, there = await desk.officer("sari"), desk.browser()
    await there.log_in("sari")

    answer = await here.post(
        "/account/password", "/account", password=PASSWORD, new=NEW, again=NEW
    )

    assert answer.headers["location"] == "/account?info=password"
    assert (await here.get("/account")).status_code == 200
    assert (await there.get("/account")).status_code == 303
    assert (await desk.browser().log_in("sari", NEW)).status_code == 303


@pytest.mark.parametrize(
    ("typed", "new", "again", "told"),
    [
        ("salah-salah-salah", NEW, NEW, "sekarang salah"),
        (PASSWORD, NEW, "lain-sama-sekali", "tidak sama"),
        (PASSWORD, "pendek", "pendek", "terlalu pendek"),
        (PASSWORD, "sari-kuda-payung", "sari-kuda-payung", "memuat nama"),
        (PASSWORD, "qwertyuiop123", "qwertyuiop123", "mudah ditebak"),
    ],
)
async def test_a_password_that_cannot_be_is_explained(
    desk: DeskHarness, typed: str, new: str, again: str, told: str
) -> None:
    """Whoever is at somebody's desk for a moment must not take the account."""
    officer = await desk.officer("sari")

    answer = await officer.post(
        "/account/password", "/account", password=typed, new=new, again=again
    )

    assert answer.status_code == 409
    assert told in answer.text
    assert (await desk.browser().log_in("sari")).status_code == 303


async def test_log_ins_are_listed_and_ended_one_by_one(desk: DeskHarness) -> None:
    """A lost telephone is logged out from the desk."""
    here, phone = await desk.officer("sari"), desk.browser()
    phone.client.headers["user-agent"] = "Mozilla/5.0 (Linux; Android 14) Chrome/131.0 Mobile"
    await phone.log_in("sari")
    page = await here.text("/account")
    names = re.findall(r'name="session" value="(\w+)"', page)

    await here.post("/account/sessions", "/account", session=names[0])

    assert "Chrome di Android" in page
    assert len(names) == 1
    assert (await phone.get("/")).headers["location"] == "/login?next=/"
    assert (await here.get("/account")).status_code == 200


async def test_nobody_ends_another_officers_log_in(desk: DeskHarness) -> None:
    """A name of a log-in that was seen somewhere is no key."""
    sari, budi = await desk.officer("sari"), await desk.officer("budi")
    await sari.log_in("sari")
    other = desk.browser()
    await other.log_in("sari")
    names = re.findall(r'name="session" value="(\w+)"', await sari.text("/account"))

    await budi.post("/account/sessions", "/account", session=names[0])
    await budi.post("/account/sessions", "/account", session="")

    assert (await other.get("/account")).status_code == 200
    assert (await budi.get("/account")).status_code == 200


async def test_a_page_that_only_looks_for_news_keeps_nobody_logged_in(desk: DeskHarness) -> None:
    """The queue looks every five seconds, also while its officer is at lunch."""
    officer = await desk.officer("sari")
    officer.client.headers["sec-fetch-mode"] = "cors"
    for _ in range(4):
        desk.now += timedelta(minutes=8)
        last = await officer.get("/")

    assert last.status_code == 303
    assert timedelta(minutes=32) > IDLE


async def test_whoever_works_stays_logged_in(desk: DeskHarness) -> None:
    """Half an hour is for who does nothing."""
    officer = await desk.officer("sari")
    for _ in range(4):
        desk.now += timedelta(minutes=20)
        last = await officer.get("/")

    assert last.status_code == 200


async def test_refused_log_ins_are_told_to_the_officer(desk: DeskHarness) -> None:
    """Nobody knows better whether it was them."""
    await desk.officer("sari")
    await desk.browser().log_in("sari", "salah-salah-salah")
    officer = desk.browser()
    await officer.log_in("sari")

    assert "1 percobaan masuk ditolak" in await officer.text("/account")


async def test_who_has_no_tickets_begins_at_their_account(desk: DeskHarness) -> None:
    """The first page after the log-in must not be a refusal."""
    auditor = await desk.officer("wati")
    desk.role("wati", Role.AUDITOR)

    assert (await auditor.get("/")).headers["location"] == "/account"
    assert "Auditor catatan" in await auditor.text("/account")
