"""Officers' groups in Telegram; answers that are files, that change, and that are taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply this change."""
    op.add_column("outbox", sa.Column("copied", sa.JSON()))
    op.add_column("outbox", sa.Column("answers", sa.String(64)))
    _make_changes()
    _make_links()
    _make_groups()
    _make_messages()
    _make_updates()


def _number(name: str, of: str | None = None, *, nullable: bool = False) -> sa.Column[int]:
    keys = [sa.ForeignKey(f"{of}.id")] if of else []
    return sa.Column(name, sa.Integer(), *keys, nullable=nullable)


def _text(name: str, length: int, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _make_changes() -> None:
    op.create_table(
        "outbox_changes",
        _number("id"),
        _number("message_id", "outbox"),
        _text("kind", 16),
        sa.Column("text", sa.Text(), nullable=False),
        _text("state", 16),
        _number("attempts"),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("told_at", TIME),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_outbox_changes_message_id", "outbox_changes", ["message_id"])
    op.create_index("ix_outbox_changes_open", "outbox_changes", ["state", "id"])


def _make_links() -> None:
    op.create_table(
        "link_codes",
        _text("code_hash", 64),
        _text("kind", 16),
        _text("subject", 64),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("used_at", TIME),
        sa.PrimaryKeyConstraint("code_hash"),
    )
    op.create_table(
        "officer_telegrams",
        _number("officer_id", "officers"),
        _text("account", 32),
        sa.Column("linked_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("officer_id"),
        sa.UniqueConstraint("account"),
    )


def _make_groups() -> None:
    op.create_table(
        "forum_groups",
        _number("id"),
        _text("unit", 32),
        _text("chat", 64),
        sa.Column("linked_at", TIME, nullable=False),
        sa.Column("gone_at", TIME),
        sa.Column("looked_at", TIME),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("unit"),
        sa.UniqueConstraint("chat"),
    )
    op.create_table(
        "forum_topics",
        _number("id"),
        _number("group_id", "forum_groups"),
        sa.Column(
            "conversation_id", sa.String(32), sa.ForeignKey("conversations.id"), nullable=False
        ),
        _text("thread", 32, nullable=True),
        _text("name", 64),
        _number("seen_turn"),
        _number("seen_message"),
        _number("seen_note"),
        _number("times_made"),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("made_at", TIME),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("group_id", "conversation_id"),
    )
    op.create_index("ix_forum_topics_conversation_id", "forum_topics", ["conversation_id"])


def _make_messages() -> None:
    op.create_table(
        "forum_messages",
        _number("id"),
        _number("group_id", "forum_groups"),
        _number("topic_id", "forum_topics", nullable=True),
        _text("kind", 16),
        _number("escalation_id", "escalations", nullable=True),
        _number("turn_id", "turns", nullable=True),
        _number("update_id", "updates", nullable=True),
        _number("outbox_id", "outbox", nullable=True),
        _number("note_id", nullable=True),
        _number("officer_id", "officers", nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("rows", sa.JSON()),
        _text("answers", 32, nullable=True),
        _number("urgency"),
        _text("state", 16),
        _text("number", 32, nullable=True),
        _text("print", 32, nullable=True),
        _number("attempts"),
        _text("error", 64, nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("shown_at", TIME),
        sa.PrimaryKeyConstraint("id"),
    )
    of_group = ["group_id", "state", "urgency", "id"]
    op.create_index("ix_forum_messages_due", "forum_messages", of_group)
    op.create_index("ix_forum_messages_number", "forum_messages", ["group_id", "number"])
    op.create_index("ix_forum_messages_topic", "forum_messages", ["topic_id", "id"])
    op.create_index("ix_forum_messages_turn_id", "forum_messages", ["turn_id"])
    op.create_index("ix_forum_messages_outbox_id", "forum_messages", ["outbox_id"])


def _make_updates() -> None:
    op.create_table(
        "officer_updates",
        _number("id"),
        _text("source", 32),
        _text("update_id", 32),
        _text("kind", 16),
        _text("chat", 64),
        _text("account", 32),
        _text("thread", 32, nullable=True),
        _text("number", 32, nullable=True),
        _text("answers", 32, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        _text("data", 64, nullable=True),
        _text("query", 64, nullable=True),
        sa.Column("file", sa.JSON()),
        _text("state", 16),
        _text("outcome", 24, nullable=True),
        _number("attempts"),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("done_at", TIME),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source", "update_id"),
    )
    op.create_index("ix_officer_updates_open", "officer_updates", ["state", "id"])
