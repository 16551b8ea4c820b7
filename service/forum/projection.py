"""What of the escalations must stand in the groups, derived from what is stored.

Nothing tells this module that something happened: it compares rows with what a topic has seen, so
that a kill loses nothing and a look too many changes nothing. Functions take an open ``Session``
and never commit.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from service.conversations.ownership import FORGOTTEN
from service.escalations.merging import goes_on_in
from service.escalations.summaries import summarize_for_unit
from service.escalations.views import EscalationView, view_with_name
from service.forum.cards import CardFacts, Mode, card
from service.forum.homes import is_in_a_group, mode_in, stands_in
from service.forum.means import DeskMeans
from service.forum.messages import Kind, State
from service.forum.passing_on import plan_notices
from service.forum.relaying import EDITABLE, plan_changes, plan_words
from service.forum.scenes import Scene, new_message, topic_of
from service.forum.schedule import CARD_PAUSE, Urgency
from service.forum.tables import ForumGroup, ForumMessage, ForumTopic
from service.outcomes import ClosedBy, Stage
from service.storage.escalation_tables import EscalationEvent
from service.storage.tables import Conversation, Escalation, OutboxMessage, Turn, Update

LAG = 50  # numbers looked back over: what was given an earlier number may be committed later
RECENT = timedelta(minutes=15)  # in which a closing may still be told


@dataclass(frozen=True)
class Cursor:
    """How far the changes of all conversations were looked at.

    Attributes:
        newest: The greatest number that was seen of each kind of row.
        seen: Of those not far below it, which were: one with an earlier number may come later.
    """

    newest: Mapping[str, int]
    seen: Mapping[str, frozenset[int]] = field(default_factory=dict)


_WATCHED: Mapping[str, Any] = {
    "update": select(Update.id, Update.conversation_id),
    "turn": select(Turn.id, Turn.conversation_id),
    "message": select(OutboxMessage.id, OutboxMessage.conversation_id),
    "event": select(EscalationEvent.id, Escalation.conversation_id).join(
        Escalation, Escalation.id == EscalationEvent.escalation_id
    ),
}


def touched(session: Session, cursor: Cursor) -> tuple[set[str], Cursor]:
    """Return the conversations in which something happened since the cursor, and the next one."""
    found: set[str] = set()
    newest, seen = dict(cursor.newest), dict(cursor.seen)
    for name, rows in _WATCHED.items():
        number = rows.selected_columns[0]
        came = session.execute(rows.where(number > cursor.newest[name] - LAG)).all()
        known = cursor.seen.get(name, frozenset())
        found |= {row[1] for row in came if row[0] not in known and row[1]}
        newest[name] = max((row[0] for row in came), default=cursor.newest[name])
        seen[name] = frozenset(row[0] for row in came if row[0] > newest[name] - LAG)
    return found, Cursor(newest, seen)


def begin_at_the_end(session: Session) -> Cursor:
    """Return a cursor behind all that is there: what is open is looked at apart."""
    columns = {name: rows.selected_columns[0] for name, rows in _WATCHED.items()}
    newest = {
        name: session.scalar(select(func.max(column))) or 0 for name, column in columns.items()
    }
    return touched(session, Cursor(newest))[1]


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


def unfinished(session: Session, now: datetime) -> list[str]:
    """Return the conversations that have an open escalation in a group that is there.

    Who waits longest comes first. Also those whose citizen took words back lately: it may have
    been while nothing ran here.
    """
    rows = session.scalars(
        select(Escalation.conversation_id)
        .where(Escalation.state != "closed", is_in_a_group(session, now))
        .order_by(Escalation.waits_since)
    )
    changed = session.scalars(
        select(Turn.conversation_id)
        .join(ForumMessage, ForumMessage.turn_id == Turn.id)
        .where(Turn.is_edited, Turn.created_at > now - EDITABLE)
    )
    return list(dict.fromkeys((*changed, *rows)))


def is_behind(session: Session, conversation_id: str, means: DeskMeans, now: datetime) -> bool:
    """Tell whether ``plan`` would queue something; nothing is written, nobody has to wait.

    The session is good for nothing else afterwards than further looks.
    """
    with session.no_autoflush:
        try:
            plan(session, conversation_id, means, now)
            return bool(session.new) or any(map(session.is_modified, session.dirty))
        finally:
            session.rollback()


def plan(session: Session, conversation_id: str, means: DeskMeans, now: datetime) -> None:
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
        open_rows = [row for row in rows if row.state != "closed"]
        current = [row for row in open_rows if stands_in(session, row.unit, group.unit, now)]
        found = topic_of(session, group, conversation_id, current, now)
        if found is None:
            continue
        topic, is_new = found
        scene = Scene(group, topic, current, mode_in(means, group.unit, current), is_new)
        _plan_cards(session, scene, rows, means, now)
        plan_words(session, scene, now)
        plan_changes(session, scene, means, now)
        here = [row for row in rows if stands_in(session, row.unit, group.unit, now)]
        plan_notices(session, scene, here, means, now)


def facts(
    session: Session, row: Escalation, group: ForumGroup, means: DeskMeans, now: datetime
) -> CardFacts:
    """Return what the card of an escalation tells in a group."""
    view = view_with_name(session, row)
    is_here = stands_in(session, row.unit, group.unit, now)
    common = CardFacts(
        ticket=row.ticket,
        stage=view.stage.value if is_here else "moved",
        unit=means.unit_name(row.unit),
        mode=mode_in(means, group.unit, [row]) if is_here else Mode.CARD,
        waits_since=view.unanswered_since,
        held_by=_holder(view),
        kind=means.kind_by_law(row.request_kind or ""),
        by_citizen=view.closed_by is ClosedBy.CITIZEN,
        merged_into=(goes_on_in(session, row.ticket) or "") if row.merged_into_id else "",
        snoozed_until=view.snoozed_until,
        times_opened=view.round,
        is_contested=view.contested_at is not None,
        due_at=row.deadline_at,
        link=means.link(row.ticket),
    )
    return _with_summary(session, view, common, means, now) if common.mode is Mode.FULL else common


def _with_summary(
    session: Session, view: EscalationView, told: CardFacts, means: DeskMeans, now: datetime
) -> CardFacts:
    summary = summarize_for_unit(session, view, now, means.is_english)
    found = (means.article(name) for name in summary.articles)
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
    session: Session, scene: Scene, rows: Sequence[Escalation], means: DeskMeans, now: datetime
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
