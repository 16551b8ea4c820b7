"""Where the bot probably went wrong, for maintainers: alike questions together, the worst first.

What is shown are masked questions that the bot answered by itself; looking is recorded.
"""

import asyncio
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response

from desk.auth import Visit
from service.audit.recording import Deed, Subject, record
from service.content.store import titles_of
from service.figures.periods import Period, PeriodRefused, read_period
from service.learning.grouping import Group
from service.learning.reviewing import Asked, Look, groups_of, read_turn
from service.learning.signals import Signal

WEEK = 7  # days, when none are named
SHOWN = 50  # groups on the page
EXAMPLES = 5  # wordings of a group
CHANNELS = ("telegram", "web")


async def show_review(visit: Visit) -> Response:
    """Show the groups of the days, the sign, the channel and the topic that the address names."""
    asked, now = visit.request.query_params, visit.desk.clock()
    problem = ""
    try:
        period = read_period(asked.get("dari", ""), asked.get("sampai", ""), now, usual=WEEK)
    except PeriodRefused as error:
        period, problem = read_period("", "", now, usual=WEEK), error.why
    groups, titles = await asyncio.to_thread(_read, visit, _asked(asked, period))
    context = {
        "period": period,
        "groups": groups[:SHOWN],
        "left_out": max(0, len(groups) - SHOWN),
        "messages": sum(len(group.members) for group in groups),
        "titles": titles,
        "signals": tuple(Signal),
        "channels": CHANNELS,
        "asked": {name: asked.get(name, "") for name in ("tanda", "kanal", "topik")},
        "examples": EXAMPLES,
        "problem": problem,
    }
    return visit.render("review.html", context, 422 if problem else 200)


async def show_turn(visit: Visit) -> Response:
    """Show one message with what was said around it, and how it was understood."""
    look, titles = await asyncio.to_thread(_open, visit, visit.request.path_params["number"])
    return visit.render("review_turn.html", {"look": look, "titles": titles})


def _asked(asked: Mapping[str, str], period: Period) -> Asked:
    sign = asked.get("tanda", "")
    return Asked(
        begin=period.begin,
        end=period.end,
        signals=(Signal(sign),) if sign in set(Signal) else (),
        channel=asked.get("kanal", ""),
        topic=asked.get("topik", ""),
    )


def _read(visit: Visit, asked: Asked) -> tuple[list[Group], dict[str, str]]:
    with visit.desk.database.read() as session:
        groups, titles = groups_of(session, asked), titles_of(session)
    shown = sum(len(group.members) for group in groups[:SHOWN])
    if shown:
        with visit.desk.database.write() as session:
            data = {"messages": shown, "groups": len(groups[:SHOWN])}
            record(session, Deed.REVIEW_LISTED, visit.desk.clock(), data=data)
    return groups, titles


def _open(visit: Visit, number: int) -> tuple[Look, dict[str, str]]:
    with visit.desk.database.write() as session:
        look = read_turn(session, number)
        if look is None:
            raise HTTPException(404)
        whose = Subject(conversation_id=look.conversation_id)
        record(session, Deed.REVIEW_READ, visit.desk.clock(), whose, data={"turn": number})
        return look, titles_of(session)
