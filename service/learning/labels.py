"""What maintainers say about messages: proposed by one person, decided by another.

What changes what an intent means needs both; that a message was answered right, that nothing
answers it, or that there is nothing in it, one person says alone. Functions take an open
``Session`` of ``Database.write`` and never commit; what is refused is raised, so that nothing of
it stays.
"""

from datetime import datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import CursorResult, delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.examples.intents import IntentUnknown
from service.examples.register import ExampleRefused, add, move, retire, take_register
from service.learning.label_checks import Looked, checked, require_no_conflict
from service.learning.label_kinds import (
    LEARNING,
    TWO_PEOPLE,
    Kind,
    LabelView,
    Person,
    State,
    TeachingRefused,
    Wanted,
    Why,
)
from service.learning.label_views import decided_turns, label_of_turn, read_label
from service.learning.readable import as_reason
from service.learning.regression import add_case, retire_case
from service.officers.duty import OfficerView, find_officer
from service.officers.roles import Permission, may
from service.paths import ROOT
from service.storage.learning_tables import Label, LabelTurn
from service.storage.rows import insert_rows

__all__ = ["approve", "decided_turns", "propose", "refuse", "withdraw"]

NOT_LOOKED = Looked()
_DEEDS = {
    State.PROPOSED: Deed.LABEL_PROPOSED,
    State.DONE: Deed.LABEL_DONE,
    State.APPROVED: Deed.LABEL_APPROVED,
    State.REFUSED: Deed.LABEL_REFUSED,
    State.WITHDRAWN: Deed.LABEL_WITHDRAWN,
}


def propose(
    session: Session,
    who: Person,
    wanted: Wanted,
    now: datetime,
    root: Path = ROOT,
    looked: Looked = NOT_LOOKED,
) -> LabelView:
    """Keep what somebody says about messages or examples; it is done where one person is enough.

    Args:
        root: Where data/, content/ and the questions that measure lie.
        looked: What ``look`` found before this transaction, because it takes seconds.

    Raises:
        TeachingRefused: It cannot be said, contradicts an example, or somebody was faster.
    """
    if who.officer_id is not None:
        _require_right(find_officer(session, who.officer_id))
    asked = checked(session, wanted, root)
    require_no_conflict(session, asked, looked, root)
    label = _row(who, asked, now)
    session.add(label)
    session.flush()
    _take(session, label.id, asked.turns)
    _record(session, label.id, State(label.state), now, who.officer_id)
    return read_label(session, label.id)


def approve(
    session: Session,
    label_id: int,
    officer_id: int,
    now: datetime,
    root: Path = ROOT,
    looked: Looked = NOT_LOOKED,
) -> LabelView:
    """Carry out what somebody else proposed.

    Raises:
        TeachingRefused: This person may not, somebody was faster, or it contradicts an example.
    """
    officer, label = find_officer(session, officer_id), read_label(session, label_id)
    _require_second(officer, label)
    _end(session, label_id, State.APPROVED, officer, "", now)
    take_register(session)
    require_no_conflict(session, label, looked, root)
    try:
        _carry_out(session, label, officer.name, now, root)
    except (ExampleRefused, IntentUnknown) as error:
        raise TeachingRefused(Why.NOT_CARRIED, what=str(error)) from error
    return read_label(session, label_id)


def refuse(
    session: Session, label_id: int, officer_id: int, answer: str, now: datetime
) -> LabelView:
    """Refuse what somebody else proposed, and say why; its messages are to be decided again.

    Raises:
        TeachingRefused: This person may not, no reason was given, or somebody was faster.
    """
    officer = find_officer(session, officer_id)
    _require_second(officer, read_label(session, label_id))
    if not as_reason(answer):
        raise TeachingRefused(Why.NO_REASON)
    return _let_go(session, label_id, State.REFUSED, officer, answer, now)


def withdraw(session: Session, label_id: int, officer_id: int, now: datetime) -> LabelView:
    """Take back what one proposed; its messages are to be decided again.

    Raises:
        TeachingRefused: It is somebody else's, or was decided meanwhile.
    """
    officer = find_officer(session, officer_id)
    if read_label(session, label_id).proposed_by != officer_id:
        raise TeachingRefused(Why.NOT_ALLOWED)
    return _let_go(session, label_id, State.WITHDRAWN, officer, "", now)


def is_own(officer: OfficerView, label: LabelView) -> bool:
    """Tell whether a person proposed this, at the desk or by a command."""
    if label.proposed_by is not None:
        return label.proposed_by == officer.id
    names = (officer.username.casefold(), officer.name.casefold()[:64])
    return label.proposed_name.casefold() in names


def _require_right(officer: OfficerView) -> None:
    if not (officer.is_active and may(officer.role, Permission.TEACH)):
        raise TeachingRefused(Why.NOT_ALLOWED, what=officer.username)


def _require_second(officer: OfficerView, label: LabelView) -> None:
    _require_right(officer)
    if is_own(officer, label):
        raise TeachingRefused(Why.OWN, what=officer.username)
    if label.state is not State.PROPOSED:
        raise TeachingRefused(Why.DECIDED, label_id=label.id)


def _row(who: Person, asked: Wanted, now: datetime) -> Label:
    is_done = asked.kind not in TWO_PEOPLE
    details: dict[str, Any] = {"messages": len(asked.turns)}
    if asked.cases:
        details["cases"] = [[dict(turn) for turn in turns] for turns in asked.cases]
    if asked.texts is None:
        details["all"] = True
    return Label(
        kind=asked.kind.value,
        intent=asked.intent or None,
        from_intent=asked.from_intent or None,
        texts=list(asked.texts or ()),
        details=details,
        state=(State.DONE if is_done else State.PROPOSED).value,
        reason=asked.reason,
        proposed_by=who.officer_id,
        proposed_name=who.name[:64],
        proposed_at=now,
        decided_by=who.officer_id if is_done else None,
        decided_name=who.name[:64] if is_done else "",
        decided_at=now if is_done else None,
    )


def _take(session: Session, label_id: int, turns: tuple[int, ...]) -> None:
    """Let messages be this label's, if they are nobody else's: their number is the judge."""
    said = label_of_turn(session, turns)
    if said is not None:
        raise TeachingRefused(Why.DECIDED, label_id=said.id)
    try:
        with session.begin_nested():
            # In one order, or two who share messages would wait for each other.
            insert_rows(
                session, [LabelTurn(turn_id=one, label_id=label_id) for one in sorted(turns)]
            )
    except IntegrityError as error:
        said = label_of_turn(session, turns)
        raise TeachingRefused(Why.DECIDED, label_id=said.id if said else None) from error


def _end(
    session: Session, label_id: int, state: State, by: OfficerView, answer: str, now: datetime
) -> None:
    """End what waits, if nobody else did: the row itself is the judge."""
    changed = session.execute(
        update(Label)
        .where(Label.id == label_id, Label.state == State.PROPOSED.value)
        .values(
            state=state.value,
            decided_by=by.id,
            decided_name=by.name[:64],
            decided_at=now,
            answer=as_reason(answer),
        )
    )
    if cast("CursorResult[Any]", changed).rowcount != 1:
        raise TeachingRefused(Why.DECIDED, label_id=label_id)
    _record(session, label_id, state, now, by.id)


def _let_go(
    session: Session, label_id: int, state: State, by: OfficerView, answer: str, now: datetime
) -> LabelView:
    _end(session, label_id, state, by, answer, now)
    session.execute(delete(LabelTurn).where(LabelTurn.label_id == label_id))
    return read_label(session, label_id)


def _carry_out(session: Session, label: LabelView, by: str, now: datetime, root: Path) -> None:
    told: dict[str, Any] = {"label_id": label.id, "by": by, "now": now}
    if label.kind in LEARNING:
        add(session, label.texts, label.intent, root=root, **told)
    elif label.kind is Kind.RETIRE:
        retire(session, label.texts, label.intent, reason=label.reason, **told)
    elif label.kind is Kind.MOVE:
        texts = None if label.takes_all else label.texts
        why = label.reason
        move(session, label.from_intent, label.intent, texts, reason=why, root=root, **told)
    for turns in label.cases:
        if label.kind is Kind.TEST:
            add_case(session, turns, label.id, now)
        else:
            retire_case(session, turns)


def _record(
    session: Session, label_id: int, state: State, now: datetime, officer_id: int | None
) -> None:
    label = read_label(session, label_id)
    data = {"label": label_id, "kind": label.kind.value, "messages": label.messages}
    if label.intent:
        data["intent"] = label.intent[:64]
    record(session, _DEEDS[state], now, officer_id=officer_id, data=data)
