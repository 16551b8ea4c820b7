"""Who may post to the web chat, under which names it answers, and what it tells of itself."""

import pytest

from bot.web.app import WebSettings
from tests.bot.harness import Office
from tests.bot.web_harness import Site

PATHS = ("/chat/messages", "/chat/forget", "/chat/link", "/chat/open")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://chat.test"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
async def test_another_sites_page_cannot_post(
    chat: Site, path: str, headers: dict[str, str]
) -> None:
    """It would write, or delete, in a citizen's name."""
    visitor = await chat.visitor()

    response = await visitor.client.post(path, json={}, headers=headers)

    assert response.status_code == 403
    assert response.json() == {"error": chat.office.say("web_foreign")}


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin", "origin": "http://chat.test"},
        {"origin": "http://chat.test:8443"},  # a proxy that leaves the port out of Host
        {},
    ],
)
async def test_our_own_page_can_post(chat: Site, headers: dict[str, str]) -> None:
    """Old browsers say less of where a request comes from."""
    visitor = await chat.visitor()
    message = {"id": "12345678", "text": "halo"}

    response = await visitor.client.post("/chat/messages", json=message, headers=headers)

    assert response.status_code == 202


@pytest.mark.parametrize("path", ["/static", "/chat/history/", "/%2f/evil.example/", "/chat"])
async def test_nobody_is_led_to_where_a_host_header_says(chat: Site, path: str) -> None:
    """A cache before the chat would keep the way to somebody else's site for all."""
    response = await chat.stranger().client.get(path, headers={"host": "evil.example"})

    assert response.status_code == 404
    assert "location" not in response.headers


@pytest.mark.parametrize(
    ("host", "status"), [("tanya.test", 200), ("evil.example", 400), ("127.0.0.1:8080", 200)]
)
async def test_only_known_names_are_answered(office: Office, host: str, status: int) -> None:
    """Links are made of the name that was asked for; the health check asks by address."""
    site = Site(office, settings=WebSettings(hosts=["tanya.test"]))

    response = await site.stranger().client.get("/", headers={"host": host})
    await site.close()

    assert response.status_code == status


async def test_a_page_that_is_not_there_is_told_in_indonesian(chat: Site) -> None:
    """Who mistypes an address gets a way back."""
    page = await chat.stranger().client.get("/tidak-ada", headers={"accept": "text/html"})

    assert page.status_code == 404
    assert chat.office.say("web_not_found") in page.text
    assert 'href="/"' in page.text


async def test_the_server_tells_nothing_of_itself(site: Site) -> None:
    """Whoever looks for old servers with known faults is not helped."""
    assert "server" not in (await site.stranger().open()).headers
