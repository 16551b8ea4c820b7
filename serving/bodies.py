"""Bodies that come slowly, too large or not at all: answered or dropped, and never an error."""

import asyncio
from collections.abc import Mapping
from fnmatch import fnmatchcase

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_TIME = 30.0  # seconds for a whole body: 512 KB need 140 kbit/s, a question needs nothing
CLOSE = {"Connection": "close"}  # what is still to come of the body is not waited for


class PatientBodies:
    """Ends a request whose body does not come whole in time, and one that was given up."""

    def __init__(
        self,
        app: ASGIApp,
        seconds: float = BODY_TIME,
        longer: Mapping[str, float] | None = None,
    ) -> None:
        """Give the addresses named in ``longer`` (``*`` is anything) other times."""
        self._app = app
        self._longer = longer or {}
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a watch on what it receives.

        Raises:
            HTTPException: 408, to whoever reads the body.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        found = (time for one, time in self._longer.items() if fnmatchcase(path, one))
        seconds = next(found, self._seconds)
        give_up_at = asyncio.get_running_loop().time() + seconds
        is_whole = False

        async def receive_in_time() -> Message:
            nonlocal is_whole
            if is_whole:  # from now on only a disconnection can come, and may take hours
                return await receive()
            try:
                async with asyncio.timeout_at(give_up_at):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, headers=CLOSE) from None
            is_whole = not message.get("more_body", False)
            return message

        try:
            await self._app(scope, receive_in_time, send)
        except ClientDisconnect:  # nobody is there to be answered, and nothing is wrong
            return


async def read_whole(request: Request, limit: int) -> bytes:
    """Return a request's body.

    Raises:
        HTTPException: 413 for a body of more than ``limit`` bytes, told or sent.
    """
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told) > limit:
        raise HTTPException(413, headers=CLOSE)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise HTTPException(413, headers=CLOSE)
    return bytes(body)
