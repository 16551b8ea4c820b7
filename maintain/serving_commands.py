"""``tanya release``, ``tanya rollback``, ``tanya serving``: which release answers citizens.

The commands order; a gateway carries out (``bot/release_keeper.py``), also for orders of the desk.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated

import httpx
import typer
from rich.console import Console
from rich.table import Table

from maintain.operator import operator
from service.calendar import WIB
from service.clock import utc_now
from service.errors import TanyaError
from service.operations.serving import serving_model
from service.releases.letting import let_serve
from service.releases.servers import (
    Hosted,
    HostUnavailable,
    RasaServer,
    Slots,
    hosted_from_wire,
)
from service.releases.serving import Order, Step, order_of, orders, rollback, serving
from service.settings import Settings, load_settings
from service.storage.database import Database

LOOK_EVERY = 0.3  # seconds
PATIENCE = 300.0  # seconds that a command waits for an order
HOST_TIME = 3.0  # seconds the host has to tell of its servers
NOBODY = 15.0  # seconds after which nobody seems to take an order up

console = Console(highlight=False, markup=False)

Who = Annotated[str, typer.Option("--by", help="Who decides; the account's name if not given.")]
Why = Annotated[str, typer.Option("--reason", help="Why, for the register.")]


class NotServed(TanyaError):
    """An order was not carried out; says why and what serves."""


def release(
    number: Annotated[int, typer.Argument(help="The release; see tanya releases list.")],
    by: Who = "",
    reason: Why = "",
) -> None:
    """Ask the gate and let a release serve, once its Rasa is warm; wait until it does."""
    with _opened() as database:
        placed = let_serve(database, number, by or operator(), reason, utc_now())
        _wait(database, placed)


def roll_back(by: Who = "", reason: Why = "") -> None:
    """Let the release serve again that served before; wait until it does."""
    with _opened() as database:
        with database.write() as session:
            placed = rollback(session, by or operator(), reason, utc_now())
        _wait(database, placed)


def show_serving() -> None:
    """Show which release serves, where and since when, and what each Rasa holds in memory."""
    settings = load_settings()
    with _opened() as database, database.read() as session:
        now_serves, newest = serving(session), orders(session, 10)
        seen = serving_model(session)
    if now_serves is None:
        console.print(f"No release was let serve: turns go to RASA_URL, {settings.rasa_url}")
    else:
        console.print(_told(now_serves))
    if seen is not None:
        console.print(f"A gateway saw {seen.name} answer at {_local(seen.seen_at)}")
    _show_servers(settings, now_serves)
    if newest:
        _show_orders(newest)


@contextmanager
def _opened() -> Iterator[Database]:
    database = Database.of(load_settings())
    database.migrate()
    try:
        yield database
    finally:
        database.close()


def _wait(database: Database, number: int) -> None:
    """Show how far an order is until it serves.

    Raises:
        NotServed: It failed, another order took its place, or it takes too long.
    """
    begun = time.monotonic()
    with console.status("Ordered") as status:
        while True:
            with database.read() as session:
                placed = order_of(session, number)
            waited = time.monotonic() - begun
            if not placed.is_open:
                break
            if waited > PATIENCE:
                raise NotServed(
                    f"not served after {waited:.0f} s; the order stands: tanya serving"
                )
            status.update(_progress(placed, waited))
            time.sleep(LOOK_EVERY)
    if placed.step is Step.SERVING:
        console.print(f"{_told(placed)}, {waited:.1f} s after the order")
        return
    with database.read() as session:
        now_serves = serving(session)
    goes_on = f"release {now_serves.release_id}" if now_serves else "what served before"
    why = placed.trouble or "a later order took its place"
    raise NotServed(f"release {placed.release_id} does not serve: {why}. {goes_on} goes on")


def _progress(placed: Order, waited: float) -> str:
    told = f"Release {placed.release_id}: {waited:.0f} s"
    if placed.step is Step.WARMING:
        return f"{told}, its Rasa starts and gets warm beside the one that serves (about 20 s)"
    if waited > NOBODY:
        return f"{told}, no gateway has taken the order up: does one run, and the host of Rasa?"
    return f"{told}, ordered"


def _told(placed: Order) -> str:
    since = _local(placed.since or placed.ordered_at)
    return f"Release {placed.release_id} ({placed.model}) serves at {placed.url} since {since}"


def _local(moment: datetime) -> str:
    return moment.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S WIB")


def _show_servers(settings: Settings, now_serves: Order | None) -> None:
    try:
        hosted = _hosted(settings)
    except HostUnavailable as error:
        console.print(str(error))
        return
    table = Table("Rasa at", "model", "state", "memory (MB)", "")
    slots = Slots([settings.rasa_url, settings.rasa_standby_url])
    turns_go_to = now_serves.url if now_serves else settings.rasa_url
    for server in hosted.servers:
        url = slots.url_of(server.port) or f"port {server.port}"
        what = "serves" if url == turns_go_to else _beside(server)
        table.add_row(url, server.model, server.state, str(server.megabytes or "?"), what)
    console.print(table)


def _beside(server: RasaServer) -> str:
    return server.trouble or ("stands by" if server.is_ready else "gets warm")


def _hosted(settings: Settings) -> Hosted:
    """Ask the host what it keeps.

    Raises:
        HostUnavailable: It does not answer.
    """
    url = f"{settings.rasa_host_url.rstrip('/')}/servers"
    try:
        return hosted_from_wire(httpx.get(url, timeout=HOST_TIME).raise_for_status().json())
    except (httpx.HTTPError, ValueError) as error:
        told = f"The host of Rasa at {url} does not answer: {type(error).__name__}"
        raise HostUnavailable(told) from error


def _show_orders(newest: list[Order]) -> None:
    table = Table("order", "release", "step", "ordered", "by", "reason", "trouble")
    for one in newest:
        ordered = _local(one.ordered_at)
        row = (str(one.id), str(one.release_id), one.step.value, ordered)
        table.add_row(*row, one.by, one.reason, one.trouble)
    console.print(table)
