"""Years of tickets in a database: 5,000 open, 200,000 closed, with events and words."""

from datetime import datetime, timedelta

from sqlalchemy import text

from service.clock import utc_now
from service.officers.accounts import add_officer
from service.officers.duty import give_role
from service.outcomes import Role
from service.storage.database import Database

OPEN, CLOSED = 5_000, 200_000
OFFICERS = 20
UNITS = ("humas", "ppid", "inspektorat", "investigasi")
TICKET, WAITING = "TB-ZZZZ-ZZZZ", "TB-YYYY-YYYY"  # a held one, and one that waits
_N = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows) "
_UNIT = (
    "CASE i % 4 WHEN 0 THEN 'humas' WHEN 1 THEN 'ppid' WHEN 2 THEN 'inspektorat' "
    "ELSE 'investigasi' END"
)
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
