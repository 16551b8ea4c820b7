"""Questions that need the one before: "syaratnya apa?" after a topic means that topic's. Pure.

A message is read so when nothing in it names a topic: only aspects ("berapa lama"), places and
small words. What leads where stands in ``content/follow_ups.yml``.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from service.content.follow_up_table import SELF, Aspect, Family, FollowUpTable
from service.content.named_topics import OFFICES

LONGEST = 12  # words; whoever writes more says what they mean
UNKNOWN_WORDS = 1  # a word we do not know may be a misspelling; two are about something else
MATTERS = frozenset({"penolakan", "balasan"})  # aspects whose words name the article they lead to
_OWNER = re.compile(r"(?:nya|(?<=\w{3})(?:ku|mu))$")
PLACE_WORDS = 3  # more, where one of them names a place


@dataclass(frozen=True)
class Lead:
    """Where a message of small words leads.

    Attributes:
        topic: The article, None when the aspect it asks about leads nowhere in particular.
        is_sure: Whether it has no word but small ones and places.
        aspects: What it asks about, as far as its words say.
    """

    topic: str | None
    is_sure: bool
    aspects: tuple[Aspect, ...] = ()


class FollowUps:
    """Finds the article a follow-up question is about."""

    def __init__(
        self,
        table: FollowUpTable,
        stems: Callable[[str], Sequence[str]],
        telling: Collection[str],
        titles: Mapping[str, str] | None = None,
    ) -> None:
        """Learn the table.

        Args:
            table: What leads where.
            stems: Stems of a text.
            telling: Stems that name a topic, as articles' titles and questions use them.
            titles: Of the articles by id; their words name a family's matter.
        """
        self._table = table
        self._like = {a.id: a.like for a in table.aspects if a.like}
        self._stems = stems
        self._small = table.generic.union(
            word for aspect in table.aspects for phrase in aspect.words for word in phrase.split()
        )
        self._telling = frozenset(telling) - frozenset(stems(" ".join(self._small)))
        self._titles = {
            id_: frozenset(title.lower().split()) for id_, title in (titles or {}).items()
        }
        listed = "|".join(sorted(map(re.escape, table.weak), key=len, reverse=True))
        self._weak = re.compile(rf"\b(?:{listed})(?:nya)?\b")
        self._matters = [self._matter_of(family, titles or {}) for family in table.families]

    def lead_of(self, text: str, topic: str, has_place: bool) -> Lead | None:
        """Return the article that a message asks for after ``topic``; None when it stands alone.

        Args:
            text: In standard words (``service.text.normalise``).
            topic: The article answered before.
            has_place: Whether the message names a place; a place alone asks for its office.
        """
        said = text.split()
        unknown = [word for word in said if not self.is_small(word)]
        if len(said) > LONGEST or len(unknown) > UNKNOWN_WORDS + has_place * PLACE_WORDS:
            return None
        if self._telling.intersection(self._stems(text)):
            return None
        if has_place:
            return Lead(OFFICES, is_sure=True)
        aspects = self._asked_of(topic, text)
        if not aspects:
            return None
        leads = (self.lead(topic, aspect.id) for aspect in aspects)
        found = next((lead for lead in leads if lead is not None), None)
        if found == topic:  # what was just said is not asked again: "oke gratis, cara minta?"
            own = (self.own_lead(topic, aspect.id) for aspect in aspects)
            found = next((lead for lead in own if lead not in (None, topic)), topic)
        return Lead(found, is_sure=not unknown, aspects=aspects)

    def aspects_in(self, text: str) -> tuple[Aspect, ...]:
        """Return what a message's words ask about, in the table's order."""
        bare = " ".join(map(_without_owner, text.split()))
        return tuple(
            a
            for a in self._table.aspects
            if any(_says(t, w) for w in a.words for t in (text, bare))
        )

    def _asked_of(self, topic: str, text: str) -> tuple[Aspect, ...]:
        """Return what a message asks about a topic; the topic's own name asks for nothing else."""
        named = self._titles.get(topic, frozenset())
        unnamed = " ".join(word for word in text.split() if word not in named)
        further = {aspect.id for aspect in self.aspects_in(unnamed)}
        asked = tuple(
            aspect
            for aspect in self.aspects_in(text)
            if aspect.id in further or self.lead(topic, aspect.id) in (None, topic)
        )
        others = tuple(aspect for aspect in asked if not self._only_names(topic, aspect, text))
        return others or asked

    def _only_names(self, topic: str, aspect: Aspect, text: str) -> bool:
        """Tell whether an aspect's word names the topic in talk: "yang ditolak itu batasnya?"."""
        leads = (f.leads for f in self._table.families if topic not in f.topics)
        if aspect.id not in MATTERS or all(lead.get(aspect.id) != topic for lead in leads):
            return False
        return any(
            re.search(rf"\b{word}(?:nya)? (?:itu|tadi|tersebut)\b|\b{word}nya\b", text)
            or re.search(rf"\b(?:yang|batas waktu|tenggat|soal) {word}\b", text)
            for word in aspect.words
        )

    def own_lead(self, topic: str, aspect: str) -> str | None:
        """Return where an aspect leads by a topic's own family, None where that says nothing."""
        families = [f for f in self._table.families if topic in f.topics]
        wanted = (aspect, self._like.get(aspect, aspect))
        leads = (f.leads[asked] for asked in wanted for f in families if asked in f.leads)
        lead = next(leads, None)
        return topic if lead == SELF else lead

    def is_small(self, word: str) -> bool:
        """Tell whether a word carries no topic by itself."""
        once = word.rstrip("2")  # "kira2"
        return not {once, _without_owner(once), f"{once}nya"}.isdisjoint(self._small)

    def is_weak(self, text: str) -> bool:
        """Tell whether a message has words of many matters, and beside small words no other."""
        rest = self._weak.sub(" ", text).split()
        return len(rest) < len(text.split()) and all(map(self.is_small, rest))

    def lead(self, topic: str, aspect: str) -> str | None:
        """Return the article that an aspect of a topic leads to, None for nowhere."""
        return self.own_lead(topic, aspect) or self._table.everywhere.get(aspect)

    def leads_of(self, topic: str) -> set[str]:
        """Return the articles that a topic's family leads to."""
        families = (f for f in self._table.families if topic in f.topics)
        return {article for family in families for article in family.leads.values()} - {SELF}

    def role_of(self, topic: str) -> str | None:
        """Return the one aspect that a topic answers in its own family, None without one."""
        roles = self.roles_of(topic)
        return roles.pop() if len(roles) == 1 else None

    def roles_of(self, topic: str) -> set[str]:
        """Return the aspects that a topic answers in its own family."""
        own = (family for family in self._table.families if topic in family.topics)
        return {aspect for f in own for aspect, lead in f.leads.items() if lead == topic}

    def is_of_family(self, topic: str, other: str) -> bool:
        """Tell whether two topics stand in one family, as its topics or as what it leads to."""
        families = ({*family.topics, *family.leads.values()} for family in self._table.families)
        return any({topic, other} <= family for family in families)

    def counterpart(self, text: str, found: str, topic: str) -> str | None:
        """Return what answers the same aspect in the topic's own family; None: stay with it.

        Args:
            text: In standard words.
            found: The article that the words alone were taken for.
            topic: The article answered before.
        """
        said = frozenset(self._stems(text))
        own = [f for f in self._table.families if topic in f.topics or topic in f.leads.values()]
        if any(found in (*family.topics, *family.leads.values()) for family in own):
            return None
        for family, matter in zip(self._table.families, self._matters, strict=True):
            roles = [aspect for aspect, article in family.leads.items() if article == found]
            if len(roles) == 1 and not said & matter:
                lead = next((f.leads[roles[0]] for f in own if roles[0] in f.leads), None)
                return topic if lead == SELF else lead
        return None

    def _matter_of(self, family: Family, titles: Mapping[str, str]) -> frozenset[str]:
        """Return the stems of a family's titles that tell its matter from another's."""
        named = frozenset(self._stems(" ".join(titles.get(topic, "") for topic in family.topics)))
        aspects = (a.words for a in self._table.aspects if a.evidence)
        small = " ".join([*self._table.generic, *(" ".join(words) for words in aspects)])
        return named - frozenset(self._stems(small))


def _without_owner(word: str) -> str:
    """Return "umur" of "umurnya" and "umurku"."""
    return _OWNER.sub("", word)


def _says(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text} "
