"""The commands citizens may type on any channel, and what they mean. Pure."""

from dataclasses import dataclass

from service.payloads import Payload, PayloadKind


@dataclass(frozen=True)
class Command:
    """A command: its payload is what a button of the same meaning carries."""

    name: str
    payload: PayloadKind
    description: str


COMMANDS = (
    Command("start", PayloadKind.START, "Siapa saya dan apa yang dapat saya bantu"),
    Command("bantuan", PayloadKind.HELP, "Cara memakai layanan ini"),
    Command("topik", PayloadKind.MENU, "Daftar topik"),
    Command("petugas", PayloadKind.HUMAN, "Hubungi petugas"),
    Command("status", PayloadKind.STATUS, "Lihat status tiket Anda"),
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
