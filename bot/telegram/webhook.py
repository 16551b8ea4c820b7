"""The webhook: Telegram posts updates to the gateway's own web server; any number of gateways.

Path and secret are derived from the token, so that every gateway knows the same ones and nobody
else can know them. Telegram is answered 200 once the update is on disk.
"""

import asyncio
import hashlib
import hmac
import json
from datetime import datetime

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import Bot, Update, WebhookInfo
from telegram.error import TelegramError

from bot.telegram.receiver import Contact, Receiver, Unreadable
from bot.telegram.updates import has_number, readable

BODY_LIMIT = 1024 * 1024  # bytes; Telegram's updates have some kilobytes
CHECK = 60.0  # seconds between looks whether Telegram still knows our address
HEADER = "X-Telegram-Bot-Api-Secret-Token"

log = structlog.get_logger()


class Webhook:
    """Receives what Telegram posts, and sees to it that Telegram knows where to."""

    def __init__(self, bot: Bot, receiver: Receiver, url: str) -> None:
        """Use ``url``, the gateway's public address; a path of its own is added."""
        self._bot = bot
        self._receiver = receiver
        self._path = path_of(bot.token)
        self._url = url.rstrip("/") + self._path
        self._secret = secret_of(bot.token)
        self._contact = Contact("webhook")
        self._is_set = False
        self._told_of: datetime | None = None

    def routes(self) -> list[Route]:
        """Return the address for Telegram."""
        return [Route(self._path, self.receive, methods=["POST"])]

    def is_away(self) -> bool:
        """Tell whether Telegram could not be asked the last time."""
        return self._contact.is_away()

    async def run(self) -> None:
        """Tell Telegram the address, and look now and then, until cancelled.

        It stays set at the end: what citizens write meanwhile waits at Telegram.
        """
        while True:
            try:
                await self._register()
            except TelegramError as error:
                await asyncio.sleep(self._contact.fails(error))
            except Exception as error:  # noqa: BLE001 - the edge: an answer that cannot be read
                unreadable = Unreadable("what Telegram answered cannot be read")
                unreadable.__cause__ = error
                await asyncio.sleep(self._contact.fails(unreadable))
            else:
                self._contact.works()
                await asyncio.sleep(CHECK)

    async def receive(self, request: Request) -> Response:
        """Store one update; only then answer 200."""
        if not hmac.compare_digest(
            request.headers.get(HEADER, "").encode(), self._secret.encode()
        ):
            log.warning("webhook_refused", reason="wrong secret")
            return PlainTextResponse("forbidden", 403)
        body = await _read_body(request)
        if body is None:
            log.warning("webhook_refused", reason="too large")
            return PlainTextResponse("too large", 413)
        update = _read_update(body)
        if update is None:
            log.warning("webhook_malformed", bytes=len(body))
            return PlainTextResponse("not an update", 400)
        return await self._store(update)

    async def _store(self, update: Update) -> Response:
        try:
            await self._receiver.store(update)
        except Exception as error:  # the edge: Telegram sends it again
            log.exception("update_not_stored", update=update.update_id, error=type(error).__name__)
            return PlainTextResponse("not stored; send it again", 503)
        return PlainTextResponse("stored")

    async def _register(self) -> None:
        if not self._is_set:
            await self._receiver.prepare()
        known = await self._bot.get_webhook_info()
        if not self._is_set or known.url != self._url:
            await self._bot.set_webhook(
                self._url, secret_token=self._secret, allowed_updates=Update.ALL_TYPES
            )
            log.info("webhook_set", pending=known.pending_update_count)
            self._is_set = True
        self._tell_of_trouble(known)

    def _tell_of_trouble(self, known: WebhookInfo) -> None:
        """Log what Telegram met at our address since the last look."""
        failed_at, pending = known.last_error_date, known.pending_update_count
        if failed_at is not None and failed_at != self._told_of:
            log.warning("webhook_fails", reason=known.last_error_message, pending=pending)
        self._told_of = failed_at


def path_of(token: str) -> str:
    """Return the path that Telegram is told, which nobody can guess."""
    return "/telegram/" + _derive(token, "path")


def secret_of(token: str) -> str:
    """Return what Telegram sends with each update to prove that it is Telegram."""
    return _derive(token, "secret")


def _derive(token: str, what: str) -> str:
    """Return 64 hex digits that only who has the token can know."""
    return hmac.new(token.encode(), f"tanya webhook {what}".encode(), hashlib.sha256).hexdigest()


async def _read_body(request: Request) -> bytes | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            return None
    return body


def _read_update(body: bytes) -> Update | None:
    try:
        update = json.loads(body)
        return Update.de_json(readable(update), None) if has_number(update) else None
    except Exception:  # noqa: BLE001 - whatever the library trips over in foreign bytes
        return None
