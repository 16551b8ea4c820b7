"""The web chat's endpoints: who may, what is taken, what is refused."""

import asyncio
import json
import re
import secrets
from typing import Any

import pytest

from bot.web.messages import BODY_LIMIT
from bot.web.visitors import COOKIE
from tests.bot.harness import ANSWER, ESCALATION, until
from tests.bot.web_harness import Site

KEPT = ("/", "/static/icon.svg")  # hold nobody's words; asked about at each visit


async def test_the_page_fetches_one_script(chat: Site) -> None:
    """On a slow line each further one costs a wait, and headers that outweigh it."""
    page = (await chat.stranger().open()).text
    (script,) = re.findall(r'<script src="([^"]+)"', page)

    text = (await chat.stranger().client.get(script)).text

    assert "modulepreload" not in page
    assert re.findall(r"import ?[({\"][^;]+;", text) == [
        'import("./chat/later/start.js");',
        'import("./chat/later/files.js"));',
    ]


async def test_all_that_comes_later_is_one_script_that_shares_the_first(chat: Site) -> None:
    """Parts found one by one cost a wait each, just when somebody begins to write."""
    page = (await chat.stranger().open()).text
    (script,) = re.findall(r'<script src="([^"]+)chat.js"', page)

    later = (await chat.stranger().client.get(f"{script}chat/later/start.js")).text

    assert re.findall(r'\bimport ?\{[^}]+\} ?from ?"([^"]+)"', later) == ["../../chat.js"]
    assert "import(" not in later


async def test_a_first_visit_costs_ten_kilobytes_and_the_next_hardly_any(chat: Site) -> None:
    """Bytes are what a citizen pays for, and on a slow line they are seconds."""
    visitor = chat.stranger()
    weights: dict[str, int] = {}
    page = await visitor.open()
    for address in {"/", *re.findall(r'"(/static/[^"]+)"', page.text)}:
        headers = {"accept-encoding": "gzip"}
        async with visitor.client.stream("GET", address, headers=headers) as response:
            weights[address] = sum([len(part) async for part in response.aiter_raw()])

    assert sum(weights.values()) <= 10_000, weights
    again = await visitor.client.get("/", headers={"if-none-match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/", "/chat/history", "/static/icon.svg", "/nowhere"])
async def test_every_answer_carries_the_security_headers(chat: Site, path: str) -> None:
    """No foreign script, no frame around the page, no words in a shared computer's cache."""
    visitor = await chat.visitor()
    headers = (await visitor.client.get(path)).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == ("no-cache" if path in KEPT else "no-store")


async def test_a_message_is_on_disk_when_it_is_acknowledged(chat: Site) -> None:
    """A process killed now loses nothing that the page shows as sent."""
    response = await (await chat.visitor()).send(text="halo")

    assert response.status_code == 202
    assert chat.office.updates("channel", "text", "state") == [("web", "halo", "pending")]


async def test_the_database_does_not_know_the_cookie(chat: Site) -> None:
    """Whoever reads the database must not be able to enter a conversation."""
    visitor = await chat.visitor()
    await visitor.send(text="minta data")
    cookie = visitor.client.cookies[COOKIE]

    assert cookie not in str(chat.office.rows("SELECT * FROM conversations"))


async def test_without_a_cookie_nothing_is_taken(chat: Site) -> None:
    """Nobody could be answered."""
    stranger = chat.stranger()
    post = await stranger.send(text="halo")
    stream = await stranger.client.get("/chat/stream")

    assert (post.status_code, stream.status_code) == (401, 401)
    assert (await stranger.history())["lines"] == []
    assert chat.office.updates("id") == []


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""]
)
async def test_another_type_is_refused(chat: Site, kind: str) -> None:
    """A form on a foreign page can send these and not JSON."""
    visitor = await chat.visitor()
    response = await visitor.client.post(
        "/chat/messages",
        content=json.dumps({"id": "12345678", "text": "halo"}),
        headers={"content-type": kind},
    )

    assert response.status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '"halo"',
        "{}",
        '{"text": "tanpa nomor"}',
        '{"id": "12345678"}',
        '{"id": "pendek", "text": "halo"}',
        '{"id": 12345678, "text": "halo"}',
        '{"id": "12345678", "text": 5}',
        '{"id": "1234\\u00005678", "text": "halo"}',
        '{"id": "1234\\ud8005678", "text": "halo"}',
        '{"id": "12345678", "button": "\\u0000"}',
        '{"id": "12345678", "button": "\\ud800"}',
        '{"id": "' + "1" * 65 + '", "text": "halo"}',
        "[" * 100_000,
    ],
)
async def test_what_is_no_message_is_refused(chat: Site, body: str) -> None:
    """Whoever plays with the address gets 400, and the log no traceback."""
    visitor = await chat.visitor()
    response = await visitor.client.post(
        "/chat/messages", content=body, headers={"content-type": "application/json"}
    )

    assert response.status_code == 400
    assert chat.office.updates("id") == []


async def test_an_over_large_message_is_refused(chat: Site) -> None:
    """Memory and disk must not be filled by one visitor."""
    visitor = await chat.visitor()
    response = await visitor.send(text="a" * BODY_LIMIT)

    assert response.status_code == 413
    assert response.json() == {"error": chat.office.say("web_too_large")}
    assert chat.office.updates("id") == []


async def test_a_message_of_100000_characters_is_answered(site: Site) -> None:
    """Somebody pastes a whole letter."""
    visitor = await site.visitor()
    await visitor.send(text="minta data " * 9091)

    ((_, reply),) = await visitor.read(1)
    assert site.office.say("too_long") in reply["text"]


async def test_the_same_message_twice_is_one_update(chat: Site) -> None:
    """A page that got no acknowledgement sends again."""
    visitor = await chat.visitor()
    number = secrets.token_hex(16)

    statuses = [(await visitor.send(id=number, text="minta data")).status_code for _ in range(2)]

    assert statuses == [202, 202]
    assert len(chat.office.updates("id")) == 1


async def test_two_visitors_may_draw_the_same_number(chat: Site) -> None:
    """One visitor's number must not swallow another's message."""
    for _ in range(2):
        await (await chat.visitor()).send(id="12345678", text="minta data")

    assert len(chat.office.updates("id")) == 2


async def test_history_shows_the_conversation_so_far(site: Site) -> None:
    """A reload must not lose what was read, nor the buttons under it."""
    visitor = await site.visitor()
    await visitor.send(text="minta data")
    ((number, _),) = await visitor.read(1)

    known = await visitor.history()

    assert [(line["who"], line["title"] or line["text"]) for line in known["lines"]] == [
        ("citizen", "minta data"),
        ("bot", "Cara minta data"),
    ]
    assert [button["label"] for button in known["lines"][-1]["buttons"]] == [
        "Selengkapnya",
        "Biaya",
        "Membantu",
        "Tidak",
    ]
    assert known["after"] == number


async def test_history_shows_what_is_stored_and_not_what_was_typed(site: Site) -> None:
    """Personal data is gone from the page after a reload, because nobody has it."""
    visitor = await site.visitor()
    await visitor.send(text="NIK 3273012501900001")
    await visitor.read(1)

    assert "3273012501900001" not in json.dumps(await visitor.history())


async def test_a_press_does_what_the_button_says(site: Site) -> None:
    """The page knows only tokens."""
    visitor = await site.visitor()
    await visitor.send(text="minta data")
    ((number, first),) = await visitor.read(1)
    token = first["buttons"][1]["token"]
    await visitor.send(button=token)
    await visitor.read(1, after=number)

    assert site.office.assistant.asked == ["minta data", "/ppid-biaya"]
    assert "ppid-biaya" not in token


async def test_a_double_tap_on_the_page_is_one_answer(site: Site) -> None:
    """A slow phone shows nothing at once, and people tap again."""
    visitor = await site.visitor()
    await visitor.send(text="minta data")
    ((number, first),) = await visitor.read(1)
    token = first["buttons"][1]["token"]
    for _ in range(2):
        assert (await visitor.send(button=token)).status_code == 202
    await visitor.read(1, after=number)

    assert site.office.assistant.asked == ["minta data", "/ppid-biaya"]
    assert site.office.updates("outcome")[1:] == [("answered",), ("joined",)]


async def test_a_typed_command_works_on_the_web_too(site: Site) -> None:
    """The fixed sentences name /petugas and /status on every channel."""
    site.office.assistant.replies = (ESCALATION,)
    visitor = await site.visitor()
    await visitor.send(text="/status")

    ((_, reply),) = await visitor.read(1)
    assert reply["text"] == site.office.say("status_none")


async def test_nobody_reads_anothers_conversation(site: Site) -> None:
    """The worst that could happen to a citizen here."""
    writer, other = await site.visitor(), await site.visitor()
    await writer.send(text="minta data")
    ((_, reply),) = await writer.read(1)

    reading = asyncio.create_task(other.read(1))
    await other.send(text="dari yang lain")
    await until(lambda: len(site.office.turns("id")) == 2)
    ((_, read),) = await reading

    shown: list[Any] = (await other.history())["lines"]
    assert [line["text"] for line in shown if line["who"] == "citizen"] == ["dari yang lain"]
    assert read["buttons"][0]["token"] != reply["buttons"][0]["token"]
    assert reply["title"] == ANSWER.text.splitlines()[0].removeprefix("# ")
