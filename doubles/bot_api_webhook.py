"""The Bot API's webhook: where updates are posted to, and what came of it the last time."""

import time
from dataclasses import dataclass, field

import httpx

from doubles.bot_api_wire import Params


@dataclass
class Webhook:
    """An address that a bot has set; without one (``url`` empty) it polls."""

    url: str = ""
    secret: str = ""
    failed_at: int | None = None
    failure: str = ""
    statuses: list[int] = field(default_factory=list)

    async def post(self, client: httpx.AsyncClient, update: Params) -> bool:
        """Post an update; True when the bot took it."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            answer = await client.post(self.url, json=update, headers=headers)
        except httpx.HTTPError as error:
            self._fail(f"Connection failed: {type(error).__name__}")
            return False
        self.statuses.append(answer.status_code)
        if not answer.is_success:
            self._fail(f"Wrong response from the webhook: {answer.status_code}")
        return answer.is_success

    def described(self, pending: int) -> Params:
        """Return the answer of ``getWebhookInfo``."""
        known: Params = {"url": self.url, "has_custom_certificate": False}
        known["pending_update_count"] = pending
        if self.failed_at is not None:
            known |= {"last_error_date": self.failed_at, "last_error_message": self.failure}
        return known

    def _fail(self, why: str) -> None:
        self.failed_at, self.failure = int(time.time()), why
