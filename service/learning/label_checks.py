"""Whether something can be said about messages: asked before anything of it is kept."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.examples.conflicts import Conflict, conflicts_of
from service.examples.intents import IntentUnknown, require_intent
from service.examples.reading import ALSO
from service.examples.register import active
from service.learning.intents import known_intents
from service.learning.label_kinds import (
    LEARNING,
    ON_EXAMPLES,
    ON_NO_MESSAGE,
    OUTSIDE_INTENT,
    Kind,
    LabelView,
    TeachingRefused,
    Wanted,
    Why,
)
from service.learning.readable import as_reason, cleaned, require_clean, require_masked
from service.learning.signals import HEARD
from service.storage.example_tables import ExampleChange
from service.storage.tables import Turn

LARGEST = 2**31 - 1  # number of a row


def checked(session: Session, wanted: Wanted, root: Path) -> Wanted:
    """Return what is wanted as it is kept: no sentence stays where nobody needs it.

    Raises:
        TeachingRefused: Something of it cannot be said.
    """
    kind = wanted.kind
    intent = OUTSIDE_INTENT if kind is Kind.OUTSIDE else wanted.intent.strip()
    _require_intents(session, wanted, intent, root)
    if kind in ON_NO_MESSAGE and not as_reason(wanted.reason):
        raise TeachingRefused(Why.NO_REASON)
    return Wanted(
        kind=kind,
        turns=() if kind in ON_NO_MESSAGE else _messages(session, wanted.turns),
        texts=_texts(session, wanted),
        intent=intent if kind in LEARNING | ON_EXAMPLES else "",
        from_intent=wanted.from_intent.strip() if kind is Kind.MOVE else "",
        reason=as_reason(wanted.reason),
        cases=_cases(wanted),
    )


def _require_intents(session: Session, wanted: Wanted, intent: str, root: Path) -> None:
    needed = {Kind.INTENT: [intent], Kind.RETIRE: [intent]}
    needed[Kind.MOVE] = [wanted.from_intent.strip(), intent]
    named = needed.get(wanted.kind, [])
    if not all(named):
        raise TeachingRefused(Why.NO_INTENT)
    known = known_intents(session)
    learnt = {one.intent for one in active(session)} if wanted.kind in ON_EXAMPLES else set()
    for name in named:
        if name not in known and name not in learnt:
            raise TeachingRefused(Why.UNKNOWN_INTENT, what=name)
    if len(named) != len(set(named)):
        raise TeachingRefused(Why.SAME_INTENT, what=intent)
    if wanted.kind in (Kind.INTENT, Kind.MOVE):
        try:
            require_intent(root, intent)
        except IntentUnknown as error:
            raise TeachingRefused(Why.NEW_TOPIC, what=intent) from error


def _texts(session: Session, wanted: Wanted) -> tuple[str, ...] | None:
    kind = wanted.kind
    if kind in (Kind.CONFIRM, Kind.DISCARD) or (kind is Kind.MOVE and wanted.texts is None):
        return None if kind is Kind.MOVE else ()
    if kind in (Kind.TEST, Kind.UNTEST):
        return tuple(turns[-1]["say"] for turns in wanted.cases)
    if kind in ON_EXAMPLES:  # as they stand in the register
        texts = tuple(dict.fromkeys(wanted.texts or ()))
        _require_learnt(session, texts, wanted)
    else:
        texts = cleaned(wanted.texts or ())
        (require_masked if kind is Kind.MISSING else require_clean)(texts)
    if not texts and kind is not Kind.MISSING:
        raise TeachingRefused(Why.NO_TEXT)
    return texts


def _require_learnt(session: Session, texts: tuple[str, ...], wanted: Wanted) -> None:
    whose = (wanted.from_intent if wanted.kind is Kind.MOVE else wanted.intent).strip()
    learnt = {one.text: one.file for one in active(session) if one.intent == whose}
    unknown = tuple(text for text in texts if text not in learnt)
    if unknown:
        raise TeachingRefused(Why.NO_EXAMPLE, unknown)
    lay = tuple(text for text in texts if learnt[text] == ALSO)
    if lay:
        raise TeachingRefused(Why.LAY_WORD, lay)


def _cases(wanted: Wanted) -> tuple[Any, ...]:
    if wanted.kind not in (Kind.TEST, Kind.UNTEST):
        return ()
    if not wanted.cases or not all(turns and turns[-1].get("expect") for turns in wanted.cases):
        raise TeachingRefused(Why.NO_CASE)
    require_masked(cleaned(turn["say"] for turns in wanted.cases for turn in turns))
    return wanted.cases


def _messages(session: Session, turns: tuple[int, ...]) -> tuple[int, ...]:
    """Return the messages, each of which the bot answered."""
    wanted = tuple(dict.fromkeys(turns))
    possible = [turn for turn in wanted if 0 < turn <= LARGEST]  # others break the question
    asked = select(Turn.id).where(Turn.id.in_(possible), Turn.outcome.in_(HEARD), Turn.text != "")
    found = set(session.scalars(asked))
    if not wanted or found != set(wanted):
        gone = ", ".join(str(turn) for turn in wanted if turn not in found)
        raise TeachingRefused(Why.NO_TURN, what=gone)
    return wanted


@dataclass(frozen=True)
class Looked:
    """What spoke against sentences, and how far the register had come then."""

    against: tuple[Conflict, ...] = ()
    register: int = -1


def look(session: Session, asked: Wanted | LabelView, root: Path) -> Looked:
    """Return what speaks against learning what is asked for; some seconds, and only reads.

    What moves may be where it moves from.
    """
    stands = register_stands(session)
    if asked.kind in LEARNING:
        return Looked(tuple(conflicts_of(session, asked.texts or (), asked.intent, root)), stands)
    if asked.kind is not Kind.MOVE:
        return Looked((), stands)
    found = conflicts_of(session, asked.texts or (), asked.intent, root)
    against = (one for one in found if one.other_intent not in ("", asked.from_intent))
    return Looked(tuple(against), stands)


def require_no_conflict(
    session: Session, asked: Wanted | LabelView, looked: Looked, root: Path
) -> None:
    """Make sure that nothing speaks against it, looking again if the register has come on since.

    Raises:
        TeachingRefused: Something does; it has both sides.
    """
    if looked.register != register_stands(session):
        looked = look(session, asked, root)
    if looked.against:
        raise TeachingRefused(Why.CONFLICT, conflicts=looked.against)


def register_stands(session: Session) -> int:
    """Return the number of the newest act on the register."""
    return session.scalar(select(func.max(ExampleChange.id))) or 0
