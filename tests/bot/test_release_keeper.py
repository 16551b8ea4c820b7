"""Orders are carried out, whatever host and gateways do meanwhile."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.rasa_host import ModelRefused, NoPortFree
from bot.release_keeper import AWAY, DRAIN, LEASE, ReleaseKeeper
from doubles.clock import FrozenClock
from service.releases.servers import Hosted, HostUnavailable, RasaServer, Slots
from service.releases.serving import Order, Step, order, order_of, orders, rollback, serving
from service.storage.database import Database
from service.storage.leases import take_lease
from service.storage.release_tables import ReleaseRow

ONE, TWO = "http://127.0.0.1:5005", "http://127.0.0.1:5006"
PORTS = (5005, 5006)
STANDBY = timedelta(minutes=10)


@dataclass
class HostDouble:
    """A host whose servers get ready when a test says so."""

    servers: dict[int, RasaServer]
    serving: int = 5005
    is_away: bool = False
    refuses: str = ""
    done: list[str] = field(default_factory=list)

    async def hosted(self) -> Hosted:
        """Return what there is."""
        self._must_be_there()
        return Hosted([self.servers[port] for port in sorted(self.servers)], self.serving)

    async def start(self, model: str) -> None:
        """Start a server on a free port."""
        self._must_be_there()
        if self.refuses:
            raise ModelRefused(self.refuses)
        free = [port for port in PORTS if port not in self.servers]
        if not free:
            raise NoPortFree("no port is free")
        self.servers[free[0]] = RasaServer(free[0], model, "starting")
        self.done.append(f"start {model}")

    async def stop(self, port: int) -> None:
        """End a server."""
        self._must_be_there()
        if port == self.serving:
            raise HostUnavailable(f"the server on port {port} serves")
        self.done.append(f"stop {self.servers.pop(port).model}")

    async def keep(self, port: int) -> None:
        """Note what serves."""
        self._must_be_there()
        self.serving = port
        self.done.append(f"keep {port}")

    def become(self, state: str, trouble: str = "") -> None:
        """Let what starts become ready, or failed."""
        for port, server in self.servers.items():
            if server.state == "starting":
                self.servers[port] = RasaServer(port, server.model, state, trouble)

    def _must_be_there(self) -> None:
        if self.is_away:
            raise HostUnavailable("the host does not answer")


@dataclass
class Stage:
    """A keeper with its register and its host."""

    database: Database
    clock: FrozenClock
    host: HostDouble
    keeper: ReleaseKeeper

    def release(self, name: str) -> int:
        """Enter a release; return its number."""
        with self.database.write() as session:
            row = ReleaseRow(
                kind="model",
                digest=name,
                manifest={"parts": {}, "commit": ""},
                model=f"{name}.tar.gz",
                state="approved",
                trained_by="rini",
                trained_at=self.clock(),
            )
            session.add(row)
            session.flush()
            return row.id

    def order(self, name: str) -> int:
        """Order a new release; return the order's number."""
        number = self.release(name)
        with self.database.write() as session:
            return order(session, number, "rini", "", self.clock())

    def of(self, number: int) -> Order:
        """Return an order."""
        with self.database.read() as session:
            return order_of(session, number)

    def serving(self) -> Order | None:
        """Return the order that serves."""
        with self.database.read() as session:
            return serving(session)

    async def look(self, times: int = 1) -> None:
        """Look once, or more often."""
        for _ in range(times):
            await self.keeper.look()

    async def served(self, name: str) -> int:
        """Order a release and let it serve; return the order's number."""
        number = self.order(name)
        await self.look()
        self.host.become("ready")
        self.clock.advance(seconds=20)
        await self.look(2)
        assert self.of(number).step is Step.SERVING
        return number


@pytest.fixture
def stage(sqlite: Database, clock: FrozenClock) -> Stage:
    """A host that runs the model of the training data, as after a first start."""
    host = HostDouble({5005: RasaServer(5005, "first.tar.gz", "ready")})
    keeper = ReleaseKeeper(sqlite, host, Slots([ONE, TWO]), clock, STANDBY)
    return Stage(sqlite, clock, host, keeper)


async def test_without_an_order_the_host_is_left_alone(stage: Stage) -> None:
    """A service that never releases needs no host at all."""
    stage.host.is_away = True

    await stage.look(3)

    assert stage.host.done == []


async def test_turns_go_over_only_when_the_new_rasa_is_warm(stage: Stage) -> None:
    """Until then the old one answers."""
    number = stage.order("a")
    await stage.look(2)
    warming = stage.of(number)
    stage.host.become("ready")
    await stage.look()

    assert (warming.step, warming.url) == (Step.WARMING, "")
    now = stage.of(number)
    assert (now.step, now.url, now.since) == (Step.SERVING, TWO, stage.clock())
    assert stage.host.done == ["start a.tar.gz", "keep 5006"]


async def test_the_old_server_stands_by_and_is_ended_then(stage: Stage) -> None:
    """So that the way back takes a second, and memory is not held for ever."""
    await stage.served("a")
    stage.clock.advance(minutes=9)
    await stage.look()
    stood_by = sorted(stage.host.servers)
    stage.clock.advance(minutes=2)
    await stage.look()

    assert stood_by == [5005, 5006]
    assert sorted(stage.host.servers) == [5006]


async def test_the_way_back_to_a_standby_is_one_look(stage: Stage) -> None:
    """Nothing has to start."""
    first = await stage.served("a")
    stage.clock.advance(minutes=20)
    await stage.look()
    await stage.served("b")
    before = len(stage.host.done)
    with stage.database.write() as session:
        back = rollback(session, "rini", "", stage.clock())
    await stage.look()

    now = stage.of(back)
    assert (now.release_id, now.step) == (stage.of(first).release_id, Step.SERVING)
    assert now.url == TWO
    assert stage.host.done[before:] == ["keep 5006"]


async def test_the_first_release_has_a_way_back_too(stage: Stage) -> None:
    """To the model that answered before any release."""
    await stage.served("a")
    with stage.database.write() as session:
        back = rollback(session, "rini", "", stage.clock())
    await stage.look()

    now = stage.of(back)
    assert (now.model, now.url, now.step) == ("first.tar.gz", ONE, Step.SERVING)


async def test_a_third_release_takes_the_place_of_the_standby(stage: Stage) -> None:
    """There are two ports; turns that began at the old server end there first."""
    await stage.served("a")
    number = stage.order("b")
    await stage.look()
    waited = list(stage.host.done)
    stage.clock.advance(seconds=DRAIN.total_seconds())
    await stage.look()
    stage.host.become("ready")
    await stage.look()

    assert waited == ["start a.tar.gz", "keep 5006"]
    assert stage.host.done[2:] == ["stop first.tar.gz", "start b.tar.gz", "keep 5005"]
    assert stage.of(number).url == ONE


async def test_a_release_with_the_same_model_needs_no_other_rasa(stage: Stage) -> None:
    """Of content alone, or the model that runs already."""
    number = stage.order("first")
    await stage.look()

    assert (stage.of(number).step, stage.of(number).url) == (Step.SERVING, ONE)
    assert stage.host.done == ["keep 5005"]


async def test_a_model_that_is_refused_fails_the_order(stage: Stage) -> None:
    """A damaged file is said at once, in the host's words."""
    await stage.served("a")
    stage.host.refuses = "b.tar.gz is damaged"
    number = stage.order("b")
    await stage.look()

    assert (stage.of(number).step, stage.of(number).trouble) == (
        Step.FAILED,
        "b.tar.gz is damaged",
    )
    now = stage.serving()
    assert now is not None
    assert now.url == TWO
    assert sorted(stage.host.servers) == [5005, 5006]  # the standby, too


async def test_a_server_that_never_gets_ready_fails_the_order_and_goes(stage: Stage) -> None:
    """It must not stay in the way of the next one."""
    number = stage.order("a")
    await stage.look()
    stage.host.become("failed", "Rasa ended with status 1")
    await stage.look()

    assert (stage.of(number).step, stage.of(number).trouble) == (
        Step.FAILED,
        "Rasa ended with status 1",
    )
    assert sorted(stage.host.servers) == [5005]


async def test_a_host_that_is_away_is_waited_for_a_minute(stage: Stage) -> None:
    """It may be restarting; whoever ordered must not wait for ever."""
    number = stage.order("a")
    stage.host.is_away = True
    for _ in range(2):
        with pytest.raises(HostUnavailable):
            await stage.look()
        stage.clock.advance(seconds=AWAY.total_seconds() / 2)
    patient = stage.of(number).step
    with pytest.raises(HostUnavailable):
        await stage.look()

    assert patient is Step.ORDERED
    assert stage.of(number).step is Step.FAILED
    assert stage.of(number).trouble == "the host does not answer"


async def test_a_host_that_was_restarted_while_warming_is_told_again(stage: Stage) -> None:
    """The register knows what is wanted; the host need not."""
    number = stage.order("a")
    await stage.look()
    del stage.host.servers[5006]
    await stage.look()
    stage.host.become("ready")
    await stage.look()

    assert stage.of(number).step is Step.SERVING


async def test_another_gateway_goes_on_where_one_died(stage: Stage) -> None:
    """A release must not hang on one process."""
    number = stage.order("a")
    await stage.look()
    stage.host.become("ready")
    other = ReleaseKeeper(stage.database, stage.host, Slots([ONE, TWO]), stage.clock, STANDBY)
    await other.look()
    held = stage.of(number).step
    stage.clock.advance(seconds=9)
    await other.look()

    assert held is Step.WARMING
    assert stage.of(number).step is Step.SERVING


async def test_the_next_order_goes_on_where_a_gateway_died_before_it_told_the_host(
    stage: Stage,
) -> None:
    """Turns went over, and the host ends nothing of which it believes that it serves."""
    await stage.served("a")
    stage.host.serving = 5005
    stage.clock.advance(minutes=1)
    number = stage.order("b")
    await stage.look()
    stage.host.become("ready")
    await stage.look()

    assert stage.of(number).step is Step.SERVING
    assert stage.host.done[2:] == [
        "keep 5006", "stop first.tar.gz", "start b.tar.gz", "keep 5005",
    ]  # fmt: skip


async def test_what_failed_before_is_tried_again_when_it_is_ordered_again(stage: Stage) -> None:
    """The gateway that gave up died before it ended the server; memory may be free by now."""
    stage.host.servers[5006] = RasaServer(5006, "a.tar.gz", "failed", "Rasa ended with status 1")
    number = stage.order("a")
    await stage.look(2)
    stage.host.become("ready")
    await stage.look()

    assert stage.of(number).step is Step.SERVING
    assert stage.host.done[:2] == ["stop a.tar.gz", "start a.tar.gz"]


async def test_only_the_holder_of_the_lease_acts(stage: Stage) -> None:
    """Two gateways must not start two servers."""
    with stage.database.write() as session:
        take_lease(session, LEASE, "another", stage.clock())
    stage.order("a")
    await stage.look()

    assert stage.host.done == []


async def test_what_serves_is_brought_back_when_the_host_began_with_another(stage: Stage) -> None:
    """As after the host's note was lost: an older model answers until then."""
    number = await stage.served("a")
    stage.host.servers = {5005: RasaServer(5005, "first.tar.gz", "ready")}
    stage.host.serving = 5005
    await stage.look()
    while_it_starts = stage.of(number).url
    stage.host.become("ready")
    await stage.look()

    assert while_it_starts == TWO
    assert (stage.of(number).url, stage.host.serving) == (TWO, 5006)


async def test_what_comes_back_at_another_address_is_followed(stage: Stage) -> None:
    """The register tells gateways where it is; the other server is ended only later."""
    number = await stage.served("a")
    stage.clock.advance(minutes=11)
    stage.host.servers = {
        5005: RasaServer(5005, "a.tar.gz", "ready"),
        5006: RasaServer(5006, "first.tar.gz", "ready"),
    }
    await stage.look()
    moved, both = stage.of(number).url, sorted(stage.host.servers)
    await stage.look()

    assert (moved, both) == (ONE, [5005, 5006])
    assert sorted(stage.host.servers) == [5005]


async def test_a_port_that_no_setting_names_fails_the_order(stage: Stage) -> None:
    """Gateways would send turns to nowhere."""
    stage.host.servers[5006] = RasaServer(5007, "a.tar.gz", "ready")
    number = stage.order("a")
    await stage.look()

    assert stage.of(number).step is Step.FAILED
    assert "5007" in stage.of(number).trouble


async def test_a_later_order_is_the_one_carried_out(stage: Stage) -> None:
    """Two maintainers at once: the last word counts."""
    stage.order("a")
    await stage.look()
    stage.order("b")
    stage.clock.advance(seconds=DRAIN.total_seconds())
    await stage.look()
    stage.host.become("ready")
    await stage.look()

    with stage.database.read() as session:
        steps = [(one.model, one.step) for one in orders(session)]
    assert dict(steps) == {
        "a.tar.gz": Step.REPLACED,
        "b.tar.gz": Step.SERVING,
        "first.tar.gz": Step.REPLACED,
    }
    assert stage.host.done == [
        "start a.tar.gz", "stop a.tar.gz", "start b.tar.gz", "keep 5006",
    ]  # fmt: skip
