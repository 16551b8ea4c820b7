"""The commands citizens may type on any channel, and what they mean. Pure."""

import re
from dataclasses import dataclass

from service.payloads import Payload, PayloadKind
from service.text import plain_letters


@dataclass(frozen=True)
class Command:
    """A command: its payload is what a button of the same meaning carries.

    What a phone says of it beside its name is the sentence ``command_<name>``.
    """

    name: str
    payload: PayloadKind


COMMANDS = (
    Command("start", PayloadKind.START),
    Command("bantuan", PayloadKind.HELP),
    Command("topik", PayloadKind.MENU),
    Command("petugas", PayloadKind.HUMAN),
    Command("status", PayloadKind.STATUS),
)
ANY_COMMAND = re.compile(r"\s*/[a-z]\w{0,31}(?:@\w{1,32})?(?=\s|$)", re.ASCII | re.IGNORECASE)
_PAYLOADS = {command.name: Payload(command.payload) for command in COMMANDS}


# What people type who do not know of slashes: the word alone, and perhaps whom they speak to.
_PLAIN = {
    "topik": PayloadKind.MENU,
    "menu": PayloadKind.MENU,
    "bantuan": PayloadKind.HELP,
    "help": PayloadKind.HELP,
    "status": PayloadKind.STATUS,
    "mulai": PayloadKind.START,
}
LONGEST_PLAIN = 40  # characters; what is longer says more than one word
_ADDRESS = r"kak|kakak|min|admin|gan|bang|mas|mbak|pak|bu|bot"
_ALONE = re.compile(
    rf"(?:(?:{_ADDRESS})\W+)?({'|'.join(_PLAIN)})(?:\W+(?:{_ADDRESS}|dong|ya))?", re.IGNORECASE
)
_AROUND = " \t\r\n?!.,:;-…()\"'“”*_"


def read_command(text: str) -> tuple[Payload, str] | None:
    """Return what a command means and the text after it; None when a text is no command.

    ``/status@TanyaBot TB-7KQ2-9XMD`` gives the payload ``status`` and "TB-7KQ2-9XMD". "Topik?" and
    "menu kak" are commands as well; with anything more such a word is a message.
    """
    first, *rest = text.split(maxsplit=1) or [""]
    if not first.startswith("/"):
        return _plain_word(text)
    payload = _PAYLOADS.get(first[1:].partition("@")[0].lower())
    return (payload, "".join(rest).strip()) if payload else None


def _plain_word(text: str) -> tuple[Payload, str] | None:
    alone = _ALONE.fullmatch(plain_letters(text[:LONGEST_PLAIN]).strip(_AROUND))
    if alone is None or len(text) > LONGEST_PLAIN:
        return None
    return Payload(_PLAIN[alone[1].lower()]), ""


def foreign_command(text: str) -> Payload | None:
    """Return what a text that begins with a command of somebody else's brings: the help.

    The text stays a text, which the door reads like any other and an officer may see.
    """
    is_foreign = ANY_COMMAND.match(text) is not None and read_command(text) is None
    return Payload(PayloadKind.HELP) if is_foreign else None
