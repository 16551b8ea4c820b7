"""Roles that must have a second factor, and acts that ask for one again."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.routing import Route

from desk.app import ROUTES
from desk.sign_in import SignIn
from service.officers.sessions import CONFIRMED
from service.outcomes import Role
from service.storage.database import Database
from tests.desk.desk_harness import PASSWORD, DeskHarness, make_desk
from tests.desk.factor_pages import PAGE, SECRET, add_passkey, code_of, set_up_app
from tests.desk.test_guarded_routes import Building


@pytest.fixture
async def strict(sqlite: Database) -> AsyncIterator[DeskHarness]:
    """A desk whose administrators and auditors must have a second factor."""
    desk = make_desk(sqlite, sign_in=SignIn(required=frozenset({Role.ADMIN, Role.AUDITOR})))
    yield desk
    await desk.close()


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
