"""Files for an officer: fetched once, kept, or said to be missing."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.downloads import MEGABYTE, Downloads
from service.errors import FileUnreachable
from service.escalations.transcripts import read_transcript
from service.outcomes import AttachmentState
from service.updates.albums import ALBUM_WAIT
from service.updates.attachments import DAILY, LEASE, RETRY_SECONDS, IncomingFile
from tests.bot.harness import ESCALATION, Office

PHOTO = IncomingFile("photo-1", "image/jpeg", 5)


@dataclass
class Shelf:
    """A channel's files in memory."""

    is_away: bool = False
    kills: bool = False
    asked: list[str] = field(default_factory=list)

    async def fetch(self, file_id: str, limit: int) -> bytes:
        """Give each file its own id as content."""
        assert limit == MEGABYTE
        self.asked.append(file_id)
        if self.is_away:
            raise FileUnreachable("TimedOut")
        if self.kills:
            raise asyncio.CancelledError
        return file_id.encode()


def downloads(office: Office, shelf: Shelf) -> Downloads:
    """Return a gateway's part that fetches."""
    return Downloads(office.database, shelf, office.say, office.clock, limit=1)


async def die_fetching(office: Office, shelf: Shelf) -> None:
    """Let a gateway end while it fetches: it records nothing of the try."""
    with pytest.raises(asyncio.CancelledError):
        await downloads(office, shelf).fetch_due()


async def escalate(office: Office) -> None:
    """Bring the citizen to an officer."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")


def stored(office: Office) -> list[tuple[object, ...]]:
    """Return state, reason and the channel's id of each attachment."""
    return office.rows("SELECT state, error, file_id FROM attachments ORDER BY id")


async def test_an_officers_file_is_fetched_once_and_shown_with_its_message(
    office: Office,
) -> None:
    """A letter that nobody can open is no help to anybody."""
    shelf = Shelf()
    await escalate(office)
    told = await office.write("suratnya", kind="photo", file=PHOTO)
    for _ in range(2):
        await downloads(office, shelf).fetch_due()

    with office.database.read() as session:
        lines = read_transcript(session, office.conversation())
    (view,) = next(line for line in lines if line.text == "suratnya").attachments
    assert (view.state, view.size, shelf.asked) == (AttachmentState.STORED, 7, ["photo-1"])
    assert office.rows("SELECT content FROM attachment_files") == [(b"photo-1",)]
    assert told.text == office.say("file_relayed", kind=office.say("kind_photo"))


async def test_a_file_that_brings_the_officer_is_fetched_too(office: Office) -> None:
    """A request for an officer under a picture is one message."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas, tolong lihat ini", kind="photo", file=PHOTO)
    await downloads(office, Shelf()).fetch_due()

    assert stored(office) == [("stored", None, None)]


async def test_a_file_for_the_bot_is_never_fetched(office: Office) -> None:
    """What nobody reads must not lie about."""
    shelf = Shelf()
    await office.receive(kind="photo", file=PHOTO)
    await downloads(office, shelf).fetch_due()
    before = stored(office)
    await office.work_off()
    await downloads(office, shelf).fetch_due()

    assert before == [("noted", None, "photo-1")]
    assert stored(office) == [("unwanted", None, None)]
    assert shelf.asked == []


async def test_every_picture_of_an_album_reaches_the_officer(office: Office) -> None:
    """Also the one that came late."""
    await escalate(office)
    for number in range(3):
        await office.receive(kind="photo", album_id="7", file=IncomingFile(f"photo-{number}"))
    office.clock.advance(seconds=ALBUM_WAIT.total_seconds())
    await office.work_off()
    await office.receive(kind="photo", album_id="7", file=IncomingFile("photo-late"))
    await office.work_off()
    await downloads(office, Shelf()).fetch_due()

    with office.database.read() as session:
        line = read_transcript(session, office.conversation())[-2]
    assert [view.state for view in line.attachments] == [AttachmentState.STORED] * 4
    assert len(office.told()) == 2


async def test_a_file_that_cannot_be_had_is_tried_again_and_then_said_to_be_missing(
    office: Office,
) -> None:
    """The officer waits for it, the citizen believes that it arrived: both must know."""
    shelf = Shelf(is_away=True)
    await escalate(office)
    await office.write(kind="voice", file=PHOTO)
    for seconds in (0, *RETRY_SECONDS):
        office.clock.advance(seconds=seconds)
        await downloads(office, shelf).fetch_due()

    assert len(shelf.asked) == 1 + len(RETRY_SECONDS)
    assert stored(office) == [("failed", "file_unreachable", None)]
    assert office.told()[-1].text == office.say("file_unreachable", kind="pesan suara")


async def test_a_gateway_that_dies_while_it_fetches_leaves_the_file_to_the_next(
    office: Office,
) -> None:
    """A kill must cost minutes, not the file."""
    await escalate(office)
    await office.write(kind="photo", file=PHOTO)
    await die_fetching(office, Shelf(kills=True))
    next_one = downloads(office, Shelf())
    await next_one.fetch_due()
    too_early = stored(office)

    office.clock.advance(seconds=LEASE.total_seconds())
    await next_one.fetch_due()
    assert too_early == [("noted", None, "photo-1")]
    assert stored(office) == [("stored", None, None)]


async def test_a_file_that_kills_every_gateway_is_given_up(office: Office) -> None:
    """One file must not take the service down again and again for ever."""
    shelf = Shelf(kills=True)
    await escalate(office)
    await office.write(kind="photo", file=PHOTO)
    for _ in range(len(RETRY_SECONDS) + 1):
        await die_fetching(office, shelf)
        office.clock.advance(seconds=LEASE.total_seconds())
    for _ in range(2):
        await downloads(office, shelf).fetch_due()
        office.clock.advance(seconds=LEASE.total_seconds())

    assert len(shelf.asked) == len(RETRY_SECONDS) + 1
    assert stored(office) == [("failed", "file_unreachable", None)]


async def test_what_is_announced_as_too_large_is_not_asked_for(office: Office) -> None:
    """A film of two gigabytes must not fill memory before it is refused."""
    shelf = Shelf()
    await escalate(office)
    await office.write(kind="video", file=IncomingFile("film", None, MEGABYTE + 1))
    await downloads(office, shelf).fetch_due()

    assert (shelf.asked, stored(office)) == ([], [("failed", "file_too_large", None)])
    assert office.told()[-1].text == office.say("file_too_large", kind="video", limit=1)


async def test_one_citizen_cannot_fill_the_disk(office: Office) -> None:
    """A day's files have an end."""
    await escalate(office)
    for number in range(DAILY + 1):
        await office.receive(kind="photo", album_id="7", file=IncomingFile(f"photo-{number}"))
    office.clock.advance(seconds=ALBUM_WAIT.total_seconds())
    await office.work_off()
    await downloads(office, Shelf()).fetch_due()

    assert stored(office)[DAILY - 1 :] == [
        ("stored", None, None),
        ("failed", "file_too_many", None),
    ]
