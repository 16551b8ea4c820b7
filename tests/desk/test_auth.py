"""Logging in and out, and the guard in front of every page."""

from datetime import timedelta

import pytest

from desk.auth import local_path
from service.storage.database import Database
from tests.desk.desk_harness import DeskHarness, make_desk

WRONG = "Nama pengguna atau kata sandi salah."


async def test_right_password_opens_the_queue(desk: DeskHarness) -> None:
    """The desk is of use only to officers who get in."""
    officer = await desk.officer("sari", "Sari Dewi")

    page = await officer.text("/")

    assert "Sari Dewi" in page
    assert "Antrean percakapan" in page


async def test_cookie_cannot_be_read_by_scripts_or_sent_from_other_sites(
    desk: DeskHarness,
) -> None:
    """Whoever has the cookie reads citizens' conversations."""
    await desk.officer("sari")

    answer = await desk.browser().log_in("sari")

    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("tanya_desk="))
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


async def test_cookie_is_secure_behind_https(sqlite: Database) -> None:
    """On the real server the cookie must never travel in the clear."""
    desk = make_desk(sqlite, secure_cookies=True)

    answer = await desk.browser().get("/login")

    assert "Secure" in answer.headers["set-cookie"].split("; ")
    await desk.close()


@pytest.mark.parametrize("username", ["sari", "nobody"])
async def test_wrong_password_and_unknown_user_read_alike(
    desk: DeskHarness, username: str
) -> None:
    """A stranger must not learn which user names exist."""
    await desk.officer("sari")

    answer = await desk.browser().log_in(username, "bukan-kata-sandi")

    assert answer.status_code == 401
    assert WRONG in answer.text
    assert "tanya_desk=" not in answer.headers["set-cookie"]


async def test_login_form_without_its_token_is_refused(desk: DeskHarness) -> None:
    """Somebody else's page must not log an officer in under another name."""
    await desk.officer("sari")

    answer = await desk.browser().log_in("sari", csrf="")

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


async def test_stranger_is_led_to_the_login_page_and_back(desk: DeskHarness) -> None:
    """A link to a ticket, sent by a colleague, opens after the log-in."""
    await desk.officer("sari")
    ticket = desk.escalation()
    stranger = desk.browser()

    asked = await stranger.get(f"/escalations/{ticket}")
    form = await stranger.get(asked.headers["location"])
    let_in = await stranger.log_in("sari", next=f"/escalations/{ticket}")

    assert asked.status_code == 303
    assert asked.headers["location"] == f"/login?next=/escalations/{ticket}"
    assert f'name="next" value="/escalations/{ticket}"' in form.text
    assert let_in.headers["location"] == f"/escalations/{ticket}"


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.test",
        "//evil.test",
        "/\\evil.test",
        "/\t/evil.test",
        "evil",
        "",
        "/a\r\nb: c",
    ],
)
def test_only_paths_of_this_site_are_followed(path: str) -> None:
    """A log-in page that leads to a copy of itself elsewhere steals passwords."""
    assert local_path(path) == "/"


async def test_logging_out_ends_the_session_on_the_server_too(desk: DeskHarness) -> None:
    """On a shared computer a kept cookie must be worth nothing."""
    officer = await desk.officer("sari")
    stolen = officer.client.cookies["tanya_desk"]

    left = await officer.post("/logout")
    thief = desk.browser()
    thief.client.cookies.set("tanya_desk", stolen)
    answer = await thief.get("/")

    assert left.headers["location"] == "/login"
    assert answer.headers["location"] == "/login?next=/"


async def test_session_ends_after_a_working_day(desk: DeskHarness) -> None:
    """A browser left open must not stay logged in for ever."""
    officer = await desk.officer("sari")

    desk.now += timedelta(hours=11)
    answer = await officer.get("/")

    assert answer.status_code == 303


async def test_reply_after_the_session_ended_is_given_back(desk: DeskHarness) -> None:
    """Half an hour's writing must not vanish into a log-in page."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    token = await officer.token(f"/escalations/{ticket}")
    desk.now += timedelta(hours=11)

    answer = await officer.post(f"/escalations/{ticket}/reply", csrf=token, text="Jawaban panjang")

    assert answer.status_code == 401
    assert "Jawaban panjang" in answer.text
    assert f'href="/login?next=/escalations/{ticket}"' in answer.text
    assert desk.replies(ticket) == []


@pytest.mark.parametrize("token", ["", "wrong", "salah-é"])
@pytest.mark.parametrize("action", ["claim", "reply", "close"])
async def test_form_without_the_right_token_changes_nothing(
    desk: DeskHarness, action: str, token: str
) -> None:
    """Somebody else's page must not write to a citizen in an officer's name."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    before = desk.read(ticket)

    answer = await officer.post(f"/escalations/{ticket}/{action}", csrf=token, text="Halo")

    assert answer.status_code == 403
    assert "Permintaan ditolak" in answer.text
    assert desk.read(ticket) == before
    assert desk.replies(ticket) == []


async def test_logout_without_a_token_keeps_the_session(desk: DeskHarness) -> None:
    """Logging officers out is a nuisance that other sites must not be able to cause."""
    officer = await desk.officer("sari")

    answer = await officer.post("/logout", csrf="wrong")

    assert answer.status_code == 403
    assert (await officer.get("/")).status_code == 200
