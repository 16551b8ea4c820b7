"""Second factors at the desk: set up, asked for at the log-in and before administrators' acts."""

import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pyotp
import pytest
from sqlalchemy import select
from starlette.routing import Route

from desk.app import ROUTES
from desk.sign_in import SignIn
from doubles.authenticator import Authenticator
from service.audit.tables import AuditRow
from service.officers.entering import STEP_TIME
from service.officers.sessions import CONFIRMED
from service.outcomes import Role
from service.storage.database import Database
from tests.desk.desk_harness import PASSWORD, Browser, DeskHarness, make_desk
from tests.desk.test_guarded_routes import Building, is_for_everybody

PAGE = "/account/factors"
SECRET = re.compile(r'class="secret">([A-Z2-7 ]+)<')
CODE = re.compile(r"<code>([A-Z2-7-]{19})</code>")


@pytest.fixture
async def strict(sqlite: Database) -> AsyncIterator[DeskHarness]:
    """A desk whose administrators and auditors must have a second factor."""
    desk = make_desk(sqlite, sign_in=SignIn(required=frozenset({Role.ADMIN, Role.AUDITOR})))
    yield desk
    await desk.close()


def code_of(desk: DeskHarness, app: pyotp.TOTP) -> str:
    """Return what an app shows, a while after the code of before."""
    desk.now += timedelta(seconds=30)
    return app.at(desk.now)


async def set_up_app(
    desk: DeskHarness, officer: Browser, **proof: str
) -> tuple[pyotp.TOTP, list[str]]:
    """Set an app up as the pages offer it; return it with the recovery codes that were shown."""
    shown = await officer.post(f"{PAGE}/totp", PAGE, **proof)
    found = SECRET.search(shown.text)
    assert found, shown.text
    app = pyotp.TOTP(found[1].replace(" ", ""))
    confirmed = await officer.post(f"{PAGE}/totp/confirm", PAGE, code=app.at(desk.now))
    assert confirmed.status_code in (200, 303)
    return app, CODE.findall(confirmed.text)


async def add_passkey(officer: Browser, name: str = "Laptop kantor") -> Authenticator:
    """Add a passkey as the page's script does."""
    device, token = Authenticator("http://desk.test", "desk.test"), await officer.token(PAGE)
    options = await officer.post(f"{PAGE}/options", csrf=token, purpose="add")
    made = device.make(options.text)
    answer = await officer.post(f"{PAGE}/passkeys", csrf=token, made=made, name=name)
    assert answer.status_code in (200, 303), answer.text
    return device


async def half_way(desk: DeskHarness, username: str = "sari") -> Browser:
    """Return a browser in which the password was typed, and nothing more."""
    browser = desk.browser()
    answer = await browser.log_in(username, next="/tickets")
    assert answer.headers["location"] == "/login/factor?next=/tickets"
    return browser


async def finish(browser: Browser, **fields: str) -> httpx.Response:
    """Show the second factor."""
    return await browser.post("/login/factor", "/login/factor", next="/tickets", **fields)


async def test_an_app_is_set_up_and_asked_for(desk: DeskHarness) -> None:
    """The whole way of an officer with a telephone, without JavaScript."""
    app, codes = await set_up_app(desk, await desk.officer("sari"))

    browser = await half_way(desk)
    before = await browser.get("/")
    entered = await finish(browser, proof=code_of(desk, app))

    assert len(set(codes)) == 10
    assert before.headers["location"] == "/login?next=/"
    assert entered.headers["location"] == "/tickets"
    assert "Antrean percakapan" in await browser.text("/")


async def test_a_passkey_is_set_up_and_asked_for(desk: DeskHarness) -> None:
    """The whole way of an officer with a passkey, as the page's script goes it."""
    device = await add_passkey(await desk.officer("sari"))

    browser = await half_way(desk)
    token = await browser.token("/login/factor")
    options = await browser.post("/login/factor/options", csrf=token)
    entered = await finish(browser, passkey=device.sign(options.text), proof="")

    assert json.loads(options.text)["rpId"] == "desk.test"
    assert entered.headers["location"] == "/tickets"
    assert "terakhir dipakai" in await browser.text(PAGE)


async def test_half_a_log_in_stands_in_the_record(desk: DeskHarness) -> None:
    """Who knows a password and goes no further must leave a trace: it is stolen."""
    await set_up_app(desk, await desk.officer("sari"))
    await desk.browser("203.0.113.9").log_in("sari")

    with desk.database.read() as session:
        row = session.scalars(select(AuditRow).where(AuditRow.deed == "login.half")).one()
    assert json.loads(row.data) == {"account": desk.number("sari"), "how": "password"}
    assert (row.actor, row.address) == ("system", "203.0.113.9")


async def test_half_a_log_in_reaches_no_page(desk: DeskHarness) -> None:
    """Who has the password alone must get nothing: asked of every route, also with its cookie."""
    officer = await desk.officer("sari")
    building = Building(desk, officer)
    await set_up_app(desk, officer)
    half = await half_way(desk)
    half.client.cookies.set("tanya_desk", half.client.cookies["tanya_desk_step"])
    building.stranger = half

    assert await building.open_doors([r for r in ROUTES if not is_for_everybody(r)]) == []


async def test_every_step_has_a_cookie_of_its_own(desk: DeskHarness) -> None:
    """Whoever planted a cookie in the browser beforehand must not share the log-in."""
    officer = await desk.officer("sari")
    before = officer.client.cookies["tanya_desk"]
    app, _ = await set_up_app(desk, officer)
    after = officer.client.cookies["tanya_desk"]
    planted = desk.browser()
    planted.client.cookies.set("tanya_desk", "planted", domain="desk.test")
    planted.client.cookies.set("tanya_desk_step", "planted", domain="desk.test")
    await planted.log_in("sari")
    step = planted.client.cookies["tanya_desk_step"]
    await finish(planted, proof=code_of(desk, app))

    values = [before, after, step, planted.client.cookies["tanya_desk"], "planted"]
    assert len(set(values)) == 5
    thief = desk.browser()
    for old in (before, step, "planted"):
        thief.client.cookies.set("tanya_desk", old)
        assert (await thief.get("/")).status_code == 303


async def test_the_first_factor_ends_the_other_log_ins(desk: DeskHarness) -> None:
    """Who is in by the password alone must show the second factor too."""
    here, there = await desk.officer("sari"), desk.browser()
    await there.log_in("sari")

    await set_up_app(desk, here)

    assert (await here.get("/")).status_code == 200
    assert (await there.get("/")).status_code == 303


async def test_a_wrong_code_is_told_and_many_are_slowed(desk: DeskHarness) -> None:
    """Six digits are few; the tries must be fewer."""
    app, _ = await set_up_app(desk, await desk.officer("sari"))
    browser = await half_way(desk)

    answers = [await finish(browser, proof="000000") for _ in range(4)]
    right = await finish(browser, proof=app.at(desk.now))

    assert [one.status_code for one in answers] == [401, 401, 401, 429]
    assert "salah atau sudah dipakai" in answers[0].text
    assert int(answers[3].headers["retry-after"]) >= 1
    assert right.status_code == 429
    with desk.database.read() as session:
        refused = session.scalars(
            select(AuditRow.data).where(AuditRow.deed == "login.refused")
        ).all()
    assert [json.loads(one)["why"] for one in refused] == ["code", "code", "code", "delayed"]


async def test_a_recovery_code_lets_in_and_leads_to_the_factors(desk: DeskHarness) -> None:
    """Whose telephone is gone needs a new second factor first of all."""
    _, codes = await set_up_app(desk, await desk.officer("sari"))
    browser = await half_way(desk)

    entered = await finish(browser, proof=codes[3])

    assert entered.headers["location"] == PAGE
    assert "Tersisa 9 kode" in await browser.text(PAGE)


async def test_a_forged_form_of_the_second_step_changes_nothing(desk: DeskHarness) -> None:
    """Another site's page must not use up somebody's code."""
    app, _ = await set_up_app(desk, await desk.officer("sari"))
    browser = await half_way(desk)

    forged = [
        await finish(browser, proof=code_of(desk, app), csrf=token) for token in ("", "forged")
    ]

    assert [one.status_code for one in forged] == [403, 403]


async def test_an_old_second_page_leads_to_the_first(desk: DeskHarness) -> None:
    """An old tab, or a finger that pressed twice, must not end in a dead end."""
    app, _ = await set_up_app(desk, await desk.officer("sari"))
    browser = await half_way(desk)
    page = (await browser.get("/login/factor")).text
    tokens = dict(re.findall(r'name="(csrf|start)" value="([^"]+)"', page))
    desk.now += STEP_TIME

    answers = [
        await browser.get("/login/factor"),
        await browser.post("/login/factor", proof=code_of(desk, app), **tokens),
    ]

    assert [one.headers["location"] for one in answers] == ["/login", "/login"]


async def test_whose_role_needs_a_factor_does_nothing_before(strict: DeskHarness) -> None:
    """An account that can make accounts must not hang on one password."""
    admin = await strict.officer("adi")
    strict.role("adi", Role.ADMIN)
    building = Building(strict, admin)
    reached = []
    for route in ROUTES:
        if isinstance(route, Route) and hasattr(route.endpoint, "permission"):
            method = "POST" if "POST" in (route.methods or ()) else "GET"
            token = await admin.token(PAGE)
            data = {"csrf": token, "text": "Halo"} if method == "POST" else None
            if route.path == "/logout":
                continue
            answer = await admin.client.request(method, building.path(route), data=data)
            is_led = answer.headers.get("location") == PAGE
            if not is_led and answer.status_code != 403:
                reached.append(route.path)

    assert reached == [
        PAGE,
        f"{PAGE}/totp",
        f"{PAGE}/totp/confirm",
        f"{PAGE}/options",
        f"{PAGE}/passkeys",
    ]
    assert "Pasang langkah kedua dahulu" in await admin.text(PAGE)


async def test_once_it_is_set_up_everything_is_there(strict: DeskHarness) -> None:
    """One factor is enough, and the last one stays."""
    admin = await strict.officer("adi")
    strict.role("adi", Role.ADMIN)
    await set_up_app(strict, admin)

    opened = await admin.get("/accounts")
    removed = await admin.post(f"{PAGE}/totp/remove", PAGE)

    assert opened.status_code == 200
    assert removed.status_code == 409
    assert "harus punya langkah kedua" in removed.text


async def test_other_roles_need_none(strict: DeskHarness) -> None:
    """The setting names roles, and no others."""
    assert (await (await strict.officer("sari")).get("/")).status_code == 200


async def test_a_role_that_is_given_later_needs_it_at_once(strict: DeskHarness) -> None:
    """Whoever becomes an administrator at noon is not one without a factor until the evening."""
    officer = await strict.officer("sari")
    before = await officer.get("/")
    strict.role("sari", Role.ADMIN)

    assert before.status_code == 200
    assert (await officer.get("/")).headers["location"] == PAGE


async def test_administrators_acts_ask_for_the_factor_again(desk: DeskHarness) -> None:
    """At a desk left open, the password that somebody saw typed is not enough."""
    admin = await desk.officer("adi")
    desk.role("adi", Role.ADMIN)
    app, _ = await set_up_app(desk, admin)
    await desk.officer("rini")
    page = f"/accounts/{desk.number('rini')}"
    desk.now += CONFIRMED

    async def disable(**fields: str) -> httpx.Response:
        return await admin.post(f"{page}/disable", page, **fields)

    code = code_of(desk, app)
    alone = await disable(password=PASSWORD)
    other = await disable(proof=code)
    wrong = await disable(password=PASSWORD, proof="000000")
    right = await disable(password=PASSWORD, proof=code)
    soon = await admin.post(f"{page}/enable", page)

    assert [one.status_code for one in (alone, other, wrong)] == [409, 409, 409]
    assert "Tunjukkan juga langkah kedua" in alone.text
    assert (right.status_code, soon.status_code) == (303, 303)


async def test_a_passkey_confirms_an_administrators_act(desk: DeskHarness) -> None:
    """Who has a passkey alone works in the browser too."""
    admin = await desk.officer("adi")
    desk.role("adi", Role.ADMIN)
    device = await add_passkey(admin)
    await desk.officer("rini")
    page = f"/accounts/{desk.number('rini')}"
    desk.now += CONFIRMED
    token = await admin.token(page)
    options = await admin.post(f"{PAGE}/options", csrf=token, purpose="prove")

    signed = device.sign(options.text)
    done = await admin.post(f"{page}/disable", csrf=token, password=PASSWORD, passkey=signed)

    assert done.status_code == 303


async def test_setting_up_asks_who_is_there(desk: DeskHarness) -> None:
    """A passer-by must not bind their own telephone to somebody's account."""
    officer = await desk.officer("sari")
    desk.now += CONFIRMED

    refused = [
        await officer.post(f"{PAGE}/totp", PAGE),
        await officer.post(f"{PAGE}/totp", PAGE, password="salah-salah-salah"),
        await officer.post(f"{PAGE}/totp/confirm", PAGE, code="000000"),
        await officer.post(f"{PAGE}/passkeys", PAGE, made="{}", name="x"),
    ]

    assert [one.status_code for one in refused] == [409] * 4
    assert not any(SECRET.search(one.text) for one in refused)
    await set_up_app(desk, officer, password=PASSWORD)


async def test_a_secret_that_waits_is_shown_to_nobody_else(desk: DeskHarness) -> None:
    """The page of yesterday, with its QR code, must not open again for a passer-by."""
    officer = await desk.officer("sari")
    await officer.post(f"{PAGE}/totp", PAGE)
    desk.now += CONFIRMED

    later = await officer.post(f"{PAGE}/totp/confirm", PAGE, code="000000")

    assert later.status_code == 409
    assert not SECRET.search(later.text)


async def test_a_wrong_first_code_shows_the_same_secret_again(desk: DeskHarness) -> None:
    """Who mistyped must not have to scan anew."""
    officer = await desk.officer("sari")
    first = await officer.post(f"{PAGE}/totp", PAGE)
    again = await officer.post(f"{PAGE}/totp/confirm", PAGE, code="000000")

    assert again.status_code == 409
    assert SECRET.findall(again.text) == SECRET.findall(first.text)


async def test_an_administrator_takes_lost_factors_away(desk: DeskHarness) -> None:
    """The officer works again within a minute, and learns who did it."""
    admin = await desk.officer("adi")
    desk.role("adi", Role.ADMIN)
    officer = await desk.officer("sari")
    await set_up_app(desk, officer)
    page = f"/accounts/{desk.number('sari')}"
    assert "Aplikasi pengautentikasi" in await admin.text(page)

    await admin.post(f"{page}/factors", page)
    out = await officer.get("/")
    back = desk.browser()
    entered = await back.log_in("sari")

    assert (out.status_code, entered.headers["location"]) == (303, "/")
    assert "dihapus administrator" in await back.text("/account")


async def test_nobody_takes_their_own_factors_away_as_an_administrator(desk: DeskHarness) -> None:
    """It would be a way around what a role must have."""
    admin = await desk.officer("adi")
    desk.role("adi", Role.ADMIN)
    page = f"/accounts/{desk.number('adi')}"

    assert (await admin.post(f"{page}/factors", "/accounts")).status_code == 409


async def test_several_passkeys_have_names_and_are_removed_one_by_one(desk: DeskHarness) -> None:
    """The old laptop goes, the new one stays."""
    officer = await desk.officer("sari")
    await add_passkey(officer, "Laptop <b>lama</b>")
    await add_passkey(officer, "Laptop baru")
    page = (await officer.get(PAGE)).text
    first = re.findall(r"/passkeys/(\d+)/remove", page)[0]

    await officer.post(f"{PAGE}/passkeys/{first}/remove", PAGE)

    left = await officer.text(PAGE)
    assert "Laptop &lt;b&gt;lama" in page
    assert ("<b>lama" in left, "Laptop baru" in left) == (False, True)
