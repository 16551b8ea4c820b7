"""Officers' files on their way to a citizen: read where they lie sealed."""

import asyncio
from dataclasses import dataclass

from service.errors import NotFound
from service.outbox.files import FileOfMessage, file_of_message, read_file
from service.storage.database import Database
from service.updates.sealing import Seal


@dataclass(frozen=True)
class OpenedFile:
    """A file as its officer sent it, under a name of ours."""

    content: bytes
    name: str
    media_type: str


class OfficerFiles:
    """Reads them."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal

    async def read(self, number: int) -> OpenedFile | None:
        """Return a file that is to be sent; None once it is gone."""
        return await asyncio.to_thread(self._read, number)

    def _read(self, number: int) -> OpenedFile | None:
        with self._database.read() as session:
            found = read_file(session, number)
        return self._opened(found) if found is not None else None

    def of_message(self, conversation_id: str, message_id: int) -> OpenedFile | None:
        """Return the file of a conversation's message; None once it is gone.

        Raises:
            NotFound: It has no such message, or that no file.
        """
        with self._database.read() as session:
            found = file_of_message(session, conversation_id, message_id)
        if found is None:
            raise NotFound("no file of this conversation")
        return self._opened(found)

    def _opened(self, found: FileOfMessage) -> OpenedFile | None:
        if found.sealed is None:
            return None
        return OpenedFile(self._seal.open(found.sealed), found.name, found.media_type)
