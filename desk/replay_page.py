"""What a candidate answers otherwise than what serves: each is accepted, or becomes an example.

Citizens' words, masked, are for whoever teaches the bot; who only sees releases gets the answers'
topics and the counts. Looking at words is recorded.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.forms import NUMBER
from service.audit.recording import Deed, record
from service.learning.intents import known_intents, meant_intents
from service.learning.label_kinds import Person, TeachingRefused
from service.officers.roles import Permission, may
from service.releases.answered import Change
from service.releases.replay import (
    ChangedAnswer,
    Changes,
    Replayed,
    Wanted,
    changes_of,
    replayed,
    taken_back,
    topics_of,
)
from service.releases.verdicts import accept, reopen, turn_into_example
from service.storage.database import Session

SHOWN = 50  # changes on a page
FILTERS = ("jenis", "topik", "baca")
ALL = "semua"  # of ``baca``: also what somebody has read
INFOS = ("accepted", "already", "reopened", "example")


@dataclass(frozen=True)
class Read:
    """What the page shows.

    Attributes:
        told: None where the release was never replayed.
        topics: Every article that a change of the release is about.
        intents: With their articles' titles, "" where they have none.
        gone: Changes whose words are no longer to be shown.
    """

    told: Replayed | None
    changes: Changes
    topics: tuple[str, ...]
    intents: dict[str, str]
    gone: frozenset[int]


async def show_replay(visit: Visit) -> Response:
    """Show the changed answers that the address asks for, the worst first."""
    return await page_of(visit, visit.request.query_params)


async def accept_changes(visit: Visit) -> Response:
    """Accept one change, or all that were shown."""
    rows = _rows(visit.form.get("rows", ""))
    count = await asyncio.to_thread(_accept, visit, rows)
    return back(visit, "accepted" if count else "already")


async def reopen_change(visit: Visit) -> Response:
    """Take an acceptance back."""
    row = _rows(visit.form.get("rows", ""))[0]
    done = await asyncio.to_thread(_reopen, visit, row)
    return back(visit, "reopened" if done else "already")


async def propose_example(visit: Visit) -> Response:
    """Propose that the question is learnt for an intent: a second person decides."""
    row, form = _rows(visit.form.get("rows", ""))[0], visit.form
    try:
        done = await asyncio.to_thread(_propose, visit, row)
    except TeachingRefused as error:
        told = {"row": row, "why": error.why.value, "error": error}
        typed = {"text": form.get("text", ""), "intent": form.get("intent", "")}
        return await page_of(visit, form, {**told, **typed})
    return back(visit, "example" if done else "already")


async def page_of(
    visit: Visit, asked: Mapping[str, str], problem: Mapping[str, object] | None = None
) -> Response:
    """Show the page, with what went wrong if something did."""
    read = await asyncio.to_thread(_read, visit, asked)
    shown = read.changes.found[:SHOWN]
    role = visit.login.officer.role
    context = {
        "number": visit.request.path_params["number"],
        "told": read.told,
        "changes": read.changes,
        "shown": shown,
        "left_out": len(read.changes.found) - len(shown),
        "titles": read.intents,
        "topics": read.topics,
        "gone": read.gone,
        "intents": read.intents,
        "kinds": tuple(Change),
        "asked": {name: asked.get(name, "") for name in FILTERS},
        "may_decide": may(role, Permission.RELEASE),
        "sees_words": sees_words(visit),
        "info": asked.get("info") if asked.get("info") in INFOS else None,
        "problem": problem,
    }
    return visit.render("replay.html", context, 422 if problem else 200)


def sees_words(visit: Visit) -> bool:
    """Tell whether an officer may read what citizens asked the bot."""
    return may(visit.login.officer.role, Permission.TEACH)


def back(visit: Visit, info: str) -> Response:
    """Lead back to the list as it was narrowed, at the change that comes next."""
    number, form = visit.request.path_params["number"], visit.form
    narrowed = {name: form[name] for name in FILTERS if form.get(name)}
    following = form.get("next", "")
    place = f"#r{following}" if NUMBER.fullmatch(following) else ""
    query = urlencode({**narrowed, "info": info})
    return RedirectResponse(f"/releases/{number}/replay?{query}{place}", 303)


def _wanted(asked: Mapping[str, str]) -> Wanted:
    kind = asked.get("jenis", "")
    return Wanted(
        changes=(Change(kind),) if kind in set(Change) else (),
        topic=asked.get("topik", ""),
        is_unread=asked.get("baca") != ALL,
    )


def _read(visit: Visit, asked: Mapping[str, str]) -> Read:
    number = visit.request.path_params["number"]
    with visit.desk.database.read() as session:
        told = replayed(session, number)
        changes = changes_of(session, number, _wanted(asked))
        intents = known_intents(session)
        gone = taken_back(session, changes.found[:SHOWN])
        read = Read(told, changes, _topics(session, number), intents, gone)
    shown = changes.found[:SHOWN]
    if shown and sees_words(visit):
        _note(visit, number, shown)
    return read


def _topics(session: Session, number: int) -> tuple[str, ...]:
    every = changes_of(session, number).found
    return tuple(sorted({topic for one in every for topic in topics_of(one)}))


def _note(visit: Visit, number: int, shown: tuple[ChangedAnswer, ...]) -> None:
    with visit.desk.database.write() as session:
        data = {"release": number, "rows": len(shown)}
        record(session, Deed.REPLAY_LISTED, visit.desk.clock(), data=data)


def _rows(listed: str) -> list[int]:
    """Return the changes that a form names.

    Raises:
        HTTPException: 400 where it names none.
    """
    numbers = listed.split(",")
    if not all(NUMBER.fullmatch(one) for one in numbers) or len(numbers) > SHOWN:
        raise HTTPException(400)
    return [int(one) for one in numbers]


def _accept(visit: Visit, rows: list[int]) -> int:
    number, name = visit.request.path_params["number"], visit.login.officer.name
    with visit.desk.database.write() as session:
        return accept(session, number, rows, name, visit.desk.clock())


def _reopen(visit: Visit, row: int) -> bool:
    number = visit.request.path_params["number"]
    with visit.desk.database.write() as session:
        return reopen(session, number, row, visit.desk.clock())


def _propose(visit: Visit, row: int) -> bool:
    number, officer, form = visit.request.path_params["number"], visit.login.officer, visit.form
    who, text = Person(officer.name, officer.id), form.get("text", "")
    with visit.desk.database.write() as session:
        typed = form.get("intent", "")
        meant = meant_intents(typed, known_intents(session))
        intent = meant[0] if len(meant) == 1 else typed
        now = visit.desk.clock()
        return turn_into_example(session, number, row, who, text, intent, now) is not None
