"""Polling: nothing ends it, one gateway does it, and the next takes over."""

import contextlib
import time

import pytest
from structlog.testing import capture_logs

from bot.telegram.receiver import STORE_TRIES
from doubles.bot_api import BotApiDouble
from doubles.bot_api_webhook import Webhook as BotWebhook
from service.errors import DatabaseUnavailable
from service.storage.leases import LEASE_SECONDS, release_lease, take_lease
from service.updates.store import Incoming
from tests.bot.harness import Office, until
from tests.bot.telegram.harness import CITIZEN, polling

LEASE = "polling:123"


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for moments where the gateway waits for seconds."""
    monkeypatch.setattr("bot.telegram.polling.RENEW_SECONDS", 0.2)
    monkeypatch.setattr("bot.telegram.polling.STAND_BY_SECONDS", 0.1)
    monkeypatch.setattr("bot.telegram.polling.PAUSES", (0.05, 0.1))
    monkeypatch.setattr("bot.telegram.receiver.PAUSES", (0.05, 0.1))
    monkeypatch.setattr("bot.telegram.receiver.REFUSED_PAUSE", 0.05)


async def stored(office: Office, count: int) -> None:
    """Wait until so many updates are on disk."""
    await until(lambda: len(office.updates("id")) == count)


async def test_what_is_on_disk_is_confirmed_and_stored_once(
    api: BotApiDouble, office: Office
) -> None:
    """Telegram may forget what is on our disk, and only that."""
    async with polling(api, office):
        update_id = api.say(CITIZEN, "minta data")
        await until(lambda: not api.unconfirmed())
        api.push({**_message(), "update_id": update_id})  # Telegram repeats it
        await until(lambda: not api.unconfirmed())

    assert office.updates("source", "update_id") == [("123", str(update_id))]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 429, 500, 502])
async def test_polling_survives_every_refusal(
    api: BotApiDouble, office: Office, status: int
) -> None:
    """A night of trouble at Telegram must not need a restart in the morning."""
    async with polling(api, office) as telegram:
        for _ in range(2):
            api.fail_next("getUpdates", status=status, retry_after=1 if status == 429 else None)
        api.say(CITIZEN, "minta data")
        await stored(office, 1)
        await until(lambda: not telegram.is_away())


async def test_a_token_revoked_while_running_is_told_and_recovers(
    api: BotApiDouble, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library's own polling ends for ever, in silence, and nobody reads the citizens."""
    monkeypatch.setattr("bot.telegram.receiver.REMIND", 0.0)
    with capture_logs() as logs:
        async with polling(api, office) as telegram:
            await until(lambda: len(api.calls("getUpdates")) > 1)
            api.is_revoked = True
            await until(lambda: _count(logs, "telegram_refuses_token") > 2)
            assert telegram.is_away()
            api.is_revoked = False
            api.say(CITIZEN, "minta data")
            await stored(office, 1)
            await until(lambda: not telegram.is_away())

    refused = next(line for line in logs if line["event"] == "telegram_refuses_token")
    assert refused["log_level"] == "error"
    assert "TELEGRAM_BOT_TOKEN" in refused["do"]
    assert "TEST" not in str(logs)  # the token's secret
    assert _count(logs, "telegram_is_back") == 1


async def test_a_token_refused_at_the_start_ends_nothing(
    api: BotApiDouble, office: Office
) -> None:
    """The web chat must also come back after a restart in that state."""
    api.is_revoked = True
    async with polling(api, office) as telegram:
        await until(telegram.is_away)
        api.is_revoked = False
        api.say(CITIZEN, "minta data")
        await stored(office, 1)


@pytest.mark.parametrize("result", [{"id": "123", "username": "tanya_bpkp_bot"}, {}, None, 7])
async def test_a_bot_that_cannot_be_read_still_polls(
    api: BotApiDouble, office: Office, result: object
) -> None:
    """A newer Bot API may describe us in new words; citizens write all the same."""
    api.answer_next("getMe", result)
    with capture_logs() as logs:
        async with polling(api, office):
            api.say(CITIZEN, "minta data")
            await stored(office, 1)

    assert len(api.calls("getMe")) == 1
    assert _count(logs, "telegram_answer_cut_down") == 1
    assert _count(logs, "update_not_stored") == 0


async def test_updates_that_cannot_be_read_are_named_as_telegrams_trouble(
    api: BotApiDouble, office: Office
) -> None:
    """An operator who reads "not stored" looks at the disk, and finds nothing."""
    api.answer_next("getUpdates", {"what": "is this"})
    with capture_logs() as logs:
        async with polling(api, office) as telegram:
            api.say(CITIZEN, "minta data")
            await stored(office, 1)
            await until(lambda: not telegram.is_away())

    assert _count(logs, "telegram_unreadable") == 1
    assert _count(logs, "update_not_stored") == 0


async def test_a_trouble_that_lasts_is_not_told_each_time(
    api: BotApiDouble, office: Office
) -> None:
    """A log that repeats itself each second hides everything else."""
    api.is_revoked = True
    with capture_logs() as logs:
        async with polling(api, office):
            await until(lambda: len(api.calls("getMe")) > 3)

    assert _count(logs, "telegram_refuses_token") == 1


async def test_citizens_are_read_while_telegram_does_not_say_who_we_are(
    api: BotApiDouble, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a kill each failing question before the first poll was another pause of silence."""
    monkeypatch.setattr("bot.telegram.polling.NAME_PATIENCE", 0.05)
    for method in ("getMe", "deleteWebhook", "setMyCommands"):
        for _ in range(50):
            api.fail_next(method, status=500)
    async with polling(api, office) as telegram:
        api.say(CITIZEN, "minta data")
        await stored(office, 1)
        assert not telegram.is_away()


async def test_the_first_updates_wait_for_our_name_a_moment(
    api: BotApiDouble, office: Office
) -> None:
    """A group that called us by name while we were away is answered."""
    api.fail_next("getMe", status=500)
    call = {"type": "mention", "offset": 0, "length": 15}
    group = {"message_id": 1, "date": 1, "chat": {"id": -100, "type": "group", "title": "Warga"}}
    api.push({"message": {**group, "text": "@tanya_bpkp_bot?", "entities": [call]}})
    async with polling(api, office):
        await stored(office, 1)

    assert office.updates("kind", "state") == [("group", "pending")]


async def test_a_webhook_left_behind_is_removed_and_nothing_with_it(
    api: BotApiDouble, office: Office
) -> None:
    """Going back to polling must not lose what waits."""
    api.webhook = BotWebhook("https://gone.example.go.id/")
    api.say(CITIZEN, "minta data")
    with capture_logs() as logs:
        async with polling(api, office):
            await stored(office, 1)

    assert _count(logs, "telegram_conflict") == 0
    assert all("drop_pending_updates" not in call for call in api.calls("deleteWebhook"))


async def test_a_conflict_is_named_and_a_webhook_set_meanwhile_removed(
    api: BotApiDouble, office: Office
) -> None:
    """Another program with our token takes citizens' messages away."""
    with capture_logs() as logs:
        async with polling(api, office):
            await until(lambda: len(api.calls("getUpdates")) > 1)
            api.webhook = BotWebhook("https://elsewhere.example.go.id/")
            api.fail_next("getUpdates", status=409)
            api.end_poll()
            api.say(CITIZEN, "minta data")
            await stored(office, 1)

    assert _count(logs, "telegram_conflict") == 1


async def test_what_cannot_be_stored_is_not_confirmed(
    api: BotApiDouble, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes again once the disk is well."""
    _fail_to_store(office, monkeypatch, DatabaseUnavailable("disk full"), STORE_TRIES + 2)
    api.say(CITIZEN, "minta data")
    async with polling(api, office):
        await stored(office, 1)

    assert office.updates("kind", "text") == [("text", "minta data")]


async def test_an_update_that_can_never_be_stored_is_given_up(
    api: BotApiDouble, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram would send it for ever, and nothing of anybody after it."""
    _fail_to_store(office, monkeypatch, ValueError("poison"), STORE_TRIES)
    poison, after = api.say(CITIZEN, "racun"), api.say(CITIZEN + 1, "minta data")
    with capture_logs() as logs:
        async with polling(api, office):
            await stored(office, 2)

    assert office.updates("update_id", "kind", "state", "outcome") == [
        (str(poison), "unknown", "done", "ignored"),
        (str(after), "text", "pending", None),
    ]
    assert _count(logs, "update_given_up") == 1


async def test_a_second_gateway_stands_by_and_takes_over(
    api: BotApiDouble, any_office: Office
) -> None:
    """Two that ask Telegram end each other's polls; one that stops must not stop the service."""
    with capture_logs() as logs:
        async with contextlib.AsyncExitStack() as stack:
            async with polling(api, any_office):
                await until(lambda: len(api.calls("getUpdates")) > 1)
                await stack.enter_async_context(polling(api, any_office))
                await until(lambda: _count(logs, "polling_stands_by") == 1)
                api.say(CITIZEN, "minta data")
                await stored(any_office, 1)
                assert _count(logs, "telegram_conflict") == 0
            api.say(CITIZEN, "alamat")
            await stored(any_office, 2)

    assert _count(logs, "polling_begins") == 2
    assert any_office.rows("SELECT holder FROM leases") == []


async def test_the_polling_of_a_killed_gateway_is_taken_over(
    api: BotApiDouble, office: Office
) -> None:
    """It could give nothing back; its lease ends by itself."""
    _take_lease(office, "killed")
    api.say(CITIZEN, "minta data")
    with capture_logs() as logs:
        async with polling(api, office):
            await until(lambda: _count(logs, "polling_stands_by") == 1)
            assert api.calls("getUpdates") == []
            office.clock.advance(seconds=LEASE_SECONDS + 1)
            await stored(office, 1)


async def test_a_gateway_that_was_too_slow_leaves_polling_to_its_successor(
    api: BotApiDouble, office: Office
) -> None:
    """A machine that slept must not poll against the one that took over."""
    with capture_logs() as logs:
        async with polling(api, office):
            await until(lambda: len(api.calls("getUpdates")) > 1)
            with office.database.write() as session:
                (holder,) = office.rows("SELECT holder FROM leases")[0]
                release_lease(session, LEASE, holder)
                assert take_lease(session, LEASE, "successor", office.clock())
            await until(lambda: _count(logs, "polling_lost") == 1)
            asked = len(api.calls("getUpdates"))
            api.say(CITIZEN, "minta data")
            await until(lambda: _count(logs, "polling_stands_by") == 1)

            assert len(api.calls("getUpdates")) == asked
    assert office.updates("id") == []


def _message() -> dict[str, object]:
    chat = {"id": CITIZEN, "type": "private"}
    return {
        "message": {"message_id": 1, "date": int(time.time()), "chat": chat, "text": "minta data"}
    }


def _count(logs: list, event: str) -> int:  # type: ignore[type-arg]  # structlog's own
    return [line["event"] for line in logs].count(event)


def _take_lease(office: Office, holder: str) -> None:
    with office.database.write() as session:
        assert take_lease(session, LEASE, holder, office.clock())


def _fail_to_store(
    office: Office, monkeypatch: pytest.MonkeyPatch, error: Exception, times: int
) -> None:
    receive, failures = office.inbox.receive, iter([error] * times)

    async def fail_first(incoming: Incoming) -> bool:
        for failure in failures:
            raise failure
        return await receive(incoming)

    monkeypatch.setattr(office.inbox, "receive", fail_first)
