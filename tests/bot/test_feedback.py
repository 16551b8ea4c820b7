"""Presses of "Membantu" and "Tidak"."""

from datetime import timedelta

import pytest
from prometheus_client import REGISTRY

from bot.feedback import is_thanked
from service.operations.promises import broken_promises
from service.operations.switches import BOT, ESCALATION
from service.outcomes import Author, Outcome
from service.replies import Reply
from service.storage.tables import SwitchRow
from tests.bot.harness import ESCALATION as WISH
from tests.bot.harness import Office


async def ask(office: Office) -> dict[str, str]:
    """Let a citizen ask; return the buttons under the answer."""
    return (await office.write("cara minta data?")).buttons


def counted(said: str) -> float:
    """Return how often something was said so far."""
    return REGISTRY.get_sample_value("tanya_feedback_total", {"said": said}) or 0.0


async def test_an_answer_can_be_called_helpful(any_office: Office) -> None:
    """Without it nobody knows which answers do not help."""
    before = counted("helpful")
    buttons = await ask(any_office)
    told = len(any_office.told())

    await any_office.press(buttons["Membantu"])

    assert list(buttons)[-2:] == ["Membantu", "Tidak"]
    assert any_office.turns("feedback") == [("helpful",)]
    assert any_office.updates("outcome")[-1] == ("rated",)
    assert len(any_office.told()) == told
    assert counted("helpful") - before == 1


async def test_who_was_not_helped_is_shown_ways_on(office: Office) -> None:
    """One line, and never a questionnaire."""
    buttons = await ask(office)

    told = await office.press(buttons["Tidak"])

    assert (told.text, told.author) == (office.say("unhelpful"), Author.BOT)
    assert list(told.buttons) == ["Tulis dengan kata lain", "Daftar topik", "Hubungi petugas"]
    assert office.turns("feedback") == [("unhelpful",)]


async def test_the_mind_can_be_changed(office: Office) -> None:
    """What was said last counts, once; the line for "Tidak" comes once as well."""
    buttons = await ask(office)
    for label in ("Tidak", "Membantu", "Membantu", "Tidak"):
        await office.press(buttons[label])
        office.clock.advance(seconds=60)

    assert office.turns("feedback") == [("unhelpful",)]
    assert len(office.turns("id")) == 1
    assert [t.text for t in office.told()].count(office.say("unhelpful")) == 2


async def test_a_press_leaves_the_talk_as_it_is(office: Office) -> None:
    """Whoever says that it helped still chooses "yang kedua", of the same answer."""
    office.assistant.slots = {"topic": "ppid-permohonan"}
    buttons = await ask(office)
    await office.press(buttons["Membantu"])
    await office.press(buttons["Tidak"])

    await office.write("yang kedua")

    assert office.assistant.asked == ["cara minta data?", "/ppid-biaya"]
    assert office.assistant.slots_seen[-1]["topic"] == "ppid-permohonan"


async def test_a_number_never_presses_it(office: Office) -> None:
    """ "4" under an answer with two topics is no praise."""
    await ask(office)
    await office.write("4")

    assert office.turns("feedback") == [(None,), (None,)]


async def test_it_counts_while_an_officer_answers(office: Office) -> None:
    """And nobody is talked over: the bot stays silent."""
    buttons = await ask(office)
    office.assistant.replies = (WISH,)
    await office.write("petugas")
    office.claim()
    told = len(office.told())

    await office.press(buttons["Tidak"])

    assert office.turns("feedback")[0] == ("unhelpful",)
    assert len(office.told()) == told


@pytest.mark.parametrize(
    ("switch", "shown"), [(BOT, None), (ESCALATION, ["Tulis dengan kata lain", "Daftar topik"])]
)
async def test_switches_are_obeyed(office: Office, switch: str, shown: list[str] | None) -> None:
    """A button for a person must not be offered while nobody can be asked for."""
    buttons = await ask(office)
    with office.database.write() as session:
        row = SwitchRow(name=switch, text="Mati.", by="a", reason="b", since=office.clock())
        session.add(row)
    told = len(office.told())

    await office.press(buttons["Tidak"])

    assert office.turns("feedback") == [("unhelpful",)]
    later = office.told()[told:]
    assert [list(message.buttons) for message in later] == ([shown] if shown else [])


async def test_anothers_button_is_refused(office: Office) -> None:
    """A token is its own conversation's, like every other."""
    buttons = await ask(office)
    await office.write("halo", address="2")

    told = await office.press(buttons["Membantu"], address="2")

    assert told.text == office.say("old_button")
    assert office.turns("feedback") == [(None,), (None,), (None,)]
    for address, thanked in (("1", True), ("2", False), ("3", False)):
        token = buttons["Membantu"]
        assert is_thanked(office.database, "telegram", address, token) is thanked
    assert not is_thanked(office.database, "telegram", "1", buttons["Tidak"])


async def test_only_answers_are_rated(office: Office) -> None:
    """ "Membantu?" under a greeting or a ticket is noise."""
    office.assistant.replies = (Reply("Halo.", Outcome.SMALL_TALK),)
    greeted = await office.write("halo")
    office.assistant.replies = (WISH,)
    ticket = await office.write("petugas")

    assert "Membantu" not in {**greeted.buttons, **ticket.buttons}


async def test_no_promise_is_broken_by_it(office: Office) -> None:
    """The nightly audit must not take a press for a message that was lost."""
    buttons = await ask(office)
    for _ in range(2):  # a double tap
        await office.receive(kind="button", pressed=buttons["Membantu"])
    await office.work_off()
    office.clock.advance(hours=1)

    with office.database.read() as session:
        now, day = office.clock(), 86_400
        found = broken_promises(session, now, timedelta(seconds=day), timedelta(minutes=5))

    assert [finding for finding in found if "turn" in finding.rule] == []
