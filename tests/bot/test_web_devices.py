"""A conversation deleted on a shared computer, and one taken to another device."""

import asyncio
import re
from datetime import timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import httpx
import pytest

from bot.web.visitors import COOKIE
from service.conversations.ownership import state_of
from service.escalations.claims import answer_escalation
from tests.bot.harness import ESCALATION
from tests.bot.web_harness import Site, Visitor


async def writer(site: Site, text: str = "minta data") -> Visitor:
    """Return a visitor who asked something and read the answer."""
    visitor = await site.visitor()
    await visitor.send(text=text)
    await visitor.read(1)
    return visitor


async def link_of(visitor: Visitor) -> str:
    """Return the secret in a link to a visitor's conversation."""
    made = (await visitor.client.post("/chat/link")).json()
    return str(urlsplit(made["url"]).fragment)


async def open_link(visitor: Visitor, token: str, **more: object) -> httpx.Response:
    """Tap on the button of a link's page."""
    return await visitor.client.post("/chat/open", json={"token": token, **more})


def with_cookie(site: Site, cookie: str) -> Visitor:
    """Return somebody who has a copy of a cookie."""
    visitor = site.stranger()
    visitor.client.cookies.set(COOKIE, cookie)
    return visitor


async def lines_of(visitor: Visitor) -> list[str]:
    """Return what a visitor wrote, as their page shows it."""
    return [
        line["text"] for line in (await visitor.history())["lines"] if line["who"] == "citizen"
    ]


async def test_after_deleting_the_next_person_sees_nothing(site: Site) -> None:
    """Many citizens write from a computer that is not theirs."""
    visitor = await writer(site)
    before = visitor.client.cookies[COOKIE]

    response = await visitor.client.post("/chat/forget")

    assert response.status_code == 204
    assert visitor.client.cookies[COOKIE] != before
    assert await lines_of(visitor) == []
    assert (await visitor.send(text="orang lain")).status_code == 202
    await visitor.read(1)
    assert await lines_of(visitor) == ["orang lain"]


async def test_a_copy_of_the_cookie_opens_nothing_any_more(site: Site) -> None:
    """A browser's backup, or whoever copied it, must not bring the conversation back."""
    visitor = await writer(site)
    copy = with_cookie(site, visitor.client.cookies[COOKIE])
    assert await lines_of(copy) == ["minta data"]
    await visitor.client.post("/chat/forget")

    assert await lines_of(copy) == []
    assert (await copy.send(text="halo")).status_code == 401
    assert (await copy.client.get("/chat/stream")).status_code == 401
    assert COOKIE in (await copy.open()).headers["set-cookie"]
    assert (await copy.send(text="halo")).status_code == 202


async def test_open_pages_are_told_that_it_was_deleted(site: Site) -> None:
    """Another tab must not go on showing it."""
    visitor = await writer(site)
    other_tab = await visitor.open_stream()

    await visitor.client.post("/chat/forget")

    assert "event: forgotten" in await asyncio.wait_for(other_tab, 3)


async def test_a_reply_after_deleting_stays_unread_and_the_desk_knows(site: Site) -> None:
    """An officer must not believe that the citizen read it."""
    site.office.assistant.replies = (ESCALATION,)
    visitor = await writer(site, "petugas")
    ((address, conversation_id),) = site.office.rows("SELECT address, id FROM conversations")
    ticket = site.office.claim(address, channel="web")
    await visitor.client.post("/chat/forget")
    with site.office.database.write() as session:
        answer_escalation(session, ticket, 1, "Selamat siang.", site.office.clock())

    await visitor.send(text="petugas")
    await visitor.read(1)

    shown = [line["text"] for line in (await visitor.history())["lines"]]
    assert "Selamat siang." not in shown
    assert site.office.rows("SELECT state FROM outbox WHERE author = 'officer'") == [("queued",)]
    with site.office.database.read() as session:
        assert state_of(session, conversation_id).is_forgotten


async def test_deleting_needs_a_cookie_of_ours(chat: Site) -> None:
    """Nobody deletes what is not theirs."""
    assert (await chat.stranger().client.post("/chat/forget")).status_code == 401


async def test_deleting_nothing_gives_a_fresh_cookie(chat: Site) -> None:
    """Who never wrote presses the button as well; no row is kept for that."""
    visitor = await chat.visitor()

    assert (await visitor.client.post("/chat/forget")).status_code == 204
    assert chat.office.rows("SELECT count(*) FROM forgotten_visitors") == [(0,)]


async def test_a_link_opens_the_conversation_on_another_device(site: Site) -> None:
    """Who leaves the computer must be able to read the officer's reply on the phone."""
    visitor, phone = await writer(site), site.stranger()
    page = await phone.client.get("/lanjut")

    opened = await open_link(phone, await link_of(visitor))

    assert "set-cookie" not in page.headers
    assert opened.status_code == 204
    assert await lines_of(phone) == ["minta data"]
    await phone.send(text="dari ponsel")
    await phone.read(2)
    assert await lines_of(visitor) == ["minta data", "dari ponsel"]


async def test_a_link_says_its_address_its_end_and_has_a_picture(site: Site) -> None:
    """A phone's camera reads the picture; the secret stands where no log sees it."""
    visitor = await writer(site)
    made = (await visitor.client.post("/chat/link")).json()

    where = urlsplit(made["url"])
    assert f"{where.scheme}://{where.netloc}" == site.url
    assert (where.path, where.query) == ("/lanjut", "")
    assert made["until"] == (site.office.clock() + timedelta(days=30)).isoformat()
    assert visitor.client.cookies[COOKIE] not in made["url"]
    picture = ElementTree.fromstring(made["qr"])  # noqa: S314 - our own
    assert picture.tag.endswith("svg")
    assert not re.search(r"style=|<script|<style", made["qr"])


async def test_a_link_of_nothing_is_not_made(chat: Site) -> None:
    """It would open nothing, and its owner would wait for it."""
    response = await (await chat.visitor()).client.post("/chat/link")

    assert response.status_code == 409
    assert response.json() == {"error": chat.office.say("web_link_nothing")}


async def test_after_deleting_all_links_are_dead(site: Site) -> None:
    """The way to be rid of somebody who reads along."""
    visitor, phone = await writer(site), site.stranger()
    token = await link_of(visitor)
    await open_link(phone, token)
    await visitor.client.post("/chat/forget")

    late = await open_link(site.stranger(), token)

    assert late.status_code == 410
    assert late.json() == {"error": site.office.say("web_link_dead")}
    assert await lines_of(phone) == []
    assert (await phone.send(text="halo")).status_code == 401


async def test_a_link_ends_after_a_month(site: Site) -> None:
    """A forgotten note with a link on it should not open anything for ever."""
    visitor = await writer(site)
    token = await link_of(visitor)
    site.office.clock.advance(days=30)

    assert (await open_link(site.stranger(), token)).status_code == 410


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é", None, 5])
async def test_a_forged_link_opens_nothing(site: Site, token: object) -> None:
    """Only what we signed counts."""
    response = await site.stranger().client.post("/chat/open", json={"token": token})

    assert response.status_code == 410
    assert "set-cookie" not in response.headers


async def test_a_cookie_is_no_link_and_a_link_no_cookie(site: Site) -> None:
    """Else a link would go on opening the conversation after its end."""
    visitor = await writer(site)
    token = await link_of(visitor)

    assert (await open_link(site.stranger(), visitor.client.cookies[COOKIE])).status_code == 410
    assert (await with_cookie(site, token).send(text="halo")).status_code == 401
    secret = token.split(".")[0]
    assert (await with_cookie(site, secret).send(text="halo")).status_code == 401


async def test_a_device_with_a_conversation_of_its_own_is_asked(site: Site) -> None:
    """A conversation that vanished by a tap would take its ticket along."""
    visitor, other = await writer(site), await writer(site, "jam buka")
    token = await link_of(visitor)

    asked = await open_link(other, token)
    kept = await lines_of(other)
    opened = await open_link(other, token, replace=True)

    assert (asked.status_code, asked.json()["error"]) == (409, site.office.say("web_link_other"))
    assert kept == ["jam buka"]
    assert opened.status_code == 204
    assert await lines_of(other) == ["minta data"]


async def test_a_link_on_its_own_device_asks_nothing(site: Site) -> None:
    """Nothing is lost by it."""
    visitor = await writer(site)

    assert (await open_link(visitor, await link_of(visitor))).status_code == 204
