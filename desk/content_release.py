"""Enters in the register of releases that what is said changed, where a release serves."""

import asyncio

from desk.auth import Visit
from service.paths import ROOT
from service.releases.bundle import content_parts
from service.releases.register import note_content


async def note_release(visit: Visit) -> None:
    """Enter it, after an article was published."""
    await asyncio.to_thread(_note, visit)


def _note(visit: Visit) -> None:
    with visit.desk.database.write() as session:
        note_content(session, content_parts(session, ROOT), visit.desk.clock())
