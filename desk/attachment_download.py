"""A citizen's file, handed to an officer: only as a download, under a name of ours.

Nobody has looked at it for viruses, and whoever sent it may want it to run in an officer's
browser: it is never shown in a page, and its type is never the one that its sender claims. What
Telegram keeps is brought by a gateway: an officer who waits for it sees a page that asks again by
itself, without a script, until the file comes.
"""

import asyncio
import time
from datetime import timedelta

import structlog
from starlette.responses import Response

from desk.auth import Visit
from desk.no_access import show_glimpse
from service.errors import NotFound
from service.escalations.access import Glimpse, see_escalation
from service.escalations.files import FileAsked, Opening, asked_before, open_file
from service.outcomes import FileTrouble
from service.updates.attachments import StoredFile
from service.updates.file_requests import is_answered, take_file

WAIT = timedelta(seconds=60)  # for a gateway to bring a file; then the officer is told
AT_ONCE = 1.5  # seconds that one answer waits: what comes sooner needs no page in between
LOOK_AGAIN = 0.1  # seconds
REFRESH = 2  # seconds until the page asks again

log = structlog.get_logger()


async def download(visit: Visit) -> Response:
    """Hand out one attachment of an escalation's window, or let the officer wait for it.

    Raises:
        NotFound: There is no such ticket, or it has no such file.
    """
    ticket, number = visit.request.path_params["ticket"], visit.request.path_params["number"]
    found = await asyncio.to_thread(_open, visit, ticket, number)
    if isinstance(found, Glimpse):
        return await show_glimpse(visit, found)
    return (
        await _brought(visit, found)
        if isinstance(found, FileAsked)
        else await _given(visit, found)
    )


async def download_asked(visit: Visit) -> Response:
    """Hand out what this officer asked for before, or let them wait on.

    Raises:
        NotFound: They asked for nothing of this number, or had it already.
    """
    found = await asyncio.to_thread(_asked, visit)
    if isinstance(found, Glimpse):
        return await show_glimpse(visit, found)
    if found is None:
        raise NotFound("a file that was not asked for, or was handed out already")
    return await _brought(visit, found)


async def _given(visit: Visit, file: StoredFile | FileTrouble) -> Response:
    """Answer with a file, or with why there is none."""
    ticket, number = visit.request.path_params["ticket"], visit.request.path_params["number"]
    if isinstance(file, FileTrouble):
        context = {"ticket": ticket, "number": number, "trouble": file}
        status = 403 if file is FileTrouble.NOT_HOLDER else 502
        return visit.render("file_trouble.html", context, status)
    log.info(
        "attachment_handed_out", officer=visit.login.officer.id, ticket=ticket, attachment=number
    )
    name = f'attachment; filename="{ticket}-{number}{file.extension}"'
    headers = {"Content-Disposition": name}
    content = await asyncio.to_thread(_unsealed, visit, file)
    return Response(content, media_type="application/octet-stream", headers=headers)


async def _brought(visit: Visit, asked: FileAsked) -> Response:
    """Wait a moment for a gateway, then with a page; a request that nobody reads is swept."""
    look_until = time.monotonic() + AT_ONCE
    while not (is_there := await asyncio.to_thread(_is_answered, visit, asked)):
        if time.monotonic() > look_until:
            break
        await asyncio.sleep(LOOK_AGAIN)
    if not is_there and visit.desk.clock() < asked.asked_at + WAIT:
        return _waiting(visit, asked)
    content = await asyncio.to_thread(_take, visit, asked)
    if isinstance(content, FileTrouble):
        return await _given(visit, content)
    return await _given(visit, StoredFile(content, asked.extension))


def _waiting(visit: Visit, asked: FileAsked) -> Response:
    ticket, number = visit.request.path_params["ticket"], visit.request.path_params["number"]
    again = f"/escalations/{ticket}/attachments/{number}/{asked.request}"
    context = {"ticket": ticket, "again": again, "seconds": REFRESH}
    return visit.render("file_waiting.html", context, 202)


def _open(visit: Visit, ticket: str, number: int) -> Opening:
    desk = visit.desk
    with desk.database.write() as session:
        return open_file(session, ticket, number, visit.login.officer.id, desk.clock())


def _asked(visit: Visit) -> FileAsked | Glimpse | None:
    named, desk = visit.request.path_params, visit.desk
    access = see_escalation(desk.database, named["ticket"], visit.login.officer.id, desk.clock())
    if isinstance(access, Glimpse):
        return access
    with desk.database.read() as session:
        return asked_before(session, access, named["number"], named["request"])


def _unsealed(visit: Visit, file: StoredFile) -> bytes:
    """Return the bytes as they were sent; asks for the key, so never in a transaction."""
    return visit.desk.seal.open(file.content) if file.is_sealed else file.content


def _is_answered(visit: Visit, asked: FileAsked) -> bool:
    with visit.desk.database.read() as session:
        return is_answered(session, asked.request)


def _take(visit: Visit, asked: FileAsked) -> bytes | FileTrouble:
    with visit.desk.database.write() as session:
        return take_file(session, asked.request)
