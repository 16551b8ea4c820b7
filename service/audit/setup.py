"""Records with which settings a process began, when they are others than the last time."""

import json
from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.audit.keys import keys_of
from service.audit.recording import Deed, record
from service.audit.tables import AuditRow
from service.errors import DatabaseUnavailable
from service.settings import Settings
from service.storage.base import table_of
from service.storage.database import Database

log = structlog.get_logger()

DIGITS = 8  # of a setting's fingerprint: enough to see that it is another


def record_settings(
    database: Database, process: str, settings: Settings, now: datetime
) -> tuple[str, ...]:
    """Record a process's settings by fingerprints, which tell no secret; return what changed.

    Nothing is recorded when all are as they were, so that a process which starts again and again
    does not fill the record.
    """
    with database.write() as session:
        fingerprints = _fingerprints(session, settings, now)
        former = _former(session, process)
        changed = tuple(name for name in fingerprints if former.get(name) != fingerprints[name])
        if changed:
            told = [f"{name}:{value}" for name, value in fingerprints.items()]
            about = {"process": process, "changed": changed, "settings": told}
            record(session, Deed.SETTINGS, now, data=about)
        return changed


def record_start(database: Database, process: str, settings: Settings, now: datetime) -> None:
    """Record the settings at a process's start, which a database that is away must not stop."""
    try:
        record_settings(database, process, settings, now)
    except DatabaseUnavailable as error:
        log.warning("settings_not_recorded", reason=str(error))


def _fingerprints(session: Session, settings: Settings, now: datetime) -> dict[str, str]:
    keys = keys_of(session, now)
    shown = settings.model_dump(mode="json")
    for name, value in settings:
        if hasattr(value, "get_secret_value"):
            shown[name] = value.get_secret_value()
    return {name: keys.pseudonym(f"{name}={value}")[:DIGITS] for name, value in shown.items()}


def _former(session: Session, process: str) -> dict[str, str]:
    """Return what was recorded of a process last."""
    of_process = _a.data.contains(f'"process":"{process}"', autoescape=True)
    kept = session.scalar(
        select(_a.data)
        .where(_a.deed == Deed.SETTINGS.value, of_process)
        .order_by(_a.id.desc())
        .limit(1)
    )
    told = json.loads(kept)["settings"] if kept else []
    return dict(one.rsplit(":", 1) for one in told)


_a = table_of(AuditRow).c
