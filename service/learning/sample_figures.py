"""What the samples of the weeks say: the accuracy that is published, bad weeks too.

Only messages with both people's words count, so nobody reads one word early out of a sum.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.learning.estimating import Agreement, Part, Share, agreement, estimate
from service.learning.signals import BY_BOT
from service.learning.verdicts import JUDGES, Verdict
from service.storage.learning_tables import Sample, SampledTurn, SampleVerdict
from service.storage.tables import Turn


@dataclass(frozen=True)
class Word:
    """What one person said."""

    verdict: Verdict
    intent: str | None


@dataclass(frozen=True)
class Disagreement:
    """A message on which two people said different things."""

    turn_id: int
    words: tuple[Word, ...]


@dataclass(frozen=True)
class SampleFigures:
    """One week's sample.

    Attributes:
        turns: How many messages the bot answered in the week.
        missing: Drawn, and erased before two people had judged them.
        open: Drawn, there, and without two people's words.
        right: The share that was right; where judges disagree, a message counts half.
        partly: The share that was right or partly right, in the same way.
        seed: Of the draw.
    """

    sample_id: int
    begin: datetime
    turns: int
    drawn: int
    missing: int
    open: int
    right: Share | None
    partly: Share | None
    agreement: Agreement
    disagreements: tuple[Disagreement, ...]
    seed: int


def figures_of_samples(session: Session) -> list[SampleFigures]:
    """Return the weeks' figures, the newest first."""
    words = _words(session)
    drawn: dict[int, list[SampledTurn]] = defaultdict(list)
    for row in session.scalars(select(SampledTurn).order_by(SampledTurn.id)):
        drawn[row.sample_id].append(row)
    there = set(session.scalars(_THERE))
    samples = session.scalars(select(Sample).order_by(Sample.begin.desc()))
    return [_figures(sample, drawn[sample.id], words, there) for sample in samples]


def _figures(
    sample: Sample,
    drawn: Sequence[SampledTurn],
    words: Mapping[int, tuple[Word, ...]],
    there: set[int],
) -> SampleFigures:
    both = [row for row in drawn if row.id in words]
    left = [row for row in drawn if row.id not in words]
    return SampleFigures(
        sample_id=sample.id,
        begin=sample.begin,
        turns=sum(stratum["turns"] for stratum in sample.strata),
        drawn=len(drawn),
        missing=sum(row.turn_id not in there for row in left),
        open=sum(row.turn_id in there for row in left),
        right=estimate(_parts(sample, both, words, {Verdict.RIGHT})),
        partly=estimate(_parts(sample, both, words, {Verdict.RIGHT, Verdict.PARTLY})),
        agreement=agreement([_pair(words[row.id]) for row in both]),
        disagreements=tuple(
            Disagreement(row.turn_id, words[row.id])
            for row in both
            if len({word.verdict for word in words[row.id]}) > 1
        ),
        seed=sample.strata[0]["seed"],
    )


def _parts(
    sample: Sample,
    both: Sequence[SampledTurn],
    words: Mapping[int, tuple[Word, ...]],
    good: set[Verdict],
) -> list[Part]:
    """Return the scores of each stratum; of who could not tell, only the other's word counts."""
    scores: dict[int, list[float]] = defaultdict(list)
    for row in both:
        told = [one.verdict for one in words[row.id] if one.verdict is not Verdict.CANNOT_TELL]
        if told:
            scores[row.stratum].append(sum(one in good for one in told) / len(told))
    return [Part(one["turns"], scores[place]) for place, one in enumerate(sample.strata)]


def _pair(words: tuple[Word, ...]) -> tuple[str, str]:
    first, second = words
    return first.verdict, second.verdict


def _words(session: Session) -> dict[int, tuple[Word, ...]]:
    """Return both people's words of each message that has both."""
    found: dict[int, list[Word]] = defaultdict(list)
    for row in session.scalars(
        select(SampleVerdict).order_by(SampleVerdict.sampled_id, SampleVerdict.officer_id)
    ):
        found[row.sampled_id].append(Word(Verdict(row.verdict), row.intent))
    return {key: tuple(words) for key, words in found.items() if len(words) == JUDGES}


_THERE = (
    select(Turn.id)
    .join(SampledTurn, SampledTurn.turn_id == Turn.id)
    .where(Turn.text != "", Turn.outcome.in_([outcome.value for outcome in BY_BOT]))
)
