"""Which markers stand anywhere when a run is over: in a row, a log, a database file, a page."""

from pathlib import Path

from sqlalchemy import select

from proof.evidence import Evidence
from proof.mix import MARKER
from service.storage.base import Base
from service.storage.database import Database


def read_shown(evidence: Evidence, database: Database, folder: Path) -> None:
    """Add the markers that rows, logs, files and pages hold; a double's journal is none."""
    shown = set(evidence.web.shown)
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                shown.update(MARKER.findall(str(row)))
    for log in folder.rglob("*.log"):
        shown.update(MARKER.findall(log.read_text(encoding="utf-8", errors="replace")))
    for file in folder.glob("*.db*"):  # what was deleted may still stand in one
        shown.update(MARKER.findall(file.read_bytes().decode("latin-1")))
    evidence.shown = frozenset(shown)
