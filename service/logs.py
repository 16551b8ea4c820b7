"""Logs: one JSON line an event, with ids and outcomes and never a citizen's words."""

import logging
import sys

import structlog

QUIET = ("httpx", "httpcore", "telegram", "sanic", "uvicorn.access", "asyncio", "bm25s")


def configure_logging(level: str) -> None:
    """Send our events and the libraries' warnings to standard error as JSON lines."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s", force=True)
    for name in QUIET:  # their info lines hold addresses with the token, or citizens' words
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(
                structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
            ),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
