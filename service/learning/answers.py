"""What officers answered again and again, and no article or canned reply says yet.

A ticket is for those who may read it. So that others can be shown what is in many tickets, a
suggestion was said to ``CITIZENS`` citizens at least, by answers in which nothing personal was
found, and of its words only those are shown that so many of them were told. Of what citizens wrote
nothing is read. Functions take an open ``Session`` and only read.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.canned.places import Place
from service.canned.tables import CannedReply
from service.door.masking import mask
from service.escalations.standing import EventKind
from service.escalations.tickets import without_ticket
from service.learning.grouping import letters_alike
from service.markup import plain
from service.outcomes import Author, Delivery
from service.storage.content_tables import ArticleRow
from service.storage.escalation_tables import EscalationEvent
from service.storage.tables import Escalation, Officer, OutboxMessage
from service.text import words

CITIZENS = 3  # who were told something, before others than the tickets' readers are shown it
MOST = 2_000  # answers looked at, the newest
ALIKE = 0.6  # likeness of letters, 0 to 1, from which two answers say the same
SAID_ALREADY = 85.0  # of 100, from which an article or a canned reply says it
SHORT = 5  # words; a shorter answer says nothing that could be kept
HIDDEN = "…"
_WORD = re.compile(r"[^\W_]+")
_SHOWN = re.compile(r"\{(?:" + "|".join(Place) + r")\}|[^\W_]+")
_HIDDEN = re.compile(rf"{HIDDEN}(?:[\s,/.\-]*{HIDDEN})+")


@dataclass(frozen=True)
class Suggestion:
    """Something that officers answered several times.

    Attributes:
        text: Without the words that few citizens were told.
        count: Answers that say it, by so many ``officers`` to so many ``citizens``.
    """

    unit: str
    text: str
    count: int
    citizens: int
    officers: int
    newest: datetime


@dataclass(frozen=True)
class _Said:
    unit: str
    citizen: str
    officer: int | None
    at: datetime
    text: str


def suggestions(
    session: Session, begin: datetime, end: datetime, reaches: Callable[[str], bool]
) -> list[Suggestion]:
    """Return what was answered again and again, what most citizens were told first.

    Args:
        reaches: Whether the reader is to see a unit's.
    """
    said = [one for one in _said(session, begin, end) if reaches(one.unit)]
    groups = [group for group in _alike(said) if len(_citizens(group)) >= CITIZENS]
    kept = _kept_texts(session)
    found = [_suggestion(group) for group in groups if not _is_said(group[0].text, kept)]
    return sorted(found, key=lambda one: (-one.citizens, -one.count, one.text))


def _said(session: Session, begin: datetime, end: datetime) -> Iterator[_Said]:
    """Yield officers' answers in which nothing personal was found, the newest first."""
    events = session.execute(
        select(EscalationEvent.data, Escalation.unit, Escalation.conversation_id)
        .join(Escalation, Escalation.id == EscalationEvent.escalation_id)
        .where(
            EscalationEvent.kind == EventKind.ANSWERED.value,
            EscalationEvent.at >= begin,
            EscalationEvent.at < end,
        )
        .order_by(EscalationEvent.id.desc())
        .limit(MOST)
    ).all()
    of_message = {data.get("message", 0): (unit, citizen) for data, unit, citizen in events}
    rows = session.execute(
        select(OutboxMessage, Officer.name)
        .outerjoin(Officer, Officer.id == OutboxMessage.officer_id)
        .where(
            OutboxMessage.id.in_(of_message),
            OutboxMessage.author == Author.OFFICER.value,
            OutboxMessage.state == Delivery.SENT.value,
        )
        .order_by(OutboxMessage.id.desc())
    )
    for message, name in rows:
        text = with_places(message.text, name or "")
        if len(words(text)) >= SHORT and not mask(text).kinds:
            yield _Said(*of_message[message.id], message.officer_id, message.created_at, text)


def with_places(text: str, officer: str) -> str:
    """Return an answer with the places of a canned reply for its ticket and its officer."""
    text = without_ticket(text, "{" + Place.TICKET + "}")
    return text.replace(officer, "{" + Place.OFFICER + "}") if officer else text


def _alike(said: Sequence[_Said]) -> list[list[_Said]]:
    """Return the answers of a unit that say the same, the newest of each first."""
    groups: list[list[_Said]] = []
    of_unit: defaultdict[str, list[_Said]] = defaultdict(list)
    for one in said:
        of_unit[one.unit].append(one)
    for answers in of_unit.values():
        groups += _groups(answers)
    return groups


def _groups(answers: Sequence[_Said]) -> list[list[_Said]]:
    likeness = letters_alike([one.text for one in answers])
    centres, members = list[int](), list[list[_Said]]()
    for number, one in enumerate(answers):
        near = likeness[number, centres]
        if near.size and near.max() >= ALIKE:
            members[int(near.argmax())].append(one)
        else:
            centres.append(number)
            members.append([one])
    return members


def _citizens(group: Sequence[_Said]) -> Collection[str]:
    return {one.citizen for one in group}


def _suggestion(group: Sequence[_Said]) -> Suggestion:
    return Suggestion(
        unit=group[0].unit,
        text=_shared(group),
        count=len(group),
        citizens=len(_citizens(group)),
        officers=len({one.officer for one in group}),
        newest=max(one.at for one in group),
    )


def _shared(group: Sequence[_Said]) -> str:
    """Return what the answers share: the one that has least else, without that."""
    stands = {(word, one.citizen) for one in group for word in _words(one.text)}
    often = Counter(word for word, _ in stands)

    def show(found: re.Match[str]) -> str:
        is_place = found[0].startswith("{")
        return found[0] if is_place or often[found[0].casefold()] >= CITIZENS else HIDDEN

    texts = [_HIDDEN.sub(HIDDEN, _SHOWN.sub(show, one.text)) for one in group]
    return min(texts, key=lambda text: (text.count(HIDDEN), -len(text)))


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _kept_texts(session: Session) -> list[str]:
    """Return what units' canned replies and the articles that serve say."""
    canned = session.scalars(select(CannedReply.text).where(CannedReply.unit.is_not(None)))
    articles = session.execute(select(ArticleRow.text, ArticleRow.more))
    return [*map(_plain, canned), *(_plain(f"{text}\n{more or ''}") for text, more in articles)]


def _is_said(text: str, kept: Sequence[str]) -> bool:
    """Tell whether something kept is nearly an answer, or has it as a part."""
    said = _plain(text)
    return any(
        (fuzz.partial_ratio if len(one) > len(said) else fuzz.ratio)(said, one) >= SAID_ALREADY
        for one in kept
    )


def _plain(text: str) -> str:
    return " ".join(words(plain(text)))
