"""Lets a release serve where the gate has nothing against it, or an administrator overrode it.

The one way from people to ``serving.order``: ``tanya release`` and the desk call it. Going back
asks no gate (``serving.rollback``).
"""

from datetime import datetime

from service.errors import TanyaError
from service.releases.gate import Reason, may_serve, reasons_against
from service.releases.register import release_of
from service.releases.serving import order
from service.storage.database import Database


class GateRefused(TanyaError):
    """Something speaks against a release; has each reason."""

    def __init__(self, release_id: int, reasons: list[Reason]) -> None:
        lines = [f"- {one.kind.value}: {one.text}" for one in reasons]
        told = [f"the gate refuses release {release_id}:", *lines]
        super().__init__("\n".join([*told, "what serves goes on; see tanya releases show"]))
        self.reasons = reasons


def let_serve(database: Database, release_id: int, by: str, reason: str, now: datetime) -> int:
    """Ask the gate and order that a release serves; return the order's number.

    The gate reads the release's files, so it is asked before the database is held for writing.

    Raises:
        NotFound: There is no such release, or it has no model.
        GateRefused: The gate has something against it.
    """
    with database.read() as session:
        release = release_of(session, release_id)
        reasons = reasons_against(session, release)
    if not may_serve(reasons, release):
        raise GateRefused(release_id, reasons)
    with database.write() as session:
        return order(session, release_id, by, reason, now)
