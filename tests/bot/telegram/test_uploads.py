"""Officers' files from the web desk on their way to Telegram, over HTTP: what goes, what stays."""

from collections.abc import AsyncIterator

import pytest

from bot.officer_files import OfficerFiles
from bot.outbox import Outbox
from bot.pace import Pace
from bot.telegram.bot import make_bot
from bot.telegram.sender import TelegramSender
from doubles.bot_api import BotApiDouble
from service.outbox.files import OfficerFile, forget_file, keep_file
from service.outbox.placing import Placing, stored_file
from service.outbox.queue import Draft, put_message
from service.outcomes import Author
from service.updates.sealing import Seal
from tests.bot.harness import Office
from tests.bot.telegram.harness import settings_of

CITIZEN = 5
PHOTO, PDF = b"\xff\xd8\xff\xe0 foto", b"%PDF-1.7 surat"
SEAL = Seal(lambda: "a secret of tests")


@pytest.fixture
async def outbox(office: Office, api: BotApiDouble) -> AsyncIterator[Outbox]:
    """What sends to the double."""
    async with make_bot(settings_of(api)) as bot:
        sender = TelegramSender(bot, OfficerFiles(office.database, SEAL))
        yield Outbox(office.database, sender, office.clock, Pace())


async def put(office: Office, content: bytes, media_type: str, text: str = "Suratnya") -> int:
    """Let an officer answer with a file; return its number."""
    await office.receive("halo", str(CITIZEN))
    kind = "document" if media_type == "application/pdf" else "photo"
    conversation_id = office.conversation(str(CITIZEN))
    with office.database.write() as session:
        file = OfficerFile(kind, media_type, len(content), SEAL.close(content))
        number = keep_file(session, conversation_id, file, office.clock())
        placing = Placing(stored_file(number, kind))
        draft = Draft(conversation_id, Author.OFFICER, text, placing=placing)
        put_message(session, draft, office.clock())
    return number


def states(office: Office) -> list[tuple[str, str | None]]:
    """Return state and trouble of what officers sent."""
    rows = office.rows("SELECT state, error FROM outbox WHERE author = 'officer' ORDER BY id")
    return [(state, error) for state, error in rows]


def bytes_kept(office: Office) -> list[bool]:
    """Tell of each file whether its bytes are still there."""
    return [bool(has) for (has,) in office.rows("SELECT content IS NOT NULL FROM outbox_files")]


@pytest.mark.parametrize(
    ("file", "media_type", "method", "name"),
    [
        (PHOTO, "image/jpeg", "sendPhoto", "berkas-petugas.jpg"),
        (PDF, "application/pdf", "sendDocument", "berkas-petugas.pdf"),
        (b"....ftypheic", "image/heic", "sendDocument", "berkas-petugas.heic"),
    ],
)
async def test_a_file_arrives_and_is_kept_no_longer(
    office: Office,
    api: BotApiDouble,
    outbox: Outbox,
    file: bytes,
    media_type: str,
    method: str,
    name: str,
) -> None:
    """Telegram has it now; a second copy would only lie there."""
    await put(office, file, media_type)

    await outbox.step()

    (call,) = api.calls(method)
    field = "photo" if method == "sendPhoto" else "document"
    assert call[f"{field}_uploaded"] == (name, file)
    assert call["caption"] == "Suratnya"
    assert states(office) == [("sent", None)]
    assert bytes_kept(office) == [False]


async def test_words_that_do_not_fit_under_it_follow(
    office: Office, api: BotApiDouble, outbox: Outbox
) -> None:
    """Telegram takes 1,024 characters under a file; officers write longer."""
    await put(office, PDF, "application/pdf", "kata " * 400)

    await outbox.step()
    office.clock.advance(seconds=2)
    await outbox.step()

    assert len(api.calls("sendDocument")) == 1
    assert not api.calls("sendDocument")[0].get("caption")


async def test_what_is_no_photo_for_telegram_goes_as_a_document(
    office: Office, api: BotApiDouble, outbox: Outbox
) -> None:
    """A scan that is long and thin has measures that Telegram refuses."""
    await put(office, PHOTO, "image/jpeg")
    told = "Bad Request: PHOTO_INVALID_DIMENSIONS"
    api.fail_next("sendPhoto", status=400, description=told)

    await outbox.step()

    assert [len(api.calls(one)) for one in ("sendPhoto", "sendDocument")] == [1, 1]
    assert states(office) == [("sent", None)]


async def test_what_may_not_have_arrived_is_kept_to_be_sent_again(
    office: Office, api: BotApiDouble, outbox: Outbox
) -> None:
    """ "Kirim lagi" must have something to send."""
    await put(office, PDF, "application/pdf")
    api.fail_next("sendDocument", status=403, description="Forbidden: bot was blocked by the user")

    await outbox.step()

    assert states(office) == [("failed", "blocked")]
    assert bytes_kept(office) == [True]


async def test_a_file_that_is_gone_fails_with_its_reason(
    office: Office, api: BotApiDouble, outbox: Outbox
) -> None:
    """Words alone would promise a letter that is not there."""
    number = await put(office, PDF, "application/pdf")
    with office.database.write() as session:
        forget_file(session, number)

    await outbox.step()

    assert states(office) == [("failed", "file_gone")]
    assert api.calls("sendDocument") == []
