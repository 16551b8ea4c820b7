"""What is overdue is one line in the unit's group, in working hours, and no flood."""

from datetime import UTC, datetime

from tests.bot.telegram.officers.harness import OTHER, Stage

FRIDAY = datetime(2026, 12, 4, 6, 30, tzinfo=UTC)  # 13.30 WIB: four hours end on Monday at 08.30


async def lines(stage: Stage, day: int, hour: int, minute: int = 0) -> list[str]:
    """Let it be a time in December; return what is said then of what is overdue."""
    before = len(stage.group_calls())
    stage.office.clock.now = datetime(2026, 12, day, hour, minute, tzinfo=UTC)
    await stage.restart()  # begins a round of what is looked at every minute
    await stage.settle()
    said = [str(call.get("text", "")) for call in stage.group_calls()[before:]]
    return [text for text in said if "tiket lewat tenggat" in text]


async def test_it_is_said_once_a_working_day(any_stage: Stage) -> None:
    """The group as a whole learns it, and nobody mutes the bot for it."""
    stage = any_stage
    stage.office.clock.now = FRIDAY
    await stage.ask_for_officer()
    await stage.ask_for_officer(OTHER)

    assert await lines(stage, 4, 9) == []
    assert await lines(stage, 6, 3) == []  # a Sunday
    (line,) = await lines(stage, 7, 1, 31)
    assert "2 tiket lewat tenggat. Paling lama TB-" in line
    assert "sejak 7 Des 2026 08.30 WIB" in line
    assert "\n" not in line
    assert await lines(stage, 7, 6) == []  # nothing more since
    assert await lines(stage, 7, 22) == []  # at night
    assert len(await lines(stage, 8, 1)) == 1


async def test_what_becomes_overdue_later_on_the_day_is_said_again(stage: Stage) -> None:
    """A morning's line must not hide the afternoon's."""
    stage.office.clock.now = FRIDAY
    await stage.ask_for_officer()
    stage.office.clock.now = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)
    await stage.ask_for_officer(OTHER)  # due at noon

    said = [await lines(stage, 7, hour, 10) for hour in (2, 5, 6)]

    assert ["1 tiket" in line for line in said[0]] == [True]
    assert said[1] == []  # the break of noon
    assert ["2 tiket" in line for line in said[2]] == [True]


async def test_an_answer_ends_it(stage: Stage) -> None:
    """Nobody is called late for what was answered."""
    stage.office.clock.now = FRIDAY
    await stage.ask_for_officer()
    stage.group.press(71, "Ambil")
    await stage.settle()
    stage.group.say(71, "/balas Sepuluh hari kerja.", stage.topic())
    await stage.settle()

    assert await lines(stage, 7, 3) == []
