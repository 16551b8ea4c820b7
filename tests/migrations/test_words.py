"""Why messages were not delivered, in the words of versions before 0009."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from service.outcomes import DeliveryTrouble
from service.storage.database import Database
from tests.migrations import rows_of_0001 as old

TOLD = {
    None: None,
    "403: the citizen blocked the bot": DeliveryTrouble.BLOCKED,
    "no answer in time; it may have arrived": DeliveryTrouble.NO_ANSWER,
    "the sender stopped while it was being sent": DeliveryTrouble.SENDER_STOPPED,
    "an unforeseen error while it was being sent": DeliveryTrouble.UNFORESEEN,
    "Telegram cannot be reached": DeliveryTrouble.UNREACHABLE,
    "Telegram refuses the token": DeliveryTrouble.TOKEN_REFUSED,
    "Telegram is in trouble": DeliveryTrouble.IN_TROUBLE,
    "the chat moved": DeliveryTrouble.CHAT_MOVED,
    "the chat moved to one that is known already": DeliveryTrouble.CHAT_MOVED_TO_KNOWN,
    "429": DeliveryTrouble.LIMITED,
    "400: Chat not found": DeliveryTrouble.CHAT_NOT_FOUND,
    "400: Message is too long": DeliveryTrouble.REFUSED,
}


@pytest.fixture
def before(tmp_path: Path) -> Iterator[Database]:
    """A database of 0008."""
    made = Database(f"sqlite:///{tmp_path}/old.db")
    made.migrate(to="0001")
    old.fill(made)
    made.migrate(to="0008")
    yield made
    made.close()


@pytest.mark.parametrize(("told", "trouble"), TOLD.items())
def test_an_old_reason_is_still_understood(
    before: Database, told: str | None, trouble: DeliveryTrouble | None
) -> None:
    """An officer reads why an answer failed, also when it failed last month."""
    with before.write() as session:
        session.execute(text("UPDATE outbox SET error = :told WHERE id = 2"), {"told": told})

    before.migrate()

    with before.read() as session:
        kept = session.scalar(text("SELECT error FROM outbox WHERE id = 2"))
    assert kept == trouble
