"""Second factors at the desk: set up, and asked for at the log-in."""

import json
import re

import httpx
from sqlalchemy import select

from desk.app import ROUTES
from service.audit.tables import AuditRow
from service.officers.entering import STEP_TIME
from tests.desk.desk_harness import Browser, DeskHarness
from tests.desk.factor_pages import PAGE, SECRET, add_passkey, code_of, set_up_app
from tests.desk.test_guarded_routes import Building, is_for_everybody


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


async def test_a_wrong_first_code_shows_the_same_secret_again(desk: DeskHarness) -> None:
    """Who mistyped must not have to scan anew."""
    officer = await desk.officer("sari")
    first = await officer.post(f"{PAGE}/totp", PAGE)
    again = await officer.post(f"{PAGE}/totp/confirm", PAGE, code="000000")

    assert again.status_code == 409
    assert SECRET.findall(again.text) == SECRET.findall(first.text)


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
