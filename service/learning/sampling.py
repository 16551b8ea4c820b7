"""Draws some messages of a week at random, so that how often the bot is right can be told.

Whoever judges only what looks wrong learns what went wrong, and not how much went right. The draw
is by stratum and from a seed that is kept. Functions take an open ``Session``; none commits.
"""

import secrets
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.calendar import WIB
from service.errors import TanyaError
from service.learning.signals import BY_BOT
from service.storage.content_tables import ArticleRow
from service.storage.learning_tables import Sample, SampledTurn
from service.storage.rows import insert_unless_known
from service.storage.tables import Conversation, Turn

USUAL = 100  # messages a week
FEW = 2  # of each stratum, if it has them
OF_ONE_CITIZEN = 3  # at most, in one sample
WEEK = timedelta(days=7)
SURE, HALF_SURE = 0.8, 0.5  # from which a confidence is "high", and "middle"
WRITTEN = ("text", "edited")
NO_GROUP = "none"  # of messages without an article

Key = tuple[str, ...]


class SampleRefused(TanyaError):
    """A sample that cannot be drawn, or a word on it that cannot be given; ``why`` is a key."""

    def __init__(self, why: str, message: str) -> None:
        super().__init__(message)
        self.why = why


@dataclass(frozen=True)
class Drawable:
    """A message that may be drawn."""

    turn_id: int
    conversation_id: str
    group: str
    channel: str
    band: str


@dataclass(frozen=True)
class Drawn:
    """The messages of one stratum that were drawn.

    Attributes:
        turns: How many messages the stratum has.
    """

    key: Key
    turns: int
    drawn: tuple[int, ...]


def week_before(now: datetime) -> datetime:
    """Return when the last whole week began: Monday 00:00 in Jakarta, in UTC."""
    today = now.astimezone(WIB).date()
    monday = today - timedelta(days=today.weekday(), weeks=1)
    return datetime.combine(monday, time(), WIB).astimezone(UTC)


def draw_sample(
    session: Session, begin: datetime, now: datetime, size: int = USUAL, seed: int | None = None
) -> int:
    """Draw the sample of a week, or find it drawn; return its number.

    Raises:
        SampleRefused: The week is not over (``week``), or had no message (``empty``).
    """
    known = session.scalar(_OF_WEEK.where(Sample.begin == begin))
    if known is not None:
        return known
    if begin + WEEK > now:
        raise SampleRefused("week", "That week is not over: draw it from next Monday on.")
    seed = secrets.randbits(31) if seed is None else seed
    strata = draw(_drawables(session, begin), size, seed)
    if not strata:
        raise SampleRefused("empty", "The bot answered nothing in that week: there is no sample.")
    return _keep(session, begin, strata, seed, now)


def is_drawn(session: Session, sample_id: int) -> bool:
    """Tell whether there is such a sample."""
    return session.get(Sample, sample_id) is not None


def draw(turns: Sequence[Drawable], size: int, seed: int) -> list[Drawn]:
    """Draw about ``size`` messages; the same turns and seed give the same ones.

    No more than ``OF_ONE_CITIZEN`` are of one citizen, so it may be fewer.
    """
    random = Random(seed)  # noqa: S311 - to be drawn again, not to be secret
    members = _strata(sorted(turns, key=lambda one: one.turn_id), size)
    wanted = allot({key: len(its) for key, its in members.items()}, size)
    seen: Counter[str] = Counter()
    strata = []
    for key in sorted(members):
        chosen: list[int] = []
        for one in random.sample(members[key], len(members[key])):
            if len(chosen) < wanted[key] and seen[one.conversation_id] < OF_ONE_CITIZEN:
                seen[one.conversation_id] += 1
                chosen.append(one.turn_id)
        strata.append(Drawn(key, len(members[key]), tuple(chosen)))
    return strata


def allot(turns: Mapping[Key, int], size: int) -> dict[Key, int]:
    """Return how many messages each stratum gives: ``FEW``, and the rest by its size."""
    given = {key: min(FEW, number) for key, number in turns.items()}
    whole = sum(turns.values())
    for _ in range(min(size, whole) - sum(given.values())):
        open_ones = [key for key in turns if given[key] < turns[key]]
        neediest = max(open_ones, key=lambda key: (size * turns[key] / whole - given[key], key))
        given[neediest] += 1
    return given


def _strata(turns: Sequence[Drawable], size: int) -> dict[Key, list[Drawable]]:
    """Part the messages as finely as ``FEW`` of each stratum fit into the sample."""
    keys: tuple[tuple[str, ...], ...] = (("group", "channel", "band"), ("channel", "band"), ())
    members: dict[Key, list[Drawable]] = {}
    for names in keys:
        members = defaultdict(list)
        for one in turns:
            members[tuple(getattr(one, name) for name in names)].append(one)
        if FEW * len(members) <= size:
            break
    return members


def _drawables(session: Session, begin: datetime) -> list[Drawable]:
    """Return what the bot answered by itself in a week; what officers were written is not ours."""
    groups = {row.id: row.category for row in session.execute(_GROUPS)}
    rows = session.execute(
        select(
            Turn.id,
            Turn.conversation_id,
            Turn.topic,
            Turn.topics,
            Turn.confidence,
            Conversation.channel,
        )
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .where(
            Turn.created_at >= begin,
            Turn.created_at < begin + WEEK,
            Turn.outcome.in_([outcome.value for outcome in BY_BOT]),
            Turn.kind.in_(WRITTEN),
            Turn.text != "",
        )
    )
    return [
        Drawable(
            row.id,
            row.conversation_id,
            groups.get(row.topic or next(iter(row.topics), ""), NO_GROUP),
            row.channel,
            band_of(row.confidence),
        )
        for row in rows
    ]


def band_of(confidence: float) -> str:
    """Return the word for a confidence."""
    if confidence >= SURE:
        return "high"
    return "middle" if confidence >= HALF_SURE else "low"


def _keep(
    session: Session, begin: datetime, strata: Sequence[Drawn], seed: int, now: datetime
) -> int:
    kept = [
        {"key": list(one.key), "turns": one.turns, "drawn": len(one.drawn), "seed": seed}
        for one in strata
    ]
    # Whoever draws the same week at the same moment waits here, and finds it drawn.
    number = insert_unless_known(session, Sample(begin=begin, drawn_at=now, strata=kept))
    if number is None:
        return session.scalars(_OF_WEEK.where(Sample.begin == begin)).one()
    chosen = [(turn, place) for place, one in enumerate(strata) for turn in one.drawn]
    Random(seed).shuffle(chosen)  # noqa: S311 - no stratum is judged when judges are tired
    for turn, place in chosen:
        session.add(SampledTurn(sample_id=number, turn_id=turn, stratum=place))
        session.flush()  # in this order
    data = {"sample": number, "turns": len(chosen), "seed": seed}
    record(session, Deed.SAMPLE_DRAWN, now, data=data)
    return number


_OF_WEEK = select(Sample.id)
_GROUPS = select(ArticleRow.id, ArticleRow.category)
