"""Who comes to the chat: their cookie, and how much they may send.

Refusals are ``HTTPException`` with the sentence that the page shows.
"""

from collections.abc import Callable

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.web.limits import Limits, Tickets, client_of
from bot.web.visitors import Visitor, Visitors

log = structlog.get_logger()


class Doorway:
    """Lets visitors in, one request after the other."""

    def __init__(
        self,
        visitors: Visitors,
        limits: Limits,
        tickets: Tickets,
        say: Callable[..., str],
        is_busy: Callable[[], bool],
        trusts_proxy: bool,
    ) -> None:
        self.visitors = visitors
        self._limits = limits
        self._tickets = tickets
        self._say = say
        self._is_busy = is_busy
        self._is_proxy_known = trusts_proxy

    async def writer(self, request: Request) -> Visitor:
        """Return who writes.

        Raises:
            HTTPException: 429 for too much, 401 without a cookie of ours.
        """
        client, name = self._who(request)
        self._let_wait(self._limits.message(client, name, self._is_busy()))
        visitor = await self.visitors.find(request)
        if visitor is None:
            raise HTTPException(401, self._say("web_no_cookie"))
        self._tickets.came_from(visitor.address, client)
        return visitor

    async def sender_of_files(self, request: Request) -> Visitor:
        """Return who sends a file.

        Raises:
            HTTPException: 429 for too much, 401 without a cookie of ours.
        """
        self._let_wait(self._limits.file(*self._who(request)))
        return await self.writer(request)

    async def reader(self, request: Request) -> Visitor | None:
        """Return who reads, None for somebody without a cookie of ours.

        Raises:
            HTTPException: 429 for too much.
        """
        self._let_wait(self._limits.look(*self._who(request)))
        return await self.visitors.find(request)

    def newcomer(self, request: Request) -> None:
        """Let a new visitor have a cookie.

        Raises:
            HTTPException: 429: their address got many already.
        """
        self._let_wait(self._limits.newcomer(client_of(request)))

    def _who(self, request: Request) -> tuple[str, str | None]:
        """Return network address and visitor, before the database is asked for them."""
        claimed = self.visitors.claimed(request)
        self._look_for_proxy(request)
        return client_of(request), claimed.address if claimed else None

    def _look_for_proxy(self, request: Request) -> None:
        """Tell the operator once of a proxy for which all citizens would count as one address."""
        if self._is_proxy_known or "x-forwarded-for" not in request.headers:
            return
        self._is_proxy_known = True
        log.warning("proxy_not_trusted", next="set TRUSTED_PROXIES to its address")

    def _let_wait(self, seconds: int) -> None:
        if seconds:
            told = self._say("web_too_much", seconds=seconds)
            raise HTTPException(429, told, headers={"Retry-After": str(seconds)})
