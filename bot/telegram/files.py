"""Telegram's files, fetched with ``getFile``; its public server gives out 20 megabytes at most."""

from telegram import Bot
from telegram.error import TelegramError

from service.errors import FileTooLarge, FileUnreachable

TIMEOUT = 60.0  # seconds without a byte


class TelegramFiles:
    """Fetches files by their id."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def fetch(self, file_id: str, limit: int) -> bytes:
        """Return a file's bytes.

        Raises:
            FileTooLarge: It has more than ``limit`` bytes, or more than Telegram serves.
            FileUnreachable: Telegram did not give it; it may another time.
        """
        try:
            file = await self._bot.get_file(file_id)
            if (file.file_size or 0) > limit:
                raise FileTooLarge(f"{file.file_size} bytes")
            content = bytes(await file.download_as_bytearray(read_timeout=TIMEOUT))
        except TelegramError as error:
            if "file is too big" in str(error).lower():
                raise FileTooLarge("more than Telegram serves") from error
            raise FileUnreachable(type(error).__name__) from error
        if len(content) > limit:
            raise FileTooLarge(f"{len(content)} bytes")
        return content
