"""Rasa's logs without citizens' words, also when something of Rasa breaks.

Rasa and its libraries write what they work on into messages and errors: an action that fails, for
one, is quoted with all that it was sent. So each record is rewritten at its making, before any
handler sees it: who logged it, where, and the error's classes and places.
"""

import json
import logging
import re
from typing import Any

from service.traces import classes_of, places_of

HARMLESS = (  # of starting, of loading a model, and our own
    "rasa.core.agent", "rasa.core.run", "rasa.model", "rasa.server", "nlu.channel",
)  # fmt: skip
EVENT_NAME = re.compile(r"[a-z0-9_.]{1,80}")


def hide_words() -> None:
    """Let every log record from now on be made without words; asking twice changes nothing."""
    make = logging.getLogRecordFactory()
    if getattr(make, "hides_words", False):
        return

    def make_without_words(*args: Any, **kwargs: Any) -> logging.LogRecord:
        return _without_words(make(*args, **kwargs))

    make_without_words.hides_words = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(make_without_words)


def _without_words(record: logging.LogRecord) -> logging.LogRecord:
    line: dict[str, Any] = {"where": f"{record.filename}:{record.lineno}"}
    if record.name in HARMLESS:
        line["message"] = record.getMessage().partition("\n")[0]
    elif event := _event_name(record.msg):
        line["event"] = event
    if record.exc_info and record.exc_info[1] is not None:
        line["error"] = classes_of(record.exc_info[1])
        line["at"] = places_of(record.exc_info[1])
    record.msg, record.args = json.dumps(line), ()
    record.exc_info = record.exc_text = record.stack_info = None
    return record


def _event_name(message: object) -> str | None:
    """Return the name of an event of structlog, None for a sentence."""
    try:
        event = json.loads(str(message))["event"]
    except (ValueError, TypeError, KeyError):
        return None
    return event if isinstance(event, str) and EVENT_NAME.fullmatch(event) else None
