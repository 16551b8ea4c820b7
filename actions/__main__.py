"""The action server: ``python -m actions``. Rasa calls it once per message, on loopback.

One process, one thread of its own per action; it reads the database and never writes.
"""

import logging
import os

from rasa_sdk import utils
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.answer import (
    ActionAnswer,
    ActionFallback,
    ActionFindOffice,
    ActionRefer,
    ActionSmallTalk,
)
from actions.people import ActionEscalate, ActionEscalationStatus
from service.assembly import make_answers
from service.database import Database
from service.logs import configure_logging
from service.settings import Settings, load_settings

ACTIONS = (
    ActionAnswer,
    ActionEscalate,
    ActionEscalationStatus,
    ActionFallback,
    ActionFindOffice,
    ActionRefer,
    ActionSmallTalk,
)


def make_executor(settings: Settings, database: Database) -> ActionExecutor:
    """Return an executor that has every action of ours."""
    answers = make_answers(settings, database)
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action(answers, database))
    return executor


def main() -> None:
    """Serve until told to stop."""
    settings = load_settings()
    configure_logging(settings.log_level)
    logging.getLogger("rasa_sdk").setLevel(logging.ERROR)  # its info lines repeat requests
    utils.update_sanic_log_level()
    app = create_app(make_executor(settings, Database(settings.database_url)), cors_origins=None)
    app.run(
        host=os.environ.get("ACTIONS_HOST", settings.listen_host),
        port=settings.actions_port,
        single_process=True,
        access_log=False,
        motd=False,
    )


if __name__ == "__main__":
    main()
