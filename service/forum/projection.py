"""What of the escalations must stand in the groups, derived from what is stored.

Nothing tells this module that something happened: it compares rows with what a topic has seen, so
that a kill loses nothing and a look too many changes nothing. Functions take an open ``Session``
and never commit.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from service.conversations.ownership import FORGOTTEN
from service.escalations.summaries import summarize_for_unit
from service.escalations.views import EscalationView, view_with_name
from service.forum.cards import CardFacts, Mode, card
from service.forum.means import Means
from service.forum.messages import Kind, State
from service.forum.relaying import plan_changes, plan_words
from service.forum.scenes import Scene, new_message, topic_of
from service.forum.schedule import CARD_PAUSE, Urgency
from service.forum.tables import ForumGroup, ForumMessage, ForumTopic
from service.outcomes import ClosedBy, Stage
from service.storage.escalation_tables import EscalationEvent
from service.storage.tables import Conversation, Escalation, OutboxMessage, Turn, Update

LAG = 50  # numbers looked back over: what was given an earlier number may be committed later
RECENT = timedelta(minutes=15)  # in which a closing may still be told


@dataclass
class Cursor:
    """How far the changes of all conversations were looked at."""

    update: int = 0
    turn: int = 0
    event: int = 0
    message: int = 0


def touched(session: Session, cursor: Cursor) -> set[str]:
    """Return the conversations in which something happened since the cursor, and move it on."""
    found: set[str] = set()
    for name, number, of in (
        ("update", Update.id, Update.conversation_id),
        ("turn", Turn.id, Turn.conversation_id),
        ("message", OutboxMessage.id, OutboxMessage.conversation_id),
    ):
        rows = session.execute(select(number, of).where(number > getattr(cursor, name) - LAG))
        for row in rows:
            setattr(cursor, name, max(getattr(cursor, name), row[0]))
            found |= {row[1]} if row[1] else set()
    events = session.execute(
        select(EscalationEvent.id, Escalation.conversation_id)
        .join(Escalation, Escalation.id == EscalationEvent.escalation_id)
        .where(EscalationEvent.id > cursor.event - LAG)
    )
    for row in events:
        cursor.event = max(cursor.event, row.id)
        found.add(row.conversation_id)
    return found


def begin_at_the_end(session: Session) -> Cursor:
    """Return a cursor behind all that is there: what is open is looked at apart."""
    newest = (
        session.scalar(select(func.max(column))) or 0
        for column in (Update.id, Turn.id, EscalationEvent.id, OutboxMessage.id)
    )
    return Cursor(*newest)


def concerned(session: Session, conversation_ids: Collection[str], now: datetime) -> set[str]:
    """Return those of some conversations that an officer has, had a moment ago, or can read.

    Whoever changes their words has a right to that also when nothing of theirs is open.
    """
    rows = session.scalars(
        select(Escalation.conversation_id).where(
            Escalation.conversation_id.in_(conversation_ids),
            or_(Escalation.state != "closed", Escalation.closed_at > now - RECENT),
        )
    )
    read = session.scalars(
        select(ForumTopic.conversation_id).where(
            ForumTopic.conversation_id.in_(conversation_ids), ForumTopic.thread.is_not(None)
        )
    )
    return {*rows, *read}


def unfinished(session: Session) -> set[str]:
    """Return the conversations that have an open escalation in a unit with a group."""
    rows = session.scalars(
        select(Escalation.conversation_id)
        .join(ForumGroup, ForumGroup.unit == Escalation.unit)
        .where(Escalation.state != "closed", ForumGroup.gone_at.is_(None))
    )
    return set(rows)


def plan(session: Session, conversation_id: str, means: Means, now: datetime) -> None:
    """Queue what must still be shown of a conversation in the groups of its escalations' units.

    Of one that its citizen had deleted nothing is shown.
    """
    if session.get_one(Conversation, conversation_id).address.startswith(FORGOTTEN):
        return
    rows = session.scalars(
        select(Escalation).where(Escalation.conversation_id == conversation_id)
    ).all()
    groups = session.scalars(select(ForumGroup).where(ForumGroup.gone_at.is_(None))).all()
    for group in groups:
        current = [row for row in rows if row.unit == group.unit and row.state != "closed"]
        found = topic_of(session, group, conversation_id, current, now)
        if found is None:
            continue
        topic, is_new = found
        scene = Scene(group, topic, current, means.mode(group.unit), is_new)
        _plan_cards(session, scene, rows, means, now)
        plan_words(session, scene, now)
        plan_changes(session, scene, means, now)


def facts(
    session: Session, row: Escalation, group: ForumGroup, means: Means, now: datetime
) -> CardFacts:
    """Return what the card of an escalation tells in a group."""
    view = view_with_name(session, row)
    common = CardFacts(
        ticket=row.ticket,
        stage=view.stage.value if row.unit == group.unit else "moved",
        unit=means.unit_name(row.unit),
        mode=means.mode(group.unit) if row.unit == group.unit else Mode.CARD,
        waits_since=view.waits_since,
        held_by=_holder(view),
        by_citizen=view.closed_by is ClosedBy.CITIZEN,
        snoozed_until=view.snoozed_until,
        times_opened=view.round,
        is_contested=view.contested_at is not None,
        due_at=row.deadline_at,
        link=means.link(row.ticket),
    )
    return _with_summary(session, view, common, means, now) if common.mode is Mode.FULL else common


def _with_summary(
    session: Session, view: EscalationView, told: CardFacts, means: Means, now: datetime
) -> CardFacts:
    summary = summarize_for_unit(session, view, now, means.is_english)
    found = (means.canned(name) for name in summary.articles)
    values = {**vars(told)}
    values |= {
        "question": summary.question,
        "titles": tuple(one.title for one in found if one is not None),
        "place": means.place(summary.office) if summary.office else "",
        "is_english": summary.is_english,
        "is_held_back": bool(summary.held_back),
    }
    return CardFacts(**values)


def _holder(view: EscalationView) -> str | None:
    is_over = view.stage is Stage.CLOSED and view.closed_by is not ClosedBy.OFFICER
    return None if is_over else view.held_by


def _plan_cards(
    session: Session, scene: Scene, rows: Sequence[Escalation], means: Means, now: datetime
) -> None:
    """Queue the cards that are missing, or tell something else than what is shown."""
    shown = session.scalars(
        select(ForumMessage).where(
            ForumMessage.topic_id == scene.topic.id, ForumMessage.kind == Kind.CARD
        )
    )
    cards = {one.escalation_id: one for one in shown}
    for row in rows:
        known: ForumMessage | None = cards.get(row.id)
        if known is None and row in scene.current:
            session.add(
                new_message(scene, Kind.CARD, now, escalation_id=row.id, urgency=Urgency.CARD)
            )
        elif known is not None and known.state in (State.SHOWN, State.FAILED):
            told = card(facts(session, row, scene.group, means, now), means.words)
            if told.fingerprint != known.print:
                soon = (known.shown_at or now) + CARD_PAUSE
                known.state, known.due_at = State.QUEUED, max(now, min(soon, now + CARD_PAUSE))
