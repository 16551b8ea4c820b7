"""How our web processes listen: uvicorn, with an end for what strangers only half send.

uvicorn waits for ever for a request's head; a thousand half-sent ones then hold a thousand
connections. Which proxies may name another client than the one that connects is a setting.
"""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_TIME = 10.0  # seconds for a request's line and headers
CONNECTIONS = 2000  # at once, open streams among them


class PatientProtocol(HttpToolsProtocol):
    """Closes a connection whose next request's head does not come whole in time."""

    head_time = HEAD_TIME
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Give a new connection the time for its first head."""
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Begin to wait with the first bytes after a finished request, whatever they are."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._wait_for_head()

    def on_headers_complete(self) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave no timer behind."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        if self._head_timer is None and not self.transport.is_closing():
            self._head_timer = self.loop.call_later(self.head_time, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None


def server_config(
    app: ASGIApp, *, trusted_proxies: Sequence[str] = (), **more: Any
) -> uvicorn.Config:
    """Return how ``app`` is served; ``more`` as uvicorn names it.

    Args:
        trusted_proxies: Addresses or networks whose X-Forwarded-For and -Proto are believed.
    """
    given: dict[str, Any] = {
        "http": PatientProtocol,
        "ws": "none",
        "lifespan": "off",  # nothing of ours needs it, and it complains at every stop
        "access_log": False,
        "log_config": None,
        "server_header": False,
        "limit_concurrency": CONNECTIONS,
        "proxy_headers": bool(trusted_proxies),
        "forwarded_allow_ips": list(trusted_proxies),
    }
    # Its warnings tell of each malformed or surplus request: strangers would fill the log.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    return uvicorn.Config(app, **{**given, **more})
