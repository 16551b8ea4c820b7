"""What officers are told of their tickets reaches those who work in Telegram, once a thing."""

from datetime import UTC, datetime

from bot.escalation_steps import EscalationSteps
from service.escalations.claims import assign_escalation
from service.escalations.stepping import Means
from service.officers.duty import be_away
from tests.bot.telegram.officers.harness import CITIZEN, RINI, Stage

FRIDAY = datetime(2026, 12, 4, 6, 30, tzinfo=UTC)  # 13.30 WIB: four hours end on Monday at 08.30


def steps(stage: Stage) -> EscalationSteps:
    """Return what lets time do its work, by the office's clock."""
    answers = stage.office.answers
    desk = answers.knowledge.desk_hours
    means = Means(answers.say, answers.unit_name, desk.working_minutes, desk_hours=lambda: desk)
    return EscalationSteps(stage.office.database, means, stage.office.clock)


async def at(stage: Stage, moment: datetime) -> list[str]:
    """Let it be a time, and all happen that is due; return what was said since."""
    before = stage.texts()
    stage.office.clock.now = moment
    await steps(stage).look()
    await stage.settle()
    return stage.texts()[len(before) :]


async def test_a_deadline_is_told_to_the_holder_before_and_the_supervisors_after(
    any_stage: Stage,
) -> None:
    """Once a stage, and never on a closed day, also when the process begins anew."""
    stage = any_stage
    stage.office.clock.now = FRIDAY
    ticket = await stage.ask_for_officer()
    stage.group.press(RINI, "Ambil")
    await stage.settle()

    assert await at(stage, datetime(2026, 12, 4, 9, 20, tzinfo=UTC)) == []
    assert await at(stage, datetime(2026, 12, 6, 3, 0, tzinfo=UTC)) == []  # Sunday
    (near,) = await at(stage, datetime(2026, 12, 7, 0, 31, tzinfo=UTC))  # an hour before
    due = "7 Des 2026 08.30 WIB"
    assert near == (
        f"⏰ Rini: batas jawab {ticket} adalah {due}. Tutup tiketnya bila sudah terjawab."
    )
    await stage.restart()
    assert await at(stage, datetime(2026, 12, 7, 0, 50, tzinfo=UTC)) == []
    passed = await at(stage, datetime(2026, 12, 7, 1, 31, tzinfo=UTC))
    assert f"⏰ Pengawas: batas jawab {ticket}, 7 Des 2026 08.30 WIB, sudah lewat." in "\n".join(
        passed
    )
    assert await at(stage, datetime(2026, 12, 7, 1, 40, tzinfo=UTC)) == []


async def test_before_a_deadline_of_a_case_that_nobody_holds_the_unit_is_told(
    stage: Stage,
) -> None:
    """Nobody's case is everybody's."""
    stage.office.clock.now = FRIDAY
    await stage.ask_for_officer()

    (near,) = await at(stage, datetime(2026, 12, 7, 0, 31, tzinfo=UTC))
    assert near.startswith("⏰ Petugas unit ini: batas jawab")


async def test_a_case_that_a_silent_holder_lost_is_told(stage: Stage) -> None:
    """Whoever held it believes to hold it still, and nobody else looks."""
    ticket = await stage.ask_for_officer()
    stage.group.press(RINI, "Ambil")
    await stage.settle()
    stage.api.say(CITIZEN, "halo?")
    await stage.settle()
    told = await at(stage, stage.office.clock.now.replace(hour=8, minute=30))
    said = f"🔔 Pengawas: {ticket} kembali ke antrean. Rini belum menjawab warga dalam batas"

    assert said in "\n".join(told)


async def test_a_case_of_who_is_on_leave_is_told_once(stage: Stage) -> None:
    """A sweep looks at everything again each minute."""
    await stage.ask_for_officer()
    stage.group.press(RINI, "Ambil")
    await stage.settle()
    stage.api.say(CITIZEN, "halo?")
    await stage.settle()
    with stage.office.database.write() as session:
        be_away(session, "rini", stage.office.clock(), None)
    now = stage.office.clock.now
    told = [*await at(stage, now), *await at(stage, now.replace(minute=30))]
    await stage.restart()
    told += await at(stage, now.replace(minute=31))

    assert sum("sedang tidak bertugas" in text for text in told) == 1


async def given_to_bima(stage: Stage) -> str:
    """Let Rini take a case that is then given to Bima at the web desk; return its ticket."""
    ticket = await stage.ask_for_officer()
    stage.group.press(RINI, "Ambil")
    await stage.settle()
    with stage.office.database.write() as session:
        now = stage.office.clock()
        assign_escalation(session, ticket, stage.ids["Rini"], stage.ids["Bima"], "datang", now)
    return ticket


async def test_who_is_given_a_case_reads_it_in_the_group(stage: Stage) -> None:
    """A supervisor gives it at the web desk, and its new holder looks at Telegram."""
    ticket = await given_to_bima(stage)
    await stage.settle()

    assert f"🔔 Bima: {ticket} diserahkan kepada Anda." in stage.texts()


async def test_what_was_told_before_the_group_was_there_is_not_told_again(stage: Stage) -> None:
    """A group that is linked in the evening must not ring for all of the day."""
    await given_to_bima(stage)
    stage.office.clock.advance(hours=1)
    stage.link()
    await stage.settle()

    assert not any("diserahkan kepada Anda" in text for text in stage.texts())


async def test_a_new_case_makes_a_sound_where_only_cards_stand(card_stage: Stage) -> None:
    """Without one nobody looks until the citizen asks again."""
    await card_stage.ask_for_officer()

    (card,) = [call for call in card_stage.group_calls() if "Unit: " in str(call["text"])]
    assert not card.get("disable_notification")
