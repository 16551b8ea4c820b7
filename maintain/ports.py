"""Ports and addresses: is it free, does it answer."""

import contextlib
import socket
from urllib.parse import urlsplit

import httpx

from service.errors import TanyaError


class PortBusy(TanyaError):
    """A port that is needed is taken."""


def require_free(host: str, port: int, setting: str) -> None:
    """Make sure that a port can be listened on.

    Raises:
        PortBusy: It is taken; names the setting that changes it.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            what = f"port {port} on {host} is busy"
            then = f"stop what uses it (`ss -ltnp | grep {port}`), or set {setting} in .env"
            raise PortBusy(f"{what}: {then}") from error


def free_port() -> int:
    """Return a port of the loopback that nothing uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def free_ports_in_a_row(count: int) -> int:
    """Return the first of so many neighbouring ports of the loopback that nothing uses now."""
    while True:
        first = free_port()
        with contextlib.suppress(PortBusy, OverflowError):
            for port in range(first, first + count):
                require_free("127.0.0.1", port, "")
            return first


def port_of(url: str) -> int:
    """Return the port of an address."""
    return urlsplit(url).port or 80


def answers(url: str, timeout: float = 1.0) -> bool:
    """Tell whether an address answers with success within ``timeout`` seconds."""
    try:
        return httpx.get(url, timeout=timeout).is_success
    except httpx.HTTPError:
        return False
