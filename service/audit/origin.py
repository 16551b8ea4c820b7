"""From where something is done: set once at the edge of a process, read where it is recorded.

An act has a dozen callers and no word for the address it is done from; the edge that knows it
says so for all that happens inside of it, also in the threads that it sends work to.
"""

import ipaddress
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 64
UNREADABLE = "unreadable"  # what a proxy gave as an address and is none
_STRANGE = re.compile(r"[^\w.:-]", re.ASCII)


class Channel(StrEnum):
    """By which way somebody acts."""

    WEB = "web"  # the desk, or the web chat
    TELEGRAM = "telegram"
    COMMAND = "command"  # the ``tanya`` command
    SERVICE = "service"  # nobody: a process by itself


@dataclass(frozen=True)
class Origin:
    """From where something is done.

    Attributes:
        address: A network address, a machine's name, or Telegram's number of an account, of
            which only a pseudonym is recorded. None for citizens, whose addresses are not kept.
        officer_id: Who is logged in there.
        operator: The account of the machine that runs a command.
    """

    channel: Channel
    address: str | None = None
    officer_id: int | None = None
    operator: str | None = None


_ORIGIN: ContextVar[Origin] = ContextVar("origin")
_NOWHERE = Origin(Channel.SERVICE)


def origin() -> Origin:
    """Return from where what happens now is done."""
    return _ORIGIN.get(_NOWHERE)


@contextmanager
def coming_from(place: Origin) -> Iterator[None]:
    """Let everything inside count as done from there."""
    before = _ORIGIN.set(place)
    try:
        yield
    finally:
        _ORIGIN.reset(before)


def web_origin(host: str | None, officer_id: int | None = None) -> Origin:
    """Return the origin of a request by the address that its server saw."""
    return Origin(Channel.WEB, _network_address(host), officer_id)


def of_citizen(channel: str) -> Origin:
    """Return the origin of what a citizen does, whose address is not kept."""
    is_known = channel in (Channel.WEB, Channel.TELEGRAM)
    return Origin(Channel(channel)) if is_known else _NOWHERE


def command_origin(operator: str, machine: str) -> Origin:
    """Return the origin of a command by whose account runs it, and where."""
    return Origin(Channel.COMMAND, _short(machine), operator=_short(operator))


def _network_address(host: str | None) -> str:
    try:
        return str(ipaddress.ip_address(host or ""))
    except ValueError:
        return UNREADABLE


def _short(name: str) -> str:
    return _STRANGE.sub("_", name)[:LONGEST]
