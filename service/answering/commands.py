"""The commands citizens may type on any channel, and what they mean. Pure."""

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
