"""Citizens who ask, and a release that is to be replayed, on a real database."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from service.conversations.turns import TurnRecord, store_turn
from service.outcomes import AnsweredBy, Outcome
from service.releases.answered import Answered
from service.releases.asked_lately import Asked, AskedLately, messages_of
from service.releases.replay import Compared, Replayed, keep_replay
from service.storage.database import Database
from service.storage.release_tables import ReleaseRow
from service.updates.store import Incoming, store_update
from service.updates.work import finish_update, next_update

START = datetime(2026, 11, 24, 3, 0).astimezone()
SLANG = {"gmn": "bagaimana", "cr": "cara"}


@dataclass
class Street:
    """Citizens who write to the bot; the time passes only by their writing."""

    database: Database
    now: datetime = START
    number: int = 0

    def ask(
        self,
        text: str,
        topic: str | None = None,
        outcome: Outcome = Outcome.ANSWERED,
        *,
        citizen: str = "1",
        channel: str = "telegram",
        by: AnsweredBy = AnsweredBy.RASA,
        kind: str = "text",
        intent: str | None = None,
        wait: float = 20.0,
    ) -> int:
        """Let a citizen say something, seconds after what was said before; return the turn."""
        self.number += 1
        self.now += timedelta(seconds=wait)
        with self.database.write() as session:
            incoming = Incoming(channel, "bot", str(self.number), citizen, "text", text)
            conversation = store_update(session, incoming, self.now)
            assert conversation is not None
            update = next_update(session, conversation, self.now)
            assert update is not None
            turn = TurnRecord(
                update.id, conversation, kind, text, outcome, by, topic=topic, intent=intent
            )
            number = store_turn(session, turn, self.now)
            update_row = update.id
        with self.database.write() as session:
            finish_update(session, update_row, outcome, self.now)
        return number

    def asked(self, most: int = 5_000, days: float = 30) -> AskedLately:
        """Return what was asked up to now."""
        begin, end = self.now - timedelta(days=days), self.now + timedelta(seconds=1)
        with self.database.read() as session:
            return messages_of(session, begin, end, SLANG, most)


def add_release(database: Database, model: str, against: int | None = None) -> int:
    """Make a release of a model's file."""
    with database.write() as session:
        row = ReleaseRow(
            kind="model",
            digest=f"{model}-{against}",
            manifest={},
            model=model,
            state="candidate",
            trained_by="ani",
            trained_at=START,
            against_id=against,
        )
        session.add(row)
        session.flush()
        return row.id


def question(
    text: str, in_talk: str | None = None, citizens: int = 1, turns: tuple[int, ...] = ()
) -> Asked:
    """Return a question that was asked."""
    return Asked(text, in_talk, "telegram", citizens, citizens, turns)


def keep(database: Database, release: int, *compared: Compared) -> int:
    """Keep a replay; return how many answers changed."""
    questions, now = len(compared), START + timedelta(hours=1)
    messages = sum(one.asked.count for one in compared)
    told = Replayed("tanya-1.tar.gz", START, now, questions, messages, 0, 0, 0, 1.5, now)
    with database.write() as session:
        return keep_replay(session, release, told, compared)


def answered(topic: str, reply: str = "") -> Answered:
    """Return an answer from an article."""
    return Answered("answered", (topic,), (topic,), topic, 0.9, reply or f"Tentang {topic}.")


NOT_UNDERSTOOD = Answered("not_understood", (), (), None, 0.1, "Maaf, saya belum paham.")
