"""A citizen's file, handed to an officer: only as a download, under a name of ours.

Nobody has looked at it for viruses, and whoever sent it may want it to run in an officer's
browser: it is never shown in a page, and its type is never the one that its sender claims. What
Telegram keeps is brought by a gateway while the officer waits.
"""

import asyncio
import time

import structlog
from starlette.responses import Response

from desk.auth import Visit
from desk.no_access import show_glimpse
from service.escalations.access import Glimpse
from service.escalations.files import FileAsked, Opening, open_file
from service.outcomes import FileTrouble
from service.updates.attachments import StoredFile
from service.updates.file_requests import is_answered, take_file

WAIT = 60.0  # seconds for a gateway to bring a file; then the officer is told
LOOK_AGAIN = 0.25  # seconds

log = structlog.get_logger()


async def download(visit: Visit) -> Response:
    """Hand out one attachment of an escalation's window.

    Raises:
        NotFound: There is no such ticket, or it has no such file.
    """
    ticket, number = visit.request.path_params["ticket"], visit.request.path_params["number"]
    found = await asyncio.to_thread(_open, visit, ticket, number)
    if isinstance(found, Glimpse):
        return await show_glimpse(visit, found)
    file = await _brought(visit, found) if isinstance(found, FileAsked) else found
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


def _open(visit: Visit, ticket: str, number: int) -> Opening:
    desk = visit.desk
    with desk.database.write() as session:
        return open_file(session, ticket, number, visit.login.officer.id, desk.clock())


def _unsealed(visit: Visit, file: StoredFile) -> bytes:
    """Return the bytes as they were sent; asks for the key, so never in a transaction."""
    return visit.desk.seal.open(file.content) if file.is_sealed else file.content


async def _brought(visit: Visit, asked: FileAsked) -> StoredFile | FileTrouble:
    """Wait for a gateway; who closes the browser leaves the request to the sweep."""
    give_up_at = time.monotonic() + WAIT
    while not await asyncio.to_thread(_is_answered, visit, asked):
        if time.monotonic() > give_up_at:
            break
        await asyncio.sleep(LOOK_AGAIN)
    content = await asyncio.to_thread(_take, visit, asked)
    if isinstance(content, FileTrouble):
        return content
    return StoredFile(content, asked.extension)


def _is_answered(visit: Visit, asked: FileAsked) -> bool:
    with visit.desk.database.read() as session:
        return is_answered(session, asked.request)


def _take(visit: Visit, asked: FileAsked) -> bytes | FileTrouble:
    with visit.desk.database.write() as session:
        return take_file(session, asked.request)
