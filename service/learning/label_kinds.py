"""What a maintainer can say about messages, and why nothing came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from service.errors import TanyaError
from service.examples.conflicts import Conflict

Turns = Sequence[Mapping[str, Any]]  # of one conversation, as a file of conversations has them


class Kind(StrEnum):
    """What is said about messages, or what examples are to become."""

    CONFIRM = "confirm"  # they were answered right
    INTENT = "intent"  # they mean something else, and are learnt for it
    MISSING = "missing"  # no article answers them
    OUTSIDE = "outside"  # they are not for BPKP, and are learnt as that
    DISCARD = "discard"  # there is nothing to learn from them
    TEST = "test"  # they must be answered so from now on
    UNTEST = "untest"  # tests of before are none any more
    MOVE = "move"  # examples of an intent, or all of them, are another's
    RETIRE = "retire"  # examples of an intent are learnt no more


class State(StrEnum):
    """What became of it."""

    PROPOSED = "proposed"  # a second person is waited for
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DONE = "done"  # it needed nobody else


class Why(StrEnum):
    """Why nothing was done."""

    NOT_ALLOWED = "not_allowed"
    OWN = "own"  # nobody approves what they proposed
    DECIDED = "decided"  # somebody was faster
    NO_INTENT = "no_intent"
    UNKNOWN_INTENT = "unknown_intent"
    NEW_TOPIC = "new_topic"  # domain.yml does not have it yet
    SAME_INTENT = "same_intent"  # they are to move to where they are
    NO_TEXT = "no_text"
    MANY_TEXTS = "many_texts"
    LONG_TEXT = "long_text"
    UNMASKED = "unmasked"  # something of it is personal
    MARKS = "marks"  # brackets, which training would read as something else
    NO_REASON = "no_reason"
    NO_TURN = "no_turn"  # a message is gone, or was never answered by the bot
    NO_CASE = "no_case"  # nothing is expected
    NO_EXAMPLE = "no_example"  # the intent does not learn this sentence
    LAY_WORD = "lay_word"  # it stands in the article, and is changed there
    CONFLICT = "conflict"
    NOT_CARRIED = "not_carried"  # the register took none of it


TWO_PEOPLE = frozenset(set(Kind) - {Kind.CONFIRM, Kind.MISSING, Kind.DISCARD})
LEARNING = frozenset({Kind.INTENT, Kind.OUTSIDE})  # sentences become examples
ON_EXAMPLES = frozenset({Kind.MOVE, Kind.RETIRE})
ON_NO_MESSAGE = ON_EXAMPLES | {Kind.UNTEST}  # with a reason: nothing else tells why
OUTSIDE_INTENT = "out_of_scope"


@dataclass(frozen=True)
class Person:
    """Who proposes. Who does it by a command has no number, and the operator's name."""

    name: str
    officer_id: int | None = None


@dataclass(frozen=True)
class Wanted:
    """What somebody says.

    Attributes:
        turns: The messages that it is about.
        texts: Their sentences as they were read, and perhaps changed; None moves all of an intent.
        intent: What they mean, or where examples go, or whose are retired.
        from_intent: Whose examples move.
        cases: The tests that are to be, or to be none: each a conversation.
    """

    kind: Kind
    turns: tuple[int, ...] = ()
    texts: tuple[str, ...] | None = ()
    intent: str = ""
    from_intent: str = ""
    reason: str = ""
    cases: tuple[Turns, ...] = ()


@dataclass(frozen=True)
class LabelView:
    """What somebody said about messages, and what became of it.

    Attributes:
        messages: How many it was about.
        takes_all: Every example of ``from_intent`` moves.
        answer: Why it was refused.
    """

    id: int
    kind: Kind
    state: State
    intent: str
    from_intent: str
    texts: tuple[str, ...]
    cases: tuple[Turns, ...]
    messages: int
    takes_all: bool
    reason: str
    proposed_by: int | None
    proposed_name: str
    proposed_at: datetime
    decided_name: str
    decided_at: datetime | None
    answer: str


@dataclass
class TeachingRefused(TanyaError):
    """Nothing was done; ``why`` is a key of the desk's words.

    Attributes:
        texts: The sentences that cannot be taken.
        conflicts: What stands against them, with both sides.
        label_id: What somebody else said meanwhile.
    """

    why: Why
    texts: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    label_id: int | None = None
    what: str = field(default="")

    def __str__(self) -> str:
        told = [f"{one.text!r} is {one.kind} as {_other(one)}" for one in self.conflicts]
        named = told or [repr(text) for text in self.texts]
        if self.label_id is not None:
            named.append(f"by decision {self.label_id}")
        return ": ".join(filter(None, (self.why.value, self.what, "; ".join(named))))


def _other(conflict: Conflict) -> str:
    return f"{conflict.other_text!r} of {conflict.other_intent} ({conflict.place})"
