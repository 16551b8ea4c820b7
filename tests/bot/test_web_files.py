"""Photos and PDF in the web chat, through real HTTP: who may send, what is taken, when it goes."""

import asyncio
import json
import socket
import uuid
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bot.file_keeping import FileKeeping
from bot.web.app import WebSettings
from bot.web.files import LIMIT
from bot.web.limits import Rates
from service.escalations.claims import release_escalation
from service.escalations.closing import cancel_escalation, close_escalation
from service.escalations.files import open_file
from service.outcomes import FileTrouble
from service.storage.file_tables import Attachment, AttachmentFile
from service.updates.attachments import DAILY, StoredFile
from service.updates.sealing import Seal
from tests.bot.harness import ESCALATION, Office, until
from tests.bot.web_harness import Site, Visitor

PHOTO = b"\xff\xd8\xff\xe0 a photo of a letter"
PDF = b"%PDF-1.7 a letter"
BINARY = {"content-type": "application/octet-stream"}
SEAL = Seal(lambda: "a secret of tests")


class Desk:
    """The web chat with a visitor whose ticket is open, and who looks after files."""

    def __init__(self, office: Office, settings: WebSettings | None = None) -> None:
        self.office = office
        self.site = Site(office, settings=settings, seal=SEAL)
        self.keeping = FileKeeping(office.database, office.services.answers.say, office.clock, 20)

    async def visitor(self) -> Visitor:
        """Return somebody whose ticket waits."""
        self.office.assistant.replies = (ESCALATION,)
        visitor = await self.site.visitor()
        await visitor.send(text="petugas")
        await visitor.read(1)
        return visitor

    def address(self) -> str:
        """Return the newest visitor's address."""
        found: str = self.office.rows("SELECT address FROM conversations ORDER BY last_at DESC")[
            0
        ][0]
        return found

    async def settle(self) -> None:
        """Wait until every turn is stored, and settle what came with it."""
        waiting = "SELECT count(*) FROM updates WHERE state = 'pending'"
        await until(lambda: self.office.rows(waiting) == [(0,)])
        self.keeping.settle()

    def stored(self) -> list[tuple[str, str | None, int | None]]:
        """Return state, type and size of each file."""
        return [
            (state, media_type, size)
            for state, media_type, size in self.office.rows(
                "SELECT state, media_type, size FROM attachments ORDER BY id"
            )
        ]

    def bytes_kept(self) -> list[bytes]:
        """Return what lies in the database, as it lies there."""
        with self.office.database.read() as session:
            return list(session.scalars(select(AttachmentFile.content)))

    def open(self, ticket: str, officer_id: int = 1) -> Any:
        """Let an officer open the only file."""
        with self.office.database.write() as session:
            number = session.scalars(select(Attachment.id)).one()
            return open_file(session, ticket, number, officer_id, self.office.clock())


async def send(visitor: Visitor, content: bytes, **headers: str) -> httpx.Response:
    """Send a file as the page does."""
    params = {"id": uuid.uuid4().hex}
    return await visitor.client.post(
        "/chat/files", params=params, content=content, headers={**BINARY, **headers}
    )


def announce(url: str, visitor: Visitor, size: int) -> str:
    """Say how large a file is, send nothing of it, and return what is answered."""
    host = url.removeprefix("http://")
    name, _, port = host.partition(":")
    cookie = "; ".join(f"{key}={value}" for key, value in visitor.client.cookies.items())
    lines = [
        f"POST /chat/files?id={uuid.uuid4().hex} HTTP/1.1",
        f"Host: {host}",
        f"Cookie: {cookie}",
        "Content-Type: application/octet-stream",
        f"Content-Length: {size}",
    ]
    with socket.create_connection((name, int(port)), timeout=5) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode()


@pytest.fixture
async def desk(any_office: Office) -> AsyncIterator[Desk]:
    """The web chat, served, on each kind of database."""
    desk = Desk(any_office)
    async with desk.site.serving():
        yield desk


@pytest.fixture
async def light(office: Office) -> AsyncIterator[Desk]:
    """The same, where the kind of database does not matter."""
    desk = Desk(office)
    async with desk.site.serving():
        yield desk


async def test_a_photo_reaches_the_officer_as_it_was_and_lies_sealed(desk: Desk) -> None:
    """Whoever gets the database or a backup must not see a citizen's letter."""
    visitor = await desk.visitor()
    answer = await send(visitor, PHOTO)
    await desk.settle()
    ticket = desk.office.claim(desk.address(), "web")

    opened = desk.open(ticket)

    assert (answer.status_code, answer.json()) == (202, {"stored": True})
    assert desk.stored() == [("stored", "image/jpeg", len(PHOTO))]
    assert all(PHOTO not in kept for kept in desk.bytes_kept())
    assert isinstance(opened, StoredFile)
    assert (SEAL.open(opened.content), opened.extension) == (PHOTO, ".jpg")
    looked = "SELECT data FROM escalation_events WHERE kind = 'viewed'"
    assert any("file" in str(data) for (data,) in desk.office.rows(looked))


async def test_only_the_holder_opens_it(desk: Desk) -> None:
    """The citizen was told that nobody else reads it."""
    visitor = await desk.visitor()
    await send(visitor, PDF)
    await desk.settle()
    ticket = desk.office.ticket(desk.address(), "web")
    assert ticket is not None
    desk.office.claim(desk.address(), "web")
    with desk.office.database.write() as session:
        release_escalation(session, ticket.ticket, 1, desk.office.clock())

    assert desk.open(ticket.ticket) is FileTrouble.NOT_HOLDER


@pytest.mark.parametrize("how", ["officer", "citizen", "forgotten"])
async def test_the_bytes_go_when_the_ticket_is_over(desk: Desk, how: str) -> None:
    """They are held until closing and no longer."""
    visitor = await desk.visitor()
    await send(visitor, PDF)
    await desk.settle()
    assert len(desk.bytes_kept()) == 1

    if how == "officer":
        ticket = desk.office.claim(desk.address(), "web")
        desk.office.close(ticket)
    elif how == "citizen":
        conversation_id = desk.office.conversation(desk.address(), "web")
        with desk.office.database.write() as session:
            cancel_escalation(session, conversation_id, desk.office.clock())
    else:
        await visitor.client.post("/chat/forget", json={})

    assert desk.bytes_kept() == []
    assert [state for state, _, _ in desk.stored()] == ["gone"]


async def test_a_file_on_its_way_when_the_ticket_closes_is_not_kept(desk: Desk) -> None:
    """A closing at the same moment must leave nothing behind."""
    visitor = await desk.visitor()
    ticket = desk.office.claim(desk.address(), "web")
    await send(visitor, PDF)
    with desk.office.database.write() as session:
        close_escalation(session, ticket, 1, "ditutup", desk.office.clock())

    await desk.settle()
    desk.keeping.sweep()

    assert desk.bytes_kept() == []


async def test_without_an_open_ticket_nothing_is_taken(light: Desk) -> None:
    """The bot reads no files; a disk is not for everybody to fill."""
    visitor = await light.site.visitor()

    asked = await visitor.client.get("/chat/files")
    answer = await send(visitor, PHOTO)

    told = {"error": light.office.say("web_file_no_ticket").strip()}
    assert (asked.status_code, asked.json()) == (409, told)
    assert (answer.status_code, answer.json()) == (409, told)
    assert light.stored() == []


@pytest.mark.parametrize(
    ("sent", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic"),
        (b"\xef\xbb\xbf\n%PDF-1.4", "application/pdf"),
    ],
    ids=["png", "webp", "heic", "pdf"],
)
async def test_photos_of_any_phone_are_taken(light: Desk, sent: bytes, media_type: str) -> None:
    """What a phone makes by itself, its owner cannot change."""
    visitor = await light.visitor()

    answer = await send(visitor, sent)

    assert answer.status_code == 202
    assert light.stored()[0][1] == media_type


@pytest.mark.parametrize(
    "sent",
    [b"", b"<html><script>", b"MZ\x90\0", b"PK\x03\x04", b"GIF89a", b"<svg/>", b"x%PDF-1.7"],
    ids=["nothing", "page", "program", "archive", "gif", "drawing", "nearly a pdf"],
)
async def test_what_it_is_tells_its_content(light: Desk, sent: bytes) -> None:
    """A program called surat.pdf must not lie at the desk."""
    visitor = await light.visitor()

    answer = await send(visitor, sent)

    told = {"error": light.office.say("web_file_kind").strip()}
    assert (answer.status_code, answer.json()) == (415, told)
    assert light.stored() == []


async def test_what_is_too_large_is_refused_before_it_is_read(light: Desk) -> None:
    """Somebody who pays by the megabyte must hear it at once, and memory has an end."""
    visitor = await light.visitor()
    largest = PHOTO + bytes(LIMIT - len(PHOTO))

    refused = await asyncio.to_thread(announce, light.site.url, visitor, LIMIT + 1)
    taken = await send(visitor, largest)

    told = {"error": light.office.say("web_file_too_large", limit=10).strip()}
    head, _, body = refused.partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 413 ")
    assert json.loads(body) == told
    assert taken.status_code == 202


async def test_who_does_not_say_how_much_comes_is_stopped_as_well(light: Desk) -> None:
    """A length is only what a sender claims."""
    visitor = await light.visitor()

    async def endless() -> AsyncIterator[bytes]:
        yield PHOTO
        for _ in range(11):
            yield bytes(1024 * 1024)

    params = {"id": uuid.uuid4().hex}
    answer = await visitor.client.post(
        "/chat/files", params=params, content=endless(), headers=BINARY
    )

    assert answer.status_code == 413


async def test_sending_again_never_doubles(light: Desk) -> None:
    """A page whose answer was lost sends it again."""
    visitor, number = await light.visitor(), uuid.uuid4().hex
    for _ in range(2):
        await visitor.client.post(
            "/chat/files", params={"id": number}, content=PDF, headers=BINARY
        )

    assert len(light.stored()) == 1


async def test_a_day_has_so_many_files(office: Office) -> None:
    """One citizen must not fill the disk of all."""
    desk = Desk(office, WebSettings(rates=Rates(is_on=False)))
    async with desk.site.serving():
        visitor = await desk.visitor()
        answers = [await send(visitor, PDF) for _ in range(DAILY + 1)]

        told = {"error": office.say("web_file_too_many", limit=DAILY).strip()}
        assert [answer.status_code for answer in answers] == [202] * DAILY + [409]
        assert answers[-1].json() == told


async def test_files_in_a_row_are_slowed_down(light: Desk) -> None:
    """A page told to wait sends by itself after the wait."""
    visitor = await light.visitor()

    answers = [await send(visitor, PDF) for _ in range(11)]

    last = answers[-1]
    assert last.status_code == 429
    assert int(last.headers["retry-after"]) > 0


async def test_a_visitor_sends_one_file_at_a_time(light: Desk) -> None:
    """Each file on its way is held in memory."""
    visitor, may_end = await light.visitor(), asyncio.Event()

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
        {"error": light.office.say("web_file_busy").strip()},
    )
    assert (await first).status_code == 202
    assert (await send(visitor, PDF)).status_code == 202


async def test_a_form_of_another_site_sends_nothing(light: Desk) -> None:
    """Another site could send in a citizen's name."""
    visitor = await light.visitor()

    foreign = await send(visitor, PDF, **{"sec-fetch-site": "cross-site"})
    form = await send(visitor, PDF, **{"content-type": "multipart/form-data"})
    unnamed = await visitor.client.post("/chat/files", content=PDF, headers=BINARY)
    stranger = await send(light.site.stranger(), PDF)

    assert [a.status_code for a in (foreign, form, unnamed, stranger)] == [403, 400, 400, 401]


async def test_the_page_learns_when_files_can_be_sent(light: Desk) -> None:
    """What sends them is fetched only then: a first visit must stay light."""
    visitor = await light.site.visitor()
    await visitor.send(text="minta data")
    ((_, before),) = await visitor.read(1)
    light.office.assistant.replies = (ESCALATION,)
    await visitor.send(text="petugas")
    *_, (_, during) = await visitor.read(2)
    light.office.close(light.office.claim(light.address(), "web"))

    after = (await visitor.history())["lines"][-1]

    assert "has_ticket" not in before
    assert during["has_ticket"] is True
    assert "has_ticket" not in after


async def test_who_sent_one_reads_how_it_is_kept(light: Desk) -> None:
    """That nobody hid anything in it must be said where it is sent."""
    visitor = await light.visitor()
    await send(visitor, PDF)
    await light.settle()

    lines = (await visitor.history())["lines"]

    assert [line["text"] for line in lines[-2:]] == [
        light.office.say("web_sent_document").strip(),
        light.office.say("web_file_relayed", kind="berkas").strip(),
    ]
    assert lines[-2]["relayed"] is True
