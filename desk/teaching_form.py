"""The form in which a maintainer says what messages mean: what it shows, and what it brings.

One decision for a group or for one message. Each sentence stands in a field of its own, so that
nothing becomes an example that nobody saw.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from desk.forms import NUMBER
from service.examples.conflicts import Conflict
from service.learning.grouping import Group
from service.learning.intents import meant_intents
from service.learning.label_kinds import Kind, TeachingRefused, Turns, Wanted
from service.learning.readable import MOST_TEXTS, cleaned, is_clean
from service.learning.regression import can_expect, case_turn
from service.learning.reviewing import Look, Said

GUESSES = 3  # intents that are offered by a key of their own
OFFERED = 0.05  # as sure as a topic of a choice counts
TURNS_AT_ONCE = 2_000  # as many as are grouped
ON_MESSAGES = (Kind.CONFIRM, Kind.INTENT, Kind.MISSING, Kind.OUTSIDE, Kind.DISCARD, Kind.TEST)
AMBIGUOUS = "ambiguous"  # several intents have the letters that were typed
NO_KIND = "no_kind"
UNEXPECTABLE = "unexpectable"  # no test can say that a message has this intent


@dataclass(frozen=True)
class About:
    """The messages of one decision.

    Attributes:
        said: How often each wording came.
        guesses: What the model and the search took them for, the likeliest first.
        topic: The article that most of them were answered with.
        talk: What was said up to the message, where it is only one.
    """

    turns: tuple[int, ...]
    said: Counter[str]
    guesses: tuple[str, ...]
    topic: str | None = None
    talk: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Line:
    """A sentence as it stands in the form."""

    text: str
    is_kept: bool
    times: int = 0


@dataclass(frozen=True)
class Sheet:
    """What stands in the form.

    Attributes:
        left_out: Wordings that are too many to be read at once.
        problem: Why nothing was done, a key of the words.
        wrong: The sentences that cannot be taken.
        what: What the problem is about, such as an intent nobody knows.
    """

    lines: tuple[Line, ...]
    guesses: tuple[str, ...]
    turns: tuple[int, ...]
    left_out: int = 0
    kind: str = ""
    intent: str = ""
    reason: str = ""
    is_talk: bool = False
    expected: Mapping[int, str] = field(default_factory=dict)
    problem: str = ""
    wrong: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    label_id: int | None = None
    what: str = ""


EMPTY = Sheet((), (), ())


class FormRefused(Exception):
    """The form does not say what is meant; ``problem`` is a key of the words."""

    def __init__(self, problem: str, guesses: Sequence[str] = (), what: str = "") -> None:
        super().__init__(problem)
        self.problem, self.guesses, self.what = problem, tuple(guesses), what


def about_group(group: Group) -> About:
    """Return what a decision about a group is about."""
    topics = Counter(one.topic for one in group.members if one.topic)
    ranked: dict[str, float] = {}
    for one in group.members:
        for name, confidence in (*one.ranking, *((name, OFFERED) for name in one.offered)):
            ranked[name] = ranked.get(name, 0.0) + confidence
    turns = tuple(one.turn_id for one in group.members)
    topic = topics.most_common(1)[0][0] if topics else None
    guesses = tuple(sorted(ranked, key=lambda name: -ranked[name]))[:GUESSES]
    return About(turns, group.said, guesses, topic)


def about_turn(look: Look, number: int) -> About:
    """Return what a decision about one message is about."""
    place = next(n for n, one in enumerate(look.said) if one.is_asked)
    guesses = tuple(dict.fromkeys([*(name for name, _ in look.ranking), *look.offered]))
    said = Counter([look.said[place].text or ""])
    return About((number,), said, guesses[:GUESSES], look.topic, look.said[: place + 1])


def blank(about: About) -> Sheet:
    """Return the form as it is opened: every wording ticked that could be an example."""
    counted = Counter[str]()
    for text, times in about.said.items():
        counted.update(dict.fromkeys(cleaned([text]), times))
    shown = counted.most_common(MOST_TEXTS)
    lines = tuple(Line(text, is_clean(text), times) for text, times in shown)
    expected = {one.turn_id: one.topic or "" for one in about.talk if one.text}
    return Sheet(lines, about.guesses, about.turns, len(counted) - len(shown), expected=expected)


def typed(sheet: Sheet, form: Mapping[str, str]) -> Sheet:
    """Return the form with what was typed into it."""
    lines = tuple(
        Line(form[f"text-{n}"], f"keep-{n}" in form, sheet.lines[n].times if fits else 0)
        for n in range(MOST_TEXTS)
        if f"text-{n}" in form
        for fits in [n < len(sheet.lines)]
    )
    expected = {
        number: form.get(f"expect-{number}", kept) for number, kept in sheet.expected.items()
    }
    return replace(
        sheet,
        lines=lines,
        turns=turns_in(form),
        kind=form.get("kind", ""),
        intent=form.get("intent", ""),
        reason=form.get("reason", ""),
        is_talk=form.get("scope") == "talk",
        expected=expected,
    )


def refused(sheet: Sheet, error: FormRefused | TeachingRefused) -> Sheet:
    """Return the form with what was wrong with it."""
    if isinstance(error, FormRefused):
        guesses = error.guesses or sheet.guesses
        return replace(sheet, problem=error.problem, guesses=guesses, what=error.what)
    return replace(
        sheet,
        problem=error.why.value,
        wrong=error.texts,
        conflicts=error.conflicts,
        label_id=error.label_id,
        what=error.what,
    )


def wanted_in(sheet: Sheet, talk: Sequence[Said], known: Mapping[str, str]) -> Wanted:
    """Return what a filled form says.

    Raises:
        FormRefused: It does not say it.
    """
    word, _, guess = sheet.kind.partition(":")
    if word not in {kind.value for kind in ON_MESSAGES}:
        raise FormRefused(NO_KIND)
    kind = Kind(word)
    texts = tuple(line.text for line in sheet.lines if line.is_kept)
    needs_intent = kind in (Kind.INTENT, Kind.TEST)
    intent = _intent(guess or sheet.intent, known) if needs_intent else ""
    if kind is Kind.TEST and intent and not can_expect(intent):
        raise FormRefused(UNEXPECTABLE, what=intent)
    cases = _cases(sheet, talk, intent, known) if kind is Kind.TEST and intent else ()
    return Wanted(kind, sheet.turns, texts, intent, reason=sheet.reason, cases=cases)


def turns_in(form: Mapping[str, str]) -> tuple[int, ...]:
    """Return the messages that were shown."""
    named = form.get("turns", "").split(",")[:TURNS_AT_ONCE]
    return tuple(int(one) for one in named if NUMBER.fullmatch(one))


def _intent(said: str, known: Mapping[str, str]) -> str:
    if not said.strip():
        return ""
    meant = meant_intents(said, known)
    if len(meant) > 1:
        raise FormRefused(AMBIGUOUS, meant[: 2 * GUESSES], said)
    return meant[0] if meant else said


def _cases(
    sheet: Sheet, talk: Sequence[Said], intent: str, known: Mapping[str, str]
) -> tuple[Turns, ...]:
    """Return each kept sentence as a test, or the conversation up to the message as one."""
    kept = cleaned(line.text for line in sheet.lines if line.is_kept)
    if not (sheet.is_talk and talk and kept):
        return tuple((case_turn(text, intent),) for text in kept)
    before = [
        case_turn(one.text, _expected(sheet.expected.get(one.turn_id, ""), known))
        for one in talk[:-1]
        if one.text and one.is_written
    ]
    return ((*before, case_turn(kept[0], intent)),)


def _expected(said: str, known: Mapping[str, str]) -> str:
    intent = _intent(said, known)
    if intent and (intent not in known or not can_expect(intent)):
        raise FormRefused(UNEXPECTABLE, what=intent)
    return intent
