"""What visitors of the web chat wrote and read, and what was recorded of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from proof.journal import Event
from service.storage.database import Database
from service.storage.tables import OutboxMessage, Turn, Update

CHANNEL = "web"


@dataclass(frozen=True)
class WebUpdate:
    """A row of ``updates`` from the web chat, with what answers it.

    Attributes:
        turns: How many turns it has.
        replies: Id and state of each reply.
    """

    state: str
    outcome: str | None
    turns: int
    replies: tuple[tuple[int, str], ...]


@dataclass
class WebEvidence:
    """Everything that the audit looks at of the web chat.

    Attributes:
        written: Marker and kind of each message that a page sent, by its id.
        stored: The ids that were acknowledged.
        read: The outbox's ids of what a page was given.
        shown: The markers in what a page was given.
        updates: The rows, by the id that the page gave.
    """

    written: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    stored: set[str] = field(default_factory=set)
    read: set[int] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    updates: dict[str, WebUpdate] = field(default_factory=dict)


def read_pages(web: WebEvidence, journal: Iterable[Event]) -> None:
    """Add what the pages sent and were given; an officer's pages count as well."""
    for event in journal:
        match event["event"]:
            case "web_tries":
                web.written[event["id"]] = event["marker"], event["kind"]
            case "web_stored":
                web.stored.add(event["id"])
            case "web_read" if str(event["line"]).startswith("m"):
                web.read.add(int(event["line"][1:]))
        web.shown.update(event["markers"] if event["event"] in ("web_read", "page") else ())


def read_web_rows(web: WebEvidence, database: Database) -> None:
    """Add what the service recorded."""
    with database.read() as session:
        updates = session.scalars(select(Update).where(Update.channel == CHANNEL)).all()
        turns: dict[int, list[int]] = defaultdict(list)
        for turn in session.scalars(select(Turn)):
            turns[turn.update_id].append(turn.id)
        replies: dict[int | None, list[tuple[int, str]]] = defaultdict(list)
        for message in session.scalars(select(OutboxMessage)):
            replies[message.turn_id].append((message.id, message.state))
        for row in updates:
            own = turns[row.id]
            said = tuple(reply for turn in own for reply in replies[turn])
            web.updates[row.update_id] = WebUpdate(row.state, row.outcome, len(own), said)
