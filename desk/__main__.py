"""The desk: ``python -m desk``. Officers log in, answer escalations and close them.

Keeps no state of its own, so several may run on one database. No access log, no citizen's words
in any log.
"""

import sys

import structlog
import uvicorn
from starlette.applications import Starlette

from desk.app import create_app
from desk.sign_in import read_sign_in
from service.assembly import make_articles_to_say
from service.audit.setup import record_start
from service.clock import utc_now
from service.content.encoder import E5Encoder
from service.content.following import Following
from service.content.sentences import load_sentences
from service.errors import TanyaError
from service.operations.logs import configure_logging, log_crashes
from service.operations.metrics import serve_metrics
from service.settings import Settings, load_settings
from service.storage.database import Database
from service.updates.sealing import make_seal
from serving.hosts import names_in
from serving.server import server_config

log = structlog.get_logger()
KEEP_ALIVE = 30  # seconds; longer than the pages' refresh, so that they reuse one connection


def make_app(settings: Settings, database: Database) -> Starlette:
    """Return the desk on this database and content folder."""
    following = Following(database, settings.content_dir, utc_now)
    content, encoder = following.newest(), E5Encoder()
    return create_app(
        database=database,
        sentences=load_sentences(settings.content_dir),
        units=content.units,
        clock=utc_now,
        secure_cookies=settings.secure_cookies,
        seal=make_seal(settings.file_key, database, utc_now),
        desk_hours=content.desk_hours,
        hosts=names_in(settings.public_hosts),
        following=following,
        folder=settings.content_dir,
        encoder=encoder,
        sign_in=read_sign_in(settings),
        articles=make_articles_to_say(settings, database, encoder),
    )


def serve(settings: Settings) -> None:
    """Serve until told to stop."""
    database = Database.of(settings)
    try:
        app = make_app(settings, database)
        serve_metrics(settings, "desk", database, utc_now)
        record_start(database, "desk", settings, utc_now())
        log.info("desk_started", host=settings.listen_host, port=settings.desk_port)
        config = server_config(
            app,
            host=settings.listen_host,
            port=settings.desk_port,
            trusted_proxies=names_in(settings.trusted_proxies),
            limit_concurrency=settings.connection_limit,
            timeout_keep_alive=KEEP_ALIVE,
        )
        uvicorn.Server(config).run()
    finally:
        database.close()


def main() -> None:
    """Read the settings and serve; a setting or text that cannot be used is told plainly."""
    try:
        settings = load_settings()
        configure_logging(settings.log_level)
        log_crashes()
        serve(settings)
    except TanyaError as error:
        sys.exit(f"desk: {error}")


if __name__ == "__main__":
    main()
