"""``tanya release``, ``tanya rollback``, ``tanya serving``: what a maintainer types."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from maintain import serving_commands
from maintain.serving_commands import NotServed
from service.clock import utc_now
from service.errors import NotFound, TanyaError
from service.releases import letting
from service.releases.gate import Reason, ReasonKind
from service.releases.letting import GateRefused
from service.releases.serving import (
    NothingBefore,
    Order,
    note_failed,
    note_serving,
    note_warming,
    open_order,
    order,
)
from service.storage.database import Database
from service.storage.release_tables import ReleaseRow

URL = "http://127.0.0.1:5006"
APP = typer.Typer()
APP.command("release")(serving_commands.release)
APP.command("rollback")(serving_commands.roll_back)
APP.command("serving")(serving_commands.show_serving)
HOSTED = {
    "servers": [
        {"port": 5005, "model": "a.tar.gz", "state": "ready", "trouble": "", "proportional": 525},
        {"port": 5006, "model": "b.tar.gz", "state": "ready", "trouble": "", "proportional": 526},
    ],
    "serving": 5006,
    "first": "a.tar.gz",
}


class Command:
    """The commands on a database of their own, and a gateway's keeper."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        self.database.migrate()
        self.environment = {
            "DATABASE_URL": url,
            "COLUMNS": "200",
            "RASA_HOST_URL": "http://127.0.0.1:1",
        }

    def __call__(self, *words: str) -> Result:
        """Run ``tanya`` with these words; what fails is raised."""
        return CliRunner().invoke(APP, words, env=self.environment, catch_exceptions=False)

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
                trained_at=utc_now(),
            )
            session.add(row)
            session.flush()
            return row.id

    def serve(self, placed: Order) -> None:
        """Carry an order out, as a gateway does."""
        with self.database.write() as session:
            note_warming(session, placed.id)
            note_serving(session, placed.id, URL, utc_now())

    def fail(self, placed: Order) -> None:
        """Give an order up."""
        with self.database.write() as session:
            note_failed(session, placed.id, "b.tar.gz is damaged", utc_now())

    @contextmanager
    def keeper(self, does: Callable[[Order], None]) -> Iterator[None]:
        """Do something with each order that comes in this block."""
        ended = threading.Event()

        def look() -> None:
            while not ended.wait(0.02):
                with self.database.read() as session:
                    placed = open_order(session)
                if placed is not None:
                    does(placed)

        watching = threading.Thread(target=look)
        watching.start()
        try:
            yield
        finally:
            ended.set()
            watching.join()


@pytest.fixture
def tanya(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """The commands, where the gate has nothing against a release."""
    monkeypatch.setattr(letting, "reasons_against", lambda *_: [])
    command = Command(f"sqlite:///{tmp_path}/serving.db")
    yield command
    command.database.close()


def test_a_release_is_waited_for_until_it_serves(tanya: Command) -> None:
    """Whoever ordered it wants to see that it answers."""
    number = tanya.release("a")
    with tanya.keeper(tanya.serve):
        said = tanya("release", str(number), "--reason", "lebih baik").stdout

    assert f"Release {number} (a.tar.gz) serves at {URL} since" in said
    assert "after the order" in said


def test_a_release_that_fails_says_why_and_what_goes_on(tanya: Command) -> None:
    """The answer to "is the service down now?" comes with it."""
    first, second = tanya.release("a"), tanya.release("b")
    with tanya.keeper(tanya.serve):
        tanya("release", str(first))
    with tanya.keeper(tanya.fail), pytest.raises(NotServed) as caught:
        tanya("release", str(second))

    told = f"release {second} does not serve: b.tar.gz is damaged. release {first} goes on"
    assert str(caught.value) == told


def test_what_the_gate_has_against_a_release_is_printed(
    tanya: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is ordered: what serves goes on."""
    against = [Reason(ReasonKind.NOT_JUDGED, "not judged: tanya judge 1")]
    monkeypatch.setattr(letting, "reasons_against", lambda *_: against)
    number = tanya.release("a")

    with pytest.raises(GateRefused, match="- not_judged: not judged: tanya judge 1") as caught:
        tanya("release", str(number))
    assert caught.value.reasons == against
    with tanya.database.read() as session:
        assert open_order(session) is None


def test_an_order_that_another_overtakes_says_so(tanya: Command) -> None:
    """Two maintainers at once."""
    first, second = tanya.release("a"), tanya.release("b")

    def overtake(_: Order) -> None:
        with tanya.database.write() as session:
            placed = order(session, second, "budi", "", utc_now())
            note_serving(session, placed, URL, utc_now())

    with tanya.keeper(overtake), pytest.raises(NotServed, match="a later order took its place"):
        tanya("release", str(first))


def test_what_nobody_takes_up_is_not_waited_for_for_ever(
    tanya: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order stands; a gateway that starts later carries it out."""
    monkeypatch.setattr(serving_commands, "PATIENCE", 0.0)
    number = tanya.release("a")

    with pytest.raises(NotServed, match="the order stands"):
        tanya("release", str(number))
    with tanya.database.read() as session:
        placed = open_order(session)
    assert placed is not None
    assert placed.release_id == number


def test_the_way_back_is_one_command(tanya: Command) -> None:
    """At the worst moment nobody looks up a number."""
    first, second = tanya.release("a"), tanya.release("b")
    with tanya.keeper(tanya.serve):
        tanya("release", str(first))
        tanya("release", str(second))
        said = tanya("rollback", "--reason", "salah jawab").stdout

    assert f"Release {first} (a.tar.gz) serves" in said


@pytest.mark.parametrize(
    ("words", "error"), [(("release", "99"), NotFound), (("rollback",), NothingBefore)]
)
def test_what_is_not_there_is_said(
    tanya: Command, words: tuple[str, ...], error: type[TanyaError]
) -> None:
    """And nothing is ordered."""
    with pytest.raises(error):
        tanya(*words)


def test_before_any_release_serving_says_where_turns_go(tanya: Command) -> None:
    """Also while the host is away."""
    said = tanya("serving").stdout

    assert "No release was let serve: turns go to RASA_URL" in said
    assert "host of Rasa at http://127.0.0.1:1/servers does not answer" in said


class HostAnswers(BaseHTTPRequestHandler):
    """Tells of two servers."""

    def do_GET(self) -> None:
        """Answer."""
        body = json.dumps(HOSTED).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def test_serving_shows_both_rasas_and_the_last_orders(tanya: Command) -> None:
    """What stands by is the way back, and holds memory."""
    number = tanya.release("b")
    with tanya.keeper(tanya.serve):
        tanya("release", str(number), "--by", "rini", "--reason", "lebih baik")
    with HTTPServer(("127.0.0.1", 0), HostAnswers) as host:
        threading.Thread(target=host.handle_request).start()
        tanya.environment["RASA_HOST_URL"] = f"http://127.0.0.1:{host.server_port}"
        said = tanya("serving").stdout

    lines = [line.split() for line in said.splitlines()]
    one = next(line for line in lines if "a.tar.gz" in line)
    two = next(line for line in lines if "b.tar.gz" in line)
    assert one[-3:] == ["stands", "by", "│"]
    assert two[-2:] == ["serves", "│"]
    assert "526" in two
    assert "lebih baik" in said
