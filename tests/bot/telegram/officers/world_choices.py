"""What may be chosen in a story, and what fits: whose turn it is, and which ticket an act suits.

Three of four choices fit, so that claims, answers and closings come to pass; the fourth is blind,
so that whoever may not is seen to be refused.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.bot.telegram.officers.harness import BIMA, RINI
from tests.bot.telegram.officers.world import CITIZENS, SUPERVISOR, WEB_ONLY, Seen, World

PICK = st.integers(0, 2**32 - 1).map(lambda n: zlib.crc32(n.to_bytes(4, "big")))  # spread
WHO = st.sampled_from((RINI, BIMA))
CITIZEN = st.sampled_from(CITIZENS)
NAME = st.sampled_from(("rini", "bima", WEB_ONLY, SUPERVISOR))
FITS = st.sampled_from((True, True, True, False))
MOSTLY_WELL = st.sampled_from((True, True, False))
YES = st.booleans()
DAY = 86400  # seconds

ORDERS = st.sampled_from(
    "/ambil|/ambil|/lepas|/tutup|/tutup lain|/tutup spam|/tutup dirujuk|/tunda 1 jam"
    "|/catat RAHASIA|// RAHASIA|RAHASIA di antara kita|/riwayat|/tarik"
    "|/alih ppid|/alih ppid RAHASIA|/entah"
    "|/alih humas RAHASIA|/jenis informasi|/jenis informasi|/jenis keberatan|/jenis pertanyaan"
    "|/jenis entah|/perpanjang|/perpanjang {reason}|/perpanjang {reason}|/jawab ppid-waktu|/balas"
    "|/ambil {ticket}|/tutup spam {ticket}|/lepas {ticket}|/bantuan".split("|")
)
BUTTONS = st.sampled_from(["Ambil", "Ambil", "Lepas", "Tutup", "Ya, tutup", "Riwayat"])
PLACE = st.sampled_from(("desk", "button", "/tutup", "/tutup terjawab"))
TROUBLES = st.sampled_from(
    (
        ("sendMessage", 429),
        ("sendMessage", 502),
        ("editMessageText", 502),
        ("createForumTopic", 429),
        ("setMessageReaction", 400),
        ("getUpdates", 502),
    )
)

Form = dict[str, str]
ACTS: st.SearchStrategy[tuple[str, Form]] = st.sampled_from(
    (
        ("claim", {}),
        ("release", {}),
        ("close", {"reason": "answered"}),
        ("close", {"reason": "referred"}),
        ("close", {}),
        ("note", {"text": "RAHASIA dari meja"}),
        ("snooze", {"hours": "1"}),
        ("wake", {}),
        ("wait", {}),
        ("transfer", {"unit": "ppid", "text": "RAHASIA"}),
        ("transfer", {"unit": "ppid", "text": "RAHASIA"}),
        ("transfer", {"unit": "humas", "text": "RAHASIA"}),
    )
)
RARER: st.SearchStrategy[tuple[str, Form]] = st.sampled_from(
    (
        ("split", {"unit": "humas", "text": "RAHASIA"}),
        ("split", {"unit": "ppid"}),
        ("merge", {}),
        ("merge", {}),
        ("unmerge", {}),
        ("assign", {}),
        ("kind", {"kind": "information_request"}),
        ("kind", {"kind": "objection"}),
        ("extend", {"text": "{reason}"}),
        ("block", {"days": "1", "reason": "abuse"}),
        ("unblock", {}),
        ("unblock", {}),
        ("again", {}),
    )
)


Given = dict[str, st.SearchStrategy[Any]]
DESK: Given = {"pick": PICK, "name": NAME, "fits": FITS}
IN_TELEGRAM: Given = {"who": WHO, "citizen": CITIZEN, "fits": FITS}
PEOPLE: dict[str, tuple[int, Given]] = {  # what they do: how often, and what is chosen
    "a_citizen_asks": (4, {"citizen": CITIZEN}),
    "a_citizen_writes": (3, {"citizen": CITIZEN}),
    "a_citizen_presses": (6, {"citizen": CITIZEN, "pick": PICK}),
    "an_officer_takes": (3, {**DESK, "place": PLACE}),
    "an_officer_closes": (3, {**DESK, "place": PLACE}),
    "an_officer_answers_in_telegram": (2, IN_TELEGRAM),
    "an_officer_replies_in_telegram": (2, IN_TELEGRAM),
    "an_officer_takes_back": (1, IN_TELEGRAM),
    "an_officer_orders": (8, {**IN_TELEGRAM, "words": ORDERS}),
    "an_officer_presses": (4, {"who": WHO, "label": BUTTONS}),
    "an_officer_answers_at_the_desk": (3, DESK),
    "an_officer_acts_at_the_desk": (6, {**DESK, "act": ACTS}),
    "an_officer_acts_more_rarely_at_the_desk": (8, {**DESK, "act": RARER}),
    "an_officer_puts_a_deadline_off": (1, {**DESK, "place": PLACE}),
    "an_officer_closes_several": (1, {"name": NAME, "reason": st.sampled_from(("other", "spam"))}),
    "both_answer_at_once": (2, {**DESK, "who": WHO}),
    "time_passes": (3, {"seconds": st.sampled_from((20, 61, 61, 400, 400, 3700, 7300, 8 * DAY))}),
}
TROUBLE: dict[str, tuple[int, Given]] = {
    "an_officer_leaves_or_returns": (2, {"name": NAME, "is_back": MOSTLY_WELL}),
    "an_officer_leaves_the_group_or_joins": (2, {"who": WHO, "is_back": MOSTLY_WELL}),
    "a_topic_is_closed_or_deleted": (2, {"who": WHO, "citizen": CITIZEN, "is_deleted": YES}),
    "the_group_is_gone_or_back": (2, {"is_back": MOSTLY_WELL}),
    "a_citizen_blocks_the_bot_or_not": (2, {"citizen": CITIZEN, "is_back": MOSTLY_WELL}),
    "telegram_is_in_trouble": (3, {"trouble": TROUBLES}),
    "telegram_delivers_twice": (2, {"who": WHO, "citizen": CITIZEN}),
    "the_gateway_is_killed": (
        4,
        {
            "commits": st.integers(0, 6),
            "after": st.sampled_from((0.005, 0.02, 0.05, 0.1)),
            "who": WHO,
            "citizen": CITIZEN,
        },
    ),
}


def named(among: dict[str, tuple[int, Given]], pick: int) -> str:
    """Return what happens, as often as its weight says."""
    names = [name for name, (weight, _) in among.items() for _ in range(weight)]
    return names[pick % len(names)]


@dataclass(frozen=True)
class Chosen:
    """An act at the web desk: who does it, and to which ticket."""

    name: str
    seen: Seen


def choose(world: World, act: str, pick: int, name: str, fits: bool) -> Chosen | None:
    """Return whose act it is; where it is to fit, on a ticket that it suits by who may."""
    tickets = world.tickets()
    if not tickets:
        return None
    if not fits:
        return Chosen(name, tickets[pick % len(tickets)])
    suits = _SUITS.get(act, _is_held)
    fitting = [one for one in tickets if suits(one, tickets)] or tickets
    seen = fitting[pick % len(fitting)]
    return Chosen(_who_may(world, act, seen, name), seen)


def details(world: World, act: str, form: Form, seen: Seen, pick: int) -> Form:
    """Return what a form of an act holds."""
    if act == "assign":
        officers = world.numbers()
        return {"officer": str(officers[pick % len(officers)])}
    if act == "merge":
        return {"into": _partner(world, seen, pick)}
    if act == "again":
        return {"message": str(world.failed_answer(seen.citizen))}
    return {key: world.filled(value, seen.citizen, seen.ticket) for key, value in form.items()}


def _partner(world: World, seen: Seen, pick: int) -> str:
    """Return what a ticket is merged into: a sister that is held, else another one."""
    others = [one for one in world.tickets() if one.ticket != seen.ticket]
    theirs = [one for one in others if one.citizen == seen.citizen and one.state != "closed"]
    held = [one for one in theirs if one.state == "held"]
    among = held or theirs or others or [seen]
    return among[pick % len(among)].ticket


def _who_may(world: World, act: str, seen: Seen, name: str) -> str:
    if act == "unblock":
        return SUPERVISOR
    of = [seen]
    if act == "merge":  # by who holds either
        of += [one for one in world.tickets() if one.citizen == seen.citizen]
    holder = next((world.name_of(one.officer) for one in of if one.state == "held"), None)
    if holder is not None:
        return holder
    return WEB_ONLY if seen.unit == "ppid" and name != SUPERVISOR else name


Suits = Callable[[Seen, Sequence[Seen]], bool]


def _is_held(one: Seen, _all: Sequence[Seen]) -> bool:
    return one.state == "held"


def _waits(one: Seen, _all: Sequence[Seen]) -> bool:
    return one.state == "waiting" and one.behind is None


def _is_current(one: Seen, _all: Sequence[Seen]) -> bool:
    return one.state != "closed" and one.behind is None


def _has_a_sister(one: Seen, everything: Sequence[Seen]) -> bool:
    sisters = [o for o in everything if o.citizen == one.citizen and o.ticket != one.ticket]
    return one.merged_into is None and any(o.state != "closed" for o in sisters)


_SUITS: dict[str, Suits] = {
    "claim": _waits,
    "reply": _is_current,
    "kind": _is_current,
    "merge": _has_a_sister,
    "unmerge": lambda one, _all: one.merged_into is not None,
    "unblock": lambda one, _all: bool(one.blocks),
    "wake": lambda one, _all: one.is_resting,
}
