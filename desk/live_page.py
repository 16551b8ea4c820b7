"""What the scripts of open pages ask for: the stream of news, how much waits, and "I am here"."""

import asyncio

from sse_starlette import EventSourceResponse
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from desk.auth import Visit
from desk.cookies import COOKIE, cookie
from service.errors import NotFound
from service.escalations.desk_counts import DeskCounts, counts_for
from service.escalations.sights import be_gone, be_here
from service.officers.alerts import Alert, alerts_of
from service.officers.sessions import digest

STREAM = "text/event-stream"
PING = 3600  # seconds; the stream says itself that it is alive, in words that a script hears


async def stream_news(visit: Visit) -> Response:
    """Tell an officer's pages what changes, until the log-in ends; only to who asks for it."""
    request = visit.request
    if STREAM not in request.headers.get("accept", ""):
        raise HTTPException(406)
    after = request.headers.get("last-event-id") or request.query_params.get("after", "")
    log_in = digest(cookie(request, COOKIE))
    events = visit.desk.live.listen(log_in, visit.login.officer.id, after)
    return EventSourceResponse(events, ping=PING)


async def count_for_tabs(visit: Visit) -> Response:
    """Return how much waits for the officer, and which alerts they want."""
    counts, alerts = await asyncio.to_thread(_count, visit)
    return JSONResponse({**vars(counts), "alerts": sorted(alerts)})


async def be_present(visit: Visit) -> Response:
    """Note that a conversation is open before an officer, or no longer."""
    is_there = await asyncio.to_thread(_be_present, visit)
    return Response(status_code=204 if is_there else 409)


def _count(visit: Visit) -> tuple[DeskCounts, frozenset[Alert]]:
    officer = visit.login.officer.id
    with visit.desk.database.read() as session:
        return counts_for(session, officer, visit.desk.clock()), alerts_of(session, officer)


def _be_present(visit: Visit) -> bool:
    ticket, officer = visit.request.path_params["ticket"], visit.login.officer.id
    with visit.desk.database.write() as session:
        try:
            if "gone" in visit.form:
                be_gone(session, ticket, officer)
                return True
            writes = "writing" in visit.form
            came = be_here(session, ticket, officer, visit.desk.clock(), is_writing=writes)
        except NotFound:
            return False
    return came is True
