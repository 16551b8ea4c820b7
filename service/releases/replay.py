"""The replay of a candidate: what it answers otherwise than what serves, each to be read.

``tanya replay`` asks both models and keeps what changed; maintainers accept each change, or turn
it into an example. Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.conversations.ownership import FORGOTTEN
from service.errors import NotFound, TanyaError
from service.releases.answered import Answered, Change, answered_from, changed, severity
from service.releases.asked_lately import Asked
from service.storage.release_tables import ReleaseRow, ReplayRow, ServingOrder
from service.storage.tables import Conversation, Turn

ASKED_AT_ONCE = 5_000  # ids in one statement
SERVING = "serving"  # the state of the order that is obeyed


class NothingToCompare(TanyaError):
    """No release serves, and none was named, that a candidate could be compared with."""


@dataclass(frozen=True)
class Replayed:
    """What was asked again of a release.

    Attributes:
        against: The model that it was compared with, a file's name.
        questions: Different ones; ``messages`` is how often they had been asked.
        left_out: Different questions beyond the most that were wanted.
        changed: Of the questions.
        seconds: It took, with both models.
    """

    against: str
    begin: datetime
    end: datetime
    questions: int
    messages: int
    left_out: int
    messages_left_out: int
    changed: int
    seconds: float
    at: datetime

    def to_row(self) -> dict[str, Any]:
        """Return it as it is kept."""
        moments = {name: getattr(self, name).isoformat() for name in _MOMENTS}
        return {**asdict(self), **moments}


_MOMENTS = ("begin", "end", "at")


@dataclass(frozen=True)
class Compared:
    """A question and its two answers."""

    asked: Asked
    before: Answered
    after: Answered


@dataclass(frozen=True)
class ChangedAnswer:
    """A question that a candidate answers otherwise, as it is read.

    Attributes:
        turns: The newest messages that asked it.
        verdict: "accepted", "example", or "" until somebody read it.
    """

    id: int
    text: str
    turns: tuple[int, ...]
    in_talk: str | None
    channel: str
    count: int
    citizens: int
    change: Change
    before: Answered
    after: Answered
    severity: float
    verdict: str
    label_id: int | None
    decided_name: str
    decided_at: datetime | None


@dataclass(frozen=True)
class Wanted:
    """Which changes are looked at; empty: all."""

    changes: Collection[Change] = ()
    topic: str = ""
    is_unread: bool = False


@dataclass(frozen=True)
class Changes:
    """What was found, the worst first.

    Attributes:
        total: Of the release, whatever is looked for.
        read: Of these, how many have a verdict.
        by_change: Of those of the topic, how many of each kind.
    """

    found: tuple[ChangedAnswer, ...]
    total: int
    read: int
    by_change: dict[Change, int] = field(default_factory=dict)


def models_of(session: Session, release_id: int) -> tuple[str | None, str]:
    """Return the models that are compared: the one before, None where there is none, and its own.

    Before is what serves, else what the release was judged beside.

    Raises:
        NotFound: There is no such release.
    """
    release = _release(session, release_id)
    serves = session.scalar(
        select(ServingOrder.release_id)
        .where(ServingOrder.state == SERVING)
        .order_by(ServingOrder.id.desc())
        .limit(1)
    )
    before = serves if serves not in (None, release_id) else release.against_id
    return (_release(session, before).model if before else None), release.model


def keep_replay(
    session: Session, release_id: int, replayed: Replayed, compared: Sequence[Compared]
) -> int:
    """Keep what changed in the place of what an earlier replay found; return how many there are.

    A verdict stays where question and answers are the same as when it was given.
    """
    release = session.get(ReleaseRow, release_id, with_for_update=True)
    if release is None:
        raise NotFound(f"release {release_id}")
    old = {_identity(row): row for row in _rows(session, release_id)}
    rows = [row for one in compared if (row := _row(release_id, one)) is not None]
    for row in rows:
        _take_over(row, old.get(_identity(row)))
    for gone in old.values():
        session.delete(gone)
    session.flush()
    session.add_all(rows)
    told = {**replayed.to_row(), "changed": len(rows)}
    release.replay = told
    data = {
        "release": release_id,
        "questions": replayed.questions,
        "messages": replayed.messages,
        "changed": len(rows),
    }
    record(session, Deed.RELEASE_REPLAYED, replayed.at, data=data)
    return len(rows)


def replayed(session: Session, release_id: int) -> Replayed | None:
    """Return what a release was replayed with, None where it never was: that is not "read"."""
    kept = _release(session, release_id).replay
    if kept is None:
        return None
    values: dict[str, Any] = {
        name: datetime.fromisoformat(value) if name in _MOMENTS else value
        for name, value in kept.items()
    }
    return Replayed(**values)


def unread(session: Session, release_id: int) -> int:
    """Return how many changed answers nobody has decided about; see ``replayed``, too."""
    unread_rows = select(func.count()).where(
        ReplayRow.release_id == release_id, ReplayRow.verdict == ""
    )
    return session.scalar(unread_rows) or 0


def changes_of(session: Session, release_id: int, wanted: Wanted | None = None) -> Changes:
    """Return the changed answers of a release, the worst first."""
    wanted = wanted or Wanted()
    every = [_view(row) for row in _rows(session, release_id)]
    of_topic = [one for one in every if not wanted.topic or wanted.topic in topics_of(one)]
    counts = dict.fromkeys(Change, 0)
    for one in of_topic:
        counts[one.change] += 1
    found = [
        one
        for one in of_topic
        if (not wanted.changes or one.change in wanted.changes)
        and not (wanted.is_unread and one.verdict)
    ]
    return Changes(tuple(found), len(every), sum(bool(one.verdict) for one in every), counts)


def topics_of(one: ChangedAnswer) -> frozenset[str]:
    """Return the articles that a change is about."""
    return frozenset(
        topic for said in (one.before, one.after) for topic in (said.answered or said.topics[:1])
    )


def taken_back(session: Session, changes: Sequence[ChangedAnswer]) -> frozenset[int]:
    """Return those whose words no citizen has left with us: they are not to be shown any more."""
    turns = sorted({turn for one in changes for turn in one.turns})
    kept = (
        select(Turn.id)
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .where(Turn.text != "", ~Conversation.address.startswith(FORGOTTEN))
    )
    there: set[int] = set()
    for at in range(0, len(turns), ASKED_AT_ONCE):
        there.update(session.scalars(kept.where(Turn.id.in_(turns[at : at + ASKED_AT_ONCE]))))
    return frozenset(one.id for one in changes if one.turns and there.isdisjoint(one.turns))


def _release(session: Session, release_id: int) -> ReleaseRow:
    release = session.get(ReleaseRow, release_id)
    if release is None:
        raise NotFound(f"release {release_id}")
    return release


def _rows(session: Session, release_id: int) -> Sequence[ReplayRow]:
    return session.scalars(
        select(ReplayRow)
        .where(ReplayRow.release_id == release_id)
        .order_by(ReplayRow.severity.desc(), ReplayRow.id)
    ).all()


def _row(release_id: int, one: Compared) -> ReplayRow | None:
    change = changed(one.before, one.after)
    if change is None:
        return None
    asked = one.asked
    about = {"in_talk": asked.in_talk, "channel": asked.channel, "turns": list(asked.turns)}
    return ReplayRow(
        release_id=release_id,
        text=asked.text,
        count=asked.count,
        citizens=asked.citizens,
        before={**one.before.to_row(), **about},
        after={**one.after.to_row(), "change": change.value},
        severity=severity(change, one.before, one.after, asked.citizens),
        verdict="",
        decided_name="",
    )


def _identity(row: ReplayRow) -> tuple[object, ...]:
    """Return what makes two rows the same question with the same two answers."""
    before, after = answered_from(row.before), answered_from(row.after)
    return (
        row.text,
        row.before["in_talk"],
        *((one.outcome, one.answered, one.topics[:3], one.reply) for one in (before, after)),
    )


def _take_over(row: ReplayRow, old: ReplayRow | None) -> None:
    if old is not None and old.verdict:
        row.verdict, row.label_id = old.verdict, old.label_id
        row.decided_name, row.decided_at = old.decided_name, old.decided_at


def _view(row: ReplayRow) -> ChangedAnswer:
    return ChangedAnswer(
        id=row.id,
        text=row.text,
        turns=tuple(row.before["turns"]),
        in_talk=row.before["in_talk"],
        channel=row.before["channel"],
        count=row.count,
        citizens=row.citizens,
        change=Change(row.after["change"]),
        before=answered_from(row.before),
        after=answered_from(row.after),
        severity=row.severity,
        verdict=row.verdict,
        label_id=row.label_id,
        decided_name=row.decided_name,
        decided_at=row.decided_at,
    )
