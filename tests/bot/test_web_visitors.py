"""The web chat's cookie: given, renewed, signed, and never guessed."""

import hashlib
import re

import pytest

from bot.web.app import WebSettings
from bot.web.visitors import COOKIE, SECURE_COOKIE
from service.conversations.ownership import open_conversation
from tests.bot.harness import Office
from tests.bot.web_harness import Site, Visitor

OLD = "Yx3-" + "a" * 39  # a cookie of the time before they were signed


def old_visitor(site: Site, has_written: bool) -> Visitor:
    """Return somebody who comes with a cookie that nobody signed."""
    visitor = site.stranger()
    visitor.client.cookies.set(COOKIE, OLD, domain="chat.test")
    if has_written:
        with site.office.database.write() as session:
            address = hashlib.sha256(OLD.encode()).hexdigest()
            open_conversation(session, "web", address, site.office.clock())
    return visitor


async def test_the_page_gives_a_cookie_that_scripts_cannot_read(chat: Site) -> None:
    """The cookie is the whole key to a citizen's conversation."""
    response = await chat.stranger().open()

    given = response.headers["set-cookie"]
    assert response.status_code == 200
    assert given.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(given.split("; "))
    assert "Secure" not in given


async def test_behind_https_the_cookie_is_for_this_host_only(office: Office) -> None:
    """Otherwise it could be read on the way, or planted by a sister site."""
    site = Site(office, secure=True)
    response = await site.stranger().open()
    await site.close()

    given = response.headers["set-cookie"]
    assert given.startswith(f"{SECURE_COOKIE}=")
    assert {"Secure", "Path=/"} <= set(given.split("; "))
    assert "Domain" not in given
    assert response.headers["strict-transport-security"] == "max-age=31536000"


async def test_a_returning_visitor_keeps_their_cookie_for_another_month(chat: Site) -> None:
    """An officer's reply may come weeks later; who looks now and then must still find it."""
    visitor = await chat.visitor()
    first = visitor.client.cookies[COOKIE]

    again = (await visitor.open()).headers["set-cookie"]

    assert again.startswith(f"{COOKIE}={first};")
    assert "Max-Age=2592000" in again


async def test_an_unchanged_page_renews_the_cookie_as_well(chat: Site) -> None:
    """Most visits find the page in the browser's cache."""
    visitor = chat.stranger()
    etag = (await visitor.open()).headers["etag"]

    response = await visitor.client.get("/", headers={"If-None-Match": etag})

    assert (response.status_code, response.content) == (304, b"")
    assert "Max-Age=2592000" in response.headers["set-cookie"]


@pytest.mark.parametrize("forged", ["9", "a" * 43, "a" * 64, "v2" + "a" * 43, "é" * 43])
async def test_a_forged_cookie_is_no_key(chat: Site, forged: str) -> None:
    """Who makes up cookies would evade every limit, or plant a conversation on somebody."""
    header = {b"cookie": f"{COOKIE}={forged}".encode()}
    stranger = chat.stranger()
    post = await stranger.client.post(
        "/chat/messages", json={"id": "12345678", "text": "halo"}, headers=header
    )
    page = await stranger.client.get("/", headers=header)

    assert post.status_code == 401
    assert f"{COOKIE}={forged}" not in page.headers["set-cookie"]
    assert chat.office.updates("id") == []


async def test_a_changed_cookie_is_no_key(chat: Site) -> None:
    """A signature that is not looked at is none."""
    visitor = await chat.visitor()
    signed = visitor.client.cookies[COOKIE]
    visitor.client.cookies.clear()
    changed = ("w" if signed[5] != "w" else "x").join((signed[:5], signed[6:]))
    visitor.client.cookies.set(COOKIE, changed)

    assert (await visitor.send(text="halo")).status_code == 401


async def test_an_old_cookie_still_opens_its_conversation_and_is_signed(chat: Site) -> None:
    """Citizens who wait for an officer must not lose the ticket to an upgrade of ours."""
    visitor = old_visitor(chat, has_written=True)

    given = (await visitor.open()).headers["set-cookie"]
    written = await visitor.send(text="masih saya")

    assert re.match(rf"{COOKIE}={OLD}\.[\w-]{{20,}};", given)
    assert written.status_code == 202
    assert chat.office.rows("SELECT count(*) FROM conversations") == [(1,)]


async def test_an_old_cookie_without_a_conversation_is_replaced(chat: Site) -> None:
    """What opens nothing is worth nothing, and could have been made up."""
    visitor = old_visitor(chat, has_written=False)

    written = await visitor.send(text="halo")
    given = (await visitor.open()).headers["set-cookie"]

    assert written.status_code == 401
    assert OLD not in given


async def test_several_gateways_sign_alike(office: Office) -> None:
    """A citizen's next request may reach another gateway, or one that started anew."""
    first, second = Site(office), Site(office)
    cookie = (await first.visitor()).client.cookies[COOKIE]
    visitor = second.stranger()
    visitor.client.cookies.set(COOKIE, cookie)

    assert (await visitor.send(text="halo")).status_code == 202
    await first.close()
    await second.close()


async def test_another_key_ends_the_cookies(office: Office) -> None:
    """An operator whose key leaked must be able to make it worthless."""
    before = Site(office, settings=WebSettings(key="k" * 32))
    after = Site(office, settings=WebSettings(key="l" * 32))
    visitor = after.stranger()
    visitor.client.cookies.set(COOKIE, (await before.visitor()).client.cookies[COOKIE])

    assert (await visitor.send(text="halo")).status_code == 401
    await before.close()
    await after.close()
