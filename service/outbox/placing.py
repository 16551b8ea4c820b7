"""How an officer's answer stands in a citizen's chat: as a file, under which message. Pure."""

from dataclasses import dataclass

from service.outbox.splitting import utf16_length

CAPTION_LIMIT = 1024  # UTF-16 units of words under a file


@dataclass(frozen=True)
class Copied:
    """A file of an officer's, which the citizen gets a copy of.

    Attributes:
        chat: Where it stands in Telegram, and ``message`` its number there; else empty.
        kind: ``photo``, ``document``, ...
        stored: Its number in ``outbox_files``, where we hold it ourselves.
    """

    chat: str
    message: str
    kind: str
    stored: int | None = None


@dataclass(frozen=True)
class Placing:
    """How an officer's answer stands in the citizen's chat.

    Attributes:
        copied: The file that it is.
        answers: The citizen's message that it replies to, as their channel numbers it.
    """

    copied: Copied | None = None
    answers: str | None = None


PLAIN = Placing()


def stored_file(number: int, kind: str) -> Copied:
    """Return a file that we hold ourselves."""
    return Copied("", "", kind, number)


def fits_under(text: str) -> bool:
    """Tell whether words can stand under a file."""
    return utf16_length(text) <= CAPTION_LIMIT
