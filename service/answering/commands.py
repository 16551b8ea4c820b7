"""The commands citizens may type on any channel, and what they mean. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """A command: its payload is what a button of the same meaning carries."""

    name: str
    payload: str
    description: str


COMMANDS = (
    Command("start", "start", "Siapa saya dan apa yang dapat saya bantu"),
    Command("bantuan", "help", "Cara memakai layanan ini"),
    Command("topik", "menu", "Daftar topik"),
    Command("petugas", "human", "Hubungi petugas"),
    Command("status", "status", "Lihat status tiket Anda"),
)
_PAYLOADS = {command.name: command.payload for command in COMMANDS}


def read_command(text: str) -> tuple[str, str] | None:
    """Return what a command means and the text after it; None when a text is no command.

    ``/status@TanyaBot TB-7KQ2-9XMD`` gives ``("status", "TB-7KQ2-9XMD")``.
    """
    first, *rest = text.split(maxsplit=1) or [""]
    if not first.startswith("/"):
        return None
    payload = _PAYLOADS.get(first[1:].partition("@")[0].lower())
    return (payload, "".join(rest).strip()) if payload else None
