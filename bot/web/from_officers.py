"""An officer's file, handed to the visitor whose conversation it is in: only as a download."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.officer_files import OfficerFiles, OpenedFile
from bot.web.doorway import Doorway
from bot.web.messages import CHANNEL
from bot.web.reading import OFFICER_FILES
from bot.web.refusals import Told
from service.conversations.ownership import conversation_at
from service.errors import NotFound
from service.storage.database import Database
from service.updates.sealing import Seal


class FromOfficers:
    """The endpoint."""

    def __init__(
        self, database: Database, seal: Seal, doorway: Doorway, say: Callable[..., str]
    ) -> None:
        self._database = database
        self._files = OfficerFiles(database, seal)
        self._doorway = doorway
        self._say = say

    def routes(self) -> list[Route]:
        """Return the address."""
        return [Route(f"{OFFICER_FILES}/{{number:int}}", self.download)]

    async def download(self, request: Request) -> Response:
        """Hand out the file of a message; its type is never the browser's to guess."""
        visitor = await self._doorway.reader(request)
        unknown = Told(404, self._say("web_officer_file_unknown"))
        if visitor is None:
            raise unknown
        number = request.path_params["number"]
        try:
            file = await asyncio.to_thread(self._open, visitor.address, number)
        except NotFound:
            raise unknown from None
        if file is None:
            raise Told(410, self._say("web_officer_file_gone"))
        headers = {
            "Content-Disposition": f'attachment; filename="{file.name}"',
            "Cache-Control": "no-store",
        }
        return Response(file.content, media_type="application/octet-stream", headers=headers)

    def _open(self, address: str, number: int) -> OpenedFile | None:
        with self._database.read() as session:
            known = conversation_at(session, CHANNEL, address)
        if known is None:
            raise NotFound("nobody with a conversation")
        return self._files.of_message(known, number)
