"""Messages are indexed by their words, closed tickets by their end, and drafts are kept.

SQLite: FTS5 tables over ``turns`` and ``outbox``, without a copy of the words, kept up by
triggers. PostgreSQL: GIN indexes of the same.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

SPOKEN = ("turns", "outbox")


def upgrade() -> None:
    """Apply this change."""
    closed = sa.text("closed_at IS NOT NULL")
    op.create_index(
        "ix_escalations_closed",
        "escalations",
        ["closed_at"],
        sqlite_where=closed,
        postgresql_where=closed,
    )
    op.create_table(
        "reply_drafts",
        sa.Column(
            "escalation_id", sa.Integer(), sa.ForeignKey("escalations.id"), primary_key=True
        ),
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id"), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
    )
    index = _index_sqlite if op.get_bind().dialect.name == "sqlite" else _index_postgresql
    for table in SPOKEN:
        index(table)


def _index_postgresql(table: str) -> None:
    """Index words as FTS5 takes them: what joins them is a space, else "12/B" is a file's name."""
    marks = "./-_@:&=?+#"
    spoken = f"translate(text, '{marks}', '{' ' * len(marks)}')"
    # exec_driver_sql, because SQLAlchemy's text would read the colon as a parameter
    op.get_bind().exec_driver_sql(
        f"CREATE INDEX ix_{table}_words ON {table} USING gin (to_tsvector('simple', {spoken}))"
    )


SQLITE = (
    """CREATE VIRTUAL TABLE @words
        USING fts5(text, content='@table', content_rowid='id', tokenize='unicode61')""",
    "INSERT INTO @words(@words) VALUES ('rebuild')",
    """CREATE TRIGGER @words_put AFTER INSERT ON @table BEGIN
        INSERT INTO @words(rowid, text) VALUES (new.id, new.text);
    END""",
    """CREATE TRIGGER @words_changed AFTER UPDATE OF text ON @table BEGIN
        INSERT INTO @words(@words, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO @words(rowid, text) VALUES (new.id, new.text);
    END""",
    """CREATE TRIGGER @words_gone AFTER DELETE ON @table BEGIN
        INSERT INTO @words(@words, rowid, text) VALUES ('delete', old.id, old.text);
    END""",
)


def _index_sqlite(table: str) -> None:
    for statement in SQLITE:
        made = statement.replace("@words", f"{table}_words").replace("@table", table)
        op.get_bind().exec_driver_sql(made)
