"""The queries of the escalations' core beside years of closed ones; each must take under 20 ms.

A search may take 300 ms as a whole, and a page of the queue 150. Figures are of ``REPETITIONS`` on
what ``old_tickets`` makes: a whole act, what of it is processor time of ours (on SQLite all of it,
whoever else works on the machine), and its slowest statement (on PostgreSQL).
"""

import statistics
import tempfile
import time
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import old_groups
from bench.costs import conditions
from bench.old_tickets import CLOSED, OFFICERS, OPEN, TICKET, UNITS, WAITING, grow_old
from bench.undone import Act, Slowest, time_act
from proof.databases import open_database
from service.calendar import Zone
from service.clock import utc_now
from service.content.desk_hours import read_desk_hours
from service.escalations import claims, closing, desk_queue, moving, reopening, stepping
from service.escalations.access import Access, Need, access_escalation
from service.escalations.changes import look
from service.escalations.deadlines import count_anew, set_due, what_would_move
from service.escalations.desk_counts import counts_for
from service.escalations.digest import digest_of
from service.escalations.events import read_events
from service.escalations.load import Asked, read_load
from service.escalations.merging import merged_with
from service.escalations.opening import escalations_of, open_escalation_of
from service.escalations.row_words import words_of
from service.escalations.searching import search_words
from service.escalations.summaries import summarize
from service.escalations.ticket_list import TicketFilter, View, list_tickets
from service.escalations.transcripts import read_window
from service.escalations.views import row_of
from service.forum import projection
from service.operations.backlog import read_backlog
from service.paths import ROOT
from service.storage.database import Database, Session

REPETITIONS = 41
LIMIT = 20.0  # milliseconds of an act of the core
WHOLE = {
    "search": 300.0,
    "desk: the queue's page": 150.0,
    "supervisors": 1500.0,
}  # of others, by how they are called
SEARCHES = ("laporan", "laporan pelatihan", "perpustakaan", "kartu identitas", "n77", "tiada")

console = Console(highlight=False, width=120)


def run(kinds: tuple[str, ...]) -> None:
    """Measure on each kind of database and print."""
    console.print(f"Escalations, {OPEN:,} open, {CLOSED:,} closed: {conditions()}")
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder, open_database(kind, Path(folder)) as url:
            database = Database(url)
            database.migrate()
            begun = time.monotonic()
            grow_old(database)
            old_groups.fill_groups(database, UNITS)
            filled = time.monotonic() - begun
            _measure_groups(database)
            _print(kind, _measure(database), filled)
            database.close()


def _measure_groups(database: Database) -> None:
    """Print what the sweep of all open tickets costs; see ``old_groups``."""
    means = old_groups.means_of_groups()
    slowest = Slowest(database)
    with slowest:
        first = old_groups.show_all(database, means)
    old_groups.take_as_shown(database, means)
    console.print(f"new groups: longest step {first:.0f} ms, slowest statement {slowest}")
    with slowest:
        found = old_groups.sweep(database, means)
    console.print(f"sweep: {found}, slowest statement {slowest}")


def _queries() -> dict[str, Act]:
    now = utc_now()
    holder = 7 % OFFICERS + 1
    desk = read_desk_hours(ROOT / "content")
    groups = old_groups.means_of_groups()
    means = stepping.Means(
        lambda key, **_: key, str, desk.working_minutes, desk_hours=lambda: desk
    )

    def reach(session: Session) -> Access:
        found = access_escalation(session, TICKET, holder, Need.VIEW, now)
        assert isinstance(found, Access)
        return found

    def later(session: Session) -> object:
        return stepping.step(session, means, now + timedelta(days=20))

    return {
        "access: one look, recorded": reach,
        "desk: an officer's queue": lambda s: desk_queue.read_desk_queue(s, 1, now),
        "desk: a lead's queue": lambda s: desk_queue.read_desk_queue(s, 4, now),
        "desk: a supervisor's queue": lambda s: desk_queue.read_desk_queue(s, 3, now),
        "desk: the queue's page, its words as well": lambda s: words_of(
            s, [e.escalation.ticket for e in desk_queue.read_desk_queue(s, 4, now).entries]
        ),
        "desk: what changed, for all open pages": lambda s: look(s, ["x"] * 50, now),
        "desk: an officer's count in the tab": lambda s: counts_for(s, 1, now),
        "desk: an officer's digest of a night": lambda s: digest_of(
            s, 1, now - timedelta(hours=15), now
        ),
        "desk: what is unread, a lead's": lambda s: list_tickets(
            s, 4, TicketFilter(is_unread=True), now
        ),
        **{f"desk: tickets, {view}": partial(_list, now, view) for view in View},
        **{f"search, officer: {typed}": partial(_search, now, 1, typed) for typed in SEARCHES},
        **{f"search, lead: {typed}": partial(_search, now, 4, typed) for typed in SEARCHES},
        "desk: window": lambda s: read_window(s, reach(s)),
        "desk: summary": lambda s: summarize(s, reach(s), now, lambda _: False),
        "history of a ticket": lambda s: read_events(s, row_of(s, TICKET).id),
        "what was merged into it": lambda s: merged_with(s, row_of(s, TICKET)),
        "claim": lambda s: claims.claim_escalation(s, WAITING, 1, "x", now),
        "answer": lambda s: claims.answer_escalation(s, TICKET, holder, "x", now),
        "assign": lambda s: claims.assign_escalation(s, TICKET, 4, 4, "x", now),
        "transfer": lambda s: moving.transfer_escalation(s, TICKET, 4, "ppid", "n", "x", now),
        "close": lambda s: closing.close_escalation(s, TICKET, holder, "x", now),
        "a citizen writes": lambda s: moving.hear_citizen(s, "c8", now),
        "citizen: own tickets": lambda s: escalations_of(s, "c7"),
        "citizen: what is open": lambda s: open_escalation_of(s, "c7"),
        "citizen: contested": lambda s: reopening.reopen_escalation(s, "c6000", "x", now),
        "a look of time, nothing due": lambda s: stepping.step(s, means, now),
        "a look of time, much is due": later,
        "deadline of a ticket": lambda s: set_due(s, TICKET, desk, None, Zone.WIB, now),
        "deadlines counted anew": lambda s: count_anew(s, desk, now),
        "groups: a look, nothing due": old_groups.look_at_groups,
        "groups: what is open": lambda s: projection.unfinished(s, now),
        "groups: one ticket of a sweep": lambda s: projection.is_behind(s, "c7", groups, now),
        "supervisors: load of all units": lambda s: read_load(s, 4, UNITS, desk, Asked(), now),
        "supervisors: deadlines that would move": lambda s: what_would_move(s, desk, now),
        "alarms: what waits": lambda s: read_backlog(s, now),
    }


def _list(now: datetime, view: View, session: Session) -> object:
    return list_tickets(session, 4, TicketFilter(view), now)


def _search(now: datetime, officer: int, typed: str, session: Session) -> object:
    return search_words(session, officer, typed, now)


def _measure(database: Database) -> dict[str, tuple[float, ...]]:
    """Return milliseconds: median and best, median of our processor and of the slowest query."""
    found = {}
    for name, query in _queries().items():
        times, spent, slowest = zip(
            *(time_act(database, query) for _ in range(REPETITIONS)), strict=True
        )
        found[name] = tuple(
            round(figure, 2)
            for figure in (
                statistics.median(times),
                min(times),
                statistics.median(spent),
                statistics.median(slowest),
            )
        )
    return found


def _print(kind: str, found: dict[str, tuple[float, ...]], grown: float) -> None:
    heads = ("act", "median ms", "best ms", "processor ms", "its slowest statement", "")
    table = Table(*heads, title=f"{kind} (filled in {grown:.0f} s)")
    for name, figures in found.items():
        verdict = "over" if _is_over(name, figures) else ""
        table.add_row(name, *(f"{figure:.2f}" for figure in figures), verdict)
    console.print(table)


def _is_over(name: str, figures: tuple[float, ...]) -> bool:
    """Tell whether an act takes too long: as a whole, or of the core our part and each query."""
    for kind, limit in WHOLE.items():
        if name.startswith(kind):
            return figures[0] >= limit
    return max(figures[-2:]) >= LIMIT
