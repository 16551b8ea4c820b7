"""Compares what came of a turn with what was expected. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from maintain.conversations.outcome import Came, Played, PlayedTurn
from maintain.conversations.script import Conversation, Expect
from maintain.conversations.tickets import ticket_in
from maintain.evaluating import REFUSALS
from service.outcomes import Outcome
from service.payloads import PayloadKind
from service.replies import Reply

NO_CHOICE = frozenset(
    {
        PayloadKind.MENU,
        PayloadKind.HUMAN,
        PayloadKind.DENY,
        PayloadKind.STATUS,
        PayloadKind.CANCEL,
        PayloadKind.CANCEL_NOW,
        PayloadKind.KEEP,
        PayloadKind.REOPEN,
        PayloadKind.START,
        PayloadKind.HELP,
        PayloadKind.OLD_BUTTON,
    }
)  # buttons that stand under any reply and choose nothing of what was asked


@dataclass(frozen=True)
class JudgedTurn:
    """A played turn.

    Attributes:
        failed: The keys that do not hold, with what was expected; empty when all do.
    """

    played: PlayedTurn
    failed: tuple[tuple[str, object], ...]

    @property
    def is_counted(self) -> bool:
        """Whether something was expected, or nothing worked."""
        return self.played.turn.expect is not None or not self.is_good

    @property
    def is_good(self) -> bool:
        """Whether all that was expected holds, and the turn was played as written."""
        return not self.failed and self.played.came.trouble is None


@dataclass(frozen=True)
class JudgedConversation:
    """A played conversation."""

    conversation: Conversation
    turns: tuple[JudgedTurn, ...]

    @property
    def is_faultless(self) -> bool:
        """Whether every turn is good."""
        return all(turn.is_good for turn in self.turns)


def judge(played: Played) -> JudgedConversation:
    """Judge every turn of a conversation."""
    turns = (JudgedTurn(turn, _failed(turn)) for turn in played.turns)
    return JudgedConversation(played.conversation, tuple(turns))


def offers_choice(came: Came) -> bool:
    """Tell whether the citizen is asked which of several things they mean, and answered none."""
    if came.topics:
        return False
    choices = [b for r in came.replies for b in r.buttons if b.payload.kind not in NO_CHOICE]
    is_asked = any(reply.outcome is Outcome.CLARIFIED for reply in came.replies)
    return len(choices) > 1 or (is_asked and bool(choices))


def hands_over(came: Came) -> bool:
    """Tell whether a ticket is opened or an officer offered, not only a button under an answer."""
    return came.has_new_ticket or any(map(_is_about_officer, came.replies))


def refuses(came: Came) -> bool:
    """Tell whether it is said that this is not for BPKP, or not understood; no topic is told."""
    return not came.topics and any(reply.outcome in REFUSALS for reply in came.replies)


def _is_about_officer(reply: Reply) -> bool:
    is_asked_for = reply.escalate is not None or reply.intent == PayloadKind.HUMAN
    return is_asked_for or reply.offers_officer


def _failed(turn: PlayedTurn) -> tuple[tuple[str, object], ...]:
    expect, came = turn.turn.expect, turn.came
    if expect is None:
        return ()
    return tuple((key, wanted) for key, wanted, holds in _checks(expect, came) if not holds)


def _checks(expect: Expect, came: Came) -> Iterable[tuple[str, object, bool]]:
    """Give each key that demands something, what it demands, and whether that holds."""
    said = _folded(came.reply)
    if expect.topic is not None:
        yield "topic", expect.topic, expect.topic in came.topics
    if expect.any_topic:
        yield "any_topic", expect.any_topic, bool(set(expect.any_topic) & set(came.topics))
    facts = {
        "clarify": (expect.clarify, offers_choice(came)),
        "handoff": (expect.handoff, hands_over(came)),
        "ticket": (expect.ticket, ticket_in(came.reply) is not None),
        "refused": (expect.refused, refuses(came)),
        "nonempty": (expect.nonempty, bool(said)),
    }
    for key, (wanted, is_so) in facts.items():
        if wanted is not None:
            yield key, wanted, is_so is wanted
    if expect.contains_any:
        yield (
            "contains_any",
            expect.contains_any,
            any(_folded(part) in said for part in expect.contains_any),
        )
    found = tuple(part for part in expect.not_contains if _folded(part) in said)
    if expect.not_contains:
        yield "not_contains", found or expect.not_contains, not found


def _folded(text: str) -> str:
    return " ".join(text.lower().split())
