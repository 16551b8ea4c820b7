"""Who writes on the web: a random cookie that we signed, of which the database knows the hash.

It is given anew at each visit, so that it ends 30 days after the last one. A cookie of the time
before they were signed is a key to the conversation it has, and to nothing else.
"""

import asyncio
import hashlib
import re
import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, Signer
from starlette.requests import Request
from starlette.responses import Response

from bot.web.messages import CHANNEL
from service.clock import Clock
from service.conversations.ownership import conversation_at
from service.conversations.visitors import chat_key, is_forgotten
from service.storage.database import Database

COOKIE = "tanya_chat"
SECURE_COOKIE = f"__Host-{COOKIE}"  # a browser takes it only over HTTPS and from this very host
COOKIE_AGE = 30 * 24 * 3600  # seconds
TOKEN = re.compile(r"v2[\w-]{43}", re.ASCII)
UNSIGNED = re.compile(r"[\w-]{43}", re.ASCII)  # as they were given until cookies were signed


@dataclass(frozen=True)
class Visitor:
    """Somebody with a cookie of ours.

    Attributes:
        token: The secret in the cookie.
        address: Its hash: what the database knows of it.
    """

    token: str

    @property
    def address(self) -> str:
        """Where the visitor's conversation is found."""
        return hashlib.sha256(self.token.encode()).hexdigest()


def signing_key(database: Database, clock: Clock) -> str:
    """Return the key that all gateways on this database sign with, made at the first start."""
    with database.write() as session:
        return chat_key(session, clock())


class Visitors:
    """Tells visitors apart by their cookies."""

    def __init__(self, database: Database, secure: bool, key: str) -> None:
        self._database = database
        self._secure = secure
        self._name = SECURE_COOKIE if secure else COOKIE
        self._signer = Signer(key, salt="chat-cookie", digest_method=hashlib.sha256)

    async def find(self, request: Request) -> Visitor | None:
        """Return who asks; None without a cookie of ours, or when they were forgotten."""
        visitor = self.claimed(request)
        is_known = visitor is not None and await asyncio.to_thread(self._is_known, visitor)
        return visitor if is_known else None

    def claimed(self, request: Request) -> Visitor | None:
        """Return who a cookie says to be, before the database is asked."""
        signed = self._signed(request.cookies.get(self._name, ""))
        if signed is not None:
            return signed
        plain = request.cookies.get(COOKIE, "")
        return Visitor(plain) if UNSIGNED.fullmatch(plain) else None

    def give(self, response: Response, visitor: Visitor | None = None) -> Visitor:
        """Give a visitor their cookie for another 30 days; a new one to somebody new."""
        visitor = visitor or Visitor("v2" + secrets.token_urlsafe(32))
        response.set_cookie(
            self._name,
            self._signer.sign(visitor.token).decode(),
            max_age=COOKIE_AGE,
            httponly=True,
            samesite="lax",
            secure=self._secure,
        )
        return visitor

    def _signed(self, cookie: str) -> Visitor | None:
        try:
            return Visitor(self._signer.unsign(cookie).decode())
        except BadSignature:
            return None

    def _is_known(self, visitor: Visitor) -> bool:
        """Tell whether a visitor may come in.

        A token of the former kind only with the conversation it has.
        """
        with self._database.read() as session:
            if TOKEN.fullmatch(visitor.token):
                return not is_forgotten(session, visitor.address)
            return conversation_at(session, CHANNEL, visitor.address) is not None
