"""The webhook: only Telegram is let in, and only what is on disk is acknowledged."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from structlog.testing import capture_logs

from bot.telegram.bot import make_bot
from bot.telegram.receiver import Receiver
from bot.telegram.webhook import BODY_LIMIT, HEADER, Webhook, secret_of
from doubles.bot_api import BotApiDouble
from doubles.bot_api_webhook import Webhook as BotWebhook
from service.errors import DatabaseUnavailable
from service.settings import Settings
from service.updates.store import Incoming
from tests.bot.harness import Office, until
from tests.bot.telegram.harness import CITIZEN, running, webhook

MESSAGE = {"message_id": 1, "date": 1795000000, "chat": {"id": CITIZEN, "type": "private"}}
UPDATE = {"update_id": 44, "message": {**MESSAGE, "text": "nik saya 3374012505900001 rahasia"}}


class Door:
    """A gateway's address for Telegram, called without a server."""

    def __init__(self, office: Office, number: int = 123) -> None:
        bot = make_bot(Settings(telegram_bot_token=SecretStr(f"{number}:TEST")))
        self.webhook = Webhook(
            bot,
            Receiver(bot, office.inbox, office.services.answers.say),
            "https://tanya.example.go.id/",
        )
        self.address = self.webhook.routes()[0].path
        self.secret = secret_of(bot.token)
        transport = httpx.ASGITransport(Starlette(routes=self.webhook.routes()))
        self.client = httpx.AsyncClient(transport=transport, base_url="https://tanya.test")

    async def post(self, content: bytes | None = None, **headers: str) -> int:
        """Post as Telegram does, unless told otherwise; return the status."""
        body = json.dumps(UPDATE).encode() if content is None else content
        headers = headers or {HEADER: self.secret}
        return (await self.client.post(self.address, content=body, headers=headers)).status_code


@pytest.fixture
async def door(office: Office) -> AsyncIterator[Door]:
    """A gateway's address for Telegram."""
    made = Door(office)
    yield made
    await made.client.aclose()


async def test_an_update_is_on_disk_before_it_is_acknowledged(door: Door, office: Office) -> None:
    """Telegram forgets it with our answer."""
    assert await door.post() == 200

    assert office.updates("source", "update_id", "state") == [("123", "44", "pending")]


async def test_an_update_through_two_gateways_is_one_turn(any_office: Office) -> None:
    """Telegram repeats what was acknowledged too late, perhaps to another gateway."""
    doors = [Door(any_office), Door(any_office)]

    assert [await door.post() for door in doors * 2] == [200] * 4
    await any_office.work_off()

    assert len(any_office.turns("id")) == len(any_office.told(str(CITIZEN))) == 1
    for door in doors:
        await door.client.aclose()


async def test_gateways_of_one_bot_share_an_address_that_others_cannot_know(
    office: Office,
) -> None:
    """Each can take what was meant for another; nobody can guess path or secret."""
    one, same, other = Door(office), Door(office), Door(office, number=124)

    assert (one.address, one.secret) == (same.address, same.secret)
    assert len({one.address[-64:], one.secret, other.address[-64:], other.secret}) == 4
    for door in (one, same, other):
        await door.client.aclose()


@pytest.mark.parametrize("secret", ["", "wrong", "ümlaut"])
async def test_who_does_not_know_the_secret_is_turned_away(
    door: Door, office: Office, secret: str
) -> None:
    """Anybody could write in any citizen's name otherwise."""
    headers = [(HEADER.encode(), secret.encode())] if secret else []
    answer = await door.client.post(door.address, json=UPDATE, headers=headers)

    assert answer.status_code == 403
    assert office.updates("id") == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"teks rahasia"',
        b"{}",
        b'{"update_id": "rahasia"}',
        b'{"update_id": null}',
        b"\xff\xfe rahasia",
        b"[" * 100_000,
    ],
)
async def test_what_is_no_update_is_refused_and_not_repeated_in_the_log(
    door: Door, office: Office, body: bytes
) -> None:
    """A log must not hold what somebody wrote, however broken it came."""
    with capture_logs() as logs:
        assert await door.post(body) == 400

    assert [line["event"] for line in logs] == ["webhook_malformed"]
    assert "rahasia" not in str(logs)
    assert office.updates("id") == []


async def test_too_large_a_body_is_refused(door: Door, office: Office) -> None:
    """Memory is finite, also for who knows the secret."""
    assert await door.post(b" " * (BODY_LIMIT + 1)) == 413
    assert office.updates("id") == []


async def test_an_update_that_cannot_be_parsed_whole_is_recorded(
    door: Door, office: Office
) -> None:
    """Its sender reads that it cannot be read."""
    update = {"update_id": 45, "message": {**MESSAGE, "dice": {"faces": 20}}}

    assert await door.post(json.dumps(update).encode()) == 200
    assert office.updates("kind", "state") == [("unknown", "pending")]


async def test_what_cannot_be_stored_is_not_acknowledged(
    door: Door, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram keeps it and sends it again."""

    async def fail(_incoming: Incoming) -> bool:
        raise DatabaseUnavailable("disk full")

    with monkeypatch.context() as patch, capture_logs() as logs:
        patch.setattr(office.inbox, "receive", fail)
        assert await door.post() == 503
    assert "rahasia" not in str(logs)

    assert await door.post() == 200
    assert len(office.updates("id")) == 1


async def test_telegram_posts_what_citizens_write(api: BotApiDouble, office: Office) -> None:
    """The whole way: the address is made known, and what waited comes too."""
    api.say(CITIZEN, "minta data")
    async with webhook(api, office) as telegram, running(office.inbox.run()):
        api.say(CITIZEN, "alamat")
        await until(lambda: len(office.told(str(CITIZEN))) == 2)
        await until(lambda: not api.unconfirmed())
        assert not telegram.is_away()

    (call,) = api.calls("setWebhook")
    assert "drop_pending_updates" not in call
    assert office.assistant.asked == ["minta data", "alamat"]


async def test_what_comes_while_no_gateway_runs_waits_at_telegram(
    api: BotApiDouble, office: Office
) -> None:
    """A stop must not unset the address: only an operator's choice of polling does."""
    async with webhook(api, office):
        await until(lambda: len(api.calls("setWebhook")) == 1)
    api.say(CITIZEN, "minta data")
    async with webhook(api, office):
        await until(lambda: len(office.updates("id")) == 1)

    assert api.calls("deleteWebhook") == []


async def test_an_address_that_somebody_changed_is_set_again(
    api: BotApiDouble, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever tried something with our token must not silence the bot for long."""
    monkeypatch.setattr("bot.telegram.webhook.CHECK", 0.05)
    async with webhook(api, office):
        await until(lambda: len(api.calls("setWebhook")) == 1)
        api.webhook = BotWebhook()
        api.say(CITIZEN, "minta data")
        await until(lambda: len(office.updates("id")) == 1)


async def test_telegram_s_trouble_with_our_address_is_told_once(
    api: BotApiDouble, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certificate that ran out is seen by Telegram only."""
    monkeypatch.setattr("bot.telegram.webhook.CHECK", 0.05)
    with capture_logs() as logs:
        async with webhook(api, office):
            await until(lambda: len(api.calls("setWebhook")) == 1)
            api.webhook.failed_at, api.webhook.failure = 1795000000, "SSL error"
            seen = len(api.calls("getWebhookInfo"))
            await until(lambda: len(api.calls("getWebhookInfo")) > seen + 3)

    (told,) = [line for line in logs if line["event"] == "webhook_fails"]
    assert told["reason"] == "SSL error"


async def test_a_refused_token_is_told_and_recovers(
    api: BotApiDouble, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The web chat goes on meanwhile; nothing needs a restart."""
    monkeypatch.setattr("bot.telegram.receiver.REFUSED_PAUSE", 0.05)
    api.is_revoked = True
    with capture_logs() as logs:
        async with webhook(api, office) as telegram:
            await until(telegram.is_away)
            api.is_revoked = False
            await until(lambda: not telegram.is_away())

    events = [line["event"] for line in logs]
    assert [e for e in events if e.startswith("telegram")] == [
        "telegram_refuses_token",
        "telegram_is_back",
    ]
