"""What was edited before only the newest words were kept."""

from pathlib import Path

from sqlalchemy import text

from service.storage.database import Database
from tests.migrations import rows_of_0001 as old

COPY = (
    "INSERT INTO updates (channel, source, update_id, conversation_id, kind, text, masked_kinds,"
    " is_cut, is_forwarded, state, attempts, received_at, due_at) SELECT channel, source,"
    " 'an-edit', conversation_id, 'edited', '', masked_kinds, is_cut, is_forwarded, state,"
    " attempts, received_at, due_at FROM updates LIMIT 1"
)
EDIT = (
    "INSERT INTO turns (update_id, conversation_id, kind, text, edit_of, is_forwarded, outcome,"
    " topics, confidence, answered_by, duration_ms, created_at) SELECT (SELECT max(id) FROM"
    " updates), conversation_id, 'edited', 'yang baru', id, is_forwarded, outcome, topics,"
    " confidence, answered_by, duration_ms, created_at FROM turns LIMIT 1"
)


def test_former_words_go_with_the_upgrade(tmp_path: Path) -> None:
    """Citizens who edited last month took back as much as those who edit tomorrow."""
    database = Database(f"sqlite:///{tmp_path}/old.db")
    database.migrate(to="0001")
    old.fill(database)
    database.migrate(to="0011")
    with database.write() as session:
        session.execute(text(COPY))
        session.execute(text(EDIT))

    database.migrate()

    with database.read() as session:
        rows = session.execute(text("SELECT text, is_edited FROM turns ORDER BY id")).all()
    database.close()
    assert (rows[0].text, bool(rows[0].is_edited)) == ("", True)
    assert (rows[-1].text, bool(rows[-1].is_edited)) == ("yang baru", False)
