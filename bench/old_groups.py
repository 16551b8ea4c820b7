"""The officers' groups beside years of tickets, and the sweep of all that is open.

Adds to what ``old_tickets`` makes: a group for each of its units, a topic, a card and a
relayed message for each ticket. The sweep is measured whole: every open ticket once, when
all of it stands in the groups already (each minute) and when none does (a group that is new).
"""

import time
from dataclasses import dataclass, replace

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from service.clock import utc_now
from service.content.desk_hours import read_desk_hours
from service.content.sentences import OFFICERS, load_sentences
from service.content.static import read_static
from service.escalations.tickets import find_ticket, new_ticket
from service.forum import links, messages, projection, receipts, topics
from service.forum.cards import card
from service.forum.means import DeskMeans
from service.forum.messages import Kind, State
from service.forum.tables import ForumGroup, ForumMessage, ForumTopic
from service.outbox import changes
from service.paths import ROOT
from service.storage.database import Database
from service.storage.tables import Escalation

AT_ONCE = 10  # conversations in a step, as in bot/telegram/officers/sweeping.py
FILL = (
    """INSERT INTO forum_topics (group_id, conversation_id, thread, name, seen_turn, seen_message,
            seen_note, times_made, created_at, made_at)
        SELECT g.id, e.conversation_id, CAST(e.id AS varchar), e.ticket, e.id, 0, 0, 1,
            e.opened_at, e.opened_at
        FROM escalations e JOIN forum_groups g ON g.unit = e.unit WHERE e.state = 'closed'""",
    """INSERT INTO forum_messages (group_id, topic_id, kind, escalation_id, turn_id, text, urgency,
            state, number, print, attempts, created_at, due_at, shown_at)
        SELECT t.group_id, t.id, k.kind, e.id, CASE k.kind WHEN 'words' THEN e.id END, '', 1,
            'shown', CAST(10000000 + e.id AS varchar) || k.kind, 'x', 0, e.opened_at, e.opened_at,
            e.opened_at
        FROM forum_topics t JOIN escalations e ON e.conversation_id = t.conversation_id,
            (SELECT 'card' AS kind UNION ALL SELECT 'words') k""",
)


@dataclass(frozen=True)
class Round:
    """A sweep of all that is open.

    Attributes:
        listed: Milliseconds for the list of what is open.
        longest: Milliseconds of the longest step; the last of 100 after sorting is ``p99``.
        seconds: All steps together, without the pauses between them.
        behind: Conversations of which something was missing.
    """

    listed: float
    p99: float
    longest: float
    seconds: float
    behind: int


def means_of_groups() -> DeskMeans:
    """Return what the groups stand on; words may stand in each: that is the most work."""
    folder = ROOT / "content"
    static, desk = read_static(folder), read_desk_hours(folder)
    units = {name: replace(unit, group="penuh") for name, unit in static.units.items()}
    return DeskMeans(
        words=load_sentences(folder, OFFICERS),
        say=load_sentences(folder),
        units=units,
        desk_url="https://meja.example",
        is_english=lambda _: False,
        article=lambda _: None,
        articles=tuple,
        place=str,
        desk_hours=lambda: desk,
    )


def fill_groups(database: Database, units: tuple[str, ...]) -> None:
    """Let each unit have a group, in which every closed ticket stood, with its turn's words."""
    now = utc_now()
    with database.write() as session:
        for row in session.scalars(select(Escalation).where(Escalation.state != "closed")):
            if find_ticket(row.ticket) != row.ticket:  # one that only SQL would take
                row.ticket = new_ticket()
        for number, unit in enumerate(units):
            links.set_group(session, unit, f"-100{number}", now)
        for statement in FILL:
            session.execute(text(statement))
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")


def show_all(database: Database, means: DeskMeans) -> float:
    """Queue what is missing of all that is open, in steps; return the longest in milliseconds."""
    now, longest = utc_now(), 0.0
    with database.read() as session:
        left = projection.unfinished(session, now)
    for begin in range(0, len(left), AT_ONCE):
        begun = time.perf_counter()
        with database.write() as session:
            for one in left[begin : begin + AT_ONCE]:
                projection.plan(session, one, means, now)
        longest = max(longest, 1000 * (time.perf_counter() - begun))
    return longest


def sweep(database: Database, means: DeskMeans) -> Round:
    """Look at all that is open, as the gateway does, but for the pauses."""
    now, spans, behind = utc_now(), [], 0
    begun = time.perf_counter()
    with database.read() as session:
        left = projection.unfinished(session, now)
    listed = 1000 * (time.perf_counter() - begun)
    for begin in range(0, len(left), AT_ONCE):
        step = time.perf_counter()
        with database.read() as session:
            some = left[begin : begin + AT_ONCE]
            behind += sum(projection.is_behind(session, one, means, now) for one in some)
        spans.append(1000 * (time.perf_counter() - step))
    spans.sort()
    return Round(listed, spans[int(0.99 * len(spans))], spans[-1], sum(spans) / 1000, behind)


def look_at_groups(session: Session) -> None:
    """Ask what a gateway asks twice a second while nothing happens."""
    now = utc_now()
    cursor = projection.begin_at_the_end(session)
    projection.touched(session, cursor)
    messages.count_queued(session)
    changes.is_any_untold(session)
    changes.is_any_due(session, now)
    receipts.due_receipts(session, now)
    for group in links.groups(session):
        topics.topics_to_delete(session, group.id)
        topics.topics_to_make(session, group.id)
        messages.is_any_due(session, group.id, now)


def take_as_shown(database: Database, means: DeskMeans) -> None:
    """Let all that is queued stand in the groups."""
    with database.write() as session:
        _take_as_shown(session, means)


def _take_as_shown(session: Session, means: DeskMeans) -> None:
    now = utc_now()
    session.execute(
        update(ForumTopic)
        .where(ForumTopic.thread.is_(None))
        .values(thread=ForumTopic.name, made_at=now)
    )
    session.execute(
        update(ForumMessage)
        .where(ForumMessage.state == State.QUEUED)
        .values(state=State.SHOWN, shown_at=now, print="x")
    )
    cards = session.execute(
        select(ForumMessage, Escalation, ForumGroup)
        .join(Escalation, Escalation.id == ForumMessage.escalation_id)
        .join(ForumGroup, ForumGroup.id == ForumMessage.group_id)
        .where(ForumMessage.kind == Kind.CARD, Escalation.state != "closed")
    ).all()
    for message, row, group in cards:
        told = card(projection.facts(session, row, group, means, now), means.words)
        message.print = told.fingerprint
