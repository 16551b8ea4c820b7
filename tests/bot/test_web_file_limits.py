"""Which files the web chat refuses, and how many it takes, through real HTTP."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator

from bot.web.app import WebSettings
from bot.web.limits import Rates
from service.file_types import LARGEST
from service.updates.attachments import DAILY
from tests.bot.harness import Office
from tests.bot.web_files_harness import BINARY, PDF, PHOTO, Desk, announce, send


async def test_without_an_open_ticket_nothing_is_taken(light_desk: Desk) -> None:
    """The bot reads no files; a disk is not for everybody to fill."""
    visitor = await light_desk.site.visitor()

    asked = await visitor.client.get("/chat/files")
    answer = await send(visitor, PHOTO)

    told = {"error": light_desk.office.say("web_file_no_ticket").strip()}
    assert (asked.status_code, asked.json()) == (409, told)
    assert (answer.status_code, answer.json()) == (409, told)
    assert light_desk.stored() == []


async def test_what_is_too_large_is_refused_before_it_is_read(light_desk: Desk) -> None:
    """Somebody who pays by the megabyte must hear it at once, and memory has an end."""
    visitor = await light_desk.visitor()
    largest = PHOTO + bytes(LARGEST - len(PHOTO))

    refused = await asyncio.to_thread(announce, light_desk.site.url, visitor, LARGEST + 1)
    taken = await send(visitor, largest)

    told = {"error": light_desk.office.say("web_file_too_large", limit=10).strip()}
    head, _, body = refused.partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 413 ")
    assert json.loads(body) == told
    assert taken.status_code == 202


async def test_who_does_not_say_how_much_comes_is_stopped_as_well(light_desk: Desk) -> None:
    """A length is only what a sender claims."""
    visitor = await light_desk.visitor()

    async def endless() -> AsyncIterator[bytes]:
        yield PHOTO
        for _ in range(11):
            yield bytes(1024 * 1024)

    params = {"id": uuid.uuid4().hex}
    answer = await visitor.client.post(
        "/chat/files", params=params, content=endless(), headers=BINARY
    )

    assert answer.status_code == 413


async def test_sending_again_never_doubles(light_desk: Desk) -> None:
    """A page whose answer was lost sends it again."""
    visitor, number = await light_desk.visitor(), uuid.uuid4().hex
    for _ in range(2):
        await visitor.client.post(
            "/chat/files", params={"id": number}, content=PDF, headers=BINARY
        )

    assert len(light_desk.stored()) == 1


async def test_a_day_has_so_many_files(office: Office) -> None:
    """One citizen must not fill the disk of all."""
    desk = Desk(office, WebSettings(rates=Rates(is_on=False)))
    async with desk.site.serving():
        visitor = await desk.visitor()
        answers = [await send(visitor, PDF) for _ in range(DAILY + 1)]

        told = {"error": office.say("web_file_too_many", limit=DAILY).strip()}
        assert [answer.status_code for answer in answers] == [202] * DAILY + [409]
        assert answers[-1].json() == told


async def test_files_in_a_row_are_slowed_down(light_desk: Desk) -> None:
    """A page told to wait sends by itself after the wait."""
    visitor = await light_desk.visitor()

    answers = [await send(visitor, PDF) for _ in range(11)]

    last = answers[-1]
    assert last.status_code == 429
    assert int(last.headers["retry-after"]) > 0


async def test_a_visitor_sends_one_file_at_a_time(light_desk: Desk) -> None:
    """Each file on its way is held in memory."""
    visitor, may_end = await light_desk.visitor(), asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield PHOTO
        await may_end.wait()

    params = {"id": uuid.uuid4().hex}
    first = asyncio.create_task(
        visitor.client.post("/chat/files", params=params, content=slow(), headers=BINARY)
    )
    await asyncio.sleep(0.3)
    second = await send(visitor, PDF)
    may_end.set()

    assert (second.status_code, second.json()) == (
        429,
        {"error": light_desk.office.say("web_file_busy").strip()},
    )
    assert (await first).status_code == 202
    assert (await send(visitor, PDF)).status_code == 202


async def test_a_form_of_another_site_sends_nothing(light_desk: Desk) -> None:
    """Another site could send in a citizen's name."""
    visitor = await light_desk.visitor()

    foreign = await send(visitor, PDF, **{"sec-fetch-site": "cross-site"})
    form = await send(visitor, PDF, **{"content-type": "multipart/form-data"})
    unnamed = await visitor.client.post("/chat/files", content=PDF, headers=BINARY)
    stranger = await send(light_desk.site.stranger(), PDF)

    assert [a.status_code for a in (foreign, form, unnamed, stranger)] == [403, 400, 400, 401]
