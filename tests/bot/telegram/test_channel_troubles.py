"""What becomes of a reply that Telegram slows down, refuses, or does not answer for."""

import asyncio
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.pace import AT_ONCE, TOO_FAST
from doubles.bot_api import BotApiDouble
from doubles.bot_api_wire import buttons_of
from service.outbox.deliveries import REPEAT_AFTER
from service.outbox.queue import Draft, put_message
from service.outcomes import Author
from tests.bot.harness import Office, until
from tests.bot.telegram.harness import CITIZEN, membership, told


@pytest.mark.usefixtures("telegram")
async def test_too_many_requests_are_waited_out(api: BotApiDouble, office: Office) -> None:
    """Who sends on is blocked for longer; the answer still arrives."""
    api.fail_next("sendMessage", status=429, retry_after=1)
    api.say(CITIZEN, "minta data")
    await until(lambda: office.rows("SELECT attempts FROM outbox") == [(1,)])

    await asyncio.sleep(0.5)  # longer than the outbox waits between two looks
    assert len(api.calls("sendMessage")) == 1
    office.clock.advance(seconds=1)

    assert len(await told(api, 1)) == 1
    assert len(api.calls("sendMessage")) == 2


@pytest.mark.usefixtures("telegram")
async def test_refused_formatting_is_sent_again_as_plain_text(api: BotApiDouble) -> None:
    """An answer without bold letters is better than none."""
    api.fail_next("sendMessage", status=400, description="Bad Request: can't parse entities")
    api.say(CITIZEN, "minta data")

    assert await told(api, 1) == ["Cara minta data\n\nAjukan permohonan informasi."]
    assert "parse_mode" not in api.sent(CITIZEN)[0]
    assert len(buttons_of(api.sent(CITIZEN)[0])) == 4


@pytest.mark.usefixtures("telegram")
async def test_a_block_is_remembered_and_forgotten(api: BotApiDouble, office: Office) -> None:
    """Officers see that nothing arrives; whoever writes again is back."""
    api.fail_next("sendMessage", status=403)
    api.say(CITIZEN, "minta data")
    await until(lambda: office.rows("SELECT state FROM outbox") == [("failed",)])
    assert office.rows("SELECT blocked FROM conversations") == [(1,)]

    api.say(CITIZEN, "minta data")
    await told(api, 1)

    assert office.rows("SELECT blocked FROM conversations") == [(0,)]


@pytest.mark.usefixtures("telegram")
@pytest.mark.parametrize("is_told", [True, False])
async def test_who_unblocks_the_bot_gets_what_an_officer_answered_meanwhile(
    api: BotApiDouble, office: Office, is_told: bool
) -> None:
    """The answer they once asked for must not wait until an officer happens to look."""
    api.say(CITIZEN, "minta data")
    await told(api, 1)
    api.fail_chat(CITIZEN, status=403)
    with office.database.write() as session:
        for author, text in ((Author.OFFICER, "Berkas Anda lengkap."), (Author.BOT, "Halo.")):
            draft = Draft(office.conversation(str(CITIZEN)), author, text)
            put_message(session, draft, office.clock())
    await until(lambda: office.rows("SELECT id FROM outbox WHERE state <> 'failed'") == [(1,)])
    api.forget_faults()
    if is_told:
        api.push({"my_chat_member": membership("kicked", "member")})
    else:
        api.say(CITIZEN, "halo")

    texts = await told(api, 2 if is_told else 3)
    assert texts[1] == "Berkas Anda lengkap."
    assert "Halo." not in texts


@pytest.mark.usefixtures("telegram")
async def test_another_refusal_is_final(api: BotApiDouble, office: Office) -> None:
    """A chat that does not exist stays so; the reason is kept for the officers."""
    api.fail_next("sendMessage", status=400, description="Bad Request: chat not found")
    api.say(CITIZEN, "minta data")

    await until(lambda: office.rows("SELECT state FROM outbox") == [("failed",)])
    assert office.rows("SELECT error FROM outbox") == [("chat_not_found",)]


@pytest.mark.usefixtures("telegram")
async def test_an_error_of_telegrams_is_retried(api: BotApiDouble, office: Office) -> None:
    """A 500 of theirs must cost a second, not the answer."""
    api.fail_next("sendMessage", status=500)
    api.say(CITIZEN, "minta data")
    await until(lambda: office.rows("SELECT attempts FROM outbox") == [(1,)])
    office.clock.advance(seconds=1)

    assert len(await told(api, 1)) == 1


@pytest.mark.usefixtures("telegram")
@pytest.mark.parametrize(
    "trouble", [{"status": 500}, {"status": 429, "retry_after": 30}, {"cut": "before"}]
)
async def test_chats_in_trouble_do_not_stop_the_others(
    api: BotApiDouble, office: Office, trouble: dict[str, Any]
) -> None:
    """Telegram fails for two citizens; the third must not wait, however often they write."""
    with capture_logs() as logs:
        for chat_id in (101, 102):
            api.fail_chat(chat_id, **trouble)
            api.say(chat_id, "minta data")
        await until(lambda: len(api.calls("sendMessage")) == 2)
        await until(lambda: office.rows("SELECT id FROM outbox WHERE error IS NULL") == [])
        for count in (1, 2):
            api.say(CITIZEN, "minta data")
            await told(api, count)

    events = {line["event"] for line in logs}
    assert {"channel_in_trouble", "sending_halted"} & events == set()


@pytest.mark.usefixtures("telegram")
async def test_a_bot_that_is_too_fast_stops_altogether(api: BotApiDouble, office: Office) -> None:
    """Telegram refuses everybody; who goes on asking is made to wait longer."""
    chats = range(101, 101 + AT_ONCE * 2)
    for chat_id in chats:
        api.fail_chat(chat_id, status=429, retry_after=30)
        api.say(chat_id, "minta data")
    await until(lambda: len(office.rows("SELECT id FROM outbox")) == len(chats))
    await asyncio.sleep(1)  # more than the outbox waits between looks
    asked = len(api.calls("sendMessage"))
    api.say(CITIZEN, "minta data")
    await asyncio.sleep(1)

    assert TOO_FAST <= asked <= TOO_FAST + AT_ONCE
    assert len(api.calls("sendMessage")) == asked


@pytest.mark.usefixtures("telegram")
@pytest.mark.parametrize(("is_taken", "copies"), [(False, 1), (True, 2)])
async def test_a_cut_connection_costs_a_copy_and_not_the_answer(
    api: BotApiDouble, office: Office, is_taken: bool, copies: int
) -> None:
    """Whether the request was taken before the cut nobody knows: silence would be the worse."""
    api.cut_next("sendMessage", is_taken=is_taken)
    api.say(CITIZEN, "minta data")
    await until(
        lambda: office.rows("SELECT state, error FROM outbox") == [("queued", "no_answer")]
    )
    office.clock.advance(seconds=REPEAT_AFTER)

    await until(lambda: office.rows("SELECT state, error FROM outbox") == [("sent", None)])
    assert len(api.sent(CITIZEN)) == copies


@pytest.mark.usefixtures("telegram")
@pytest.mark.parametrize(
    ("result", "number"),
    [
        ({"message_id": 77, "date": "yesterday", "chat": {"of": "a new kind"}}, "77"),
        ({"message_id": "78"}, "78"),
        ({}, "0"),
        (None, "0"),
        ([1], "0"),
        (True, "0"),
    ],
)
async def test_what_telegram_took_is_delivered_whatever_else_it_says(
    api: BotApiDouble, office: Office, result: object, number: str
) -> None:
    """A newer Bot API must neither pause all sending nor double every answer."""
    api.answer_next("sendMessage", result)
    with capture_logs() as logs:
        api.say(CITIZEN, "minta data")
        await until(lambda: office.rows("SELECT state FROM outbox") == [("sent",)])

    assert office.rows("SELECT external_id FROM outbox") == [(number,)]
    assert len(api.calls("sendMessage")) == 1
    cut = [line for line in logs if line["event"] == "telegram_answer_cut_down"]
    assert [line["method"] for line in cut] == ["sendMessage"]
    assert set(cut[0]) == {"event", "log_level", "method", "error"}
    assert not [line for line in logs if line["event"] == "channel_in_trouble"]


@pytest.mark.usefixtures("telegram")
async def test_two_cut_connections_leave_it_uncertain(api: BotApiDouble, office: Office) -> None:
    """A Telegram that takes and never answers must not be given copies without end."""
    for _ in range(2):
        api.cut_next("sendMessage", is_taken=True)
    api.say(CITIZEN, "minta data")
    await until(lambda: office.rows("SELECT error FROM outbox") == [("no_answer",)])
    office.clock.advance(seconds=REPEAT_AFTER)
    await until(lambda: office.rows("SELECT state FROM outbox") == [("uncertain",)])
    api.say(CITIZEN, "minta data")

    await until(lambda: office.rows("SELECT state FROM outbox ORDER BY id")[1:] == [("sent",)])
    assert len(api.sent(CITIZEN)) == 3
