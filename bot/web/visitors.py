"""Who writes on the web: a random cookie, of which the database knows only the hash."""

import hashlib
import secrets

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "tanya_chat"
COOKIE_AGE = 30 * 24 * 3600  # seconds
TOKEN_LENGTH = 32  # bytes of the cookie


class Visitors:
    """Tells visitors apart by their cookies."""

    def __init__(self, secure: bool) -> None:
        self._secure = secure

    def address(self, request: Request) -> str | None:
        """Return the hash of the visitor's cookie, None for a visitor without one."""
        token = request.cookies.get(COOKIE, "")
        return hashlib.sha256(token.encode()).hexdigest() if len(token) >= TOKEN_LENGTH else None

    def welcome(self, request: Request, response: Response) -> None:
        """Give a new visitor a cookie."""
        if len(request.cookies.get(COOKIE, "")) >= TOKEN_LENGTH:
            return
        response.set_cookie(
            COOKIE,
            secrets.token_urlsafe(TOKEN_LENGTH),
            max_age=COOKIE_AGE,
            httponly=True,
            samesite="strict",
            secure=self._secure,
        )
