"""The acts on articles as the desk calls them: read, checked, encoded, then one transaction each.

Each returns what came of it: the wrong parts where the text may not serve, ``Declined`` where the
act may not be done, else what was made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from service.content.encoder import Encoder
from service.content.model import Article
from service.content.store import article_ids
from service.content.versions import Version, find_version, newest_version
from service.editing.checking import Checked, Wrong, check, known_names
from service.editing.parts import with_parts
from service.editing.proposals import Declined, Proposal, approve, propose, read_proposal
from service.editing.publishing import encode, expire, take_back
from service.errors import NotFound
from service.storage.database import Database

NEW = """---
id: {id}
title: ""
category: ""
unit: ""
status: to_confirm
checked: {today}
expires: {expires}
sources: []
questions: []
followups: []
kind: fakta
need: ""
audience: []
syarat: belum diketahui
waktu: belum diketahui
biaya: belum diketahui
saluran: belum diketahui
hasil: belum diketahui
next: ""
also: []
checked_by: ""
changes:
  - {{day: {today}, what: "Ditulis."}}
---
"""
Refused = tuple[Wrong, ...] | Declined


@dataclass(frozen=True)
class Editorial:
    """What the acts stand on."""

    database: Database
    folder: Path
    encoder: Encoder
    today: Callable[[], date]

    def new_text(self, article_id: str) -> str:
        """Return the file of an article that nothing is written of yet."""
        today = self.today()
        expires = today.replace(day=min(today.day, 28), year=today.year + 1)
        return NEW.format(id=article_id, today=today, expires=expires)

    def read(self, article_id: str, written: str, *, may_expire: bool = False) -> Checked:
        """Read a text as ``tanya content check`` does."""
        with self.database.read() as session:
            others = article_ids(session)
        known = known_names(self.folder)
        return check(article_id, written, known, others, self.today(), may_expire=may_expire)

    def propose(
        self, article_id: str, written: str, base: int, reason: str, who: int, now: datetime
    ) -> Proposal | Refused:
        """Keep what an officer wants an article to say, if it may serve."""
        checked = self.read(article_id, written)
        if checked.article is None:
            return checked.wrong
        with self.database.write() as session:
            return propose(session, checked.article, reason, who, base, now)

    def approve(
        self, number: int, seen: int, words: str, who: int, now: datetime
    ) -> Version | Refused:
        """Let a proposal serve; it is read anew, because sources may have gone meanwhile."""
        with self.database.read() as session:
            proposal = read_proposal(session, number)
        article = self._ready(proposal.article_id, proposal.written)
        if not isinstance(article, Article):
            return article
        with self.database.write() as session:
            return approve(session, number, article, who, seen, words, now)

    def take_back(
        self, article_id: str, number: int, seen: int, reason: str, who: int, now: datetime
    ) -> Version | Refused:
        """Let a former version serve again, expired or not.

        Raises:
            NotFound: The article has no such version.
        """
        with self.database.read() as session:
            former = find_version(session, article_id, number)
        if former is None:
            raise NotFound(f"{article_id} has no version {number}")
        article = self._ready(article_id, former.written, may_expire=True)
        if not isinstance(article, Article):
            return article
        with self.database.write() as session:
            return take_back(session, article, number, who, seen, reason, now)

    def expire(
        self, article_id: str, day: date, seen: int, reason: str, who: int, now: datetime
    ) -> Version | Refused:
        """Let an article expire sooner; from the day after it answers with a warning.

        Raises:
            NotFound: There is no such article.
        """
        with self.database.read() as session:
            served = newest_version(session, article_id)
        if served is None:
            raise NotFound(f"no article {article_id!r}")
        written = with_parts(served.written, {"expires": day.isoformat()}, self.today())
        article = self._ready(article_id, written, may_expire=True)
        if not isinstance(article, Article):
            return article
        with self.database.write() as session:
            return expire(session, article, who, seen, reason, now)

    def _ready(
        self, article_id: str, written: str, *, may_expire: bool = False
    ) -> Article | tuple[Wrong, ...]:
        """Return the article that may serve, with its vectors made, or what is wrong."""
        checked = self.read(article_id, written, may_expire=may_expire)
        if checked.article is None:
            return checked.wrong
        encode(self.database, checked.article, self.encoder)
        return checked.article
