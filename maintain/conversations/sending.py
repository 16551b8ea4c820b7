"""What a citizen does on Telegram, as the gateway's channel would hand it over."""

import secrets
from typing import Any

from bot.own_replies import FILE_KINDS, MEDIA_KINDS
from service.answering.commands import foreign_command, read_command
from service.payloads import Payload, PayloadKind
from service.updates.attachments import IncomingFile
from service.updates.store import Incoming

CHANNEL = "telegram"  # the one that has every kind of message
SOURCE = "evaluate"
ALBUM = "album"
KINDS = (*sorted(MEDIA_KINDS - {"location", "venue"}), "unknown")
FILE_SIZE = 20_000  # bytes


class Phone:
    """One citizen's phone: numbers what is sent, and remembers the newest text."""

    def __init__(self) -> None:
        self.address = secrets.token_hex(16)
        self._sent = 0
        self._newest_text: str | None = None

    def text(self, text: str) -> Incoming:
        """Return a text as it arrives; a command is read as the channel reads it."""
        command = read_command(text)
        if command is not None:
            payload, rest = command
            return self._incoming("command", text=rest, payload=payload)
        sent = self._incoming("text", text=text, payload=foreign_command(text))
        self._newest_text = sent.message_id
        return sent

    def edit(self, text: str) -> Incoming:
        """Return other words for the newest text; a first text where there is none."""
        if self._newest_text is None:
            return self.text(text)
        return self._incoming("edited", text=text, message_id=self._newest_text)

    def press(self, token: str) -> Incoming:
        """Return a press on a button."""
        return self._incoming("button", pressed=token, message_id=None)

    def location(self, latitude: float, longitude: float) -> Incoming:
        """Return a shared point, as exact as the channel keeps it."""
        point = f"{latitude:.2f},{longitude:.2f}"
        return self._incoming("location", payload=Payload(PayloadKind.NEAR, point))

    def media(self, kind: str, caption: str) -> list[Incoming]:
        """Return what arrives of a file, sticker or contact; of an album, two photos."""
        if kind == ALBUM:
            album_id = f"{self.address}-{self._sent}"
            return [self._photo(caption, album_id), self._photo("", album_id)]
        file = IncomingFile(f"{kind}-{self._sent}", size=FILE_SIZE) if kind in FILE_KINDS else None
        return [self._incoming(kind, text=caption, file=file)]

    def _photo(self, caption: str, album_id: str) -> Incoming:
        file = IncomingFile(f"photo-{self._sent}", "image/jpeg", FILE_SIZE)
        return self._incoming("photo", text=caption, album_id=album_id, file=file)

    def _incoming(self, kind: str, **values: Any) -> Incoming:
        self._sent += 1
        common: dict[str, Any] = {
            "channel": CHANNEL,
            "source": SOURCE,
            "update_id": f"{self.address}-{self._sent}",
            "address": self.address,
            "message_id": str(self._sent),
        }
        return Incoming(**common | values, kind=kind)
