"""What goes wrong at the Bot API double: each method's next calls can be made to fail."""

import threading
from collections import deque

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from doubles.bot_api_wire import Fault


class CutOff(Response):
    """An answer that breaks off before its body: the server closes the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Begin, and end."""
        headers = [(b"content-length", b"500")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


class FaultsToCome:
    """What tests plan for the next calls; calls add up, first in first out."""

    def __init__(self, lock: threading.Condition) -> None:
        self._lock = lock
        self._planned: dict[str, deque[Fault]] = {}
        self._of_chats: dict[str, Fault] = {}

    def fail_next(
        self,
        method: str,
        *,
        status: int = 500,
        description: str = "",
        retry_after: int | None = None,
    ) -> None:
        """Let the next call of a method fail without effect."""
        self._add(method, Fault(status, description, retry_after))

    def hang_next(self, method: str, seconds: float) -> None:
        """Let the next call of a method take effect, but be answered ``seconds`` late."""
        self._add(method, Fault(seconds=seconds))

    def cut_next(self, method: str, *, is_taken: bool) -> None:
        """Let the connection break in the next call of a method, after or before its effect."""
        self._add(method, Fault(cut="after" if is_taken else "before"))

    def answer_next(self, method: str, result: object) -> None:
        """Let the next call take effect, and be answered with another ``result`` than usual."""
        self._add(method, Fault(result=(result,)))

    def fail_chat(
        self,
        chat_id: int,
        *,
        status: int | None = None,
        retry_after: int | None = None,
        cut: str = "",
    ) -> None:
        """Let every call for a chat fail, or its connection break, from now on."""
        with self._lock:
            self._of_chats[str(chat_id)] = Fault(status, retry_after=retry_after, cut=cut)

    def next_fault(self, method: str, chat_id: object = None) -> Fault:
        """Return what a call of a method, for a chat, meets."""
        planned = self._planned.get(method)
        return planned.popleft() if planned else self._of_chats.get(str(chat_id), Fault())

    def forget_faults(self) -> None:
        """Let nothing go wrong any more."""
        self._planned.clear()
        self._of_chats.clear()

    def _add(self, method: str, fault: Fault) -> None:
        with self._lock:
            self._planned.setdefault(method, deque()).append(fault)
