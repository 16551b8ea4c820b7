"""Officers' files of the web desk, uploaded to a citizen's chat: as a photo, or as a document."""

from telegram import Bot, InputFile, Message
from telegram.error import BadRequest

from bot.officer_files import OpenedFile

PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp"})  # that Telegram shows as such
NO_PHOTO = ("photo", "image")  # in its errors about measures and formats
UPLOAD_TIME = 20.0  # seconds between two parts of a file


async def upload(bot: Bot, chat: int, file: OpenedFile, **placed: object) -> Message:
    """Send a file; what Telegram does not take as a photo goes as a document.

    Raises:
        TelegramError: It was not sent, or may not have been.
    """
    placed["write_timeout"] = UPLOAD_TIME
    if file.media_type in PHOTOS:
        try:
            return await bot.send_photo(chat, _input(file), **placed)  # type: ignore[arg-type]
        except BadRequest as error:
            if not any(word in str(error).lower() for word in NO_PHOTO):
                raise
    return await bot.send_document(chat, _input(file), **placed)  # type: ignore[arg-type]


def _input(file: OpenedFile) -> InputFile:
    return InputFile(file.content, filename=file.name)
