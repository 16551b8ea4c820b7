"""What a message refers to: an earlier version of itself, an answer of ours, an album."""

from bot.inbox import Inbox
from service.escalations.transcripts import Line, read_transcript
from service.updates.albums import ALBUM_WAIT
from tests.bot.harness import ANSWER, ESCALATION, Office


def citizens_lines(office: Office) -> list[Line]:
    """Return what an officer reads of the citizen."""
    with office.database.read() as session:
        lines = read_transcript(session, office.conversation())
    return [line for line in lines if line.who == "citizen"]


def number_sent(office: Office) -> None:
    """Give each message to the citizen Telegram's number: 100 and its own."""
    with office.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET external_id = 100 + id")


async def test_an_edit_is_answered_anew(office: Office) -> None:
    """Who corrects a question wants the answer to the right one."""
    await office.write("minta dta", message_id="9")

    told = await office.write("minta data", message_id="9", kind="edited")

    assert office.assistant.asked == ["minta dta", "minta data"]
    assert told.text == f"{ANSWER.text}\n\n{office.say('edited')}"


async def test_an_edit_that_changed_no_word_is_quiet(office: Office) -> None:
    """Telegram also reports a link's preview as an edit."""
    await office.write("minta data", message_id="9")
    await office.write("minta data", message_id="9", kind="edited")

    assert len(office.told()) == 1
    assert office.updates("outcome") == [("answered",), ("ignored",)]


async def test_an_edit_that_changed_hidden_data_is_not_quiet(office: Office) -> None:
    """It looks the same only to us."""
    await office.write("nik 3374012505900001", message_id="9")
    await office.write("nik 3374012505900002", message_id="9", kind="edited")

    assert len(office.told()) == 2


async def test_an_officer_sees_the_newest_words_and_that_there_were_others(office: Office) -> None:
    """Who wrote more of themselves than they wanted takes it back by an edit."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    await office.write("biaya 5 juta", message_id="9")
    told = await office.write("biaya 50 juta", message_id="9", kind="edited")
    await office.write("biaya 500 juta", message_id="9", kind="edited")

    versions = [(line.text, line.is_edited) for line in citizens_lines(office)[1:]]
    assert versions == [("", True), ("", True), ("biaya 500 juta", False)]
    assert told.text == office.say("edit_relayed")


async def test_a_reply_to_an_old_answer_is_about_its_topic(office: Office) -> None:
    """What it costs, asked under an answer, means that answer, not the newest one."""
    await office.write("minta data")
    office.assistant.slots = {"topic": "siskeudes", "misses": 0.0}
    await office.write("siskeudes")
    number_sent(office)

    await office.write("biayanya?", reply_to="101")
    await office.write("biayanya?", reply_to="999")

    topics = [slots.get("topic") for slots in office.assistant.slots_seen[2:]]
    assert topics == ["ppid-permohonan", "siskeudes"]


async def test_an_officer_sees_what_a_citizen_replied_to(office: Office) -> None:
    """A yes alone says nothing."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    number_sent(office)
    await office.write("ya", reply_to="101", is_forwarded=True)

    line = citizens_lines(office)[-1]
    assert line.answers == office.told()[0].text
    assert line.is_forwarded


async def test_another_citizens_message_is_no_context(office: Office) -> None:
    """Telegram's numbers are per chat: 101 is another message elsewhere."""
    await office.write("minta data", address="2")
    number_sent(office)
    await office.write("biayanya?", reply_to="101")

    assert office.assistant.slots_seen[-1] == {}
    assert office.turns("reply_to") == [(None,), (None,)]


async def test_an_album_is_one_turn_also_when_the_gateway_dies_between_its_parts(
    office: Office,
) -> None:
    """All there is of an album is in the database."""
    await office.receive(kind="photo", album_id="77")
    await office.receive("surat ini asli?", kind="photo", album_id="77")
    office.inbox = Inbox(office.services, office.woken.append)
    await office.receive(kind="photo", album_id="77")
    office.clock.advance(seconds=ALBUM_WAIT.total_seconds())
    await office.work_off()

    assert office.assistant.asked == ["surat ini asli?"]
    assert office.turns("kind", "text") == [("photo", "surat ini asli?")]
    assert office.updates("outcome") == [("answered",), ("joined",), ("joined",)]
