"""What is said in a citizen's topic: their words and files, and what officers wrote elsewhere.

Only where words may stand in the group, and only while something is open there: an officer sees a
ticket's window, not the citizen's life. Functions take an open ``Session`` and never commit.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from service.forum.cards import Mode
from service.forum.means import DeskMeans
from service.forum.messages import FILES, RELAYED, Kind, State
from service.forum.said import standing
from service.forum.scenes import Scene, new_message
from service.forum.tables import ForumMessage
from service.outcomes import Author, Delivery, Outcome
from service.storage.change_tables import OutboxRevision
from service.storage.escalation_tables import EscalationNote
from service.storage.tables import Escalation, OutboxMessage, Turn, Update

WORDLESS = frozenset({"button", "command"})  # a press: nobody wrote anything
SILENT = frozenset({Outcome.RATED, Outcome.IGNORED, Outcome.JOINED})
EDITABLE = timedelta(days=3)  # a day more than Telegram lets people change what they wrote
REPLACEABLE = timedelta(hours=1)  # in which a second message may hide more of a first one
LATE_PARTS = 10  # files' turns of a topic that late parts of an album are looked for


def plan_words(session: Session, scene: Scene, now: datetime) -> None:
    """Queue what was said, where words may stand in the group and something is open there."""
    topic, is_shown = scene.topic, bool(scene.current) and scene.mode is Mode.FULL
    since = min((_since(row) for row in scene.current), default=now)
    turns = session.scalars(
        select(Turn)
        .where(Turn.conversation_id == topic.conversation_id, Turn.id > topic.seen_turn)
        .order_by(Turn.id)
    ).all()
    for turn in turns:
        topic.seen_turn = turn.id
        if is_shown and (scene.is_new or turn.created_at >= since):
            _plan_turn(session, scene, turn, now)
    if is_shown:
        _plan_late_parts(session, scene, now)
    _plan_answers(session, scene, is_shown, now)
    _plan_notes(session, scene, is_shown, now)


def plan_changes(session: Session, scene: Scene, means: DeskMeans, now: datetime) -> None:
    """Queue the changes of messages that read otherwise now: also when nothing is open any more.

    Answers from the web desk follow what their officers change. Words go from the group when their
    citizen changed them, whatever became of the new ones, and when more of them is hidden since.
    """
    seen: set[str] = set()
    for row in _changeable(session, scene, now):
        if row.number is None or row.print is None or row.number in seen:
            continue
        seen.add(row.number)
        rows = _at(session, scene, row.number)
        if standing(session, rows, means).fingerprint == row.print:
            continue
        if not _is_changing(session, scene, row.number):
            session.add(new_message(scene, Kind.CHANGE, now, answers=row.number))


def _changeable(session: Session, scene: Scene, now: datetime) -> Sequence[ForumMessage]:
    rows = session.scalars(
        select(ForumMessage)
        .join(Turn, Turn.id == ForumMessage.turn_id)
        .where(
            ForumMessage.topic_id == scene.topic.id,
            ForumMessage.kind.in_((Kind.WORDS, Kind.FILE)),
            ForumMessage.state == State.SHOWN,
            Turn.created_at > now - EDITABLE,
            or_(Turn.is_edited, Turn.created_at > now - REPLACEABLE),
        )
    )
    return [*rows, *_changed_answers(session, scene, now)]


def _changed_answers(session: Session, scene: Scene, now: datetime) -> Sequence[ForumMessage]:
    """Return what officers wrote elsewhere and may have changed since."""
    is_revised = exists().where(
        OutboxRevision.message_id == OutboxMessage.id, OutboxRevision.at > now - EDITABLE
    )
    rows = session.scalars(
        select(ForumMessage)
        .join(OutboxMessage, OutboxMessage.id == ForumMessage.outbox_id)
        .where(
            ForumMessage.topic_id == scene.topic.id,
            ForumMessage.kind == Kind.ANSWER,
            ForumMessage.state == State.SHOWN,
            or_(OutboxMessage.created_at > now - REPLACEABLE, is_revised),
        )
    )
    return rows.all()


def _at(session: Session, scene: Scene, number: str) -> Sequence[ForumMessage]:
    """Return the rows that one message shows."""
    rows = session.scalars(
        select(ForumMessage)
        .where(
            ForumMessage.group_id == scene.group.id,
            ForumMessage.number == number,
            ForumMessage.state == State.SHOWN,
            ForumMessage.kind.in_(RELAYED),
        )
        .order_by(ForumMessage.id)
    )
    return rows.all()


def _is_changing(session: Session, scene: Scene, number: str) -> bool:
    waiting = select(ForumMessage.id).where(
        ForumMessage.topic_id == scene.topic.id,
        ForumMessage.kind == Kind.CHANGE,
        ForumMessage.answers == number,
        ForumMessage.state == State.QUEUED,
    )
    return session.scalar(waiting.limit(1)) is not None


def _since(row: Escalation) -> datetime:
    return row.reopened_at or row.opened_at


def _plan_turn(session: Session, scene: Scene, turn: Turn, now: datetime) -> None:
    if turn.outcome in SILENT or (turn.kind in WORDLESS and not turn.text):
        return
    before = _shown_turn(session, scene, turn.edit_of) if turn.edit_of else None
    answers = before.number if before is not None else _answered(session, scene, turn)
    if turn.kind not in FILES:
        session.add(new_message(scene, Kind.WORDS, now, turn_id=turn.id, answers=answers))
        return
    for number, update_id in enumerate(_parts(session, turn)):
        first = turn.id if number == 0 else None
        made = new_message(
            scene, Kind.FILE, now, turn_id=first, update_id=update_id, answers=answers
        )
        session.add(made)


def _answered(session: Session, scene: Scene, turn: Turn) -> str | None:
    """Return the officer's message in this group that the citizen replied to."""
    if turn.reply_to is None:
        return None
    return session.scalar(
        select(ForumMessage.number)
        .where(
            ForumMessage.group_id == scene.group.id,
            ForumMessage.topic_id == scene.topic.id,
            ForumMessage.outbox_id == turn.reply_to,
        )
        .limit(1)
    )


def _parts(session: Session, turn: Turn) -> list[int]:
    """Return the updates that came with files: the turn's, and an album's further ones."""
    rows = session.scalars(
        select(Update.id)
        .where(Update.joined_to == turn.update_id, Update.kind.in_(FILES))
        .order_by(Update.id)
    )
    return [turn.update_id, *rows]


def _plan_late_parts(session: Session, scene: Scene, now: datetime) -> None:
    """Queue parts of an album that came when its turn was shown already."""
    turns = session.scalars(
        select(Turn)
        .join(ForumMessage, ForumMessage.turn_id == Turn.id)
        .where(ForumMessage.topic_id == scene.topic.id, ForumMessage.update_id.is_not(None))
        .order_by(Turn.id.desc())
        .limit(LATE_PARTS)
    ).all()
    wanted = [update_id for turn in turns for update_id in _parts(session, turn)]
    there = set(
        session.scalars(
            select(ForumMessage.update_id).where(
                ForumMessage.topic_id == scene.topic.id, ForumMessage.update_id.in_(wanted)
            )
        )
    )
    for update_id in sorted(set(wanted) - there):
        session.add(new_message(scene, Kind.FILE, now, update_id=update_id))


def _plan_answers(session: Session, scene: Scene, is_shown: bool, now: datetime) -> None:
    """Queue what officers answered elsewhere; what was written here stands here already."""
    rows = session.execute(
        select(OutboxMessage.id, OutboxMessage.author, OutboxMessage.state)
        .where(
            OutboxMessage.conversation_id == scene.topic.conversation_id,
            OutboxMessage.id > scene.topic.seen_message,
        )
        .order_by(OutboxMessage.id)
    ).all()
    for row in rows:
        scene.topic.seen_message = row.id
        is_theirs = row.author == Author.OFFICER and row.state != Delivery.WITHDRAWN
        if is_shown and is_theirs and not _is_here(session, scene, row.id):
            session.add(new_message(scene, Kind.ANSWER, now, outbox_id=row.id))


def _is_here(session: Session, scene: Scene, outbox_id: int) -> bool:
    here = (ForumMessage.group_id == scene.group.id, ForumMessage.outbox_id == outbox_id)
    return session.scalar(select(ForumMessage.id).where(*here).limit(1)) is not None


def _plan_notes(session: Session, scene: Scene, is_shown: bool, now: datetime) -> None:
    numbers = [row.id for row in scene.current]
    rows = session.scalars(
        select(EscalationNote.id)
        .where(
            EscalationNote.escalation_id.in_(numbers), EscalationNote.id > scene.topic.seen_note
        )
        .order_by(EscalationNote.id)
    ).all()
    for number in rows:
        scene.topic.seen_note = number
        here = (ForumMessage.topic_id == scene.topic.id, ForumMessage.note_id == number)
        is_here = session.scalar(select(ForumMessage.id).where(*here).limit(1)) is not None
        if is_shown and not is_here:
            session.add(new_message(scene, Kind.NOTE, now, note_id=number))


def _shown_turn(session: Session, scene: Scene, turn_id: int) -> ForumMessage | None:
    return session.scalar(
        select(ForumMessage)
        .where(ForumMessage.topic_id == scene.topic.id, ForumMessage.turn_id == turn_id)
        .where(ForumMessage.kind.in_((Kind.WORDS, Kind.FILE)))
        .order_by(ForumMessage.id)
        .limit(1)
    )
