"""Where the bot probably went wrong, for maintainers: alike questions together, the worst first.

What is shown are masked questions that the bot answered by itself; looking is recorded. What was
decided leaves the page.
"""

import asyncio

from starlette.responses import Response

from desk.auth import Visit
from desk.review_filters import FIELDS, asked_for, period_of, query_of
from service.audit.recording import Deed, record
from service.content.store import titles_of
from service.escalations.saved_filters import FilterView
from service.learning.grouping import Group
from service.learning.review_filters import review_filters_of
from service.learning.reviewing import Asked, groups_of
from service.learning.signals import Signal

SHOWN = 50  # groups on the page
EXAMPLES = 5  # wordings of a group
CHANNELS = ("telegram", "web")
INFOS = ("confirm", "intent", "missing", "outside", "discard", "test")


async def show_review(visit: Visit) -> Response:
    """Show the groups of the days, the sign, the channel and the topic that the address names."""
    asked = visit.request.query_params
    period, problem = period_of(visit, asked)
    groups, titles, kept = await asyncio.to_thread(_read, visit, asked_for(asked, period))
    fields = {name: asked.get(name, "") for name in FIELDS}
    context = {
        "period": period,
        "groups": groups[:SHOWN],
        "left_out": max(0, len(groups) - SHOWN),
        "messages": sum(len(group.members) for group in groups),
        "titles": titles,
        "signals": tuple(Signal),
        "channels": CHANNELS,
        "asked": fields,
        "query": query_of(fields),
        "kept": kept,
        "examples": EXAMPLES,
        "problem": problem,
        "no_filter": asked.get("problem") == "filter",
        "info": asked.get("info", "") if asked.get("info") in INFOS else "",
    }
    return visit.render("review.html", context, 422 if problem else 200)


def _read(visit: Visit, asked: Asked) -> tuple[list[Group], dict[str, str], list[FilterView]]:
    with visit.desk.database.read() as session:
        groups, titles = groups_of(session, asked), titles_of(session)
        kept = review_filters_of(session, visit.login.officer.id)
    shown = sum(len(group.members) for group in groups[:SHOWN])
    if shown:
        with visit.desk.database.write() as session:
            data = {"messages": shown, "groups": len(groups[:SHOWN])}
            record(session, Deed.REVIEW_LISTED, visit.desk.clock(), data=data)
    return groups, titles, kept
