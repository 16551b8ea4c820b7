"""What a citizen who asks for a person reads of hours and deadlines."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.answering.memory import Memory, memory_as_slot
from service.calendar import Zone
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


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("saya di Jayapura, mau bicara dengan petugas", "Senin pukul 09.30 WIT"),
        ("saya warga Makassar, minta petugas", "Senin pukul 08.30 WITA"),
        ("saya di Jakarta Selatan, minta petugas", "Senin pukul 07.30 WIB"),
        ("kantor papua, minta petugas", "Senin pukul 09.30 WIT"),
        ("minta petugas", "Senin pukul 07.30 WIB"),
    ],
)
async def test_who_says_where_they_are_reads_their_own_clock(
    office: Office, said: str, back: str
) -> None:
    """Somebody in Jayapura who waits for half past seven is two hours early."""
    office.clock.now = FRIDAY_EVENING
    office.assistant.replies = (ESCALATION,)

    assert back in plain((await office.write(said)).text)


async def test_a_place_that_was_named_before_is_remembered(any_office: Office) -> None:
    """Where they live was said with the question, and not with the wish for a person."""
    any_office.clock.now = FRIDAY_EVENING
    await any_office.write("audit dana desa di Makassar bagaimana")
    any_office.assistant.replies = (ESCALATION,)

    assert "08.30 WITA" in plain((await any_office.write("petugas")).text)


@pytest.mark.parametrize(
    ("now", "back"),
    [
        ("2026-12-04 11.45", "hari ini pukul 15.00 WIT"),  # Friday's break, from 11.30 to 13.00
        ("2026-12-06 12.00", "Senin pukul 09.30 WIT"),  # Sunday
        ("2026-12-06 23.00", "hari ini pukul 09.30 WIT"),  # Monday already where they are
        ("2026-12-23 16.30", "Senin pukul 09.30 WIT"),  # joint leave, Christmas, a weekend
        ("2026-12-31 20.00", "Senin pukul 09.30 WIT"),  # New Year is a Friday
        ("2027-03-05 15.40", "Selasa, 16 Maret 2027, pukul 09.30 WIT"),  # the last of the fasting
        ("2027-02-08 07.40", "hari ini pukul 10.00 WIT"),  # its first morning
        ("2027-02-12 11.45", "hari ini pukul 14.30 WIT"),  # its Friday's break
    ],
)
async def test_hours_are_told_across_breaks_nights_and_feasts(
    office: Office, now: str, back: str
) -> None:
    """All by the clock of who reads it; ``now`` is Jakarta's."""
    office.clock.now = datetime.strptime(now, "%Y-%m-%d %H.%M").replace(tzinfo=Zone.WIB.tz)
    office.assistant.replies = (ESCALATION,)

    assert back in plain((await office.write("saya di Jayapura, minta petugas")).text)


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
