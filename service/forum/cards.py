"""The card of an escalation in a group: state, deadline, holder, wait, summary, buttons. Pure.

Times on it are moments, never spans, so that a card changes only when its escalation does.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.calendar import short_time_in_words

DATA_MARK = "d"  # what a button's data begins with: no token of a citizen's button has a colon
QUESTION_LIMIT = 300  # characters of the question on a card
Words = Callable[..., str]


class Mode(StrEnum):
    """What of a citizen's words may stand in a unit's group."""

    FULL = "penuh"
    CARD = "kartu"


class Press(StrEnum):
    """What a button of the group asks for; stands in its data, so it stays short."""

    TAKE = "ambil"
    RELEASE = "lepas"
    HISTORY = "riwayat"
    CLOSE = "tutup"
    CLOSE_NOW = "tutup1"
    KEEP = "tutup0"
    SEND_AGAIN = "ulang"
    SEND_HIDDEN = "samar"
    SEND_AS_IS = "asli"
    DO_NOT_SEND = "batal"


@dataclass(frozen=True)
class GroupButton:
    """A button under a message in the group: it asks for something, or leads to an address."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True)
class CardFacts:
    """What a card tells.

    Attributes:
        stage: ``waiting``, ``behind``, ``held``, ``for_citizen``, ``snoozed``, ``closed``, or
            ``moved`` where it is another unit's now.
        held_by: The name of who holds it, or closed it.
        question: What the citizen wants, masked; only where words may stand in the group.
        titles: The articles that the bot answered with.
        waits_since: Of their oldest message without an answer; None: they owe one themselves.
        merged_into: The ticket that it goes on in.
        kind: The kind of request by law, in words.
        link: The escalation's page at the web desk; empty where its address is not known.
    """

    ticket: str
    stage: str
    unit: str
    mode: Mode
    waits_since: datetime | None = None
    held_by: str | None = None
    kind: str = ""
    by_citizen: bool = False
    merged_into: str = ""
    due_at: datetime | None = None
    snoozed_until: datetime | None = None
    times_opened: int = 1
    is_contested: bool = False
    question: str = ""
    titles: tuple[str, ...] = ()
    place: str = ""
    is_english: bool = False
    is_held_back: bool = False
    link: str = ""


@dataclass(frozen=True)
class Shown:
    """A message as it stands in the group.

    Attributes:
        rows: Its buttons, row by row.
    """

    text: str
    rows: tuple[tuple[GroupButton, ...], ...] = ()

    @property
    def fingerprint(self) -> str:
        """What tells two apart: an edit that changes nothing is refused by Telegram."""
        told = repr((self.text, self.rows)).encode("utf-8", errors="surrogatepass")
        return hashlib.sha256(told).hexdigest()[:32]


def card(facts: CardFacts, words: Words) -> Shown:
    """Return the card of an escalation."""
    if facts.stage == "moved":
        return Shown(words("card_moved", ticket=facts.ticket, unit=facts.unit))
    lines = [_head(facts, words), words("card_unit", unit=facts.unit)]
    lines += [words("card_kind", kind=facts.kind)] if facts.kind else []
    lines += _times(facts, words) if facts.stage != "closed" else []
    if facts.times_opened > 1:
        lines.append(words("card_round", times=facts.times_opened))
    if facts.is_contested:
        lines.append(words("card_contested"))
    lines += _summary(facts, words)
    return Shown("\n".join(lines), _buttons(facts, words))


def _times(facts: CardFacts, words: Words) -> list[str]:
    """Tell since when the citizen waits, if they do, and until when they are to be answered."""
    told = (("card_waits", "since", facts.waits_since), ("card_due", "due", facts.due_at))
    return [words(key, **{name: short_time_in_words(at)}) for key, name, at in told if at]


def _head(facts: CardFacts, words: Words) -> str:
    named = {"ticket": facts.ticket}
    if facts.merged_into:
        return words("card_merged", **named, into=facts.merged_into)
    if facts.stage == "closed" and facts.by_citizen:
        return words("card_closed_citizen", **named)
    if facts.stage == "closed" and facts.held_by:
        return words("card_closed_by", **named, officer=facts.held_by)
    if facts.stage == "snoozed" and facts.snoozed_until is not None:
        return words("card_snoozed", **named, until=short_time_in_words(facts.snoozed_until))
    if facts.stage in ("held", "for_citizen"):
        return words(f"card_{facts.stage}", **named, officer=facts.held_by or "?")
    return words(f"card_{facts.stage}", **named)


def _summary(facts: CardFacts, words: Words) -> list[str]:
    if facts.mode is Mode.CARD:
        where = words("card_no_words" if facts.link else "card_no_words_no_link")
        return [where] if facts.stage == "closed" else [where, words("card_answer_here")]
    lines = []
    if facts.question:
        lines.append(words("card_question", question=_cut(facts.question)))
    if facts.titles:
        lines.append(words("card_shown", titles=", ".join(facts.titles)))
    if facts.place:
        lines.append(words("card_place", place=facts.place))
    if facts.is_english:
        lines.append(words("card_language"))
    if facts.is_held_back:
        lines.append(words("card_held_back"))
    return lines


def _buttons(facts: CardFacts, words: Words) -> tuple[tuple[GroupButton, ...], ...]:
    wanted = {
        "waiting": (Press.TAKE, Press.HISTORY),
        "behind": (Press.HISTORY,),
        "closed": (Press.HISTORY,),
    }.get(facts.stage, (Press.RELEASE, Press.CLOSE, Press.HISTORY))
    row = tuple(button(press, facts.ticket, words) for press in wanted)
    leads = (GroupButton(words("label_open_desk"), url=facts.link),) if facts.link else ()
    return (row, leads) if leads else (row,)


LABELS = {
    Press.TAKE: "label_take",
    Press.RELEASE: "label_release",
    Press.HISTORY: "label_history",
    Press.CLOSE: "label_close",
    Press.CLOSE_NOW: "label_close_now",
    Press.KEEP: "label_keep",
    Press.SEND_AGAIN: "label_send_again",
    Press.SEND_HIDDEN: "label_send_hidden",
    Press.SEND_AS_IS: "label_send_as_is",
    Press.DO_NOT_SEND: "label_do_not_send",
}


def button(press: Press, argument: str, words: Words) -> GroupButton:
    """Return the button that asks for something about a ticket or a number."""
    return GroupButton(words(LABELS[press]), data=f"{DATA_MARK}:{press.value}:{argument}")


def read_press(data: str) -> tuple[Press, str] | None:
    """Return what a button's data asks for, None for what no button of ours carries."""
    mark, _, rest = data.partition(":")
    name, _, argument = rest.partition(":")
    if mark != DATA_MARK or not argument:
        return None
    try:
        return Press(name), argument
    except ValueError:
        return None


def _cut(question: str) -> str:
    line = " ".join(question.split())
    return line if len(line) <= QUESTION_LIMIT else line[: QUESTION_LIMIT - 1].rstrip() + "…"
