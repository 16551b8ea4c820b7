"""Telegram's files: ``getFile`` names an address below ours, and that alone is read.

The library would open a file of this machine that the server names, and read a whole answer before
anybody may ask how long it is. A server of ours that was taken over must get neither.
"""

import asyncio
import re
from urllib.parse import quote

import httpx
from telegram import Bot
from telegram.error import TelegramError

from service.errors import FileTooLarge, FileUnreachable

SILENCE = 60.0  # seconds without a byte
LONGEST = 150.0  # seconds in all, whatever the caller allows
PATH = re.compile(r"[\w.@-]+(?:/[\w.@-]+)*", re.ASCII)
AS_IT_IS = {"Accept-Encoding": "identity"}  # what is unpacked has no ceiling


class TelegramFiles:
    """Fetches files by their id."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._certificates = httpx.create_ssl_context()  # read once: it takes long

    async def fetch(self, file_id: str, limit: int) -> bytes:
        """Return a file's bytes; of one that is too large no more is read than shows it.

        Raises:
            FileTooLarge: It has more than ``limit`` bytes, or more than Telegram serves.
            FileUnreachable: Telegram did not give it, or named none of its own; another time
                it may.
        """
        try:
            async with asyncio.timeout(LONGEST):
                return await self._read(await self._address_of(file_id, limit), limit)
        except TelegramError as error:
            if "file is too big" in str(error).lower():
                raise FileTooLarge("more than Telegram serves") from error
            raise FileUnreachable(type(error).__name__) from error
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise FileUnreachable(type(error).__name__) from error

    async def _address_of(self, file_id: str, limit: int) -> str:
        try:
            file = await self._bot.get_file(file_id)
        except (TypeError, ValueError, LookupError) as error:  # what the library trips over
            raise FileUnreachable("an answer that cannot be read") from error
        if isinstance(file.file_size, int) and file.file_size > limit:
            raise FileTooLarge(f"{file.file_size} bytes")
        return address_below(self._bot.base_file_url, file.file_path)

    async def _read(self, address: str, limit: int) -> bytes:
        content = bytearray()
        async with (
            httpx.AsyncClient(verify=self._certificates, timeout=SILENCE) as client,
            client.stream("GET", address, headers=AS_IT_IS) as response,
        ):
            if response.status_code != httpx.codes.OK:
                raise FileUnreachable(f"status {response.status_code}")
            async for part in response.aiter_raw():
                content += part
                if len(content) > limit:
                    raise FileTooLarge(f"more than {limit} bytes")
        return bytes(content)


def address_below(base: str, named: str | None) -> str:
    """Return the address of a file, as the library puts it together.

    Args:
        base: The address below which the server gives out files.
        named: What the library made of the server's ``file_path``.

    Raises:
        FileUnreachable: It names a file of this machine, or anything that is not below ``base``.
    """
    start, _, path = str(named or "").partition(f"{base}/")
    steps = path.split("/")
    if start or not PATH.fullmatch(path) or ".." in steps or "." in steps:
        raise FileUnreachable("the Bot API server named no file of its own")
    return f"{base}/{quote(path)}"
