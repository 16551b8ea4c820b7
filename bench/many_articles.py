"""What ten thousand articles change: loading, searching, memory; against our own content.

Articles and their vectors are drawn at random (encoding 60,000 wordings would take half an hour),
so this says what a search costs, not what it finds.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import psutil
from rich.console import Console
from rich.table import Table

from bench.costs import MEGABYTE, conditions
from bench.load import questions
from bench.world import CONTENT
from service.assembly import today_in_jakarta
from service.clock import utc_now
from service.content.encoder import DIMENSIONS, Vectors
from service.content.folder import read_content
from service.content.model import Article, Content
from service.content.store import encode_missing, store_content
from service.knowledge.knowledge import Knowledge
from service.knowledge.search import wordings
from service.storage.database import Database

ARTICLES = 10_000
QUESTIONS = 60

console = Console(highlight=False, width=120)


class RandomEncoder:
    """Gives any unit vector, in no time."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text."""
        drawn = np.random.default_rng(len(texts)).standard_normal((len(texts), DIMENSIONS))
        unit: Vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
        return unit


def run(count: int = ARTICLES) -> None:
    """Measure both contents and print."""
    console.print(f"Many articles: {conditions()}")
    own = read_content(CONTENT, today_in_jakarta(), allow_expired=True)
    table = Table("articles", "stored s", "loaded s", "search median ms", "worst ms", "more MB")
    for content in (own, replace(own, articles=drawn_articles(own.articles, count))):
        table.add_row(f"{len(content.articles):,}", *_measure(content))
    console.print(table)


def drawn_articles(own: Sequence[Article], count: int) -> tuple[Article, ...]:
    """Return articles of shuffled words: as long as ours, and all different."""
    source = random.Random(1)  # noqa: S311 - a repeatable content, no secret
    return tuple(
        replace(
            article,
            id=f"drawn-{number}",
            title=_mixed(source, article.title)[:60],
            questions=tuple(_mixed(source, f"{q} {number}") for q in article.questions),
            followups=(),
            text=_mixed(source, article.text),
            more=_mixed(source, article.more),
        )
        for number, article in ((n, own[n % len(own)]) for n in range(count))
    )


def _mixed(source: random.Random, words: str) -> str:
    split = words.split()
    return " ".join(source.sample(split, len(split)))


def _measure(content: Content) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/articles.db")
        database.migrate()
        begun = time.monotonic()
        _store(database, content)
        stored = time.monotonic() - begun
        before = psutil.Process().memory_info().rss
        knowledge = Knowledge(database, RandomEncoder(), CONTENT)
        begun = time.monotonic()
        knowledge.search("berapa lama permohonan dijawab")
        loaded = time.monotonic() - begun
        more = (psutil.Process().memory_info().rss - before) / MEGABYTE
        times = [_timed(knowledge, text) for text in questions()[:QUESTIONS]]
        database.close()
    median, worst = statistics.median(times), max(times)
    return f"{stored:.1f}", f"{loaded:.1f}", f"{median:.1f}", f"{worst:.1f}", f"{more:.0f}"


def _store(database: Database, content: Content) -> None:
    texts = [text for article in content.articles for text in wordings(article)]
    with database.write() as session:
        store_content(session, content, utc_now())
        encode_missing(session, texts, RandomEncoder(), lambda _done, _every: None)


def _timed(knowledge: Knowledge, text: str) -> float:
    begun = time.perf_counter()
    knowledge.search(text)
    return 1000 * (time.perf_counter() - begun)
