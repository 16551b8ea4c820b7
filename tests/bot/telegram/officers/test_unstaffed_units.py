"""Units without a group in which nobody works: theirs stand in the bureau's group."""

from tests.bot.harness import ANSWER
from tests.bot.telegram.officers.harness import CITIZEN, OTHER, PPID_GROUP, RINI, Stage


async def test_a_unit_without_officers_is_seen_in_the_bureaus_group(any_stage: Stage) -> None:
    """One group is all that most begin with; whoever asks for data must not wait unseen."""
    stage = any_stage
    ticket = await stage.ask_for_officer(unit="ppid")
    said = stage.group.say(
        RINI, "Mohon isi formulir.", stage.topic(), stage.relayed("mau")["message_id"]
    )
    await stage.settle()

    assert "Unit: Pejabat Pengelola" in stage.card()["text"]
    assert stage.read_by()[-1] == "Mohon isi formulir."
    assert stage.reaction(said) == "👌"
    assert "refused" not in stage.events(ticket)


async def test_a_case_moved_to_where_nobody_works_stays_in_sight(stage: Stage) -> None:
    """The one who moves it cannot know who is on leave there."""
    ticket = await stage.ask_for_officer()
    stage.group.say(RINI, "/alih ppid soal data", stage.topic())
    await stage.settle()
    await stage.later(seconds=5)

    assert stage.head() == f"🟡 {ticket} · Menunggu petugas"
    assert "Unit: Pejabat Pengelola" in stage.card()["text"]


async def test_a_unit_that_has_somebody_keeps_its_own(stage: Stage) -> None:
    """The bureau must not read what others are there for."""
    stage.officer("Sari", 73, unit="ppid")
    await stage.ask_for_officer(unit="ppid")

    assert stage.group.topics() == {}


async def test_once_the_unit_has_a_group_its_cases_go_there(stage: Stage) -> None:
    """The bureau's card says where it went, and an answer from there is refused."""
    ticket = await stage.ask_for_officer(unit="ppid")
    group = stage.new_group(PPID_GROUP)
    stage.officer("Sari", 73, unit="ppid")
    stage.link("ppid", PPID_GROUP)
    stage.api.say(CITIZEN, "masih di sini")
    await stage.settle()
    await stage.later(seconds=5)

    assert "Dipindahkan ke Pejabat" in stage.head()
    assert ticket in stage.card(group)["text"]
    assert not any("masih di sini" in text for text in stage.texts())


async def test_words_stand_there_only_where_both_units_allow_it(stage: Stage) -> None:
    """A unit that keeps words out of groups keeps them out of every group."""
    stage.modes["ppid"] = "kartu"
    await stage.restart()
    await stage.ask_for_officer(unit="ppid")
    stage.office.assistant.replies = (ANSWER,)
    await stage.ask_for_officer(OTHER)
    await stage.later(seconds=5)

    seen = [text for topic in stage.group.topics() for text in stage.group.texts(topic)]
    assert sum("mau bicara" in text for text in seen) == 1
