"""Lists show citizens' first lines: which tickets' an officer was shown is recorded."""

from collections.abc import Collection

from desk.auth import Visit
from service.audit.looking import newly_listed
from service.audit.recording import Deed, record


def note_shown(visit: Visit, deed: Deed, tickets: Collection[str]) -> None:
    """Record which tickets a list showed; of a page that looks again only what is new on it."""
    desk, now, officer = visit.desk, visit.desk.clock(), visit.login.officer.id
    if not tickets:
        return
    with desk.database.read() as session:
        new = newly_listed(session, officer, deed, tickets, now)
    if new:
        with desk.database.write() as session:
            record(session, deed, now, data={"tickets": sorted(new)})
