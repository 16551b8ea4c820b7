"""What a measurement stands on: the knowledge base loaded, and a Rasa with its action server.

Called by ``asking`` and by ``conversations``. What was started here ends with its context.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from maintain.content_loading import load_or_keep
from maintain.ports import answers as is_answering
from maintain.ports import free_port
from maintain.processes import Running, service_programs, start, stop_all, wait_until_answering
from maintain.training import finish_training, model_path, start_training
from service.assembly import today_in_jakarta
from service.settings import Settings
from service.storage.database import Database

START_TIME = 120  # seconds Rasa has to start

console = Console(stderr=True, highlight=False)


@contextmanager
def knowledge_base_of(settings: Settings) -> Iterator[Database]:
    """Open the real knowledge base, loading the content folder when it changed."""
    database = Database(settings.database_url)
    database.migrate()
    with console.status("Reading the content"):
        load_or_keep(settings, database, today_in_jakarta(), lambda *_: None, console.print)
    yield database
    database.close()


@contextmanager
def any_rasa(settings: Settings) -> Iterator[str]:
    """Give the address of a Rasa: the running one, else one of our own."""
    if is_answering(settings.rasa_url):
        yield settings.rasa_url
        return
    with own_rasa(settings) as rasa_url:
        yield rasa_url


@contextmanager
def own_rasa(settings: Settings) -> Iterator[str]:
    """Start a Rasa, trained if need be, whose actions read the database of these settings."""
    if not model_path().exists():
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
            running += [start(program) for program in service_programs(private, model_path())[2:]]
            for program in running:
                wait_until_answering(program, START_TIME)
        yield private.rasa_url
    finally:
        stop_all(running)
