"""The web chat with files: a visitor whose ticket is open, and who looks after what they send."""

import socket
import uuid
from typing import Any

import httpx
from sqlalchemy import select

from bot.file_keeping import FileKeeping
from bot.web.app import WebSettings
from service.escalations.files import open_file
from service.storage.file_tables import Attachment, AttachmentFile
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
