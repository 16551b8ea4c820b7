"""A Bot API double of its own process, with faults and a journal: ``python -m proof.bot_api``.

To a gateway it is Telegram on a bad day. The crowd writes through the method ``write``, which
meets no faults; everything accepted, refused, cut or repeated is in the journal.
"""

import argparse
import asyncio
import signal
from collections import deque
from pathlib import Path
from typing import Any, ClassVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from uvicorn.protocols.http.h11_impl import H11Protocol

from doubles.bot_api import BotApiDouble
from doubles.bot_api_wire import Params, Refused, buttons_of, read_params, refusal
from proof.faults import TAKEN_BUT_UNTOLD, Fault, FaultPlan, Kind
from proof.journal import Journal

WRITE = "write"
REPEATABLE = 300  # confirmed updates that may come once more
REPEATED_AT_ONCE = 20
BATCH = 100  # updates of one answer, as Telegram limits them


class CuttableConnection(H11Protocol):
    """Remembers the connections by the caller's address, so that a request can find its own."""

    open: ClassVar[dict[tuple[str, int], asyncio.Transport]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Remember the connection."""
        super().connection_made(transport)
        self._caller = transport.get_extra_info("peername")[:2]
        self.open[self._caller] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self.open.pop(self._caller, None)
        super().connection_lost(exc)


class FaultyBotApi(BotApiDouble):
    """The double with faults drawn from a plan."""

    def __init__(self, plan: FaultPlan, journal: Journal) -> None:
        super().__init__()
        self._plan = plan
        self._journal = journal
        self.files.add(b"what citizens send, whatever they call it")
        self._confirmed: deque[Params] = deque(maxlen=REPEATABLE)
        self._server.config.http = CuttableConnection

    async def _answer(self, request: Request) -> Response:
        method, token = request.path_params["method"], request.path_params["token"]
        try:
            params = await read_params(request)
        except ClientDisconnect:  # the gateway was killed while it was writing the request
            return Response()
        if method == WRITE:
            return JSONResponse({"ok": True, "result": self._write(params)})
        fault = self._plan.next(method)
        if fault.kind is not Kind.NONE:
            self._journal.add("fault", method=method, kind=fault.kind, **_lost(method, params))
        if fault.status is not None:
            waits = round(fault.seconds) if fault.kind is Kind.TOO_MANY else None
            return refusal(fault.status, "", retry_after=waits)
        if fault.kind is Kind.CUT_BEFORE:
            return await _cut(request)
        try:
            result = await self._carry_out(method, token, params)
        except Refused as refused:
            self._journal.add("refused", method=method, reason=str(refused))
            return refusal(refused.status, str(refused), **refused.parameters)
        return await self._tell(request, method, fault, result)

    async def _tell(self, request: Request, method: str, fault: Fault, result: Any) -> Response:
        """Answer a request that took effect, or do not."""
        if method == "sendMessage" and fault.kind in TAKEN_BUT_UNTOLD:
            self._journal.add("untold", message_id=result["message_id"], kind=fault.kind)
        if method == "getUpdates":
            result = self._spoil(result, fault)
        await self._pause(fault.seconds)
        if fault.kind is Kind.CUT_AFTER:
            return await _cut(request)
        return JSONResponse({"ok": True, "result": result})

    def _spoil(self, updates: list[Params], fault: Fault) -> list[Params]:
        """Return the updates with some in it for a second time, in the order of their ids."""
        again: list[Params] = []
        if fault.kind is Kind.DOUBLED:
            again = updates
        elif fault.kind is Kind.REPEATED:
            again = list(self._confirmed)[-REPEATED_AT_ONCE:]
        if again:
            self._journal.add("repeated", update_ids=[u["update_id"] for u in again])
        return sorted([*again, *updates], key=lambda update: update["update_id"])[:BATCH]

    async def _get_updates(self, params: Params) -> list[Params]:
        offset = int(params.get("offset", 0))
        with self._changed:
            self._confirmed.extend(u for u in self._updates if u["update_id"] < offset)
        return await super()._get_updates(params)

    def _send_message(self, params: Params) -> Params:
        message = super()._send_message(params)
        self._journal.add(
            "delivered",
            message_id=message["message_id"],
            chat=message["chat"]["id"],
            text=message["text"],
            buttons=buttons_of(params),
        )
        return message

    def _write(self, params: Params) -> list[int]:
        """Take what citizens wrote, in order, and return the ids of the updates."""
        with self._changed:
            return [self._write_one(item) for item in params["items"]]

    def _write_one(self, item: Params) -> int:
        chat_id, kind = int(item["chat"]), str(item["kind"])
        if kind == "button":
            update_id = self.press(chat_id, item["token"])
        else:
            form = "edited_message" if kind == "edited" else "message"
            update_id = self.push({form: {**self.chats.message(chat_id), **item["fields"]}})
        written = {"update_id": update_id, "chat": chat_id, "kind": kind}
        self._journal.add("written", **written, marker=item["marker"])
        return update_id


def _lost(method: str, params: Params) -> Params:
    """Return what was to be sent: cut off twice, nobody can be blamed for it."""
    if method != "sendMessage":
        return {}
    return {"chat": int(params["chat_id"]), "text": params["text"]}


async def _cut(request: Request) -> Response:
    """End the connection without an answer."""
    assert request.client is not None
    transport = CuttableConnection.open.get((request.client.host, request.client.port))
    if transport is not None:
        transport.abort()
    await asyncio.sleep(0)  # the server learns of it before it would answer
    return Response()


def main() -> None:
    """Serve until a signal comes; the first line printed is the address."""
    parser = argparse.ArgumentParser(prog="python -m proof.bot_api")
    parser.add_argument("journal", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=float, default=0.1)
    options = parser.parse_args()
    plan = FaultPlan(options.seed, options.faults)
    with Journal(options.journal) as journal, FaultyBotApi(plan, journal) as api:
        print(api.url, flush=True)
        signal.sigwait({signal.SIGTERM, signal.SIGINT})


if __name__ == "__main__":
    main()
