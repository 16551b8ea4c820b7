"""Answer, offer a choice, or say it was not understood: a calibrated decision. Pure.

The thresholds are chosen on the development questions; docs/nlu.md shows the trade-off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from service.text import words

ANSWER_AT = 0.50  # confidence from which the first topic is answered
SENSITIVE_AT = 0.6  # the same for a topic whose confusion with another would do harm
CLARIFY_AT = 0.20  # below it the first topic is not even offered
MARGIN = 0.25  # lead over the second topic without which both are offered
FOREIGN_MARGIN = 0.3  # lead over being another remit's without which topics are only offered
SENSITIVE_MARGIN = 0.5  # the lead over a second topic whose confusion with the first would do harm
SENSITIVE_FROM = 0.04  # confidence from which such a second topic counts
PART_AT = 0.70  # confidence from which a sentence by itself counts as a question
OFFERED = 3  # choices at most
WORTH_OFFERING = 0.05  # a further choice below it is noise

ASKING = frozenset(
    "apa apakah apaan berapa brp brapa bagaimana gimana gmn gmna bgmn cara caranya mana dimana "
    "dmn kemana kmn kapan kpn siapa sapa kenapa knp ngapa mengapa bisa bs bisakah iso boleh blh "
    "bole "
    "bolehkah ada adakah syarat syaratnya mohon tolong tlg minta mnta mau pengen ingin pingin "
    "alamat jam biaya nomor beda bedanya kah piye pira opo kumaha naha naon dima bara ba "
    "apo berapo kenapo nopo pundi dong spill jelasin jelaskan "
    "how what where when who why which does did can could are".split()
)
ALSO_TELLING = frozenset(
    "ada adakah mau minta mohon tolong pengen ingin nomor alamat jam syarat syaratnya "
    "biaya".split()
)
# Topics of one group may be taken for each other; of two groups never (tests/never_confuse.jsonl).
SENSITIVE_GROUPS = (
    frozenset({"wbs-cara-lapor", "wbs-data-laporan", "wbs-waktu", "wbs-pantau"}),
    frozenset({"wbs-kerahasiaan", "perlindungan-pelapor"}),
    frozenset({"lapor-gratifikasi", "hadiah-auditor", "batas-hadiah"}),
    frozenset({"pemerasan-atas-nama", "cek-surat-tugas", "telanjur-transfer"}),
    frozenset(
        "wbs-vs-lapor lapor-dana-desa lapor-lewat-bot warga-minta-audit lapor-korupsi".split()
    ),
)
CHAT_INTENTS = frozenset({"greet", "thanks", "bye", "affirm", "deny", "bot_challenge"})
OTHER_INTENTS = frozenset({"human", "ticket_status", "out_of_scope", "nlu_fallback"})


class Verdict(StrEnum):
    """What to do with a question about a topic."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True)
class RankedIntent:
    """An intent and the classifier's calibrated confidence, 0 to 1."""

    name: str
    confidence: float


@dataclass(frozen=True)
class Part:
    """One sentence of a message and what it would mean by itself."""

    text: str
    ranking: tuple[RankedIntent, ...]

    @property
    def is_question(self) -> bool:
        """Whether it asks for something, and does not only tell."""
        return asks(self.text)


@dataclass(frozen=True)
class Decision:
    """What to do, with the topics it concerns, best first."""

    verdict: Verdict
    topics: tuple[str, ...]
    confidence: float


def asks_outright(text: str) -> bool:
    """Tell whether a message has the form of a question, and not just a word that tells."""
    return "?" in text or not (ASKING - ALSO_TELLING).isdisjoint(words(text))


def asks(text: str) -> bool:
    """Tell whether a message has the form of a question."""
    return "?" in text or not ASKING.isdisjoint(words(text))


def is_topic(intent: str) -> bool:
    """Tell whether an intent is a topic of the knowledge base."""
    return intent not in CHAT_INTENTS and intent not in OTHER_INTENTS


def read_ranking(message: Mapping[str, Any]) -> list[RankedIntent]:
    """Return the ranking of a message as Rasa parsed it, best first."""
    ranking = message.get("intent_ranking") or [message.get("intent") or {}]
    named = [r for r in ranking if r.get("name")]
    ranked = [RankedIntent(r["name"], float(r.get("confidence") or 0.0)) for r in named]
    return [r for r in ranked if r.name != "nlu_fallback"]


def read_parts(message: Mapping[str, Any]) -> tuple[Part, ...]:
    """Return the sentences of a message as Rasa parsed it (``nlu.parts``), in order."""
    return tuple(
        Part(str(part.get("text") or ""), tuple(read_ranking(part)))
        for part in message.get("parts") or ()
    )


def clear_topic(ranking: Sequence[RankedIntent]) -> str | None:
    """Return the topic that is clearly asked for, None when there is none."""
    if not ranking or not is_topic(ranking[0].name):
        return None
    decision = decide(ranking)
    is_clear = decision.verdict is Verdict.ANSWER and decision.confidence >= PART_AT
    return decision.topics[0] if is_clear else None


def decide(ranking: Sequence[RankedIntent]) -> Decision:
    """Decide on a message whose first intent is a topic, or whose intent is unclear."""
    topics = [ranked for ranked in ranking if is_topic(ranked.name)]
    if not topics:
        return Decision(Verdict.NOT_UNDERSTOOD, (), 0.0)
    first = topics[0].confidence
    lead = first - (topics[1].confidence if len(topics) > 1 else 0.0)
    names = tuple(ranked.name for ranked in topics[:OFFERED])
    is_sensitive = group_of(names[0]) is not None
    is_ahead = lead >= margin_of(topics) and first - _foreign_in(ranking) >= FOREIGN_MARGIN
    if is_ahead and first >= (SENSITIVE_AT if is_sensitive else ANSWER_AT):
        return Decision(Verdict.ANSWER, names, first)
    if first >= CLARIFY_AT:
        return Decision(Verdict.CLARIFY, _worth_offering(topics), first)
    return Decision(Verdict.NOT_UNDERSTOOD, names, first)


def _foreign_in(ranking: Sequence[RankedIntent]) -> float:
    """Return how likely a message is another remit's."""
    return next((r.confidence for r in ranking if r.name == "out_of_scope"), 0.0)


def margin_of(topics: Sequence[RankedIntent]) -> float:
    """Return the lead the first topic needs: a wider one where a mistake would do harm."""
    first, second = topics[0], topics[1] if len(topics) > 1 else None
    if second is None or second.confidence < SENSITIVE_FROM:
        return MARGIN
    groups = {group_of(first.name), group_of(second.name)} - {None}
    return SENSITIVE_MARGIN if len(groups) > 1 else MARGIN


def group_of(topic: str) -> int | None:
    """Return the number of a topic's sensitive group, None for a topic in none."""
    return next((n for n, group in enumerate(SENSITIVE_GROUPS) if topic in group), None)


def _worth_offering(topics: Sequence[RankedIntent]) -> tuple[str, ...]:
    return tuple(r.name for r in topics[:OFFERED] if r.confidence >= WORTH_OFFERING)
