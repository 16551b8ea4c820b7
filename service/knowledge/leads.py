"""Questions that need the one before: "syaratnya apa?" after a topic means that topic's. Pure.

A message is read so when nothing in it names a topic: only aspects ("berapa lama"), places and
small words. What leads where stands in ``content/follow_ups.yml``.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from service.content.follow_up_table import SELF, Aspect, FollowUpTable
from service.content.named_topics import OFFICES

LONGEST = 12  # words; whoever writes more says what they mean
UNKNOWN_WORDS = 1  # a word we do not know may be a misspelling; two are about something else
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
        self, table: FollowUpTable, stems: Callable[[str], Sequence[str]], telling: Collection[str]
    ) -> None:
        """Learn the table.

        Args:
            table: What leads where.
            stems: Stems of a text.
            telling: Stems that name a topic, as articles' titles and questions use them.
        """
        self._table = table
        self._stems = stems
        self._small = table.generic.union(
            word for aspect in table.aspects for phrase in aspect.words for word in phrase.split()
        )
        self._telling = frozenset(telling) - frozenset(stems(" ".join(self._small)))

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
        bare = " ".join(word.removesuffix("nya") for word in said)
        aspects = tuple(
            a
            for a in self._table.aspects
            if any(_says(t, w) for w in a.words for t in (text, bare))
        )
        if not aspects:
            return None
        leads = (self._lead(topic, aspect.id) for aspect in aspects)
        found = next((lead for lead in leads if lead is not None), None)
        return Lead(topic if found == SELF else found, is_sure=not unknown, aspects=aspects)

    def is_small(self, word: str) -> bool:
        """Tell whether a word carries no topic by itself."""
        return not {word, word.removesuffix("nya"), f"{word}nya"}.isdisjoint(self._small)

    def _lead(self, topic: str, aspect: str) -> str | None:
        for family in self._table.families:
            if topic in family.topics and aspect in family.leads:
                return family.leads[aspect]
        return self._table.everywhere.get(aspect)


def _says(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text} "
