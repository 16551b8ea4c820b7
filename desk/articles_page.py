"""All articles: searched, filtered, and downloaded as the files of the content folder."""

import asyncio
import io
import zipfile
from dataclasses import dataclass

from starlette.responses import Response

from desk.article_views import is_ending
from desk.auth import Visit
from service.audit.recording import Deed, record
from service.content.differing import published_texts
from service.content.model import Article, Status
from service.content.store import read_articles
from service.editing.checking import known_names
from service.editing.proposals import Proposal, open_proposals
from service.editing.rights import sees_proposals
from service.officers.roles import Permission, may
from service.text import words

STATES = ("proposed", "ending", "unsure")
EPOCH = (1980, 1, 1, 0, 0, 0)  # a file's time in an archive: equal texts make equal archives


@dataclass(frozen=True)
class Row:
    """An article in the list."""

    article: Article
    proposals: int
    is_ending: bool
    is_expired: bool


async def show_articles(visit: Visit) -> Response:
    """Show the articles that fit what was asked for."""
    asked = {
        name: visit.request.query_params.get(name, "") for name in ("q", "unit", "topic", "state")
    }
    rows, new, categories = await asyncio.to_thread(_read, visit, asked)
    context = {
        "rows": rows,
        "new": new,
        "asked": asked,
        "categories": categories,
        "units": [(one.id, one.name) for one in visit.desk.units.values()],
        "unit_name": visit.desk.unit_name,
        "states": STATES,
        "may_export": may(visit.login.officer.role, Permission.CONTENT),
        "may_propose": may(visit.login.officer.role, Permission.PROPOSE),
    }
    return visit.render("articles.html", context)


async def download_articles(visit: Visit) -> Response:
    """Give every article as its file, in an archive."""
    content = await asyncio.to_thread(_archive, visit)
    name = f"articles-{visit.desk.today().isoformat()}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/zip", headers=headers)


def _read(
    visit: Visit, asked: dict[str, str]
) -> tuple[list[Row], list[Proposal], list[tuple[str, str]]]:
    """Return the articles, the proposals of articles to come, and the categories."""
    with visit.desk.database.read() as session:
        articles = read_articles(session)
        officer = visit.login.officer
        found = [one for one in open_proposals(session) if sees_proposals(officer, one.unit)]
    known = known_names(visit.desk.editorial.folder)
    today, ids = visit.desk.today(), {article.id for article in articles}
    rows = [
        Row(
            article,
            len([one for one in found if one.article_id == article.id]),
            is_ending(article, today),
            article.expires < today,
        )
        for article in articles
    ]
    rows.sort(key=lambda row: row.article.title.casefold())
    new = [one for one in found if one.article_id not in ids]
    categories = [(one.id, one.title) for one in known.categories]
    return [row for row in rows if _fits(row, asked)], new, categories


def _fits(row: Row, asked: dict[str, str]) -> bool:
    article = row.article
    state = {
        "proposed": row.proposals > 0,
        "ending": row.is_ending,
        "unsure": article.status is not Status.VERIFIED,
    }.get(asked["state"], True)
    if asked["unit"] not in ("", article.unit) or asked["topic"] not in ("", article.category):
        return False
    return state and _has_words(article, asked["q"])


def _has_words(article: Article, said: str) -> bool:
    """Tell whether the beginning of a word of the article is each word that was typed."""
    everything = (article.id, article.title, *article.questions, *article.also, article.text)
    text = " " + " ".join(words(" ".join((*everything, article.more))))
    return all(f" {word}" in text for word in words(said))


def _archive(visit: Visit) -> bytes:
    with visit.desk.database.write() as session:
        texts = published_texts(session)
        told = {"articles": len(texts)}
        record(session, Deed.ARTICLES_EXPORTED, visit.desk.clock(), data=told)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for id_, text in texts.items():
            archive.writestr(zipfile.ZipInfo(f"articles/{id_}.md", EPOCH), text.encode())
    return content.getvalue()
