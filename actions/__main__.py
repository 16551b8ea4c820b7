"""The action server: ``python -m actions``. Rasa calls it once per message, on loopback.

One process, one thread of its own per action; it reads the database and never writes.
"""

import logging
import os

from rasa_sdk import utils
from rasa_sdk.executor import ActionExecutor

from actions.answer import ActionAnswer, ActionFallback, ActionRefer, ActionSmallTalk
from actions.people import ActionEscalate, ActionEscalationStatus
from actions.server import MeasuredExecutor, make_app
from service.answering.moves import moves_of
from service.assembly import make_answers
from service.clock import utc_now
from service.operations.health import Readiness
from service.operations.logs import configure_logging, log_crashes
from service.operations.metrics import serve_metrics
from service.settings import Settings, load_settings
from service.storage.database import Database

ACTIONS = (
    ActionAnswer,
    ActionEscalate,
    ActionEscalationStatus,
    ActionFallback,
    ActionRefer,
    ActionSmallTalk,
)


def make_executor(settings: Settings, database: Database) -> ActionExecutor:
    """Return an executor that has every action of ours."""
    answers = make_answers(settings, database)
    moves_of(settings.content_dir)  # learnt now, and not with the first message
    executor = MeasuredExecutor()
    for action in ACTIONS:
        executor.register_action(action(answers, database))
    return executor


def main() -> None:
    """Serve until told to stop."""
    settings = load_settings()
    configure_logging(settings.log_level)
    log_crashes()
    logging.getLogger("rasa_sdk").setLevel(logging.ERROR)  # its info lines repeat requests
    utils.update_sanic_log_level()
    database = Database.of(settings)
    serve_metrics(settings, "actions", database, utc_now)
    readiness = Readiness(database, "actions", utc_now, writes=False, answers=True)
    app = make_app(make_executor(settings, database), readiness)
    app.run(
        host=os.environ.get("ACTIONS_HOST", settings.listen_host),
        port=settings.actions_port,
        single_process=True,
        access_log=False,
        motd=False,
    )


if __name__ == "__main__":
    main()
