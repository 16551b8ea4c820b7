"""Conversations that go on, played through the gateway's own code, with a fake assistant."""

import asyncio
from typing import Any

from maintain.conversations.judge import JudgedConversation
from maintain.conversations.outcome import Came
from maintain.conversations.playground import Playground, play_all
from maintain.conversations.script import Conversation, Expect, Say, Turn
from service.outcomes import AnsweredBy, Outcome
from service.replies import Reply
from tests.bot.harness import ANSWER, ESCALATION, FakeAssistant
from tests.maintain.conversations.conftest import Play

WISH = {"say": "mau bicara dengan petugas"}


def came(judged: JudgedConversation) -> list[Came]:
    """Return what came of each turn."""
    return [turn.played.came for turn in judged.turns]


async def test_slots_are_kept_from_turn_to_turn(play: Play, assistant: FakeAssistant) -> None:
    """A follow-up question leans on the topic before it."""
    assistant.slots = {"topic": "ppid-permohonan"}

    judged = await play(
        {"say": "minta data", "expect": {"topic": "ppid-permohonan", "contains_any": ["biaya"]}},
        {"say": "bayar ga"},
    )

    assert judged.is_faultless
    assert [slots.get("topic") for slots in assistant.slots_seen] == [None, "ppid-permohonan"]
    assert len(set(assistant.senders)) == 1


async def test_a_button_is_pressed_by_part_of_its_label(
    play: Play, assistant: FakeAssistant
) -> None:
    """Citizens press more than they write; the label of an article is not the script's to know."""
    judged = await play({"say": "minta data"}, {"press": "BIA"})

    assert came(judged)[1].said == "<pressed> Biaya"
    assert assistant.asked == ["minta data", "/ppid-biaya"]


async def test_a_press_that_matches_no_label_is_said_and_reported(
    play: Play, assistant: FakeAssistant
) -> None:
    """The wording of buttons is free; a citizen would write what they cannot press."""
    judged = await play({"say": "minta data"}, {"press": "keberatan"})

    assert came(judged)[1].unmatched_press == "keberatan"
    assert assistant.asked == ["minta data", "keberatan"]


async def test_a_wish_for_an_officer_opens_a_real_ticket(
    play: Play, assistant: FakeAssistant
) -> None:
    """What follows in a conversation depends on it."""
    assistant.replies = (ESCALATION,)

    judged = await play(
        WISH | {"expect": {"handoff": True, "ticket": True}},
        {"say": "/status {ticket:lower}", "expect": {"ticket": True, "handoff": False}},
        {"press": "batalkan", "expect": {"contains_any": ["batalkan tiket"]}},
        {"say": "ya", "expect": {"contains_any": ["dibatalkan"]}},
        {"say": "/status {ticket:spaced}", "expect": {"ticket": True}},
    )

    assert judged.is_faultless
    assert came(judged)[1].said == "/status " + came(judged)[4].said[8:].lower().replace(" ", "-")


async def test_a_ticket_that_was_never_shown_cannot_be_repeated(play: Play) -> None:
    """Judging the bot by an empty question would blame the wrong turn."""
    judged = await play({"say": "cek {ticket}"})

    assert "no ticket was shown" in (came(judged)[0].trouble or "")


async def test_an_officer_claims_answers_and_closes(play: Play, assistant: FakeAssistant) -> None:
    """The citizen reads what the desk would send, and then the bot again."""
    assistant.replies = (ESCALATION,)
    held = {"say": "terima kasih", "expect": {"contains_any": ["diteruskan kepada petugas"]}}

    judged = await play(
        WISH,
        {"wait": "petugas: ambil", "expect": {"contains_any": ["kini ditangani"], "ticket": True}},
        {"wait": "petugas: jawab Selamat pagi", "expect": {"contains_any": ["selamat pagi"]}},
        held,
        {"wait": "petugas: tutup", "expect": {"contains_any": ["menutup tiket"]}},
        WISH | {"expect": {"handoff": True}},
    )

    assert judged.is_faultless
    assert came(judged)[2].texts == ("Selamat pagi",)


async def test_the_first_answer_claims_and_closing_too(
    play: Play, assistant: FakeAssistant
) -> None:
    """As at the desk; a script need not know the order of its buttons."""
    assistant.replies = (ESCALATION,)

    answered = await play(WISH, {"wait": "petugas: jawab Halo"})
    closed = await play(WISH, {"wait": "petugas: tutup"})

    assert [len(came(judged)[1].texts) for judged in (answered, closed)] == [2, 2]
    assert answered.is_faultless
    assert closed.is_faultless


async def test_an_officer_without_a_ticket_is_a_fault(play: Play) -> None:
    """The script wanted one to be open; the bot had not opened it."""
    first, later = (
        await play({"wait": "petugas: ambil"}),
        await play({"say": "halo"}, {"wait": "petugas: tutup"}),
    )

    assert "no ticket is open" in (came(first)[0].trouble or "")
    assert "no ticket is open" in (came(later)[1].trouble or "")


async def test_time_is_set_and_passes_for_this_conversation_alone(
    play: Play, assistant: FakeAssistant
) -> None:
    """What is true in the night or after a week is measured without waiting for it."""
    assistant.replies = (ESCALATION,)
    first = await play({"wait": "jam: Sabtu 20.00"}, {"wait": "lewat: 1 jam"}, WISH)
    dated = {"say": "/status", "expect": {"contains_any": ["28 November 2026 pukul 21.00"]}}
    judged = await play({"wait": "jam: Sabtu 20.00"}, {"wait": "lewat: 1 jam"}, WISH, dated)
    other = await play(WISH, {"say": "/status", "expect": {"contains_any": ["24 November 2026"]}})

    assert came(first)[1].said == "<it is 2026-11-28 14:00 UTC>"
    assert judged.is_faultless
    assert other.is_faultless


async def test_topics_fade_with_the_conversations_own_clock(
    play: Play, assistant: FakeAssistant
) -> None:
    """Nobody leans on what was said last month."""
    assistant.slots = {"topic": "ppid-permohonan"}

    await play({"say": "minta data"}, {"wait": "lewat: 30 hari"}, {"say": "bayar ga"})

    assert "topic" not in assistant.slots_seen[1]


async def test_a_location_brings_the_nearest_office(play: Play) -> None:
    """Many ask from the road."""
    judged = await play(
        {
            "location": [-7.7972, 110.3705],
            "expect": {"topic": "alamat-perwakilan", "contains_any": ["yogyakarta"]},
        }
    )

    assert judged.is_faultless


async def test_media_come_as_their_kind_with_their_caption(
    play: Play, assistant: FakeAssistant
) -> None:
    """A caption is a question; a sticker is none."""
    judged = await play(
        {"media": "voice", "expect": {"nonempty": True, "clarify": False}},
        {"media": "sticker", "expect": {"contains_any": ["stiker"]}},
        {"media": "photo", "caption": "ini cara minta data?", "expect": {"nonempty": True}},
    )

    assert judged.is_faultless
    assert assistant.asked == ["ini cara minta data?"]


async def test_an_album_is_one_turn(play: Play, assistant: FakeAssistant) -> None:
    """Two photos sent together get one answer."""
    judged = await play({"media": "album", "caption": "minta data"}, {"say": "halo"})

    assert [len(one.replies) for one in came(judged)] == [1, 1]
    assert assistant.asked == ["minta data", "halo"]


async def test_an_edit_replaces_the_newest_text(play: Play, assistant: FakeAssistant) -> None:
    """The bot answers the new words, once; the same words again are no news."""
    judged = await play(
        {"say": "minta dota"},
        {"edit": "minta data", "expect": {"nonempty": True}},
        {"edit": "minta data", "expect": {"nonempty": False}},
    )

    assert judged.is_faultless
    assert assistant.asked == ["minta dota", "minta data"]


async def test_an_edit_before_any_text_is_a_text(play: Play, assistant: FakeAssistant) -> None:
    """A strange script must not break the run."""
    await play({"edit": "minta data"})

    assert assistant.asked == ["minta data"]


async def test_a_choice_can_be_written_by_its_number(play: Play, assistant: FakeAssistant) -> None:
    """The buttons under the newest reply stand for numbers, as they do for citizens."""
    judged = await play({"say": "minta data"}, {"say": "2"})

    assert assistant.asked == ["minta data", "/ppid-biaya"]
    assert judged.is_faultless


async def test_rasa_down_is_recorded(play: Play, assistant: FakeAssistant) -> None:
    """Figures taken while Rasa is down would be worth nothing."""
    assistant.goes_down()

    judged = await play({"say": "berapa biaya meminta informasi ke BPKP"})

    assert came(judged)[0].answered_by is AnsweredBy.KNOWLEDGE


async def test_a_turn_that_breaks_is_a_fault_and_the_conversation_goes_on(
    play: Play, assistant: FakeAssistant
) -> None:
    """One fault of ours must not hide the thirty turns after it."""

    async def breaks_once(text: str) -> None:
        if text == "pertama":
            raise KeyError("topic")

    assistant.thinking = breaks_once

    judged = await play({"say": "pertama"}, {"say": "kedua", "expect": {"nonempty": True}})

    assert "the turn broke: KeyError" in (came(judged)[0].trouble or "")
    assert [turn.is_good for turn in judged.turns] == [False, True]


async def test_conversations_side_by_side_do_not_mix(
    playground: Playground, assistant: FakeAssistant
) -> None:
    """A run is quick only side by side, and worth nothing if they touch each other."""

    async def echo(text: str) -> None:
        await asyncio.sleep(0.001)
        assistant.replies = (Reply(f"kata {text}", Outcome.ANSWERED),)

    assistant.thinking = echo
    scripts = [conversation(number) for number in range(9)]

    played = [one async for one in play_all(playground, scripts)]

    assert [one.conversation.id for one in played] == [str(number) for number in range(9)]
    assert len(set(assistant.senders)) == 9
    for one in played:
        said = [turn.came.texts for turn in one.turns]
        assert said == [(f"kata {one.conversation.id}-{turn}",) for turn in range(3)]


async def test_expected_topics_without_an_article_are_known(playground: Playground) -> None:
    """A misspelt topic can never be answered, and must not be taken for a fault of the bot."""
    turn = Turn(Say("a"), Expect(topic="spip", any_topic=("spipp", "pppkk")))

    assert playground.unknown_topics([Conversation("1", "[a]", (turn, Turn(Say("b"))))]) == {
        "spipp",
        "pppkk",
    }


async def test_personal_data_is_masked_here_too(play: Play, assistant: FakeAssistant) -> None:
    """The same code as a citizen's message."""
    assistant.replies = (ANSWER,)

    await play({"say": "NIK 3273012501900001"})

    assert assistant.asked == ["NIK [NIK disembunyikan]"]


def conversation(number: int) -> Conversation:
    """Return a conversation whose texts name it."""
    turns: Any = tuple(Turn(Say(f"{number}-{turn}")) for turn in range(3))
    return Conversation(str(number), "[a]", turns)
