"""The queries of the escalations' core beside years of closed ones; each must take under 20 ms.

5,000 are open and 200,000 closed, with their events. Figures are of ``REPETITIONS`` on a database
of its own: a whole act, what of it is processor time of ours (on SQLite all of it, whoever else
works on the machine), and its slowest statement (on PostgreSQL). Acts are rolled back, so that
each meets the same rows.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, event, text

from bench import old_groups
from bench.costs import conditions
from proof.databases import open_database
from service.calendar import Zone
from service.clock import utc_now
from service.content.desk_hours import read_desk_hours
from service.escalations import claims, closing, desk_queue, moving, reopening, stepping
from service.escalations.access import Access, Need, access_escalation
from service.escalations.deadlines import count_anew, set_due
from service.escalations.events import read_events
from service.escalations.merging import merged_with
from service.escalations.opening import escalations_of, open_escalation_of
from service.escalations.row_words import words_of
from service.escalations.searching import search_words
from service.escalations.summaries import summarize
from service.escalations.ticket_list import TicketFilter, View, list_tickets
from service.escalations.transcripts import read_window
from service.escalations.views import row_of
from service.forum import projection
from service.officers.accounts import add_officer
from service.officers.duty import give_role
from service.operations.backlog import read_backlog
from service.outcomes import Role
from service.paths import ROOT
from service.storage.database import Database, Session, finish

REPETITIONS = 41
SWEEPS = 1
LIMIT = 20.0  # milliseconds
OPEN, CLOSED = 5_000, 200_000
OFFICERS = 20
UNITS = ("humas", "ppid", "inspektorat", "investigasi")
TICKET, WAITING = "TB-ZZZZ-ZZZZ", "TB-YYYY-YYYY"  # a held one, and one that waits
Query = Callable[[Session], object]
_N = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows) "
_UNIT = (
    "CASE i % 4 WHEN 0 THEN 'humas' WHEN 1 THEN 'ppid' WHEN 2 THEN 'inspektorat' "
    "ELSE 'investigasi' END"
)
SEARCHES = ("laporan", "laporan pelatihan", "perpustakaan", "kartu identitas", "n77", "tiada")
FILL = (
    """INSERT INTO conversations
        (id, channel, address, owner, officer_id, version, blocked, created_at, last_at)
        @numbers SELECT 'c' || i, 'telegram', 'c' || i,
            CASE WHEN i > :open THEN 'bot' WHEN i % 2 = 0 THEN 'queue' ELSE 'officer' END,
            CASE WHEN i <= :open AND i % 2 = 1 THEN i % :officers + 1 END,
            1, :no, :old, :old FROM n""",
    """INSERT INTO escalations
        (ticket, conversation_id, unit, reason, state, officer_id, opened_at, claimed_at, round,
         waits_since, unanswered_since, silent_since, snoozed_until, request_kind, deadline_at,
         due_from, due_counted_at, zone)
        @numbers SELECT
            CASE i WHEN 7 THEN :ticket WHEN 8 THEN :waiting ELSE 'TB-OPEN-' || i END,
            'c' || i, @unit, 'asked', CASE WHEN i % 2 = 0 THEN 'waiting' ELSE 'held' END,
            CASE WHEN i % 2 = 1 THEN i % :officers + 1 END, :new,
            CASE WHEN i % 2 = 1 THEN :new END, 1, :new, :new, CASE WHEN i % 2 = 1 THEN :new END,
            CASE WHEN i % 20 = 2 THEN :later END, 'question', :soon, :new, :new, 'WIB'
        FROM n WHERE i <= :open""",
    """INSERT INTO escalations
        (ticket, conversation_id, unit, reason, state, officer_id, last_officer_id, opened_at,
         claimed_at, closed_at, closed_by, close_reason, round)
        @numbers SELECT 'OLD-' || i, 'c' || i, @unit, 'asked', 'closed', i % :officers + 1,
            i % :officers + 1, :old, :old, :old, 'officer', 'answered', 1
        FROM n WHERE i > :open""",
    """INSERT INTO escalation_events (escalation_id, at, kind, actor, data)
        SELECT e.id, e.opened_at, 'opened', 'citizen', '{"unit": "humas", "reason": "asked"}'
        FROM escalations e""",
    """INSERT INTO escalation_events (escalation_id, at, kind, actor, officer_id, data)
        SELECT e.id, e.opened_at, k.kind, 'officer', e.officer_id, '{}'
        FROM escalations e, (SELECT 'viewed' AS kind UNION ALL SELECT 'claimed'
            UNION ALL SELECT 'answered') k WHERE e.officer_id IS NOT NULL""",
    """INSERT INTO updates (channel, source, update_id, conversation_id, kind, text, captions,
            is_forwarded, masked_kinds, is_cut, edits, state, attempts, received_at, due_at)
        SELECT 'telegram', 'bot', CAST(e.id AS varchar), e.conversation_id, 'text', '', '[]',
            :no, '[]', :no, 0, 'done', 0, e.opened_at, e.opened_at FROM escalations e""",
    """INSERT INTO turns (update_id, conversation_id, kind, text, is_edited, is_forwarded, outcome,
            topics, confidence, answered_by, duration_ms, created_at)
        SELECT u.id, u.conversation_id, 'text', 'Bagaimana saya meminta laporan tentang '
            || CASE WHEN u.id % 1000 = 0 THEN 'perpustakaan' WHEN u.id % 10 = 0 THEN 'pelatihan'
            ELSE 'pengawasan' END || ' nomor n' || u.id || '? Terima kasih banyak.',
            :no, :no, 'answered', '[]', 1, 'rasa', 9, u.received_at FROM updates u""",
    """INSERT INTO outbox (conversation_id, channel, turn_id, author, officer_id, priority, text,
            buttons, state, attempts, created_at, due_at, sent_at)
        SELECT e.conversation_id, 'telegram', NULL, 'officer', e.officer_id, 0,
            'Permohonan informasi diajukan kepada PPID, dengan kartu identitas, surat m' || e.id,
            '[]', 'sent', 1, e.opened_at, e.opened_at, e.opened_at
        FROM escalations e WHERE e.officer_id IS NOT NULL""",
    """INSERT INTO officer_notices (escalation_id, kind, unit, at, seen_at)
        SELECT e.id, 'contested', e.unit, e.opened_at, e.closed_at FROM escalations e
        WHERE e.id % 10 = 0""",
)

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
    slowest = _Slowest(database)
    with slowest:
        first = old_groups.show_all(database, means)
    old_groups.take_as_shown(database, means)
    console.print(f"new groups: longest step {first:.0f} ms, slowest statement {slowest}")
    for _ in range(SWEEPS):
        with slowest:
            found = old_groups.sweep(database, means)
        console.print(f"sweep: {found}, slowest statement {slowest}")


def grow_old(database: Database, closed: int = CLOSED, opened: int = OPEN) -> None:
    """Add officers, conversations, escalations with their events, and a used table's figures."""
    now = utc_now()
    values = {
        "rows": closed + opened,
        "open": opened,
        "officers": OFFICERS,
        "no": False,
        "ticket": TICKET,
        "waiting": WAITING,
        "old": _moment(now - timedelta(days=300)),
        "new": _moment(now - timedelta(minutes=20)),
        "later": _moment(now + timedelta(hours=2)),
        "soon": _moment(now + timedelta(days=3)),
    }
    with database.write() as session:
        for number in range(OFFICERS):
            unit = UNITS[number % len(UNITS)]
            add_officer(session, f"p{number}", "Petugas", unit, "kata-sandi-panjang", now)
        give_role(session, "p2", Role.SUPERVISOR)
        give_role(session, "p3", Role.LEAD)
        for statement in FILL:
            made = _typed(database, statement)
            used = {name: value for name, value in values.items() if f":{name}" in made}
            session.execute(text(made), used)
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")


def _typed(database: Database, statement: str) -> str:
    """Put in what statements share, and say what values are where PostgreSQL cannot tell."""
    statement = statement.replace("@numbers", _N).replace("@unit", _UNIT)
    if database.engine.dialect.name == "sqlite":
        return statement
    for name in ("old", "new", "later", "soon"):
        statement = statement.replace(f":{name}", f"CAST(:{name} AS timestamptz)")
    for name in ("open", "officers", "rows"):
        statement = statement.replace(f":{name}", f"CAST(:{name} AS integer)")
    statement = statement.replace("'[]'", "CAST('[]' AS json)")
    return statement.replace("'{", "CAST('{").replace("}'", "}' AS json)")


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


def _queries() -> dict[str, Query]:
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
            *(_time(database, query) for _ in range(REPETITIONS)), strict=True
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


class _Slowest:
    """The slowest statement, in milliseconds, of what is done within."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine
        self._listening = (
            ("before_cursor_execute", self._begin),
            ("after_cursor_execute", self._end),
        )
        self.milliseconds, self.statement = 0.0, ""

    def __enter__(self) -> "_Slowest":
        self.milliseconds = 0.0
        for name, listener in self._listening:
            event.listen(self._engine, name, listener)
        return self

    def __exit__(self, *_: object) -> None:
        for name, listener in self._listening:
            event.remove(self._engine, name, listener)

    def __str__(self) -> str:
        return f"{self.milliseconds:.1f} ms: {self.statement[:160]}"

    def _begin(self, connection: Connection, *_: object) -> None:
        connection.info["begun"] = time.perf_counter()

    def _end(self, connection: Connection, _: object, statement: str, *__: object) -> None:
        took = 1000 * (time.perf_counter() - connection.info["begun"])
        if took > self.milliseconds:
            self.milliseconds, self.statement = took, " ".join(statement.split())


def _time(database: Database, query: Query) -> tuple[float, float, float]:
    """Return the milliseconds of an act, of our processor, and of its slowest statement."""
    with _Slowest(database) as slowest, _undone(database) as session:
        begun, worked = time.perf_counter(), time.thread_time()
        query(session)
        session.flush()
        finish(session)
        took = 1000 * (time.perf_counter() - begun)
        spent = 1000 * (time.thread_time() - worked)
    return took, spent, slowest.milliseconds


class _Undone(Exception):
    """Rolls an act back."""


@contextmanager
def _undone(database: Database) -> Iterator[Session]:
    with suppress(_Undone), database.write() as session:
        yield session
        raise _Undone


def _print(kind: str, found: dict[str, tuple[float, ...]], grown: float) -> None:
    heads = ("act", "median ms", "best ms", "processor ms", "its slowest statement", "")
    table = Table(*heads, title=f"{kind} (filled in {grown:.0f} s)")
    for name, figures in found.items():
        verdict = "" if max(figures[-2:]) < LIMIT else "over"
        table.add_row(name, *(f"{figure:.2f}" for figure in figures), verdict)
    console.print(table)
