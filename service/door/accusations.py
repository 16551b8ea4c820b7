"""Tells whether a message accuses somebody of wrongdoing.

Called at the door, before anything is stored: of such a message only the channel is kept, so that
nobody's accusation, and nobody accused, stands in our tables. Neither is Rasa needed to tell it.
"Gimana cara lapor kades?" accuses nobody and passes; so does a restaurant's review that names its
waiter. A small classifier learnt from ``content/accusations.yml`` scores every message; how high
the score must be depends on whether somebody who holds an office is spoken of, and a deed.
"""

import re
from collections.abc import Mapping, Sequence

from service.door.accusation_reading import (
    INTERROGATIVES,
    LEFT_OPEN,
    NAME,
    QUESTION,
    STOP,
    SUM,
    Reading,
    read,
)
from service.door.channels import channel_of
from service.door.meaning import HINT, Meaning, Question
from service.door.safety import asks_safety
from service.door.word_scores import Columns, Read, learn
from service.text import normalise

PENALTY = 0.6
NEVER = float("inf")
# The score from which a message is held, by what its words speak of; docs/nlu.md shows others.
OFFICE_AND_DEED = -0.1
OFFICE_ALONE = 0.1
PERSON_AND_DEED = 0.35
LITTLE = 0.6
TWO_WORDS = 0.2  # an office and a wrong alone: "auditornya disuap"
MORE_IF_ASKED = 0.4  # where a question names nobody and no sum
DEED_ALONE = -0.3  # a deed of somebody who was spoken of in the message before
ALONE = 0.6  # more for one sentence of several, which the others may explain
SENTENCES = 12  # of a message that are read alone; the first
SHORTEST = 3  # words
NAMED, TOLD, ASKED = 2, 1, 2  # what a name, each other particular, and a question weigh
NEAR = 3  # codes between which a deed and its money belong together
LONG = 5  # words of a sentence that says something by itself
_END = re.compile(r"(?<=[.!?])\s+|\n+")
_WHO = frozenset({"ROLE", "PERSON", "NAME", "THEY", "BPKP", "CLAIM", "KIN"})
_OFFICE = frozenset({"ROLE", "BPKP", "VILLAGE", "OFFICE", "PUBLIC"})
_NEAR_OFFICE = frozenset({"PERSON", "PLACE", "THING"})
_DEED = frozenset({"WRONG", "HARM", "VICE", "TAKE", "SUM", "MONEY", "REPORT"})
_GROUPS = {
    "who": frozenset({"ROLE", "PERSON", "BPKP"}),
    "name": frozenset({NAME, "TITLE", "THEY"}),
    "deed": frozenset({"WRONG", "HARM", "VICE", "TAKE"}),
    "money": frozenset({"MONEY", SUM, "PUBLIC"}),
    "ours": frozenset({"OURS", "KIN", "WITNESS"}),
}
_TOLD = frozenset({NAME, SUM, "WRONG", "HARM", "VICE", "WITNESS"})
_PARTICULARS = frozenset({"OURS", "WITNESS", "REPORT", SUM})

_ASKING = INTERROGATIVES | frozenset("boleh bisa wajib beda is does which".split())  # at first


class LearntAccusations:
    """A linear classifier over words, their letter groups and meanings: microseconds a text."""

    def __init__(
        self, accusing: Sequence[str], harmless: Sequence[str], slang: Mapping[str, str]
    ) -> None:
        """Learn from messages as written.

        Args:
            accusing: Messages that accuse somebody.
            harmless: Near misses, ordinary questions and everyday writing, more than the former.
            slang: As ``service.text.normalise`` needs it.
        """
        self._slang = slang
        texts = (*accusing, *harmless)
        reads = [self._features(text, read(text)) for text in texts]
        is_accusing = [at < len(accusing) for at in range(len(texts))]
        self._judge = dict(learn(Columns(reads), reads, is_accusing, PENALTY))[True]

    def score(self, text: str, reading: Reading) -> float:
        """Return how much a message accuses; 0 is undecided, 1 is plain."""
        return self._judge.score(self._features(text, reading))

    def _features(self, text: str, reading: Reading) -> Read:
        return Read(normalise(text, self._slang).split(), _meanings(reading))


def _meanings(reading: Reading) -> list[str]:
    """Return the codes of a message, and what its whole says: who is in it and how it asks."""
    codes = [code for code in reading.codes if code != STOP]
    if not codes:
        return ["EMPTY"]
    there = set(codes)
    asks = "ASKS" if not there.isdisjoint({QUESTION, "ASK", "IF"}) else "TELLS"
    who = "+".join(name for name, group in _GROUPS.items() if not there.isdisjoint(group))
    return [f"{asks} {who}", f"FIRST {codes[0]}", f"{asks} LAST {codes[-1]}", *codes]


class Accusations:
    """Reads accusations; without examples by rules alone."""

    def __init__(
        self, learnt: LearntAccusations | None = None, meaning: Meaning | None = None
    ) -> None:
        self._learnt = learnt
        self._meaning = meaning or Meaning()

    def channel(self, text: str) -> str | None:
        """Return the channel that an accusation is led to; None for a message that accuses nobody.

        Args:
            text: Masked.
        """
        reading = read(text)
        if not self._accuses(text, reading):
            return None
        return channel_of(reading.said)

    def completes(self, text: str, before: str) -> bool:
        """Tell whether a message tells a deed by itself, of somebody who was spoken of before."""
        reading = read(text)
        if self._learnt is None or self._learnt.score(text, reading) < DEED_ALONE:
            return False
        return least_score(read(before + text)) < min(least_score(reading), LITTLE)

    def hints(self, text: str) -> bool:
        """Tell whether a message may tell a deed, though nobody stands in it who did it."""
        if self._learnt is None:
            return False
        by_words = self._learnt.score(text, read(text))
        return self._meaning.margin(Question.ACCUSES, text, by_words, HINT) >= 0

    def _accuses(self, text: str, reading: Reading) -> bool:
        learnt = self._learnt
        if learnt is None:
            return accuses_plainly(reading)
        alone = (_margin(learnt, part, read(part), ALONE) for part in _sentences(text))
        by_words = max(_margin(learnt, text, reading), *alone, -NEVER)
        return self._meaning.margin(Question.ACCUSES, text, by_words) >= 0


def _margin(learnt: LearntAccusations, text: str, reading: Reading, more: float = 0.0) -> float:
    """Return how much more than its codes demand a message, or a sentence of one, scores."""
    least = least_score(reading) + MORE_IF_ASKED * _only_asks(reading) + more
    return learnt.score(text, reading) - least if least < NEVER else -NEVER


def _sentences(text: str) -> list[str]:
    """Return the sentences of a message that say something; none where it is only one."""
    parts = _END.split(text)[:SENTENCES]
    return [part for part in parts if len(part.split()) >= LONG] if len(parts) > 1 else []


def least_score(reading: Reading) -> float:
    """Return the score from which a message is held; ``NEVER`` where nobody can be accused."""
    codes = set(reading.codes)
    if codes.isdisjoint(_WHO | _OFFICE) or _asks_for_oneself(reading):
        return NEVER
    if len(reading.words) < SHORTEST:
        is_plain = len(reading.words) == 2 and codes == {"ROLE", "WRONG"}
        return TWO_WORDS if is_plain else NEVER
    has_who, has_deed = not codes.isdisjoint(_WHO), not codes.isdisjoint(_DEED)
    if not codes.isdisjoint(_OFFICE):
        known = OFFICE_AND_DEED if has_deed else OFFICE_ALONE
        return known if has_who else PERSON_AND_DEED if has_deed else LITTLE
    if not has_who or not has_deed:
        return NEVER
    return LITTLE if codes.isdisjoint(_NEAR_OFFICE) else PERSON_AND_DEED


def _asks_for_oneself(reading: Reading) -> bool:
    """Tell whether a message asks whether its writer is safe, and names nobody and no wrong."""
    return asks_safety(reading.said) and _TOLD.isdisjoint(reading.codes)


def _only_asks(reading: Reading) -> bool:
    """Tell whether a message asks, or supposes a report ("if I report …"), without particulars."""
    codes, said = set(reading.codes), reading.words
    is_worded = bool(said) and (said[0] in _ASKING or said[-1] in LEFT_OPEN)
    asks = QUESTION in codes or is_worded or codes.issuperset({"IF", "REPORT"})
    return asks and codes.isdisjoint({NAME, SUM, "WITNESS"})


def accuses_plainly(reading: Reading) -> bool:
    """Tell whether a person or a role, a wrong and more particulars than questions are told."""
    codes = reading.codes
    if not _tells_a_wrong(codes) or set(codes).isdisjoint(_WHO):
        return False
    told = len(_PARTICULARS.intersection(codes))
    weight = NAMED * (NAME in codes) + TOLD * told
    asked = ASKED * (not {QUESTION, "ASK", "IF"}.isdisjoint(codes))
    return weight > asked


def _tells_a_wrong(codes: Sequence[str]) -> bool:
    if "WRONG" in codes:
        return True
    takes = (at for at, code in enumerate(codes) if code == "TAKE")
    money = {"MONEY", SUM}
    return any(not money.isdisjoint(codes[at + 1 : at + 1 + NEAR]) for at in takes)


def tells_of_report(text: str) -> bool:
    """Tell whether a report, made or to be made, is spoken of."""
    return "REPORT" in read(text).codes
