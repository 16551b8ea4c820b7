"""Tells whether a message is of a person in distress, and of which kind.

Called at the door, before anything is stored: what is said of suicide, of a threat, of violence at
home or of sexual violence is health data, so only its kind is kept. It is never answered as
anything else, and Rasa never sees it. Rules see what the words say themselves; a small classifier
learnt from ``content/distress.yml`` sees what is told in other words ("sesudah ini jangan cari
saya"), and overrules them where the words are surely about something else.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.door import distress_other as other
from service.door import distress_rules as rules
from service.door.distress_spelling import STOP, codes, torn_codes
from service.door.meaning import Meaning, Question
from service.door.word_scores import Columns, Read, learn
from service.text import normalise

HELD_FROM = 0.68  # score of the classifier; docs/nlu.md shows what others would give
NEAR_FROM = 0.4  # the same where a word of danger and somebody stand in it
STORY_FROM = 0.8  # the same where rules see danger, but in a story or a rule
OVERRULED_BELOW = -0.8  # rules see danger plainly, and everything else speaks against it
CONTINUES_FROM = 0.1  # the same for a message right after one in distress
SHORTEST_LEARNT = 3  # words of several letters, where no rule but only the classifier says so
LONG = 15  # words; of more, small signs add up to a score that means nothing
LESS_ALONE = 0.15  # a sentence says less without those around it
PENALTY = 0.6
BESIDE = 3  # words next to what rules see
_END = re.compile(r"(?<=[.!?\n;])\s+")


class DistressKind(StrEnum):
    """What the danger is."""

    SUICIDE = "suicide"  # or self-harm, of whoever it is
    THREAT = "threat"
    VIOLENCE_HOME = "violence_home"
    SEXUAL_VIOLENCE = "sexual_violence"


@dataclass(frozen=True)
class Seen:
    """What rules see in a message.

    Attributes:
        codes: What its words mean, in order.
        named: The kind that the words name, whatever they are about.
        plain: The same, where they are about no rules, books or games.
        near: Whether a word of danger and somebody whom it may meet stand in it, where it names
            no kind and is about none of these.
    """

    codes: Sequence[str]
    named: DistressKind | None
    plain: DistressKind | None
    near: bool = False


def see(text: str) -> Seen:
    """Read a message by rules."""
    seen = _see(codes(text))
    if seen.named is None:
        torn = torn_codes(text)
        if torn and (again := _see(torn)).plain is not None:
            return again
    return seen


def _see(read: Sequence[str]) -> Seen:
    said = other.IDIOMS.sub("_", " ".join(read))
    found = ((kind, pattern.search(said)) for kind, pattern in rules.PLAIN.items())
    kind, match = next(((kind, match) for kind, match in found if match), (None, None))
    if kind is None or match is None:
        return Seen(read, None, None, near=_is_near(said))
    is_other = other.STORY.search(said) or other.SUPPOSED.search(said)
    is_matter = other.MATTER.search(_sentence(match)) and not other.OWN.search(_around(match))
    named = DistressKind(kind)
    return Seen(read, named, None if is_other or is_matter else named)


def _is_near(said: str) -> bool:
    words = set(said.split())
    if other.DANGER.isdisjoint(words) or other.WHOSE.isdisjoint(words):
        return False
    about = (other.STORY, other.SUPPOSED, other.MATTER)
    return not any(matter.search(said) for matter in about)


def sentences(text: str) -> list[str]:
    """Split a long story; nothing where it has no two sentences of some words."""
    said = [part for part in _END.split(text) if part.count(" ") >= SHORTEST_LEARNT - 1]
    return said if len(said) > 1 else []


def _sentence(match: re.Match[str]) -> str:
    """Return the sentence that a match stands in."""
    said, start, end = match.string, match.start(), match.end()
    return said[said.rfind(STOP, 0, start) + 1 : end] + said[end:].partition(STOP)[0]


def _around(match: re.Match[str]) -> str:
    """Return a match with the words next to it, which say whose danger it is."""
    said = match.string
    before, after = said[: match.start()].split(), said[match.end() :].split()
    return " ".join((*before[-BESIDE:], match.group(), *after[:BESIDE]))


class LearntDistress:
    """Linear classifiers over words, their letter groups and meanings, and what rules saw."""

    def __init__(
        self,
        told: Mapping[str, Sequence[str]],
        harmless: Sequence[str],
        slang: Mapping[str, str],
    ) -> None:
        """Learn from messages as written.

        Args:
            told: Messages in distress, by kind.
            harmless: Look-alikes and ordinary messages, more than of the former.
            slang: As ``service.text.normalise`` needs it.
        """
        self._slang = slang
        kinds = [kind for kind, texts in told.items() for _ in texts]
        texts = [*(text for texts in told.values() for text in texts), *harmless]
        read = [self._read(text, codes(text)) for text in texts]
        columns = Columns(read)
        is_told = [at < len(kinds) for at in range(len(read))]
        self._judge = dict(learn(columns, read, is_told, PENALTY))[True]
        self._sorters = dict(learn(columns, read[: len(kinds)], kinds, PENALTY))

    def score(self, text: str, seen: Seen) -> float:
        """Return how much a message, or a sentence of it, is of distress; 1 is plain."""
        read = self._read(text, seen.codes)
        whole = self._judge.score(read) / max(1.0, math.sqrt(len(read.words) / LONG))
        return max((whole, *(self._of_sentence(said) for said in sentences(text))))

    def _of_sentence(self, said: str) -> float:
        return self._judge.score(self._read(said, codes(said))) - LESS_ALONE

    def kind(self, text: str, seen: Seen) -> DistressKind:
        """Return the kind that a message in distress is nearest to."""
        read = self._read(text, seen.codes)
        best = max(self._sorters, key=lambda kind: self._sorters[kind].score(read))
        return DistressKind(str(best))

    def _read(self, text: str, said: Sequence[str]) -> Read:
        meanings = [code for code in said if code.isupper() or code == STOP]
        return Read(normalise(text, self._slang).split(), meanings)


class Distress:
    """Reads messages in distress; without examples by rules alone.

    What only says where somebody is ("saya di Sampang") is none; the classifier cannot know, since
    "saya di jembatan" may be one. ``says_where`` knows the places.
    """

    def __init__(
        self,
        learnt: LearntDistress | None = None,
        says_where: Callable[[str], bool] = lambda _text: False,
        meaning: Meaning | None = None,
    ) -> None:
        self._learnt = learnt
        self._says_where = says_where
        self._meaning = meaning or Meaning()

    def kind(self, text: str) -> DistressKind | None:
        """Return what danger a message tells of; None for one that tells of none.

        Args:
            text: Masked.
        """
        seen = see(text)
        if self._learnt is None:
            return seen.plain
        by_words = self._learnt.score(text, seen) - _least(seen)
        if seen.plain is None:  # what rules see plainly no meaning takes back
            by_words = self._meaning.margin(Question.DISTRESS, text, by_words)
        if by_words < 0:
            return None
        if seen.named is None and self._says_where(text):
            return None
        return seen.named or self._learnt.kind(text, seen)

    def continues(self, text: str) -> DistressKind | None:
        """Return the kind of a message that goes on, right after one in distress."""
        if "?" in text or self._learnt is None:
            return None
        seen = see(text)
        if _is_short(seen) or self._learnt.score(text, seen) < CONTINUES_FROM:
            return None
        if self._says_where(text):
            return None
        return seen.named or self._learnt.kind(text, seen)


def plain_kind(text: str) -> DistressKind | None:
    """Return the kind that the words name, where they are not about rules, books or games."""
    return see(text).plain


def _least(seen: Seen) -> float:
    """Return the score from which a message is held, given what rules saw."""
    if seen.plain is not None:
        return OVERRULED_BELOW
    if _is_short(seen):
        return float("inf")
    if seen.named is not None:
        return STORY_FROM
    return NEAR_FROM if seen.near else HELD_FROM


def _is_short(seen: Seen) -> bool:
    return sum(len(code) > 1 for code in seen.codes) < SHORTEST_LEARNT
