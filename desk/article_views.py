"""An article as citizens read it, and what the pages of articles need besides."""

from dataclasses import dataclass
from datetime import date, timedelta

from starlette.exceptions import HTTPException

from desk.auth import Visit
from desk.context import Desk
from service.answering.article_text import article_text, field_text, rest_text
from service.content.model import Article
from service.content.store import find_article
from service.content.versions import Version, newest_version
from service.editing.proposals import Declined, Proposal, open_proposals
from service.editing.rights import may_decide, may_propose, sees_proposals
from service.markup import MarkedText, read_markup
from service.officers.accounts import read_account
from service.storage.database import Session

SOON = timedelta(days=30)  # before its end an article is listed as ending


@dataclass(frozen=True)
class Shown:
    """An article as citizens read it.

    Attributes:
        reply: What the bot answers on each channel.
        rest: What "Selengkapnya" shows, None where there is nothing more.
        fields: What is answered to "berapa lama?" and the like, by the field's name.
    """

    article: Article
    reply: MarkedText
    rest: MarkedText | None
    fields: tuple[tuple[str, MarkedText], ...]


@dataclass(frozen=True)
class Served:
    """What serves of an article.

    Attributes:
        version: None where it was loaded before versions were kept.
        proposals: Those that are open and that the visitor may read.
    """

    shown: Shown
    version: Version | None
    proposals: tuple[Proposal, ...]

    @property
    def seen(self) -> int:
        """The number that an act must name to show that it was looked at."""
        return self.version.number if self.version else 0


def show(desk: Desk, article: Article) -> Shown:
    """Return an article as the bot would say it."""
    say, today, unit = desk.sentences, desk.today(), desk.unit_name(article.unit)
    return Shown(
        article=article,
        reply=read_markup(article_text(say, article, unit, today)),
        rest=read_markup(rest_text(say, article)) if article.more else None,
        fields=tuple(
            (name.value, read_markup(field_text(say, article, name, unit, today)))
            for name in article.fields
        ),
    )


def read_served(visit: Visit, session: Session, article_id: str) -> Served | None:
    """Return what serves of an article, None when there is none with this id."""
    article = find_article(session, article_id)
    if article is None:
        return None
    officer = visit.login.officer
    found = open_proposals(session, article_id)
    seen = tuple(one for one in found if sees_proposals(officer, one.unit))
    return Served(show(visit.desk, article), newest_version(session, article_id), seen)


def served_or_404(visit: Visit) -> Served:
    """Return what serves of the article that the address names."""
    with visit.desk.database.read() as session:
        served = read_served(visit, session, visit.request.path_params["article"])
    if served is None:
        raise HTTPException(404)
    return served


def rights(visit: Visit, unit: str) -> dict[str, object]:
    """Return what the visitor may do with a unit's article."""
    officer = visit.login.officer
    return {"may_propose": may_propose(officer, {unit}), "may_decide": may_decide(officer)}


def is_ending(article: Article, today: date) -> bool:
    """Tell whether an article has expired, or does so soon."""
    return article.expires < today + SOON


def names(session: Session, officer_ids: set[int | None], visit: Visit) -> dict[int, str]:
    """Return officers' names by their number."""
    now = visit.desk.clock()
    return {
        one: read_account(session, one, now).officer.name for one in officer_ids if one is not None
    }


def seen_of(visit: Visit) -> int:
    """Return which version a form was looked at beside."""
    typed = visit.form.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def status_of(declined: Declined) -> int:
    """Return the status of a page that says why nothing was done."""
    return 403 if declined is Declined.NOT_ALLOWED else 409
