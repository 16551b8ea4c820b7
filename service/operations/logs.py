"""Logs: one JSON line an event, with ids and outcomes and never a citizen's words.

An error's text may hold what was being stored or sent, so of an error only its class and its
places in the code are logged, of our own events and of the libraries' alike. A library's message
is left out too, but for a few libraries that never see a citizen's words.
"""

import json
import logging
import sys
import threading
import warnings
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict

from service.traces import classes_of, places_of

QUIET = ("httpx", "httpcore", "telegram", "sanic", "uvicorn.access", "asyncio", "bm25s")
HARMLESS = ("uvicorn.error", "alembic")


def configure_logging(level: str) -> None:
    """Send our events and the libraries' warnings to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LibraryFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    warnings.showwarning = _log_warning
    for name in QUIET:  # their info lines hold addresses with the token, or citizens' words
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_words,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def log_crashes() -> None:
    """Let a process that dies of an error say so in its log, without the error's words."""
    sys.excepthook = _log_crash
    threading.excepthook = lambda crash: _log_crash(
        crash.exc_type, crash.exc_value or crash.exc_type(), crash.exc_traceback
    )
    sys.unraisablehook = lambda crash: _log_crash(
        crash.exc_type, crash.exc_value or crash.exc_type(), crash.exc_traceback
    )


def without_words(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Replace an event's error by its class and its places (a structlog processor)."""
    given = event.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else sys.exc_info()[1] if given else None
    if error is not None:
        event["error"] = classes_of(error)
        event["at"] = places_of(error)
    return event


class LibraryFormatter(logging.Formatter):
    """Makes a JSON line of what a library logs: who, where, which error; words only of some."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "event": "library",
            "logger": record.name,
            "level": record.levelname.lower(),
            "where": f"{record.filename}:{record.lineno}",
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
        }
        if record.name.startswith(HARMLESS):
            line["message"] = record.getMessage().partition("\n")[0]  # a traceback may follow
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = classes_of(record.exc_info[1])
            line["at"] = places_of(record.exc_info[1])
        return json.dumps(line)


def _log_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    where = f"{filename}:{lineno}"
    structlog.get_logger().warning("warned", category=category.__name__, where=where)


def _log_crash(
    kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger().critical("crashed", exc_info=error)
