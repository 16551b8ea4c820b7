"""What a measurement stands on: the knowledge base loaded, and a Rasa with its action server.

Called by ``asking`` and by ``conversations``. What was started here ends with its context.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from rich.console import Console

from maintain.content_loading import load_or_keep
from maintain.ports import answers as is_answering
from maintain.ports import free_port
from maintain.processes import (
    Running,
    rasa_program,
    service_programs,
    start,
    stop_all,
    wait_until_answering,
)
from maintain.training import finish_training, model_path, newest_model, start_training
from service.assembly import today_in_jakarta
from service.errors import TanyaError
from service.settings import Settings
from service.storage.database import Database


class NoSuchModel(TanyaError):
    """The model that was asked for is not there."""


START_TIME = 120  # seconds Rasa has to start

console = Console(stderr=True, highlight=False)


@contextmanager
def knowledge_base_of(settings: Settings) -> Iterator[Database]:
    """Open the real knowledge base, loading the content folder when it changed."""
    database = Database.of(settings)
    database.migrate()
    with console.status("Reading the content"):
        load_or_keep(settings, database, today_in_jakarta(), lambda *_: None, console.print)
    yield database
    database.close()


@dataclass(frozen=True)
class Serving:
    """A Rasa that answers, and the name of the model that it asks."""

    url: str
    model: str


def about_models(serving: Serving) -> str:
    """Return in one line which model is asked, and whether there is a newer one."""
    newest, present = newest_model(), model_path()
    told = [f"Asked: {serving.model}"]
    told.append("the newest" if newest == serving.model else f"the newest is {newest or 'none'}")
    if present.name != serving.model:
        told.append(f"the present training data would give {present.name}")
    return "; ".join(told) + "."


@contextmanager
def any_rasa(settings: Settings, model: Path | None = None) -> Iterator[Serving]:
    """Give a Rasa: the running one, else one of our own; always that with a chosen model."""
    if model is None and is_answering(settings.rasa_url):
        yield Serving(settings.rasa_url, _model_of(settings.rasa_url))
        return
    with own_rasa(settings, model) as rasa_url:
        yield Serving(rasa_url, (model or model_path()).name)


def _model_of(rasa_url: str) -> str:
    try:
        told = httpx.get(f"{rasa_url}/webhooks/gateway/model", timeout=5.0)
        return str(told.raise_for_status().json()["model"])
    except (httpx.HTTPError, ValueError, KeyError):
        return f"unknown, of the Rasa at {rasa_url}"


@contextmanager
def own_rasa(settings: Settings, model: Path | None = None) -> Iterator[str]:
    """Start a Rasa whose actions read the database of these settings.

    Args:
        model: What it serves; else that of the present data, trained if need be.

    Raises:
        NoSuchModel: There is no file of that name.
    """
    if model is not None and not model.is_file():
        raise NoSuchModel(
            f"{model} is no file; models lie in models/, the newest is {newest_model()}"
        )
    if model is None and not model_path().exists():
        with console.status("Training the model, about 90 s (var/train.log)"):
            finish_training(*start_training(settings))
    actions_port, rasa_port = free_port(), free_port()
    private = settings.model_copy(
        update={
            "actions_port": actions_port,
            "metrics_port": 0,
            "actions_url": f"http://127.0.0.1:{actions_port}/webhook",
            "rasa_url": f"http://127.0.0.1:{rasa_port}",
        }
    )
    running: list[Running] = []
    try:
        with console.status("Starting a Rasa of our own"):
            actions = service_programs(private, model or model_path())[2]
            rasa = rasa_program(private, model or model_path())
            running += [start(program) for program in (actions, rasa)]
            for program in running:
                wait_until_answering(program, START_TIME)
        yield private.rasa_url
    finally:
        stop_all(running)
