"""Reads what maintainers said about messages."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.errors import NotFound
from service.learning.label_kinds import Kind, LabelView, State
from service.storage.learning_tables import Label, LabelTurn

LATELY = 50  # decided ones that are listed


def read_label(session: Session, label_id: int) -> LabelView:
    """Return what somebody said.

    Raises:
        NotFound: There is no such label.
    """
    row = session.get(Label, label_id, populate_existing=True)
    if row is None:
        raise NotFound(f"no decision with the number {label_id}")
    return _view(row)


def waiting_labels(session: Session) -> list[LabelView]:
    """Return what waits for a second person, the oldest first."""
    asked = select(Label).where(Label.state == State.PROPOSED.value).order_by(Label.id)
    return [_view(row) for row in session.scalars(asked)]


def count_waiting(session: Session) -> int:
    """Return how much waits for a second person."""
    asked = select(func.count()).where(Label.state == State.PROPOSED.value)
    return session.scalar(asked) or 0


def recent_labels(session: Session, limit: int = LATELY) -> list[LabelView]:
    """Return what was decided last, the newest first."""
    asked = (
        select(Label)
        .where(Label.state != State.PROPOSED.value)
        .order_by(Label.decided_at.desc(), Label.id.desc())
        .limit(limit)
    )
    return [_view(row) for row in session.scalars(asked)]


def decided_turns(session: Session) -> set[int]:
    """Return the messages about which something was said that stands, or waits."""
    return set(session.scalars(select(LabelTurn.turn_id)))


def label_of_turn(session: Session, turns: Collection[int]) -> LabelView | None:
    """Return what was said about one of some messages; None: nothing was."""
    asked = select(LabelTurn.label_id).where(LabelTurn.turn_id.in_(turns)).limit(1)
    label_id = session.scalar(asked)
    return read_label(session, label_id) if label_id is not None else None


def turns_of(session: Session, label_id: int) -> Sequence[int]:
    """Return the messages that a label is about; none once it was refused or withdrawn."""
    asked = select(LabelTurn.turn_id).where(LabelTurn.label_id == label_id)
    return session.scalars(asked.order_by(LabelTurn.turn_id)).all()


def _view(row: Label) -> LabelView:
    return LabelView(
        id=row.id,
        kind=Kind(row.kind),
        state=State(row.state),
        intent=row.intent or "",
        from_intent=row.from_intent or "",
        texts=tuple(row.texts),
        cases=tuple(row.details.get("cases", ())),
        messages=row.details.get("messages", 0),
        takes_all=bool(row.details.get("all")),
        reason=row.reason,
        proposed_by=row.proposed_by,
        proposed_name=row.proposed_name,
        proposed_at=row.proposed_at,
        decided_name=row.decided_name,
        decided_at=row.decided_at,
        answer=row.answer,
    )
