"""Carries out what maintainers order: the new Rasa warms beside the old, then turns go over.

Of several gateways the one that holds the lease does it. Each look goes by what the register and
the host say at that moment, so a gateway that dies in between is followed by another. The Rasa
that answered before stays for a while: going back to it takes a second. ADR 71 tells the whole.
"""

import asyncio
import secrets
from datetime import datetime, timedelta

import structlog

from bot.rasa_host import Host, ModelRefused, NoPortFree
from service.clock import Clock
from service.releases.servers import Hosted, HostUnavailable, RasaServer, Slots
from service.releases.serving import (
    Order,
    Step,
    note_beginning,
    note_failed,
    note_moved,
    note_serving,
    note_warming,
    open_order,
    serving,
)
from service.storage.database import Database
from service.storage.leases import release_lease, take_lease

LEASE = "release-keeper"
LOOK_EVERY = 1.0  # seconds, for an order
TIDY_EVERY = 10.0  # seconds, for what serves and what stands by
DRAIN = timedelta(seconds=15)  # in which turns under way end where they began
AWAY = timedelta(seconds=60)  # without the host, after which an order is given up

log = structlog.get_logger()


class ReleaseKeeper:
    """Looks for orders, and after what serves."""

    def __init__(
        self,
        database: Database,
        host: Host,
        slots: Slots,
        clock: Clock,
        standby: timedelta,
    ) -> None:
        """``standby`` is how long the server that answered before stays ready."""
        self._database = database
        self._host = host
        self._slots = slots
        self._clock = clock
        self._standby = max(standby, DRAIN)
        self._holder = secrets.token_hex(8)
        self._away_since: datetime | None = None  # since when the host does not do as it is told

    async def run(self) -> None:
        """Look until cancelled; then give the lease back."""
        looks = 0
        try:
            while True:
                is_tidied = looks % round(TIDY_EVERY / LOOK_EVERY) == 0
                await self._look_safely(is_tidied=is_tidied)
                looks += 1
                await asyncio.sleep(LOOK_EVERY)
        finally:
            await asyncio.to_thread(self._give_back)

    async def look(self, *, is_tidied: bool = True) -> None:
        """Do the next thing for an open order; without one and when asked to, tidy up."""
        ordered, now_serves = await asyncio.to_thread(self._read)
        if ordered is None and (now_serves is None or not is_tidied):
            return
        if not await asyncio.to_thread(self._take_lease):
            return
        if ordered is not None:
            await self._carry_out(ordered, now_serves)
        elif now_serves is not None:
            await self._tidy(now_serves)

    async def _look_safely(self, *, is_tidied: bool) -> None:
        try:
            await self.look(is_tidied=is_tidied)
        except HostUnavailable as error:
            log.warning("rasa_host_unavailable", reason=str(error))
        except Exception as error:  # noqa: BLE001 - the edge of the process: looked at again soon
            log.warning("releases_not_looked_at", error=type(error).__name__)

    async def _carry_out(self, ordered: Order, now_serves: Order | None) -> None:
        try:
            hosted = await self._host.hosted()
            self._away_since = None
            if now_serves is None:
                await self._note_beginning(hosted)
            server = hosted.with_model(ordered.model)
            if server is None:
                await self._begin(ordered, now_serves, hosted)
            elif server.is_ready:
                await self._let_serve(ordered, server)
            elif server.is_failed:
                await self._end_failed(ordered, server)
        except ModelRefused as error:
            await self._give_up(ordered, str(error))
        except HostUnavailable as error:
            self._away_since = self._away_since or self._clock()
            if self._clock() - self._away_since >= AWAY:
                await self._give_up(ordered, str(error))
            raise

    async def _note_beginning(self, hosted: Hosted) -> None:
        """Enter in the register what answers before the first release: the way back from it."""
        server = next((one for one in hosted.servers if one.port == hosted.serving), None)
        url = self._slots.url_of(hosted.serving)
        if server is not None and server.is_ready and url is not None:
            await asyncio.to_thread(self._write_beginning, server.model, url)

    async def _begin(self, ordered: Order, now_serves: Order | None, hosted: Hosted) -> None:
        """Have the ordered model started, if need be in the place of whatever does not serve.

        The host refuses a damaged one before it misses a port, and so the standby stays.
        """
        try:
            await self._host.start(ordered.model)
        except NoPortFree:
            serves = self._serving_port(now_serves, hosted)
            beside = hosted.beside(serves)
            if beside is None or self._is_draining(now_serves):
                return  # turns may still end there: at the next look
            if beside.port == hosted.serving:  # a gateway died before it said what serves since
                await self._host.keep(serves)
            await self._host.stop(beside.port)
            await self._host.start(ordered.model)
        await asyncio.to_thread(self._write_warming, ordered.id)

    async def _let_serve(self, ordered: Order, server: RasaServer) -> None:
        url = self._slots.url_of(server.port)
        if url is None:
            why = f"RASA_URL and RASA_STANDBY_URL name no port {server.port}, as the host does"
            await self._give_up(ordered, why)
            return
        if await asyncio.to_thread(self._write_serving, ordered.id, url):
            log.info("release_serves", release=ordered.release_id, at=url)
            await self._host.keep(server.port)

    async def _end_failed(self, ordered: Order, server: RasaServer) -> None:
        """End a server that never got ready, and the order for which it was started.

        An order that did not start it begins with a new one: what failed then may work now.
        """
        if ordered.step is Step.WARMING:
            await self._give_up(ordered, server.trouble)
        await self._host.stop(server.port)

    async def _give_up(self, ordered: Order, trouble: str) -> None:
        log.error("release_not_served", release=ordered.release_id, reason=trouble)
        await asyncio.to_thread(self._write_failed, ordered.id, trouble)

    async def _tidy(self, now_serves: Order) -> None:
        """See that what serves is there and noted, and end what stood by long enough."""
        hosted = await self._host.hosted()
        server = self._server_of(now_serves, hosted)
        if server is None:
            await self._bring_back(now_serves, hosted)
        elif server.is_ready:  # else the host starts it again, or says why not
            await self._keep_serving(now_serves, hosted, server)

    async def _keep_serving(self, now_serves: Order, hosted: Hosted, server: RasaServer) -> None:
        if hosted.serving != server.port:
            await self._host.keep(server.port)
        url = self._slots.url_of(server.port)
        if url is not None and url != now_serves.url:
            await asyncio.to_thread(self._write_moved, now_serves.id, url)
            return  # turns may still end where they began: the rest at the next look
        beside = hosted.beside(server.port)
        if beside is not None and self._serves_since(now_serves) > self._standby:
            await self._host.stop(beside.port)
            log.info("standby_stopped", model=beside.model)

    async def _bring_back(self, now_serves: Order, hosted: Hosted) -> None:
        """Have the model that is to serve started: the host began with another."""
        if len(hosted.servers) > 1:
            others = [one for one in hosted.servers if one.port != hosted.serving]
            await self._host.stop(others[0].port)
        log.warning("release_brought_back", release=now_serves.release_id)
        await self._host.start(now_serves.model)

    def _server_of(self, now_serves: Order, hosted: Hosted) -> RasaServer | None:
        """Return the server that has what serves, that at its address before another."""
        port = self._serving_port(now_serves, hosted)
        at_its_url = [one for one in hosted.servers if one.port == port]
        if at_its_url and at_its_url[0].model == now_serves.model:
            return at_its_url[0]
        return hosted.with_model(now_serves.model)

    def _serving_port(self, now_serves: Order | None, hosted: Hosted) -> int:
        """Return the port that turns go to now, as the register says it."""
        url = now_serves.url if now_serves else None
        ports = [one.port for one in hosted.servers if self._slots.url_of(one.port) == url]
        return ports[0] if ports else hosted.serving

    def _is_draining(self, now_serves: Order | None) -> bool:
        return now_serves is not None and self._serves_since(now_serves) < DRAIN

    def _serves_since(self, now_serves: Order) -> timedelta:
        return self._clock() - (now_serves.since or now_serves.ordered_at)

    def _read(self) -> tuple[Order | None, Order | None]:
        with self._database.read() as session:
            return open_order(session), serving(session)

    def _take_lease(self) -> bool:
        with self._database.write() as session:
            return take_lease(session, LEASE, self._holder, self._clock())

    def _give_back(self) -> None:
        with self._database.write() as session:
            release_lease(session, LEASE, self._holder)

    def _write_beginning(self, model: str, url: str) -> None:
        with self._database.write() as session:
            note_beginning(session, model, url, self._clock())

    def _write_warming(self, order_id: int) -> None:
        with self._database.write() as session:
            note_warming(session, order_id)

    def _write_serving(self, order_id: int, url: str) -> bool:
        with self._database.write() as session:
            return note_serving(session, order_id, url, self._clock())

    def _write_failed(self, order_id: int, trouble: str) -> None:
        with self._database.write() as session:
            note_failed(session, order_id, trouble, self._clock())

    def _write_moved(self, order_id: int, url: str) -> None:
        with self._database.write() as session:
            note_moved(session, order_id, url)
