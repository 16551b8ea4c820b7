"""``tanya files``: ids of Telegram's files, forgotten where no gateway does it."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from typer.testing import CliRunner

from maintain.file_commands import app
from service.clock import utc_now
from service.conversations.ownership import open_conversation
from service.escalations.closing import cancel_escalation
from service.escalations.opening import open_escalation
from service.escalations.reopening import REOPENED_WITHIN
from service.outcomes import AttachmentState, EscalationReason
from service.storage.database import Database
from service.storage.file_tables import Attachment
from service.updates.attachments import IncomingFile
from service.updates.store import Incoming, store_update


def test_what_can_no_longer_be_contested_is_forgotten_and_the_rest_stays(tmp_path: Path) -> None:
    """Who shut the gateway down for good still owes citizens that nothing of theirs stays."""
    database = Database(f"sqlite:///{tmp_path}/files.db")
    database.migrate()
    long_ago, lately = utc_now() - REOPENED_WITHIN - timedelta(minutes=1), utc_now()
    for address, closed_at in (("1", long_ago), ("2", lately)):
        with database.write() as session:
            conversation = open_conversation(session, "telegram", address, long_ago)
            file = IncomingFile(f"file-{address}")
            photo = Incoming("telegram", "bot", address, address, "photo", file=file)
            store_update(session, photo, long_ago)
            open_escalation(session, conversation, "humas", EscalationReason.ASKED, long_ago)
            cancel_escalation(session, conversation, closed_at)
            for row in session.scalars(select(Attachment)):
                row.state = AttachmentState.HELD
    environment = {"DATABASE_URL": database.url}
    said = CliRunner().invoke(app, ["forget"], env=environment, catch_exceptions=False).output
    with database.read() as session:
        left = session.scalars(select(Attachment.file_id).order_by(Attachment.id)).all()

    assert (said, left) == ("Forgotten: 1.\n", [None, "file-2"])
