"""A conversation and the devices it is read on: taken to another one, or deleted.

A link carries the visitor's own secret, signed for as long as it opens something; so when the
visitor is forgotten, every link is dead. It stands behind "#", which no server and no log sees.
"""

import asyncio
import hashlib
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import segno
from itsdangerous import BadSignature, Signer
from starlette.requests import Request

from bot.web.messages import CHANNEL
from bot.web.visitors import Visitor
from service.clock import Clock
from service.conversations.ownership import conversation_at
from service.conversations.visitors import forget_visitor, is_forgotten
from service.escalations.contacts import forget_contacts
from service.storage.database import Database
from service.updates.attachments import forget_files

LINK_TIME = timedelta(days=30)
PAGE = "/lanjut"


class Devices:
    """Takes conversations to other devices, and deletes them from all."""

    def __init__(self, database: Database, clock: Clock, key: str, secure: bool) -> None:
        self._database = database
        self._clock = clock
        self._secure = secure
        self._signer = Signer(key, salt="chat-link", digest_method=hashlib.sha256)

    async def has_conversation(self, visitor: Visitor | None) -> bool:
        """Tell whether a visitor wrote something."""
        return visitor is not None and await asyncio.to_thread(self._has, visitor)

    async def forget(self, visitor: Visitor) -> None:
        """Let nobody read a visitor's conversation again, on this device or another."""
        await asyncio.to_thread(self._forget, visitor)

    def link(self, visitor: Visitor, request: Request) -> tuple[str, datetime]:
        """Return the address that opens the conversation elsewhere, and when it ends."""
        until = self._clock() + LINK_TIME
        told = f"{visitor.token}.{int(until.timestamp())}"
        scheme = "https" if self._secure else request.url.scheme
        place = urlsplit(str(request.url)).netloc
        return f"{scheme}://{place}{PAGE}#{self._signer.sign(told).decode()}", until

    async def opened_by(self, token: str) -> Visitor | None:
        """Return whose conversation a link opens; None for a forged, ended or dead one."""
        try:
            told = self._signer.unsign(token).decode()
        except (BadSignature, UnicodeError):
            return None
        secret, _, until = told.rpartition(".")
        visitor = Visitor(secret)
        is_over = float(until) <= self._clock().timestamp()
        return None if is_over or not await self.has_conversation(visitor) else visitor

    def _has(self, visitor: Visitor) -> bool:
        with self._database.read() as session:
            known = conversation_at(session, CHANNEL, visitor.address)
            return known is not None and not is_forgotten(session, visitor.address)

    def _forget(self, visitor: Visitor) -> None:
        with self._database.write() as session:
            known = conversation_at(session, CHANNEL, visitor.address)
            if known is not None:
                forget_files(session, known)
                forget_contacts(session, known)
            forget_visitor(session, CHANNEL, visitor.address, self._clock())


def qr_code(address: str) -> str:
    """Return an address as a picture (SVG) that a phone's camera reads."""
    code = segno.make(address, error="l", micro=False)
    return code.svg_inline(scale=4, border=4, dark="#000", light="#fff", svgclass=None)
