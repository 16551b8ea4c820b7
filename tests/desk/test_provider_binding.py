"""Accounts that are bound to people of the agency's provider, and by whom."""

from sqlalchemy import select

from service.officers.accounts import add_account
from service.officers.invitations import invite
from service.officers.sessions import CONFIRMED
from service.outcomes import Role
from service.storage.officer_tables import Identity
from tests.desk.agency import PAGE, Agency, agency, issuer, leads_to
from tests.desk.desk_harness import PASSWORD

__all__ = ["agency", "issuer"]


async def test_an_invitation_is_taken_by_the_provider(agency: Agency) -> None:
    """Whoever never had a password here has none to lose."""
    await agency.desk.officer("adi")
    with agency.desk.database.write() as session:
        code = invite(session, "adi", agency.desk.clock())
    newcomer, path = agency.desk.browser(), f"/invitation/{code}"

    page = await newcomer.post(f"{path}/provider", path)
    entered = await newcomer.get(await agency.at_provider(leads_to(page), "tono"))

    assert entered.headers["location"] == "/"
    assert (await newcomer.get("/")).status_code == 200
    assert (await agency.desk.browser().get(path)).status_code == 404
    assert (await agency.log_in(agency.desk.browser(), "tono")).headers["location"] == "/"


async def test_who_comes_by_the_provider_alone_has_no_password_to_change(agency: Agency) -> None:
    """A form that asks for what somebody never had cannot be filled in."""
    with agency.desk.database.write() as session:
        add_account(session, "tono", "Tono", "humas", agency.desk.clock())
        code = invite(session, "tono", agency.desk.clock())
    newcomer, path = agency.desk.browser(), f"/invitation/{code}"
    page = await newcomer.post(f"{path}/provider", path)
    await newcomer.get(await agency.at_provider(leads_to(page), "tono"))

    admin = await agency.desk.officer("adi")
    agency.desk.role("adi", Role.ADMIN)
    kept = [await admin.text(f"/accounts{end}") for end in ("", f"/{agency.desk.number('tono')}")]
    account = await newcomer.text("/account")
    changed = await newcomer.post("/account/password", "/account", password="")

    assert 'name="password"' not in account
    assert "minta tautan kepada administrator" in account
    assert changed.status_code == 403
    assert not any("ndangan sudah lewat" in page for page in kept)


async def test_one_person_is_one_officer(agency: Agency) -> None:
    """Two accounts behind one person would be two names for who did it."""
    await agency.bound("sari", "rini")
    other = await agency.desk.officer("budi")

    taken = await agency.bind(other, "rini")

    assert taken.headers["location"] == f"{PAGE}?trouble=taken"
    assert "petugas lain" in await other.text(taken.headers["location"])


async def test_binding_asks_who_is_there(agency: Agency) -> None:
    """A passer-by must not bind themselves to an account that was left open."""
    officer = await agency.desk.officer("sari")
    agency.desk.now += CONFIRMED

    refused = await officer.post("/account/identity", PAGE)
    bound = await agency.bind(officer, "rini", password=PASSWORD)

    assert refused.status_code == 409
    assert bound.headers["location"] == f"{PAGE}?info=bound"


async def test_a_binding_is_for_the_log_in_that_began_it(agency: Agency) -> None:
    """Who logged in meanwhile in the same browser is somebody else."""
    browser = await agency.desk.officer("sari")
    await agency.desk.officer("budi")
    page = await browser.post("/account/identity", PAGE)
    back = await agency.at_provider(leads_to(page), "rini")
    await browser.post("/logout")
    await browser.log_in("budi")

    answer = await browser.get(back)

    assert answer.headers["location"] == f"{PAGE}?trouble=expired"
    with agency.desk.database.read() as session:
        assert session.scalars(select(Identity)).all() == []


async def test_an_administrator_takes_the_provider_away(agency: Agency) -> None:
    """Bound to the wrong person, or to somebody who left the agency."""
    await agency.bound()
    admin = await agency.desk.officer("adi")
    agency.desk.role("adi", Role.ADMIN)
    page = f"/accounts/{agency.desk.number('sari')}"

    done = await admin.post(f"{page}/identity", page)

    assert done.status_code == 303
    assert "belum terhubung" in (await agency.log_in(agency.desk.browser(), "rini")).text
