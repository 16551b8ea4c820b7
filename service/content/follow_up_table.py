"""What ``content/follow_ups.yml`` says: which aspect of which topic leads where."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.content.model import FieldName

SELF = "self"  # the topic in talk itself


@dataclass(frozen=True)
class Aspect:
    """What a question can ask about a topic, and the words that show it.

    Attributes:
        words: Of the question.
        evidence: Beginnings of words in a sentence that answers it.
        alone: Articles to choose from when it is asked and nothing was said before.
        field: What an article says of it, if it has a field for it.
        like: Another aspect, which leads where this one has no lead of its own.
    """

    id: str
    words: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    field: FieldName | None = None
    like: str | None = None


@dataclass(frozen=True)
class Family:
    """Topics after which an aspect leads to a certain article."""

    topics: tuple[str, ...]
    leads: Mapping[str, str]


@dataclass(frozen=True)
class Thing:
    """Something that is asked for by its name, and the article whose sentences tell it.

    Attributes:
        names: Words or phrases of it.
        article: Where it stands.
        evidence: Beginnings of words in the sentences that tell it.
        asked: The aspects one of which must be asked beside the name; none: the name is enough.
        after: The topics in talk after which it is meant; none where it is always.
    """

    names: tuple[str, ...]
    article: str
    evidence: tuple[str, ...]
    asked: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class FollowUpTable:
    """``content/follow_ups.yml``; ``everywhere`` holds where no family says otherwise.

    Attributes:
        generic: Words that carry no topic by themselves.
        weak: Words and phrases that belong to many matters: after a topic they speak for no other.
    """

    aspects: tuple[Aspect, ...] = ()
    families: tuple[Family, ...] = ()
    everywhere: Mapping[str, str] = field(default_factory=dict)
    generic: frozenset[str] = frozenset()
    things: tuple[Thing, ...] = ()
    weak: tuple[str, ...] = ()
