"""What a citizen who asks for a person reads of hours and deadlines."""

from dataclasses import replace
from datetime import UTC, datetime

from service.answering.memory import Memory, memory_as_slot
from service.escalations.deadlines import due_of
from service.markup import plain, read_markup
from service.outcomes import EscalationReason
from service.payloads import Payload
from service.replies import Escalate
from tests.bot.harness import ESCALATION, OF_PPID, Office

FRIDAY_EVENING = datetime(2026, 12, 4, 11, tzinfo=UTC)  # 18.00 WIB
ABOUT_TIME = replace(
    OF_PPID, escalate=Escalate("ppid", EscalationReason.ASKED, topic="ppid-waktu")
)


async def test_who_asks_in_the_evening_reads_when_somebody_is_back(any_office: Office) -> None:
    """A number without a day makes people ask again every hour."""
    any_office.clock.now = FRIDAY_EVENING
    any_office.assistant.replies = (ESCALATION,)

    told = await any_office.write("petugas")

    assert "Petugas layanan ini kembali Senin pukul 07.30 WIB" in plain(told.text)
    assert "hari kerja" not in told.text  # a question has no deadline by law


async def test_hours_are_told_by_the_clock_of_the_province_in_talk(office: Office) -> None:
    """Who asked for the office in Jayapura lives by its clock."""
    office.clock.now = FRIDAY_EVENING
    office.assistant.slots = {"memory": memory_as_slot(Memory(offices=("PW26",)))}
    office.assistant.replies = (ESCALATION,)

    told = await office.write("petugas")

    monday = datetime(2026, 12, 7, 0, 30, tzinfo=UTC)
    assert read_markup(told.text).moments == {"Senin pukul 09.30 WIT": int(monday.timestamp())}


async def test_during_the_day_nobody_is_sent_away(any_office: Office) -> None:
    """At ten in the morning somebody may answer at once."""
    any_office.assistant.replies = (ESCALATION,)

    told = await any_office.write("petugas")

    assert any_office.say("hours_open") in told.text


async def test_a_request_for_information_reads_its_deadline(any_office: Office) -> None:
    """The law gives ten working days, whoever answers."""
    any_office.clock.now = FRIDAY_EVENING
    any_office.assistant.replies = (ABOUT_TIME,)

    told = await any_office.write("petugas, permohonan saya")

    assert "10 hari kerja" in told.text
    assert "Jumat, 18 Desember 2026" in told.text
    ticket = any_office.ticket()
    assert ticket is not None
    with any_office.database.read() as session:
        due = due_of(session, ticket.ticket)
    assert due is not None
    assert due.deadline_at == datetime(2026, 12, 18, 9, 30, tzinfo=UTC)


async def test_the_state_of_a_ticket_tells_its_deadline(any_office: Office) -> None:
    """Who lost the receipt asks for the state."""
    any_office.assistant.replies = (ABOUT_TIME,)
    await any_office.write("petugas")

    told = await any_office.write("/status", kind="command", payload=Payload.decode("status"))

    assert "10 hari kerja" in told.text
