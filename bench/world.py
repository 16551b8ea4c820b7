"""A gateway in this process, on a real database with the project's content; Rasa answers at once.

Measures what the gateway itself takes, and grows its database to any age.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import text

from bot.own_replies import OwnReplies
from bot.turn_services import TurnServices
from service.answering.answers import Answers
from service.assembly import make_menus, today_in_jakarta
from service.clock import utc_now
from service.content.encoder import DIMENSIONS, Vectors
from service.content.folder import read_content
from service.content.sentences import load_sentences
from service.content.store import store_content
from service.knowledge.knowledge import Knowledge
from service.operations.logs import configure_logging
from service.operations.switches import Switches
from service.outcomes import Outcome
from service.paths import ROOT
from service.replies import Answer, Reply
from service.storage.database import Database

CONTENT = ROOT / "content"
# One statement a table, of i = 1 .. :rows, understood by SQLite and PostgreSQL alike. An old
# conversation has twenty turns.
FILL = {
    "conversations": """
        INSERT INTO conversations
            (id, channel, address, owner, version, blocked, created_at, last_at)
        SELECT 'old' || i, 'telegram', 'old' || i, 'bot', 1, :no, @old, @old
        FROM n WHERE i <= :rows / 20 + 1""",
    "updates": """
        INSERT INTO updates
            (channel, source, update_id, conversation_id, kind, text, masked_kinds, is_cut,
             state, outcome, attempts, received_at, due_at, done_at)
        SELECT 'telegram', '1', 'old' || i, 'old' || (i / 20 + 1), 'text', '', '[]', :no,
            'done', 'answered', 0, @old, @old, @old
        FROM n""",
    "turns": """
        INSERT INTO turns
            (update_id, conversation_id, kind, text, outcome, topic, topics, intent,
             confidence, answered_by, duration_ms, created_at)
        SELECT u.id, u.conversation_id, 'text', 'berapa lama permohonan dijawab', 'answered',
            'ppid-waktu', '[]', 'ppid-waktu', 0.9, 'rasa', 50, @old
        FROM updates u WHERE u.update_id LIKE 'old%'""",
    "outbox": """
        INSERT INTO outbox
            (conversation_id, channel, turn_id, author, text, buttons, state, attempts,
             created_at, due_at, sent_at, priority)
        SELECT t.conversation_id, 'telegram', t.id, 'bot', 'Dijawab dalam 10 hari kerja.', '[]',
            'sent', 1, @old, @old, @old, 1
        FROM turns t WHERE t.created_at = @old""",
    "escalations": """
        INSERT INTO escalations
            (ticket, conversation_id, unit, reason, state, opened_at, closed_at, closed_by)
        SELECT 'OLD-' || i, 'old' || i, 'humas', 'asked', 'closed', @old, @old, 'officer'
        FROM n WHERE i <= :rows / 20""",
}
OLD = "'2026-01-01 00:00:00.000000'"
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows) "


class NoEncoder:
    """Sees no meaning, in no time."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return zeros."""
        return np.zeros((len(texts), DIMENSIONS), dtype=np.float32)


class InstantRasa:
    """Gives one answer to everything."""

    async def ask(self, sender: str, text: str, slots: Mapping[str, Any]) -> Answer:
        """Answer at once."""
        reply = Reply("Permohonan dijawab dalam 10 hari kerja.", Outcome.ANSWERED, confidence=0.9)
        return Answer((reply,), slots={"topic": "ppid-waktu"})


def make_services(database: Database) -> TurnServices:
    """Migrate the database, load the content, and put a gateway on it."""
    configure_logging("WARNING")
    database.migrate()
    with database.write() as session:
        content = read_content(CONTENT, today_in_jakarta(), allow_expired=True)
        store_content(session, content, utc_now())
    knowledge = Knowledge(database, NoEncoder(), CONTENT)
    answers = Answers(knowledge, load_sentences(CONTENT), today_in_jakarta)
    own_replies = OwnReplies(answers, make_menus(answers), utc_now)
    return TurnServices(database, answers, own_replies, InstantRasa(), Switches(database), utc_now)


def grow_old(database: Database, rows: int) -> None:
    """Add so many finished updates, turns and sent replies, and the statistics of a used table."""
    with database.write() as session:
        for statement in FILL.values():
            values = {"rows": rows, "no": False}
            session.execute(text(_with_numbers(statement.replace("@old", OLD))), values)
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")


def _with_numbers(statement: str) -> str:
    """Put the numbers where both databases take them: between INSERT and SELECT."""
    head, select, rest = statement.partition("SELECT")
    return f"{head}{NUMBERS}{select}{rest}" if "FROM n" in statement else statement
