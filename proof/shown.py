"""Which markers stand anywhere when a run is over: in a row of any table, or in a log."""

from pathlib import Path

from sqlalchemy import select

from proof.evidence import Evidence
from proof.mix import MARKER
from service.storage.base import Base
from service.storage.database import Database


def read_shown(evidence: Evidence, database: Database, folder: Path) -> None:
    """Add the markers that rows and logs hold; the double's own journal is no log of ours."""
    shown: set[str] = set()
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                shown.update(MARKER.findall(str(row)))
    for log in folder.rglob("*.log"):
        shown.update(MARKER.findall(log.read_text(encoding="utf-8", errors="replace")))
    evidence.shown = frozenset(shown)
