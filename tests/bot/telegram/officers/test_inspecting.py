"""How a unit's group stands is asked of Telegram now and then, for who looks at the web desk."""

from service.forum.inspection import GroupState, group_states, unlink_group
from tests.bot.telegram.officers.harness import Stage


def state(stage: Stage, unit: str = "humas") -> GroupState:
    """Return how a unit's group stands."""
    with stage.office.database.read() as session:
        return group_states(session, [unit], stage.office.clock())[unit]


async def test_a_group_that_is_well_says_so(stage: Stage) -> None:
    """Green without a look would be a guess."""
    before = state(stage)

    await stage.settle()

    after = state(stage)
    found = after.found
    assert (before.inspected_at, before.found.has_topics) == (None, None)
    assert (found.has_topics, found.may_topics, found.may_delete) == (True, True, True)
    assert after.is_well


async def test_a_right_that_was_taken_away_is_seen(stage: Stage) -> None:
    """The bot goes on until it needs the right; the page knows before."""
    await stage.settle()
    stage.group.group.rights.discard("manage_topics")
    await stage.later(minutes=11)

    assert state(stage).found.may_topics is False
    assert not state(stage).is_well


async def test_a_group_that_refuses_is_told_in_telegrams_words(stage: Stage) -> None:
    """What Telegram says is what one searches for."""
    stage.group.group.bot = "kicked"
    await stage.later(minutes=11)

    found = state(stage).found
    assert found.has_topics is None
    assert found.trouble != ""


async def test_nothing_is_shown_in_a_group_that_was_unlinked(stage: Stage) -> None:
    """What a unit gave up must get no citizen's card any more."""
    await stage.settle()
    with stage.office.database.write() as session:
        unlink_group(session, "humas", stage.office.clock())

    await stage.ask_for_officer()

    assert stage.group.topics() == {}
    assert state(stage).linked_at is None
