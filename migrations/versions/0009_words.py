"""Content loads get their name; why a message was not delivered is stored as a word of ours."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TROUBLES = {
    "403: the citizen blocked the bot": "blocked",
    "no answer in time; it may have arrived": "no_answer",
    "the sender stopped while it was being sent": "sender_stopped",
    "an unforeseen error while it was being sent": "unforeseen",
    "Telegram cannot be reached": "unreachable",
    "Telegram refuses the token": "token_refused",
    "Telegram is in trouble": "in_trouble",
    "the chat moved": "chat_moved",
    "the chat moved to one that is known already": "chat_moved_to_known",
    "429": "limited",
    "400: Chat not found": "chat_not_found",
}
OTHER = "refused"  # what Telegram said of a message in its own words


def upgrade() -> None:
    """Apply this change."""
    op.rename_table("content_releases", "content_loads")
    outbox = sa.table("outbox", sa.column("error", sa.String))
    words = sa.case(TROUBLES, value=outbox.c.error, else_=OTHER)
    op.execute(outbox.update().where(outbox.c.error.is_not(None)).values(error=words))
