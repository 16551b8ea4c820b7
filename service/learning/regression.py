"""Regression cases: what must go on being answered right, a message or a conversation.

A case has the turns of ``tests/questions/conversations.jsonl``, so that the same program plays
both. Functions take an open ``Session`` and never commit.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.answering.decision import is_topic
from service.learning.label_kinds import OUTSIDE_INTENT, Turns
from service.storage.learning_tables import RegressionCase

EXPECTED = {  # of what is no topic, in the keys of a file of conversations
    "human": {"handoff": True},
    OUTSIDE_INTENT: {"refused": True},
}


@dataclass(frozen=True)
class Case:
    """What must go on being answered right.

    Attributes:
        turns: What is said and what is expected, in order; the last one expects something.
    """

    id: int
    turns: Turns
    label_id: int | None
    added_at: datetime

    def as_line(self) -> dict[str, Any]:
        """Return it as a line of a file of conversations."""
        return {"id": f"case-{self.id}", "title": f"[case] {self.id}", "turns": list(self.turns)}


def can_expect(intent: str) -> bool:
    """Tell whether a test can say that a message is to have an intent."""
    return is_topic(intent) or intent in EXPECTED


def case_turn(text: str, intent: str) -> dict[str, Any]:
    """Return a turn that says something, and is to be understood so; "": whatever comes of it."""
    if not intent:
        return {"say": text}
    return {"say": text, "expect": EXPECTED.get(intent) or {"topic": intent}}


def intent_of(turn: Mapping[str, Any]) -> str:
    """Return the intent that a turn of a case expects; "": none."""
    expect = turn.get("expect") or {}
    special = {name for name, wanted in EXPECTED.items() if wanted == expect}
    return special.pop() if special else str(expect.get("topic", ""))


def add_case(session: Session, turns: Turns, label_id: int | None, now: datetime) -> bool:
    """Let a case be judged from now on; False: what is said in it was a case before.

    Then what is expected now holds.
    """
    digest = _digest(turns)
    row = session.scalar(select(RegressionCase).where(RegressionCase.digest == digest))
    if row is not None:
        row.turns, row.is_active, row.label_id = [dict(turn) for turn in turns], True, label_id
        return False
    session.add(
        RegressionCase(
            digest=digest,
            turns=[dict(turn) for turn in turns],
            is_active=True,
            label_id=label_id,
            added_at=now,
        )
    )
    session.flush()
    return True


def retire_case(session: Session, turns: Turns) -> bool:
    """Judge a case no more, by what is said in it; False: it is none."""
    row = session.scalar(select(RegressionCase).where(RegressionCase.digest == _digest(turns)))
    if row is None or not row.is_active:
        return False
    row.is_active = False
    return True


def cases(session: Session) -> Sequence[Case]:
    """Return every case that is judged, the oldest first."""
    asked = select(RegressionCase).where(RegressionCase.is_active).order_by(RegressionCase.id)
    return [
        Case(row.id, tuple(row.turns), row.label_id, row.added_at)
        for row in session.scalars(asked)
    ]


def _digest(turns: Turns) -> str:
    said = [turn["say"] for turn in turns]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
