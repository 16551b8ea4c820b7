"""What a message does in a talk, by its words: wishes for a person, asks further, takes back.

A second reader beside the ordered rules of ``conversation``: asked where they find nothing sure.
It knows no topics. Learnt in some two seconds when the action server starts, from
``content/moves.yml``; a message costs some 0.1 ms.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from service.content.accusation_examples import article_questions
from service.content.entries import Problems
from service.content.folder import read_slang
from service.content.move_examples import read_moves
from service.door.word_scores import Columns, Read, WordScores, learn
from service.text import normalise

PENALTY = 0.5  # of a training error
KEPT = 2  # content folders whose moves are kept; a process has one
BEGIN, END = "^", "$"  # words that stand for both ends of a message
_CLAUSE_END = re.compile(r"[,.;:!?\n]+")


class Move(StrEnum):
    """What a message does."""

    PERSON = "person"
    TICKET = "ticket"
    CANCEL = "cancel"
    ADD = "add"
    OWN_DATA = "data"
    ASK = "ask"
    MORE = "more"
    BACK = "back"
    CORRECT = "correct"
    AGAIN = "again"
    AGREE = "agree"
    REFUSE = "refuse"
    CHAT = "chat"


@dataclass(frozen=True)
class Heard:
    """What a message was heard to do.

    Attributes:
        scores: Of every move; 0 is undecided, 1 is plain. Empty where nothing was learnt.
    """

    scores: Mapping[Move, float] = field(default_factory=dict)

    def is_move(self, move: Move, score: float, lead: float) -> bool:
        """Tell whether a move is heard with at least a score and a lead over all others."""
        own = self.scores.get(move)
        others = [other for name, other in self.scores.items() if name is not move]
        return own is not None and own >= score and own - max(others) >= lead

    def lead_over(self, move: Move, other: Move) -> float:
        """Return by how much one move is heard rather than another; 0 where nothing was learnt."""
        return self.scores.get(move, 0.0) - self.scores.get(other, 0.0)


UNHEARD = Heard()


class Moves:
    """The classifier of moves."""

    def __init__(self, scores: Mapping[Move, WordScores], slang: Mapping[str, str]) -> None:
        self._scores = scores
        self._slang = slang

    def hear(self, text: str) -> Heard:
        """Return what a message, as it was written, does."""
        read = _read(text, self._slang)
        return Heard({move: weights.score(read) for move, weights in self._scores.items()})


@lru_cache(maxsize=KEPT)
def moves_of(folder: Path) -> Moves:
    """Learn the moves of a content folder, once; nothing of a broken one, which is told before."""
    problems = Problems()
    slang = read_slang(folder, problems)
    examples = {Move(name): list(texts) for name, texts in read_moves(folder, problems).items()}
    if not examples:
        return Moves({}, slang)
    examples[Move.ASK] += article_questions(folder)
    pairs = [(_read(text, slang), move) for move, texts in examples.items() for text in texts]
    reads, answers = [read for read, _ in pairs], [move for _, move in pairs]
    learnt = learn(Columns(reads), reads, answers, PENALTY)
    return Moves({Move(str(move)): weights for move, weights in learnt}, slang)


def clauses_of(text: str) -> Sequence[str]:
    """Return the clauses of a message as it was written."""
    return [clause for clause in _CLAUSE_END.split(text) if clause.strip()]


def _read(text: str, slang: Mapping[str, str]) -> Read:
    said = (normalise(text, slang) or text).split()
    return Read((BEGIN, *said, END))
