"""A citizen's file, handed to an officer: only as a download, under a name of ours.

Nobody has looked at it for viruses, and whoever sent it may want it to run in an officer's
browser: it is never shown in a page, and its type is never the one that its sender claims.
"""

import asyncio

import structlog
from starlette.responses import Response

from desk.auth import Visit
from desk.no_access import show_glimpse
from service.errors import NotFound
from service.escalations.access import Glimpse, see_escalation
from service.escalations.transcripts import read_window
from service.updates.attachments import StoredFile, read_attachment

log = structlog.get_logger()


async def download(visit: Visit) -> Response:
    """Hand out one attachment of an escalation's window.

    Raises:
        NotFound: There is no such ticket, or it has no such file.
    """
    ticket, number = visit.request.path_params["ticket"], visit.request.path_params["number"]
    file = await asyncio.to_thread(_read_file, visit, ticket, number)
    if isinstance(file, Glimpse):
        return await show_glimpse(visit, file)
    log.info(
        "attachment_handed_out", officer=visit.login.officer.id, ticket=ticket, attachment=number
    )
    name = f'attachment; filename="{ticket}-{number}{file.extension}"'
    headers = {"Content-Disposition": name}
    return Response(file.content, media_type="application/octet-stream", headers=headers)


def _read_file(visit: Visit, ticket: str, number: int) -> StoredFile | Glimpse:
    desk = visit.desk
    found = see_escalation(desk.database, ticket, visit.login.officer.id, desk.clock())
    if isinstance(found, Glimpse):
        return found
    with desk.database.read() as session:
        lines = read_window(session, found)
        if number not in {file.id for line in lines for file in line.attachments}:
            raise NotFound(f"no attachment {number} in the window of {ticket}")
        return read_attachment(session, found.escalation.conversation_id, number)
