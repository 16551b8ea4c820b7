"""Where turns go: the address of the release that serves, as the register says it.

Each gateway looks every second. A turn asks the address that is known when it begins and ends
there, so that none is lost while turns go over to another Rasa.
"""

import asyncio

import structlog

from service.releases.serving import serving_url
from service.storage.database import Database

REFRESH = 1.0  # seconds between two looks

log = structlog.get_logger()


class ServingAddress:
    """Follows the register. When it cannot be read, what was known last goes on."""

    def __init__(self, database: Database, default: str) -> None:
        """``default`` is where turns go while no release was ever let serve."""
        self._database = database
        self._default = default
        self._url = default

    def url(self) -> str:
        """Return the address that is known now, without waiting."""
        return self._url

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(REFRESH)

    async def look(self) -> None:
        """Look once."""
        try:
            url = await asyncio.to_thread(self._read)
        except Exception as error:  # noqa: BLE001 - the edge of the process: looked at again soon
            log.warning("serving_address_unreadable", error=type(error).__name__)
            return
        if url != self._url:
            log.info("turns_go_over", to=url)
            self._url = url

    def _read(self) -> str:
        with self._database.read() as session:
            return serving_url(session) or self._default
