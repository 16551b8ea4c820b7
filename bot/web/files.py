"""Photos and PDF from the web chat to an officer: only while a ticket is open, and sealed.

The page asks first whether it may send, so that nobody pays for megabytes that are refused. A
file's name, which may be a person's, is not even asked for.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable, Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.inbox import Inbox
from bot.web.doorway import Doorway
from bot.web.limits import client_of
from bot.web.messages import CHANNEL, MESSAGE_ID
from bot.web.reading import Reading
from bot.web.refusals import Told
from bot.web.security import own_pages_only
from bot.web.visitors import Visitor
from service.clock import Clock
from service.conversations.ownership import conversation_at
from service.file_types import LARGEST, MEGABYTES, kind_of, media_type_of
from service.storage.database import Database
from service.updates.attachments import DAILY, IncomingFile, files_today, is_waited_for
from service.updates.sealing import Seal
from service.updates.store import Incoming
from serving.bodies import read_whole

PATH = "/chat/files"
FILE_TIME = 300.0  # seconds for a file of 10 MB: 280 kbit/s
AT_ONCE = 8  # files on their way: each is held in memory until it is stored
AT_ONCE_FROM = 3  # of one network address
LATER = {"Retry-After": "5"}
BINARY = "application/octet-stream"  # which a form of another site's cannot say


class Files:
    """The endpoints for files."""

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        reading: Reading,
        doorway: Doorway,
        clock: Clock,
        say: Callable[..., str],
        seal: Seal,
    ) -> None:
        self._database = database
        self._inbox = inbox
        self._reading = reading
        self._doorway = doorway
        self._clock = clock
        self._say = say
        self._seal = seal
        self._sending: dict[str, str] = {}  # network addresses by visitor

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route(PATH, self.may_send),
            Route(PATH, own_pages_only(self.receive), methods=["POST"]),
        ]

    async def may_send(self, request: Request) -> Response:
        """Tell whether a file would be taken now, before it travels."""
        visitor = await self._doorway.reader(request)
        await self._refuse_unless_waited_for(visitor)
        return JSONResponse({"welcome": True})

    async def receive(self, request: Request) -> Response:
        """Store one file: its bytes are the body, its message's number is ``id``."""
        visitor = await self._doorway.sender_of_files(request)
        message_id = request.query_params.get("id", "")
        if request.headers.get("content-type") != BINARY or not MESSAGE_ID.fullmatch(message_id):
            raise HTTPException(400, self._say("web_file_unreadable"))
        await self._refuse_unless_waited_for(visitor)
        with self._slot(visitor, client_of(request)):
            content = await self._read(request)
            await self._store(visitor, message_id, content)
        return JSONResponse({"stored": True}, status_code=202)

    async def _read(self, request: Request) -> bytes:
        try:
            return await read_whole(request, LARGEST)
        except HTTPException as error:
            if error.status_code != 413:
                raise
            told = self._say("web_file_too_large", limit=MEGABYTES)
            raise Told(413, told, headers=error.headers) from error

    async def _store(self, visitor: Visitor, message_id: str, content: bytes) -> None:
        media_type = media_type_of(content)
        if media_type is None:
            raise HTTPException(415, self._say("web_file_kind"))
        sealed = await asyncio.to_thread(self._seal.close, content)
        file = IncomingFile("", media_type, len(content), sealed)
        address, kind = visitor.address, kind_of(media_type)
        incoming = Incoming(CHANNEL, address[:32], message_id, address, kind, file=file)
        await self._inbox.receive(incoming)
        self._reading.wake(address)

    @contextlib.contextmanager
    def _slot(self, visitor: Visitor, client: str) -> Iterator[None]:
        """Let one file of a visitor in at a time, and few in all."""
        clients = Counter(self._sending.values())
        is_full = len(self._sending) >= AT_ONCE or clients[client] >= AT_ONCE_FROM
        if visitor.address in self._sending or is_full:
            raise HTTPException(429, self._say("web_file_busy"), headers=LATER)
        self._sending[visitor.address] = client
        try:
            yield
        finally:
            del self._sending[visitor.address]

    async def _refuse_unless_waited_for(self, visitor: Visitor | None) -> None:
        """Refuse who has no open ticket, or has sent enough for a day.

        Raises:
            HTTPException: 409, with what to do.
        """
        problem = "web_file_no_ticket"
        if visitor is not None:
            problem = await asyncio.to_thread(self._problem, visitor.address)
        if problem:
            raise HTTPException(409, self._say(problem, limit=DAILY))

    def _problem(self, address: str) -> str:
        with self._database.read() as session:
            known = conversation_at(session, CHANNEL, address)
            if known is None or not is_waited_for(session, known):
                return "web_file_no_ticket"
            too_many = files_today(session, known, self._clock()) >= DAILY
            return "web_file_too_many" if too_many else ""
