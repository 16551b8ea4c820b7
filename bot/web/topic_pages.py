"""The articles as plain pages: for search engines, printers, and browsers without scripts.

They show what the bot would say, from the same content, and obey the same switches.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from bot.web.page_contacts import give_contacts
from bot.web.page_text import blocks_of, spans_of
from service.answering.answers import Answers
from service.answering.provenance import cautions, named_sources, newest_year, sources_of_all
from service.calendar import date_in_words
from service.content.model import Article
from service.operations.switches import BOT, SwitchedOff, Switches, article_switch, intent_switch
from serving.revalidation import revalidated

DESCRIBED = 160  # characters of an article that a search engine shows under its title
TRY_AGAIN = "3600"  # seconds after which a machine may ask again for what is switched off
TEMPLATES = Path(__file__).parent / "templates"


def _static(name: str) -> str:
    return f"/static/{name}"


class TopicPages:
    """The pages ``/topik``, ``/topik/ID`` and ``/privasi``, and what search engines ask for."""

    def __init__(
        self,
        answers: Answers,
        switches: Switches,
        today: Callable[[], date],
        public_url: str | None = None,
        asset: Callable[[str], str] = _static,
    ) -> None:
        """Name addresses under ``public_url``; without one no page claims to have one."""
        self._answers = answers
        self._switches = switches
        self._today = today
        self._public = (public_url or "").rstrip("/")
        self._templates = Jinja2Templates(TEMPLATES)
        self._templates.env.globals["asset"] = asset
        give_contacts(self._templates, answers.say)
        self._templates.env.globals["public"] = self._public
        self._templates.env.filters["blocks"] = blocks_of
        self._templates.env.filters["spans"] = spans_of

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route("/topik", self.topics),
            Route("/topik/{topic}", self.topic),
            Route("/privasi", self.privacy),
            Route("/robots.txt", self.robots),
            Route("/sitemap.xml", self.sitemap),
        ]

    async def topics(self, request: Request) -> Response:
        """List all topics by category."""
        return await asyncio.to_thread(self._topics, request)

    async def topic(self, request: Request) -> Response:
        """Show one article whole."""
        return await asyncio.to_thread(self._topic, request, request.path_params["topic"])

    async def privacy(self, request: Request) -> Response:
        """Say what is kept of a citizen's words."""
        return self._render(request, "privacy.html", {})

    async def robots(self, _request: Request) -> Response:
        """Let everything be found but conversations."""
        lines = ["User-agent: *", "Disallow: /chat/"]
        lines += [f"Sitemap: {self._public}/sitemap.xml"] if self._public else []
        return PlainTextResponse("\n".join(lines) + "\n")

    async def sitemap(self, request: Request) -> Response:
        """List the pages, for those who know their own address."""
        return await asyncio.to_thread(self._sitemap, request)

    def _topics(self, request: Request) -> Response:
        off = self._switches.off()
        if BOT in off:
            return self._render(request, "topic_off.html", {"told": off[BOT].text}, 503)
        return self._render(request, "topics.html", {"groups": self._groups(off)})

    def _topic(self, request: Request, topic: str) -> Response:
        article, off = self._answers.knowledge.article(topic), self._switches.off()
        if article is None:
            return self._render(request, "topic_unknown.html", {}, 404)
        switch = _switch_of(off, article.id)
        if switch is not None:
            return self._render(request, "topic_off.html", {"told": switch.text}, 503)
        return self._render(request, "topic.html", self._told(article, off))

    def _told(self, article: Article, off: Mapping[str, SwitchedOff]) -> dict[str, Any]:
        """Return what the page of an article shows."""
        knowledge, say = self._answers.knowledge, self._answers.say
        followups = filter(None, map(knowledge.article, article.followups))
        question = article.questions[0] if article.questions else article.title
        sources = sources_of_all(article)
        return {
            "article": article,
            "description": _beginning(article.text),
            "question": question,
            "ask": "/?tanya=" + quote(question),
            "cautions": cautions(say, article, self._today()),
            "fields": _fields(article, say),
            "sources": named_sources(sources),
            "newest": newest_year(named_sources(sources)),
            "unconfirmed": any(source.is_hearsay for source in sources),
            "checked": date_in_words(article.checked),
            "changed": _last_change(article),
            "unit": self._answers.unit_name(article.unit),
            "followups": [a for a in followups if _switch_of(off, a.id) is None],
            "data": _structured(article, question),
        }

    def _groups(self, off: Mapping[str, SwitchedOff]) -> list[tuple[str, str, list[Article]]]:
        """Return the categories that have something to show: id, title, articles."""
        knowledge = self._answers.knowledge
        groups = [
            (c.id, c.title, [a for a in knowledge.articles_in(c.id) if not _switch_of(off, a.id)])
            for c in knowledge.categories
        ]
        return [group for group in groups if group[2]]

    def _sitemap(self, request: Request) -> Response:
        if not self._public:
            return self._render(request, "topic_unknown.html", {}, 404)
        off = self._switches.off()
        groups = [] if BOT in off else self._groups(off)
        pages = [article for _, _, articles in groups for article in articles]
        return self._render(request, "sitemap.xml", {"pages": pages}, media_type="text/xml")

    def _render(
        self,
        request: Request,
        name: str,
        context: dict[str, Any],
        status: int = 200,
        media_type: str = "text/html",
    ) -> Response:
        response = self._templates.TemplateResponse(
            request, name, context, status_code=status, media_type=media_type
        )
        if status == 503:
            response.headers["Retry-After"] = TRY_AGAIN
        return revalidated(request, response) if status == 200 else response


def _switch_of(off: Mapping[str, SwitchedOff], topic: str) -> SwitchedOff | None:
    names = (BOT, article_switch(topic), intent_switch(topic))
    return next((off[name] for name in names if name in off), None)


def _fields(article: Article, say: Callable[..., str]) -> list[tuple[str, str]]:
    """Return the name of each field that applies, and what the article says of it."""
    unknown = say("field_unknown")
    return [(name.capitalize(), told.text or unknown) for name, told in article.fields.items()]


def _last_change(article: Article) -> str:
    changes = article.record.changes
    return date_in_words(changes[0].day) if changes else ""


def _beginning(text: str) -> str:
    first = " ".join(text.partition("\n\n")[0].split())
    return first if len(first) <= DESCRIBED else first[: DESCRIBED - 1].rsplit(" ", 1)[0] + "…"


def _structured(article: Article, question: str) -> Markup:
    """Return the data block that search engines read; no character of it can end the block."""
    answer = "\n\n".join(filter(None, (article.text, article.more)))
    data = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": "id",
        "dateModified": article.checked.isoformat(),
        "mainEntity": [
            {
                "@type": "Question",
                "name": question,
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
        ],
    }
    text = json.dumps(data, ensure_ascii=False)
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)  # noqa: S704 - no markup is left in it
