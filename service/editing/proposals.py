"""Proposals: made, withdrawn, refused and approved; the second is never the first person.

Functions take an open ``Session`` of ``Database.write`` and never commit. What came of an act is
a value; ``Declined`` says why nothing did.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.content.model import Article
from service.content.store import find_article
from service.content.versions import (
    Origin,
    Publication,
    Version,
    newest_version,
    publish,
    take_content,
)
from service.door.masking import mask
from service.editing.rights import may_decide, may_propose, person
from service.editing.tables import ProposalRow
from service.errors import NotFound

WORDS_LIMIT = 1000  # characters of a reason, and of what is said with a decision


class State(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Declined(StrEnum):
    """Why nothing was done."""

    NOT_ALLOWED = "not_allowed"
    OWN = "own"  # nobody approves their own proposal
    DECIDED = "decided"  # somebody was faster
    STALE = "stale"  # another version serves than the one that was looked at
    NO_REASON = "no_reason"
    NO_CHANGE = "no_change"


@dataclass(frozen=True)
class Proposal:
    """What an officer wants an article to say.

    Attributes:
        base: The number of the version that it was written upon; 0: a new article.
        written: The file whole.
        unit: Whose article it is.
        words: What was said with the decision.
    """

    id: int
    article_id: str
    base: int
    written: str
    unit: str
    reason: str
    officer_id: int
    state: State
    created_at: datetime
    words: str = ""
    decided_by: int | None = None
    decided_at: datetime | None = None


def propose(
    session: Session, article: Article, reason: str, officer_id: int, base: int, now: datetime
) -> Proposal | Declined:
    """Keep what an officer wants an article to say; ``article`` is as the reader read it."""
    served = newest_version(session, article.id)
    before = _unit_of(session, article.id)
    units = {article.unit, before} if before else {article.unit}
    if not may_propose(person(session, officer_id), units):
        return Declined.NOT_ALLOWED
    if not reason.strip():
        return Declined.NO_REASON
    if (served is None) != (base == 0):
        return Declined.STALE
    if served is not None and served.written == article.written:
        return Declined.NO_CHANGE
    row = ProposalRow(
        article_id=article.id,
        base=base,
        written=article.written,
        unit=before or article.unit,
        reason=kept_words(reason),
        officer_id=officer_id,
        state=State.OPEN.value,
        created_at=now,
    )
    session.add(row)
    session.flush()
    _record(session, Deed.ARTICLE_PROPOSED, row.id, article.id, officer_id, now)
    return _proposal(row)


def withdraw(
    session: Session, proposal_id: int, officer_id: int, now: datetime
) -> Proposal | Declined:
    """Take one's own proposal back."""
    proposal = read_proposal(session, proposal_id)
    if proposal.officer_id != officer_id:
        return Declined.NOT_ALLOWED
    return _decide(session, proposal, State.WITHDRAWN, officer_id, "", now)


def refuse(
    session: Session, proposal_id: int, officer_id: int, words: str, now: datetime
) -> Proposal | Declined:
    """Refuse a proposal, and say why; who made it withdraws it instead."""
    proposal = read_proposal(session, proposal_id)
    if why := _not_the_second(session, proposal, officer_id):
        return why
    if not words.strip():
        return Declined.NO_REASON
    return _decide(session, proposal, State.REFUSED, officer_id, words, now)


def approve(
    session: Session,
    proposal_id: int,
    article: Article,
    officer_id: int,
    seen: int,
    words: str,
    now: datetime,
) -> Version | Declined:
    """Let what is proposed serve at once.

    Args:
        article: The proposal's text as the reader read it just now.
        seen: The number of the version that was shown beside it.
    """
    take_content(session)
    proposal = read_proposal(session, proposal_id)
    if why := _not_the_second(session, proposal, officer_id):
        return why
    if article.written != proposal.written or article.id != proposal.article_id:
        raise ValueError("another text than the proposal's was read")
    newest = newest_version(session, proposal.article_id)
    if (newest.number if newest else 0) != seen:
        return Declined.STALE
    decided = _decide(session, proposal, State.APPROVED, officer_id, words, now)
    if isinstance(decided, Declined):
        return decided
    made = publish(
        session,
        Publication(
            article, seen, Origin.APPROVED, officer_id, proposal.reason, proposal.officer_id
        ),
        now,
    )
    if made is None:
        raise RuntimeError("another version came although the content was held")
    return made


def kept_words(words: str) -> str:
    """Return a reason as it is kept, for as long as its article: without anybody's data."""
    return mask(words).text.strip()[:WORDS_LIMIT]


def read_proposal(session: Session, proposal_id: int) -> Proposal:
    """Return a proposal.

    Raises:
        NotFound: There is none with this number.
    """
    row = session.get(ProposalRow, proposal_id)
    if row is None:
        raise NotFound(f"no proposal with the number {proposal_id}")
    return _proposal(row)


def open_proposals(session: Session, article_id: str | None = None) -> list[Proposal]:
    """Return the proposals that nobody decided yet, of one article or of all, the oldest first."""
    asked = select(ProposalRow).where(ProposalRow.state == State.OPEN.value)
    if article_id is not None:
        asked = asked.where(ProposalRow.article_id == article_id)
    return [_proposal(row) for row in session.scalars(asked.order_by(ProposalRow.id))]


def proposals_of(session: Session, article_id: str) -> list[Proposal]:
    """Return an article's proposals, the newest first."""
    asked = select(ProposalRow).where(ProposalRow.article_id == article_id)
    return [_proposal(row) for row in session.scalars(asked.order_by(ProposalRow.id.desc()))]


def _not_the_second(session: Session, proposal: Proposal, officer_id: int) -> Declined | None:
    if not may_decide(person(session, officer_id)):
        return Declined.NOT_ALLOWED
    return Declined.OWN if proposal.officer_id == officer_id else None


def _decide(
    session: Session, proposal: Proposal, state: State, officer_id: int, words: str, now: datetime
) -> Proposal | Declined:
    """End a proposal, if nobody else did: the row itself is the judge."""
    changed = session.execute(
        update(ProposalRow)
        .where(ProposalRow.id == proposal.id, ProposalRow.state == State.OPEN.value)
        .values(
            state=state.value,
            decided_by=officer_id,
            decided_at=now,
            words=kept_words(words),
        )
    )
    if cast("CursorResult[Any]", changed).rowcount != 1:
        return Declined.DECIDED
    deeds = {
        State.APPROVED: Deed.ARTICLE_PUBLISHED,
        State.REFUSED: Deed.ARTICLE_REFUSED,
        State.WITHDRAWN: Deed.ARTICLE_WITHDRAWN,
    }
    _record(session, deeds[state], proposal.id, proposal.article_id, officer_id, now)
    return read_proposal(session, proposal.id)


def _record(
    session: Session, deed: Deed, number: int, article_id: str, officer_id: int, now: datetime
) -> None:
    told = {"proposal": number, "article": article_id}
    record(session, deed, now, officer_id=officer_id, data=told)


def _unit_of(session: Session, article_id: str) -> str | None:
    article = find_article(session, article_id)
    return article.unit if article else None


def _proposal(row: ProposalRow) -> Proposal:
    return Proposal(
        id=row.id,
        article_id=row.article_id,
        base=row.base,
        written=row.written,
        unit=row.unit,
        reason=row.reason,
        officer_id=row.officer_id,
        state=State(row.state),
        created_at=row.created_at,
        words=row.words,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
