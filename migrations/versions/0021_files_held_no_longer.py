"""Citizens' files stay with their channel: bytes are sealed, and go when the ticket is closed."""

import logging

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
OVER = """
    NOT EXISTS (SELECT 1 FROM attachments a JOIN escalations e
                ON e.conversation_id = a.conversation_id
                WHERE a.id = attachment_files.attachment_id AND e.state <> 'closed')
"""
EMPTIED = """
    UPDATE attachments SET state = 'gone', file_id = NULL WHERE state = 'stored'
    AND NOT EXISTS (SELECT 1 FROM attachment_files f WHERE f.attachment_id = attachments.id)
"""

log = logging.getLogger("alembic.runtime.migration")


def upgrade() -> None:
    """Apply this change; Telegram's ids that are known stay."""
    op.add_column(
        "attachment_files",
        sa.Column("is_sealed", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _make_requests()
    _empty()


def _make_requests() -> None:
    op.create_table(
        "file_requests",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("attachment_id", sa.Integer(), sa.ForeignKey("attachments.id"), nullable=False),
        sa.Column("officer_id", sa.Integer(), sa.ForeignKey("officers.id"), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("taken_at", TIME),
        sa.Column("trouble", sa.String(32)),
        sa.Column("content", sa.LargeBinary()),
    )
    op.create_index("ix_file_requests_attachment_id", "file_requests", ["attachment_id"])


def _empty() -> None:
    """Delete the bytes of closed tickets; in SQLite, so that no free page still holds them."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        op.execute("PRAGMA secure_delete = ON")
    gone = connection.execute(sa.text(f"DELETE FROM attachment_files WHERE {OVER}"))  # noqa: S608
    op.execute(EMPTIED)
    log.info("files of closed tickets deleted: %d", gone.rowcount)
