"""How much a stranger may send: token buckets by cookie and by network address.

They live in this process's memory, and the least used go first when there are too many: several
gateways let that many times more through, and a restart begins anew.
"""

import ipaddress
import math
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from throttled import Throttled
from throttled.rate_limiter import Quota, per_duration
from throttled.store import MemoryStore

KEPT = 50_000  # visitors or addresses; one takes about 300 bytes
BUSY_TIME = 1  # second that an address waits which sends much while we are busy
FADES = 10.0  # seconds after which a try counts a third
FEW = 1.6  # one try each ten seconds
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class Rates:
    """How much is let through; with ``is_on`` false, everything.

    Offices and mobile networks put many citizens behind one address.

    Attributes:
        new_visitors: Cookies an address gets in a minute.
        tickets: Tickets an address opens in an hour.
        streams: Open streams of one visitor, and of one address.
    """

    is_on: bool = True
    new_visitors: int = 600
    tickets: int = 20
    streams: tuple[int, int] = (4, 200)


class Buckets:
    """One bucket for each name: ``count`` in ``span`` on average, ``burst`` at once."""

    def __init__(self, span: timedelta, count: int, burst: int) -> None:
        quota: Quota = per_duration(span, count, burst)
        store = MemoryStore(options={"MAX_SIZE": KEPT})
        self._bucket = Throttled(using="gcra", quota=quota, store=store)

    def take(self, name: str) -> int:
        """Take one out; 0 when there was one, else the seconds until there is."""
        result = self._bucket.limit(name)
        return max(1, math.ceil(result.state.retry_after)) if result.limited else 0


class Calm:
    """Who tries to write seldom, by a count of tries that fades within seconds."""

    def __init__(self) -> None:
        self._tries: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def is_calm(self, visitor: str) -> bool:
        """Note one more try, and tell whether there were few of late."""
        now = time.monotonic()
        count, at = self._tries.get(visitor, (0.0, now))
        count = count * math.exp((at - now) / FADES) + 1
        self._tries[visitor] = count, now
        self._tries.move_to_end(visitor)
        if len(self._tries) > KEPT:
            self._tries.popitem(last=False)
        return count <= FEW


class Limits:
    """The buckets of the web chat. Each function returns the seconds to wait, 0 for none.

    Who floods from a network of many must not silence the others there: who is calm has a
    bucket of the same address for themselves.
    """

    def __init__(self, rates: Rates) -> None:
        self._is_on = rates.is_on
        self._calm = Calm()
        self._messages = Buckets(timedelta(seconds=1), 1, 8)
        self._messages_from = Buckets(timedelta(seconds=1), 10, 15)
        self._calm_from = Buckets(timedelta(seconds=1), 10, 25)
        self._looks = Buckets(timedelta(seconds=1), 5, 60)
        self._looks_from = Buckets(timedelta(seconds=1), 100, 400)
        self._files = Buckets(MINUTE, 6, 10)
        self._files_from = Buckets(HOUR, 120, 60)
        self._newcomers = Buckets(MINUTE, rates.new_visitors, rates.new_visitors)

    def message(self, client: str, visitor: str | None, is_busy: bool = False) -> int:
        """Let a visitor write; None is nobody we know.

        Only while we are busy do addresses that sent much of late wait: an office or a mobile
        network may send more than its share as long as nobody else has to wait for it.
        """
        if not self._is_on:
            return 0
        is_calm = visitor is not None and self._calm.is_calm(visitor)
        wide = self._calm_from if is_calm else self._messages_from
        took_too_much = bool(wide.take(client))
        if took_too_much and (is_busy or visitor is None):
            return BUSY_TIME
        return self._messages.take(visitor) if visitor else 0

    def look(self, client: str, visitor: str | None) -> int:
        """Let a visitor read."""
        return self._both(self._looks_from, client, self._looks, visitor)

    def file(self, client: str, visitor: str | None) -> int:
        """Let a visitor send a file."""
        return self._both(self._files_from, client, self._files, visitor)

    def newcomer(self, client: str) -> int:
        """Let an address have one more cookie."""
        return self._newcomers.take(client) if self._is_on else 0

    def _both(self, wide: Buckets, client: str, narrow: Buckets, visitor: str | None) -> int:
        if not self._is_on:
            return 0
        return wide.take(client) or (narrow.take(visitor) if visitor else 0)


class Tickets:
    """How many tickets each address may open; a turn asks, which knows only the visitor."""

    def __init__(self, rates: Rates) -> None:
        self._is_on = rates.is_on
        self._buckets = Buckets(HOUR, rates.tickets, rates.tickets)
        self._clients: OrderedDict[str, str] = OrderedDict()

    def came_from(self, visitor: str, client: str) -> None:
        """Remember from where a visitor wrote last."""
        self._clients[visitor] = client
        self._clients.move_to_end(visitor)
        if len(self._clients) > KEPT:
            self._clients.popitem(last=False)

    def may_open(self, address: str) -> bool:
        """Take one out for the address of a conversation; Telegram's are not limited here."""
        client = self._clients.get(address)
        return not (self._is_on and client) or not self._buckets.take(client or "")


def client_of(request: Request) -> str:
    """Return the network address that a request counts for.

    Of IPv6 the part that one customer is given: each has 2^64 addresses.
    """
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))
