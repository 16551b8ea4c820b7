"""The knowledge base as everyone asks it: an article by id, a search, an office, a referral.

Made once per process; follows a newly loaded content by itself within ``REFRESH`` seconds.
Thread-safe: a refresh replaces the whole index at once.
"""

import contextlib
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from service.clock import utc_now
from service.content.encoder import Encoder
from service.content.entries import Problems
from service.content.folder import read_slang
from service.content.follow_up_table import Aspect, Thing
from service.content.following import UnitsAndHours, read_units_and_hours
from service.content.hours_changes import decided, decisions_number
from service.content.hours_text import Decided
from service.content.model import Article, Category, Office, Referral, Unit
from service.content.named_topics import OFFICES
from service.content.static import read_static
from service.content.store import folder_load_number, load_number
from service.errors import ContentInvalid, DatabaseUnavailable
from service.hours.desk_hours import DeskHours
from service.knowledge.leads import Lead
from service.knowledge.nearest import Nearest
from service.knowledge.places import NearOffice, Where
from service.knowledge.referrals import Referrals
from service.knowledge.search import Hit, Stemmer
from service.knowledge.snapshot import Snapshot, make_snapshot
from service.storage.database import Database
from service.text import normalise, words

REFRESH = 2.0  # seconds between two looks for newly loaded content


class Knowledge:
    """Answers what the content folder can answer."""

    def __init__(self, database: Database, encoder: Encoder, folder: Path) -> None:
        self._database = database
        self._encoder = encoder
        self._nearest = Nearest(encoder)
        self._folder = folder
        self._static = read_static(folder)
        self._newest_desk = UnitsAndHours(self._static.units, self._static.desk_hours)
        self._slang = read_slang(folder, Problems())
        self._newest = "", ""  # a message, and the same in standard words
        self._stemmer = Stemmer(self._slang)
        self._referrals = Referrals(self._static.referrals)
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._desk_of = (0, 0)  # the load and the decision whose units and hours are held
        self._looked_at = 0.0

    @property
    def folder(self) -> Path:
        """The content folder."""
        return self._folder

    @property
    def units(self) -> Mapping[str, Unit]:
        """The units by id, as looked at last."""
        return self._newest_desk.units

    @property
    def desk_hours(self) -> DeskHours:
        """When officers work and until when they answer, as looked at last.

        Never asks the database: whoever wants to know is often within a transaction that writes.
        """
        return self._newest_desk.desk_hours

    def look(self) -> None:
        """See whether content was loaded since the last look; what is new is read here."""
        self._current()

    def warm(self) -> None:
        """Read everything now rather than with the first message; without a database, later."""
        self.desk_hours.warm(utc_now(), self.units)
        with contextlib.suppress(DatabaseUnavailable, SQLAlchemyError):
            self._current()

    @property
    def categories(self) -> Sequence[Category]:
        """The groups of the menu, in order."""
        return self._static.categories

    def article(self, article_id: str) -> Article | None:
        """Return an article, None when there is none with this id."""
        return self._current().articles.get(article_id)

    def articles_in(self, category_id: str) -> list[Article]:
        """Return a category's articles, by title."""
        everything = self._current().articles.values()
        return sorted((a for a in everything if a.category == category_id), key=lambda a: a.title)

    def search(self, text: str, limit: int = 3) -> list[Hit]:
        """Return the articles nearest to a question, best first."""
        return self._current().index.search(text, self._encoder.encode([text])[0], limit)

    def nearest_of(self, sentences: tuple[str, ...], question: str, most: int) -> list[str]:
        """Return the sentences nearest to a question by meaning, in their own order."""
        return self._nearest.of(sentences, question, most)

    def knows_a_word(self, text: str) -> bool:
        """Tell whether a message has a word of articles, slang or stop words; "asdf" is none."""
        known = self._current().vocabulary
        return any(word in known or word in self._slang for word in words(text))

    def related(self, topic: str) -> set[str]:
        """Return the articles near an article: those it leads to, and those of its category."""
        snapshot = self._current()
        article = snapshot.articles.get(topic)
        if article is None:
            return set()
        near = {a.id for a in snapshot.articles.values() if a.category == article.category}
        return near.union(article.followups) - {topic}

    def is_small(self, word: str) -> bool:
        """Tell whether a standard word carries no topic by itself."""
        return self._current().follow_ups.is_small(word)

    def is_weak(self, text: str) -> bool:
        """Tell whether only words of many matters stand in a message, beside small words."""
        return self._current().follow_ups.is_weak(self.standard(text))

    def has_strange(self, text: str) -> bool:
        """Tell whether a message has a word that our articles do not use and is no small word."""
        return not self.telling_stems(text) <= self._current().words.every

    def telling_stems(self, text: str) -> set[str]:
        """Return the stems of a message's words that are no small ones."""
        said = [word for word in self.standard(text).split() if not self.is_small(word)]
        return set(self._stemmer(" ".join(said)))

    def speaks_of(self, text: str, topic: str) -> bool:
        """Tell whether a message's words are an article's: all of them, or one that few use."""
        return self._current().words.tells(topic, self.telling_stems(text))

    def uses(self, topic: str, stems: set[str]) -> bool:
        """Tell whether an article has all of these words."""
        return self._current().words.uses(topic, stems)

    def names_place(self, text: str) -> bool:
        """Tell whether a message names a place, spelt right."""
        return self._current().places.names_place(text)

    def stems(self, text: str) -> set[str]:
        """Return the stems of a text of our own."""
        return set(self._stemmer(text))

    def where(self, text: str) -> Where:
        """Return what a message says of a place: offices, a choice of them, or abroad."""
        places = self._current().places
        return places.where(text) or places.where(normalise(text, self._slang))

    def where_asked(self, text: str) -> Where:
        """Return the same of a message that asks for an office: more words are places there."""
        places = self._current().places
        return self.where(text) or places.where_asked(text)

    def find_offices(self, text: str) -> list[Office]:
        """Return the offices of the places a message names, in the order named."""
        return list(self.where(text).offices)

    def is_place_alone(self, text: str) -> bool:
        """Tell whether a message names a place and says nothing else."""
        return self._current().places.is_place_alone(text)

    def asks_office(self, text: str) -> bool:
        """Tell whether a message has a word for an office: "bpkp Ruteng"."""
        return self._current().places.asks_office(text)

    def is_used(self, stem: str) -> bool:
        """Tell whether any article uses a word."""
        return stem in self._current().words.every

    def is_common(self, stem: str) -> bool:
        """Tell whether so many articles use a word that it tells none."""
        return self._current().words.is_common(stem)

    def articles_named(self, stem: str) -> list[str]:
        """Return the articles whose title or questions use a word."""
        return self._current().words.named(stem)

    def is_called(self, topic: str, stems: set[str]) -> bool:
        """Tell whether an article's title or questions have all of these words."""
        return self._current().words.is_called(topic, stems)

    def called(self, said: str) -> str | None:
        """Return the article whose title and questions share most with some words, if any."""
        return self._current().words.named_by_most(self.telling_stems(said))

    def lead(self, topic: str, aspect: str) -> str | None:
        """Return where an aspect leads after a topic: an article, the topic itself, or nowhere."""
        return self._current().follow_ups.lead(topic, aspect)

    def led_by_words(self, text: str, topic: str) -> Lead | None:
        """Return where the first aspect leads that a message has a word for, if anywhere."""
        aspects = self.aspects_in(text)
        leads = (self.lead(topic, aspect.id) for aspect in aspects)
        found = next((lead for lead in leads if lead is not None), None)
        return Lead(found, is_sure=False, aspects=aspects) if aspects else None

    def aspects_in(self, text: str) -> tuple[Aspect, ...]:
        """Return what a message's words ask about."""
        return self._current().follow_ups.aspects_in(self.standard(text))

    def aspect(self, aspect_id: str) -> Aspect | None:
        """Return an aspect by its id."""
        return next((a for a in self._static.follow_ups.aspects if a.id == aspect_id), None)

    @property
    def things(self) -> Sequence[Thing]:
        """What is asked for by its name (``content/follow_ups.yml``)."""
        return self._static.follow_ups.things

    def role_of(self, topic: str) -> str | None:
        """Return the one aspect that an article answers in its family, None without one."""
        return self._current().follow_ups.role_of(topic)

    def roles_of(self, topic: str) -> set[str]:
        """Return the aspects that an article answers in its family."""
        return self._current().follow_ups.roles_of(topic)

    def is_of_family(self, topic: str | None, other: str | None) -> bool:
        """Tell whether two articles are of one family, or one leads to the other."""
        return self._current().follow_ups.is_of_family(topic or "", other or "")

    def own_lead(self, topic: str, aspect: str) -> str | None:
        """Return where an aspect leads by a topic's own family, None where that says nothing."""
        return self._current().follow_ups.own_lead(topic, aspect)

    def leads_of(self, topic: str) -> set[str]:
        """Return the articles that questions after a topic lead to."""
        return self._current().follow_ups.leads_of(topic)

    def counterpart(self, text: str, found: str, topic: str) -> str | None:
        """Return what in the topic's own family answers what ``found`` answers elsewhere.

        None where ``found`` is the family's own, or where the text names ``found``'s matter.
        """
        snapshot = self._current()
        own = snapshot.follow_ups.counterpart(self.standard(text), found, topic)
        only_there = snapshot.words.only_of(found, own or "")
        return None if self.telling_stems(text) & only_there else own

    def offices_of(self, code: str | None) -> list[Office]:
        """Return the office of a code, as a list; none where there is none."""
        return self._current().places.of_code(code)

    def nearest_office(self, latitude: float, longitude: float) -> NearOffice | None:
        """Return the office nearest to a point (degrees); None at sea, abroad, without offices."""
        return self._current().places.nearest(latitude, longitude)

    def is_in_indonesia(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point (degrees) is in Indonesia, and not far from its coasts."""
        return self._static.gazetteer.land.has(latitude, longitude)

    def find_referral(self, text: str) -> Referral | None:
        """Return who can help with what is not BPKP's, None when nothing fits."""
        return self._referrals.find(text)

    def standard(self, text: str) -> str:
        """Return a message in standard words; each is asked for several times, so once made."""
        newest, standard = self._newest
        if newest != text:
            standard = normalise(text, self._slang)
            self._newest = text, standard
        return standard

    def normalised(self, text: str) -> str:
        """Return a part of a message in standard words; not kept, as the whole is."""
        return normalise(text, self._slang)

    def listed(self, text: str) -> str | None:
        """Return the article that lists a message as its own question, word for word."""
        return self._current().listed.get(self.standard(text))

    def follow_up(self, text: str, topic: str) -> Lead | None:
        """Return where a message of small words leads right after ``topic``; None: nowhere."""
        snapshot = self._current()
        has_place = snapshot.places.names_place(text, with_small=topic == OFFICES)
        return snapshot.follow_ups.lead_of(self.standard(text), topic, has_place)

    def _current(self) -> Snapshot:
        """Return what serves; one thread looks for newer content, and nobody waits for it."""
        snapshot = self._snapshot
        if snapshot is None:
            with self._lock:
                return self._look()
        is_fresh = time.monotonic() - self._looked_at <= REFRESH
        if is_fresh or not self._lock.acquire(blocking=False):
            return snapshot
        try:
            return self._look()
        finally:
            self._lock.release()

    def _look(self) -> Snapshot:
        snapshot = self._snapshot = self._refresh(self._snapshot)
        self._looked_at = time.monotonic()
        return snapshot

    def _refresh(self, snapshot: Snapshot | None) -> Snapshot:
        with self._database.read() as session:
            load = load_number(session)
            of_desk = folder_load_number(session), decisions_number(session)
            is_first = snapshot is None and not of_desk[1]
            if not is_first and of_desk != self._desk_of:
                self._read_units_and_hours(decided(session))
            self._desk_of = of_desk
            if snapshot is not None and snapshot.load == load:
                return snapshot
            return make_snapshot(session, load, self._static, self._stemmer, self._slang)

    def _read_units_and_hours(self, changes: Sequence[Decided]) -> None:
        """Read what was checked when it was loaded; a later edit may not have been."""
        with contextlib.suppress(ContentInvalid):
            fresh = read_units_and_hours(self._folder, changes)
            fresh.desk_hours.warm(utc_now(), fresh.units)
            self._newest_desk = fresh
