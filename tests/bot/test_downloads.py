"""Files of Telegram's: brought when an officer asks, sealed on their way, and kept nowhere."""

from dataclasses import dataclass, field

from bot.downloads import MEGABYTE, Downloads
from bot.file_keeping import FileKeeping
from doubles.passwords import CHEAP
from service.errors import FileUnreachable
from service.escalations.closing import cancel_escalation
from service.escalations.reopening import REOPENED_WITHIN
from service.officers.accounts import add_officer
from service.outcomes import FileTrouble
from service.updates.attachments import IncomingFile
from service.updates.file_requests import ask_for_file, take_file
from service.updates.sealing import Seal
from tests.bot.harness import ESCALATION, Office

PHOTO = IncomingFile("photo-1", "image/jpeg", 5)
SEAL = Seal(lambda: "a secret of tests, which opens nothing else")


@dataclass
class Shelf:
    """A channel's files in memory."""

    is_away: bool = False
    asked: list[str] = field(default_factory=list)

    async def fetch(self, file_id: str, limit: int) -> bytes:
        """Give each file its own id as content."""
        assert limit == MEGABYTE
        self.asked.append(file_id)
        if self.is_away:
            raise FileUnreachable("TimedOut")
        return file_id.encode()


def downloads(office: Office, shelf: Shelf) -> Downloads:
    """Return a gateway's part that fetches."""
    return Downloads(office.database, shelf, office.say, office.clock, 1, SEAL)


def keeping(office: Office) -> FileKeeping:
    """Return a gateway's part that settles what is kept."""
    return FileKeeping(office.database, office.say, office.clock, 1)


async def send(office: Office, file: IncomingFile) -> None:
    """Let a citizen who has an officer send a file, and settle what is kept."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    await office.write("suratnya", kind="photo", file=file)
    keeping(office).settle()


def ask(office: Office) -> int:
    """Let an officer ask for the file as the desk does; return the request."""
    with office.database.write() as session:
        word, now = "kata-sandi-panjang", office.clock()
        officer = add_officer(session, "sari", "Sari", "humas", word, now, CHEAP)
        return ask_for_file(session, 1, officer.id, now)


def take(office: Office, request: int) -> bytes | FileTrouble:
    """Return what the desk gets."""
    with office.database.write() as session:
        content = take_file(session, request)
    return SEAL.open(content) if isinstance(content, bytes) else content


def stored(office: Office) -> list[tuple[object, ...]]:
    """Return state, reason and the channel's id of each attachment."""
    return office.rows("SELECT state, error, file_id FROM attachments ORDER BY id")


async def test_nothing_is_fetched_before_an_officer_asks(office: Office) -> None:
    """What nobody reads must not lie about, and Telegram has it already."""
    shelf = Shelf()
    await send(office, PHOTO)
    await downloads(office, shelf).fetch_wanted()

    assert (shelf.asked, stored(office)) == ([], [("held", None, "photo-1")])


async def test_an_officer_gets_the_file_and_no_copy_stays(office: Office) -> None:
    """The way through the database leaves no letter there."""
    shelf = Shelf()
    await send(office, PHOTO)
    request = ask(office)
    for _ in range(2):
        await downloads(office, shelf).fetch_wanted()

    assert (take(office, request), shelf.asked) == (b"photo-1", ["photo-1"])
    assert office.rows("SELECT COUNT(*) FROM file_requests") == [(0,)]
    assert office.rows("SELECT COUNT(*) FROM attachment_files") == [(0,)]


async def test_a_file_for_the_bot_is_forgotten(office: Office) -> None:
    """The bot reads no files: not even where one lies is kept."""
    await office.receive(kind="photo", file=PHOTO)
    keeping(office).settle()
    before = stored(office)
    await office.work_off()
    keeping(office).settle()

    assert before == [("noted", None, "photo-1")]
    assert stored(office) == [("unwanted", None, None)]


async def test_a_gateway_forgets_what_can_no_longer_be_contested_by_itself(office: Office) -> None:
    """Nobody may have to remember that a letter is still within reach."""
    await send(office, PHOTO)
    with office.database.write() as session:
        cancel_escalation(session, office.conversation(), office.clock())
    left = []
    for span in (REOPENED_WITHIN / 2, REOPENED_WITHIN / 2):
        office.clock.advance(seconds=span.total_seconds())
        keeping(office).sweep()
        left += stored(office)

    assert left == [("held", None, "photo-1"), ("gone", None, None)]


async def test_what_telegram_does_not_give_is_told_and_may_be_asked_for_again(
    office: Office,
) -> None:
    """The officer waits at the page; a bad minute of Telegram's must not cost the file."""
    await send(office, PHOTO)
    request = ask(office)
    await downloads(office, Shelf(is_away=True)).fetch_wanted()

    assert take(office, request) is FileTrouble.UNREACHABLE
    assert stored(office) == [("held", None, "photo-1")]


async def test_what_is_announced_as_too_large_is_told_at_once(office: Office) -> None:
    """A citizen must not believe that a film of two gigabytes arrived."""
    await send(office, IncomingFile("film", None, MEGABYTE + 1))

    assert stored(office) == [("failed", "file_too_large", None)]
    assert office.told()[-1].text == office.say("file_too_large", kind="foto", limit=1)
