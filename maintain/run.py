"""``tanya run``: sets up what is missing and keeps the four processes running until Ctrl-C.

What fails at the first start ends all: it is a setting or a missing part. Later, see supervising.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from rich.console import Console

from maintain.content_loading import load_or_keep
from maintain.example_loading import load_examples
from maintain.ports import port_of, require_free
from maintain.processes import (
    Running,
    kept_path,
    service_programs,
    start,
    stop_all,
    wait_until_answering,
)
from maintain.supervising import Supervisor
from maintain.training import EXPECTED, finish_training, model_path, start_training
from service.assembly import today_in_jakarta
from service.examples.rendering import unwritten
from service.paths import MODELS, ROOT
from service.releases.archive import ModelDamaged, contents_digest
from service.releases.serving import Order, serving
from service.settings import Settings
from service.storage.database import Database

START_TIME = 120  # seconds a process has to answer
HOST = "127.0.0.1"

console = Console(highlight=False)


class Stopped(Exception):
    """Ctrl-C or SIGTERM was received."""


def run_service(settings: Settings) -> None:
    """Start everything, print the addresses, and wait.

    Raises:
        TanyaError: A port is busy, the content is broken, training or a process failed.
    """
    _require_ports(settings)
    programs: list[Running] = []
    try:
        with _stoppable():
            _start_programs(settings, programs, _prepare_database(settings))
            Supervisor(programs, console.print).run()
    except Stopped:
        console.print("\nStopping …")
    finally:
        stop_all(programs)
        kept_path(settings).unlink(missing_ok=True)  # the next start reads the register
        console.print("Stopped; no process is left.")


def _prepare_database(settings: Settings) -> Order | None:
    """Bring the database up to date; return which release serves, if there is one."""
    database = Database.of(settings)
    with console.status("Preparing the database") as status:
        database.migrate()
        loaded = load_or_keep(
            settings,
            database,
            today_in_jakarta(),
            lambda done, every: status.update(f"Reading the content: {done} of {every} texts"),
            console.print,
        )
        status.update("Reading the examples")
        load_examples(database, console.print)
        with database.read() as session:
            served, changed = serving(session), unwritten(session)
        database.close()
    console.print("Content loaded." if loaded else "Content unchanged.")
    if changed:
        console.print(
            f"{changed} examples were changed in the register since data/ was written; no model "
            "of data/ knows them: tanya train makes a candidate with them"
        )
    return served


def first_model(settings: Settings, served: Order | None) -> tuple[Path, int] | None:
    """Return the released model and its port, None where none is, or its file is not whole."""
    if served is None:
        return None
    model, port = MODELS / served.model, port_of(served.url)
    try:
        contents_digest(model)
    except ModelDamaged as error:
        told = f"Release {served.release_id} serves by the register, but {error}"
        console.print(f"{told}: Rasa begins with the model of the training data in data/")
        return None
    console.print(f"Release {served.release_id} serves: Rasa begins with {served.model}")
    known = [port_of(settings.rasa_url), port_of(settings.rasa_standby_url)]
    return model, port if port in known else known[0]


def _require_ports(settings: Settings) -> None:
    require_free(settings.listen_host, settings.chat_port, "CHAT_PORT")
    require_free(settings.listen_host, settings.desk_port, "DESK_PORT")
    require_free(HOST, settings.actions_port, "ACTIONS_PORT and ACTIONS_URL")
    require_free(HOST, port_of(settings.rasa_url), "RASA_URL")
    require_free(HOST, port_of(settings.rasa_standby_url), "RASA_STANDBY_URL")
    require_free(HOST, port_of(settings.rasa_host_url), "RASA_HOST_URL")


def _start_programs(settings: Settings, programs: list[Running], served: Order | None) -> None:
    """Start those that need no model, train when there is none, then start Rasa."""
    first = first_model(settings, served)
    model, port = first or (model_path(), None)
    gateway, desk, actions, rasa = service_programs(settings, model, port)
    programs += [start(program) for program in (gateway, desk)]
    for running in list(programs):
        seconds = wait_until_answering(running, START_TIME)
        console.print(f"{running.program.name} answers after {seconds:.1f} s")
    console.print(f"Web chat:  http://{HOST}:{settings.chat_port}/ (by search until Rasa is up)")
    if first is None:
        _train_if_needed(settings)
    console.print("Starting the action server and Rasa, about 20 s")
    programs += [start(actions), start(rasa)]
    with console.status("Starting Rasa; the web chat answers by search until then"):
        for running in programs[2:]:
            seconds = wait_until_answering(running, START_TIME)
            console.print(f"{running.program.name} answers after {seconds:.1f} s")
    _print_addresses(settings)


def _print_addresses(settings: Settings) -> None:
    telegram = "on" if settings.telegram_bot_token else "off (set TELEGRAM_BOT_TOKEN in .env)"
    console.print(f"Web chat:  http://{HOST}:{settings.chat_port}/")
    console.print(f"Desk:      http://{HOST}:{settings.desk_port}/")
    console.print(f"Telegram:  {telegram}")
    if settings.metrics_port:
        console.print(
            f"Metrics:   http://{HOST}:{settings.metrics_port}/metrics, and the next two"
        )
    console.print("Everything runs. Stop with Ctrl-C. Logs: var/log/")


def _train_if_needed(settings: Settings) -> Path:
    if model_path().exists():
        return model_path()
    begun = time.monotonic()
    process, target, log_path = start_training(settings)
    console.print(f"No model for the present training data yet: training, about {EXPECTED:.0f} s")
    try:
        with console.status("Training") as status:
            while process.poll() is None:
                shown = log_path.relative_to(ROOT)
                seconds = time.monotonic() - begun
                status.update(
                    f"Training the model: {seconds:.0f} s, about {EXPECTED:.0f} s in all ({shown})"
                )
                time.sleep(0.5)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
    finish_training(process, target, log_path)
    console.print(f"Model trained in {time.monotonic() - begun:.0f} s: {target.name}")
    return target


@contextmanager
def _stoppable() -> Iterator[None]:
    """Turn SIGINT and SIGTERM into ``Stopped`` in this block."""

    def stop(_signum: int, _frame: FrameType | None) -> None:
        raise Stopped

    before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)
