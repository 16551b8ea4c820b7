"""What somebody tries who types addresses, plants cookies, or posts from a page of their own."""

import pytest

from service.storage.database import Database
from tests.desk.desk_harness import PASSWORD, DeskHarness, make_desk

FROM_ELSEWHERE = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://evil.test"},
    {"origin": "https://desk.test.evil.test"},
]
FROM_HERE = [
    {},
    {"sec-fetch-site": "same-origin", "origin": "null"},
    {"origin": "http://desk.test"},
    {"origin": "null"},
]


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
async def test_a_form_of_another_site_is_refused_even_with_the_right_token(
    desk: DeskHarness, headers: dict[str, str]
) -> None:
    """A token that leaked must not be enough."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    page = f"/escalations/{ticket}"
    data = {"csrf": await officer.token(page)}

    answer = await officer.client.post(f"{page}/claim", data=data, headers=headers)

    assert answer.status_code == 403
    assert desk.read(ticket).held_by is None


@pytest.mark.parametrize("headers", FROM_HERE)
async def test_our_own_forms_work_in_every_browser(
    desk: DeskHarness, headers: dict[str, str]
) -> None:
    """Pages without a referrer say ``Origin: null``, and old browsers say nothing."""
    officer = await desk.officer("sari")
    page = f"/escalations/{desk.escalation()}"
    data = {"csrf": await officer.token(page)}

    answer = await officer.client.post(f"{page}/claim", data=data, headers=headers)

    assert answer.status_code == 303


async def test_behind_https_no_neighbour_can_plant_a_cookie(sqlite: Database) -> None:
    """A site beside the desk, under the same domain, must not choose an officer's session."""
    desk = make_desk(sqlite, secure_cookies=True)
    answer = await desk.browser().get("/login")

    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-tanya_desk_login=")
    assert {"Secure", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert answer.headers["strict-transport-security"].startswith("max-age=")
    await desk.close()


async def test_a_planted_session_is_never_taken_on(desk: DeskHarness) -> None:
    """Who sends an officer a link with a session of their own must not share it afterwards."""
    await desk.officer("sari")
    victim, thief = desk.browser(), desk.browser()
    for browser in (victim, thief):
        browser.client.cookies.set("tanya_desk", "chosen-by-the-thief", domain="desk.test")

    await victim.log_in("sari")

    assert (await thief.get("/")).headers["location"] == "/login?next=/"


async def test_logging_in_again_ends_the_session_before(desk: DeskHarness) -> None:
    """A copied cookie must not outlive the next log-in in the same browser."""
    officer = await desk.officer("sari")
    old = officer.client.cookies["tanya_desk"]
    form = await desk.browser().get("/login")
    token = form.headers["set-cookie"].split("tanya_desk_login=")[1].split(";")[0]
    officer.client.cookies.set("tanya_desk_login", token, domain="desk.test")
    await officer.client.post(
        "/login", data={"csrf": token, "username": "sari", "password": PASSWORD}
    )
    thief = desk.browser()
    thief.client.cookies.set("tanya_desk", old, domain="desk.test")

    assert (await thief.get("/")).status_code == 303


@pytest.mark.parametrize("number", ["9999999999", "9" * 30, "-1", "1e9", "0x1", "１"])
async def test_a_number_that_no_row_has_leads_nowhere(desk: DeskHarness, number: str) -> None:
    """The database would break on it, and a failure page tells that something can be broken."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()

    statuses = [
        (await officer.get(f"/escalations/{ticket}/attachments/{number}")).status_code,
        (await officer.get(f"/escalations/{ticket}/attachments/1/{number}")).status_code,
        (await officer.get(f"/accounts/{number}")).status_code,
    ]

    assert statuses == [404, 404, 404]


async def test_another_units_ticket_shows_nothing_to_who_types_its_address(
    desk: DeskHarness,
) -> None:
    """A ticket's number stands in a citizen's message, which others may read."""
    desk.citizen_writes("nomor laporan saya 8812")
    ticket = desk.escalation("ppid")
    await desk.officer("budi", unit="ppid")
    stranger = await desk.officer("sari", unit="investigasi")
    pages = [f"/escalations/{ticket}", f"/escalations/{ticket}/attachments/1"]

    texts = [(await stranger.get(page)).text for page in pages]
    note = await stranger.post(f"/escalations/{ticket}/note", text="catatan")

    assert not any("8812" in text for text in texts)
    assert note.status_code in (403, 409)
    assert "8812" not in note.text


async def test_many_wrong_passwords_are_slowed_and_said_so(desk: DeskHarness) -> None:
    """Whoever mistyped must know for how long to wait."""
    await desk.officer("sari")
    stranger = desk.browser()
    for _ in range(3):
        await stranger.log_in("sari", "salah-salah-salah")

    slowed = await stranger.log_in("sari")

    assert slowed.status_code == 429
    assert slowed.headers["retry-after"] == "2"
    assert "Tunggu 2 detik" in slowed.text
