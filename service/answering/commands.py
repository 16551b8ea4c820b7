"""The commands citizens may type on any channel, and what they mean. Pure."""

import re
from dataclasses import dataclass

from service.payloads import Payload, PayloadKind


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


def read_command(text: str) -> tuple[Payload, str] | None:
    """Return what a command means and the text after it; None when a text is no command.

    ``/status@TanyaBot TB-7KQ2-9XMD`` gives the payload ``status`` and "TB-7KQ2-9XMD".
    """
    first, *rest = text.split(maxsplit=1) or [""]
    if not first.startswith("/"):
        return None
    payload = _PAYLOADS.get(first[1:].partition("@")[0].lower())
    return (payload, "".join(rest).strip()) if payload else None


def foreign_command(text: str) -> Payload | None:
    """Return what a text that begins with a command of somebody else's brings: the help.

    The text stays a text, which the door reads like any other and an officer may see.
    """
    is_foreign = ANY_COMMAND.match(text) is not None and read_command(text) is None
    return Payload(PayloadKind.HELP) if is_foreign else None
