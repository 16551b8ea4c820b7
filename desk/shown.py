"""Lists show citizens' first lines: which tickets' an officer was shown is recorded."""

from collections.abc import Collection

from desk.auth import Visit
from service.audit.looking import were_listed
from service.audit.recording import Deed, record


def note_shown(visit: Visit, deed: Deed, tickets: Collection[str]) -> None:
    """Record which tickets a list showed; once for a page that only looks again."""
    desk, now, officer = visit.desk, visit.desk.clock(), visit.login.officer.id
    if not tickets:
        return
    with desk.database.read() as session:
        if were_listed(session, officer, deed, tickets, now):
            return
    with desk.database.write() as session:
        record(session, deed, now, data={"tickets": sorted(tickets)})
