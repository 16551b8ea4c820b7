"""Logging in by the agency's own provider."""

import asyncio
from dataclasses import replace

import httpx
import pytest
from sqlalchemy import select

from desk.provider import Provider
from desk.sign_in import SignIn
from doubles.identity_provider import CLIENT_ID, CLIENT_SECRET
from service.audit.tables import AuditRow
from service.errors import ProviderRefused, ProviderUnavailable
from service.officers.accounts import disable_account
from service.storage.database import Database
from service.storage.officer_tables import Identity
from tests.desk.agency import BACK, DESK, PAGE, Agency, agency, free_port, issuer, served
from tests.desk.desk_harness import PASSWORD, DeskHarness, make_desk
from tests.desk.factor_pages import code_of, set_up_app

__all__ = ["agency", "issuer"]


async def test_who_bound_their_account_logs_in_by_the_provider(agency: Agency) -> None:
    """One password less, and the page that was asked for."""
    await agency.bound()
    browser = agency.desk.browser()
    form = await browser.get("/login?next=/tickets")

    entered = await agency.log_in(browser, "rini", "/tickets")

    assert "Masuk dengan Akun BPKP" in form.text
    assert entered.headers["location"] == "/tickets"
    assert "Sari" in await browser.text("/")
    with agency.desk.database.read() as session:
        told = session.scalars(select(AuditRow.data).where(AuditRow.deed == "login.opened")).all()
    assert told[-1] == '{"how":"provider"}'


async def test_the_provider_is_asked_with_pkce_state_and_nonce(agency: Agency) -> None:
    """A stolen code, or a forged way back, must be worth nothing; the person is asked anew."""
    started = await agency.desk.browser().get("/login/provider")
    asked = httpx.URL(started.headers["location"]).params

    assert asked["code_challenge_method"] == "S256"
    assert all(len(asked[name]) >= 20 for name in ("state", "nonce", "code_challenge"))
    assert (asked["response_type"], asked["prompt"]) == ("code", "login")
    assert asked["redirect_uri"] == DESK + BACK


async def test_nobody_unknown_gets_in_and_no_account_is_made(agency: Agency) -> None:
    """The provider knows the whole agency; the desk is for those who were invited."""
    await agency.bound(person="rini")
    await agency.desk.officer("tono")  # by the same name, and yet not bound

    refused = await agency.log_in(agency.desk.browser(), "tono")

    assert refused.status_code == 409
    assert "belum terhubung" in refused.text
    with agency.desk.database.read() as session:
        assert len(session.scalars(select(Identity)).all()) == 1
        told = session.scalars(select(AuditRow.data).where(AuditRow.deed == "login.refused")).all()
    assert told == ['{"why":"unbound"}']


async def test_a_disabled_account_stays_shut(agency: Agency) -> None:
    """Who left the unit is still known to the agency."""
    await agency.bound()
    with agency.desk.database.write() as session:
        disable_account(session, "sari")

    refused = await agency.log_in(agency.desk.browser(), "rini")

    assert refused.status_code == 409
    assert "dinonaktifkan" in refused.text


async def test_a_second_factor_is_asked_for_all_the_same(agency: Agency) -> None:
    """What the provider asked for is not known here."""
    officer = await agency.bound()
    app, _ = await set_up_app(agency.desk, officer)
    browser = agency.desk.browser()

    half = await agency.log_in(browser, "rini", "/tickets")
    shut = await browser.get("/")
    code = code_of(agency.desk, app)
    entered = await browser.post("/login/factor", "/login/factor", proof=code, next="/tickets")

    assert half.headers["location"] == "/login/factor?next=/tickets"
    assert shut.headers["location"].startswith("/login")
    assert entered.headers["location"] == "/tickets"


async def test_a_way_back_is_gone_once_and_in_one_browser(agency: Agency) -> None:
    """A link that leads into somebody else's log-in must lead nowhere."""
    await agency.bound()
    browser = agency.desk.browser()
    started = await browser.get("/login/provider")
    back = await agency.at_provider(started.headers["location"], "rini")
    other = await agency.desk.browser().get(back)
    begun = agency.desk.browser()
    await begun.get("/login/provider")
    forged = await begun.get(back)
    entered = await browser.get(back)
    again = await browser.get(back)

    assert (other.status_code, forged.status_code, again.status_code) == (409, 409, 409)
    assert "Waktunya habis" in other.text
    assert entered.status_code == 303


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("error=access_denied&state={state}", "berhenti di halaman"),
        ("error=server_error&state={state}", "tidak dapat dipercaya"),
        ("code=stolen&state={state}", "tidak dapat dipercaya"),
        ("code=stolen&state=forged", "tidak dapat dipercaya"),
        ("code=x&state={state}&iss=https://evil.test", "tidak dapat dipercaya"),
        ("state={state}", "tidak dapat dipercaya"),
        ("", "tidak dapat dipercaya"),
    ],
)
async def test_what_comes_back_wrongly_is_told_and_lets_nobody_in(
    agency: Agency, query: str, told: str
) -> None:
    """An officer reads what to do; a forger gets nothing."""
    await agency.bound()
    browser = agency.desk.browser()
    started = await browser.get("/login/provider")
    state = httpx.URL(started.headers["location"]).params["state"]

    answer = await browser.get(f"{BACK}?{query.format(state=state)}")

    assert answer.status_code == 409
    assert told in answer.text
    assert (await browser.get("/")).status_code == 303


async def test_while_the_provider_is_away_passwords_let_in(sqlite: Database) -> None:
    """Officers answer citizens also when another office's server is down."""
    away = Provider(f"http://localhost:{free_port()}", CLIENT_ID, CLIENT_SECRET)
    desk = make_desk(sqlite, sign_in=SignIn(provider=away))
    await desk.officer("sari")
    browser = desk.browser()

    told = await browser.get("/login/provider?next=/tickets")
    entered = await browser.log_in("sari")

    assert told.status_code == 409
    assert "Anda dapat masuk dengan kata sandi" in told.text
    assert entered.status_code == 303
    await desk.close()


async def test_a_provider_that_comes_back_is_used_again(issuer: str) -> None:
    """One failure at the start must not stay for as long as the desk runs."""
    provider = Provider(issuer, CLIENT_ID, CLIENT_SECRET)
    gone = Provider(f"http://localhost:{free_port()}", CLIENT_ID, CLIENT_SECRET)
    for one in (gone, gone):
        with pytest.raises(ProviderUnavailable):
            await one.depart(DESK + BACK)

    address, _ = await provider.depart(DESK + BACK)

    assert address.startswith(issuer)


async def test_a_provider_of_another_name_is_not_asked(issuer: str) -> None:
    """A wrong address in the settings must not lead officers' passwords anywhere."""
    port = issuer.rsplit(":", 1)[1]
    other = Provider(f"http://127.0.0.1:{port}", CLIENT_ID, CLIENT_SECRET)

    with pytest.raises(ProviderUnavailable):
        await other.depart(DESK + BACK)


@pytest.mark.parametrize("change", [{"verifier": "x" * 48}, {"nonce": "another"}])
async def test_a_code_needs_its_verifier_and_its_nonce(
    agency: Agency, change: dict[str, str]
) -> None:
    """A code that was intercepted on the way back is worth nothing elsewhere."""
    with served() as own:  # what it refuses once, it mistakes for the next
        provider = Provider(own, CLIENT_ID, CLIENT_SECRET)
        address, departure = await provider.depart(DESK + BACK)
        back = httpx.URL(await agency.at_provider(address, "rini"))
        with pytest.raises(ProviderRefused):
            await provider.identify(dict(back.params), replace(departure, **change))


async def test_without_passwords_only_the_provider_lets_in(sqlite: Database, issuer: str) -> None:
    """The setting closes the form, and what is posted past it."""
    provider = Provider(issuer, CLIENT_ID, CLIENT_SECRET)
    open_desk = Agency(make_desk(sqlite, sign_in=SignIn(provider=provider)), issuer)
    officer = await open_desk.bound()
    desk = make_desk(sqlite, sign_in=SignIn(provider=provider, has_passwords=False))
    desk.now = open_desk.desk.now
    strict, browser = Agency(desk, issuer), desk.browser()

    form = await browser.get("/login")
    posted = await browser.log_in("sari")
    entered = await strict.log_in(browser, "rini")
    unbound = await officer.post("/account/identity/remove", PAGE)
    account = await browser.get("/account")
    changed = await browser.post("/account/password", "/account", password=PASSWORD)

    assert 'name="password"' not in form.text
    assert posted.status_code == 403
    assert (account.status_code, changed.status_code) == (200, 403)
    assert "kata sandi" not in account.text.lower()
    assert entered.headers["location"] == "/"
    assert unbound.status_code == 303
    await open_desk.desk.close()
    await desk.close()


async def test_logging_out_offers_the_providers_log_out_too(agency: Agency) -> None:
    """At a shared computer the next person must not go on as the one before."""
    browser = await agency.bound()

    left = await browser.post("/logout")
    told = await browser.text(left.headers["location"])
    onward = (await browser.get("/logout/provider")).headers["location"]

    assert "keluar juga dari Akun BPKP" in told
    assert onward.startswith(f"{agency.issuer}/oauth/end_session?")
    assert httpx.URL(onward).params["post_logout_redirect_uri"] == f"{DESK}/login"


async def test_without_a_provider_its_pages_do_not_exist(desk: DeskHarness) -> None:
    """Nothing is offered that is not set."""
    browser = desk.browser()
    paths = ("/login/provider", BACK, "/logout/provider")
    answers = await asyncio.gather(*(browser.get(path) for path in paths))

    assert [one.status_code for one in answers] == [404, 404, 404]
