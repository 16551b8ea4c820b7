"""A Telegram Bot API that tests own: real HTTP on a free loopback port, nothing behind it.

Citizens write with ``say`` and ``press``, ``sent`` is what they would have read. It keeps the
rules that matter to a gateway: updates stay until an ``offset`` or a webhook's 200 confirms them,
one may poll at a time and nobody beside a webhook, texts and button data have a greatest length.
The token can be revoked; a request can be made to fail, to hang, or to be cut off.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from doubles.bot_api_chats import Chats
from doubles.bot_api_citizens import Citizens
from doubles.bot_api_faults import CutOff, FaultsToCome
from doubles.bot_api_files import Files
from doubles.bot_api_forums import Forums
from doubles.bot_api_groups import Group
from doubles.bot_api_officers import OfficersGroup
from doubles.bot_api_queries import Queries
from doubles.bot_api_webhook import Webhook
from doubles.bot_api_wire import (
    Params,
    Refused,
    a_bot,
    read_params,
    refusal,
)
from doubles.listening import listen

START_TIME = 10.0  # seconds the server may take to start
TICK = 0.01  # seconds between two looks of a waiting request
WEBHOOK_IS_SET = "Conflict: can't use getUpdates method while webhook is active"
ANOTHER_POLLS = "Conflict: terminated by other getUpdates request"


class BotApiDouble(Citizens, FaultsToCome):
    """The server; use it in a ``with`` block.

    Attributes:
        url: What ``TELEGRAM_API_URL`` is to be set to.
        is_revoked: Set it, and every call is refused until it is unset.
        chats: What was written and sent; a group is let in by ``officers_group``.
        queries: The presses that wait for an acknowledgement.
        files: What citizens uploaded.
        webhook: What the bot set; set it, and somebody else with the token did.
    """

    def __init__(self) -> None:
        self.is_revoked = False
        self.webhook = Webhook()
        self._polls = 0
        self._socket = listen()
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._changed = threading.Condition()
        FaultsToCome.__init__(self, self._changed)
        self._closing = False
        self._updates: list[Params] = []
        self._next_update_id = 1000
        self._calls: list[tuple[str, Params]] = []
        Citizens.__init__(self, Chats(self._changed), self.push)
        self.files = Files()
        self.queries = Queries()
        self._methods = self._known_methods()
        app = Starlette(
            routes=[
                Route("/bot{token}/{method}", self._answer, methods=["GET", "POST"]),
                Route("/file/bot{token}/files/{file_id}", self.files.serve),
            ]
        )
        config = uvicorn.Config(app, access_log=False, log_config=None, lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, daemon=True, name="bot-api-double")

    def __enter__(self) -> Self:
        """Start serving."""
        self._thread.start()
        give_up_at = time.monotonic() + START_TIME
        while not self._server.started:
            if time.monotonic() > give_up_at:
                raise TimeoutError(f"the Bot API double did not start within {START_TIME} s")
            time.sleep(TICK)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop serving; requests under way are answered at once."""
        self._closing = True
        self._server.should_exit = True
        self._thread.join(START_TIME)
        self._socket.close()

    # Who uses it.

    def officers_group(self, number: int, **fields: Any) -> OfficersGroup:
        """Let the bot be in a group of this number; ``fields`` are those of ``Group``."""
        group = self.chats.groups.add(Group(number, **fields))
        return OfficersGroup(group, self.chats, self.push)

    def push(self, update: Params) -> int:
        """Queue an update as Telegram would; ``update_id`` is given unless it is there."""
        with self._changed:
            update_id = int(update.get("update_id", self._next_update_id))
            self._next_update_id = max(self._next_update_id, update_id + 1)
            if self.queries.is_told(update):
                self._updates.append({**update, "update_id": update_id})
            self._changed.notify_all()
        return update_id

    # What tests look at.

    def sent(self, chat_id: int) -> list[Params]:
        """Return every message sent to a chat: the request's fields and ``message_id``."""
        with self._changed:
            return self.chats.sent_to(chat_id)

    def calls(self, method: str) -> list[Params]:
        """Return the fields of every request for a method, refused ones too."""
        with self._changed:
            return [params for name, params in self._calls if name == method]

    def waiting(self) -> list[Params]:
        """Return the updates that no ``offset`` has confirmed yet."""
        with self._changed:
            return list(self._updates)

    def unconfirmed(self) -> list[int]:
        """Return the ids of the updates that no ``offset`` has confirmed yet."""
        with self._changed:
            return [update["update_id"] for update in self._updates]

    def wait_for(self, chat_id: int, count: int, timeout: float = 10.0) -> list[Params]:
        """Wait until a chat was sent ``count`` messages and return them.

        Blocks the caller's thread: from a coroutine, go through ``asyncio.to_thread``.

        Raises:
            TimeoutError: There were fewer after ``timeout`` seconds; tells what there was.
        """
        with self._changed:
            self._changed.wait_for(lambda: len(self.chats.sent_to(chat_id)) >= count, timeout)
        found = self.sent(chat_id)
        if len(found) < count:
            texts = [message["text"] for message in found]
            raise TimeoutError(f"chat {chat_id} got {len(found)} of {count} messages: {texts}")
        return found

    def forget(self) -> None:
        """Forget everything that was written, sent, called, set and planned."""
        with self._changed:
            self.is_revoked, self.webhook = False, Webhook()
            for kept in (self._updates, self.written, self._calls):
                kept.clear()
            self.chats.forget()
            self.queries.forget()
            self.forget_faults()

    # What goes wrong.

    def end_poll(self) -> None:
        """End the poll that is open, as Telegram does when another begins."""
        self._polls += 1

    # The server's side.

    def _serve(self) -> None:
        asyncio.run(self._serve_and_post())

    async def _serve_and_post(self) -> None:
        posting = asyncio.create_task(self._post_updates())
        await self._server.serve(sockets=[self._socket])
        await posting

    async def _answer(self, request: Request) -> Response:
        method, token = request.path_params["method"], request.path_params["token"]
        params = await read_params(request)
        with self._changed:
            self.chats.bot = a_bot(token)
            self._calls.append((method, params))
            fault = self.next_fault(method, params.get("chat_id"))
        if self.is_revoked:
            return refusal(401, "Unauthorized")
        if fault.status is not None:
            return refusal(fault.status, fault.description, retry_after=fault.retry_after)
        if fault.cut == "before":
            return CutOff()
        try:
            result = await self._carry_out(method, token, params)
        except Refused as refused:
            return refusal(refused.status, str(refused), **refused.parameters)
        await self._pause(fault.seconds)
        if fault.cut:
            return CutOff()
        return JSONResponse({"ok": True, "result": fault.result[0] if fault.result else result})

    async def _carry_out(self, method: str, token: str, params: Params) -> Any:
        if method == "getUpdates":
            return await self._get_updates(params)
        if method == "getMe":
            return a_bot(token)
        if method not in self._methods:
            raise Refused(404, "Not Found: method not found")
        with self._changed:
            result = self._methods[method](params)
            self._changed.notify_all()
        return result

    async def _get_updates(self, params: Params) -> list[Params]:
        """Drop what ``offset`` confirms, then give what is there, or what comes in time."""
        offset, limit = int(params.get("offset", 0)), int(params.get("limit", 100))
        if self.webhook.url:
            raise Refused(409, WEBHOOK_IS_SET)
        self.queries.allow(params)
        self._polls += 1
        this_one = self._polls
        with self._changed:
            self._updates = [u for u in self._updates if u["update_id"] >= offset]
        await self._pause(
            float(params.get("timeout", 0)),
            lambda: bool(self._updates) or self.is_revoked or self._polls != this_one,
        )
        if self._polls != this_one:
            raise Refused(409, ANOTHER_POLLS)
        if self.is_revoked:
            raise Refused(401, "Unauthorized")
        with self._changed:
            return self._updates[:limit]

    async def _post_updates(self) -> None:
        """Post what is there to the webhook, each until it is answered 200, one after another."""
        async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
            while not self._closing:
                await asyncio.sleep(TICK)
                webhook, first = self.webhook, next(iter(self._updates), None)
                if webhook.url and first is not None and await webhook.post(client, first):
                    with self._changed:
                        self._updates = [u for u in self._updates if u is not first]

    async def _pause(self, seconds: float, is_over: Callable[[], bool] = lambda: False) -> None:
        over_at = time.monotonic() + seconds  # not so many ticks: under load they last longer
        while time.monotonic() < over_at:
            if self._closing or is_over():
                return
            await asyncio.sleep(TICK)

    def _known_methods(self) -> dict[str, Callable[[Params], Any]]:
        """Return what carries out each method, but for those that wait or know the token."""
        known: dict[str, Callable[[Params], Any]] = {
            **self.chats.methods(),
            **Forums(self.chats).methods(),
            "sendMessage": self._send_message,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
            "getFile": self.files.get_file,
            "answerCallbackQuery": self.queries.answer,
        }
        for name in ("setMyCommands", "sendChatAction", "close", "logOut"):
            known[name] = lambda _: True
        return known

    def _send_message(self, params: Params) -> Params:
        return self.chats.send_text(params)

    def _webhook_info(self, _params: Params) -> Params:
        return self.webhook.described(pending=len(self._updates))

    def _set_webhook(self, params: Params) -> bool:
        if not str(params["url"]).startswith(("https://", "http://127.0.0.1:")):
            raise Refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided")
        self._drop_pending(params)
        self.queries.allow(params)
        self.webhook = Webhook(params["url"], params.get("secret_token", ""))
        return True

    def _delete_webhook(self, params: Params) -> bool:
        self.webhook = Webhook()
        self._drop_pending(params)
        return True

    def _drop_pending(self, params: Params) -> None:
        if str(params.get("drop_pending_updates", "")).lower() == "true":
            self._updates.clear()
