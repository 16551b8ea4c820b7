"""What is said when a request is refused: a sentence that the page shows, or a page of its own."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.templating import Jinja2Templates

from service.errors import DatabaseUnavailable
from service.operations.metrics import CHAT_REFUSALS

log = structlog.get_logger()


class Told(HTTPException):
    """A refusal whose detail is said, also where its status has a sentence."""


class Refusals:
    """Turns errors into answers."""

    def __init__(self, say: Callable[..., str], templates: Jinja2Templates) -> None:
        self._templates = templates
        self._not_stored = say("web_not_stored")
        self._sentences = {  # of statuses that are given where no sentence is at hand
            403: say("web_foreign"),
            404: say("web_not_found"),
            405: say("web_not_found"),
            408: say("web_too_slow"),
            413: say("web_too_large"),
        }

    def handlers(self) -> Mapping[Any, Any]:
        """Return what Starlette is to do with each error."""
        return {HTTPException: self.refuse, DatabaseUnavailable: self.tell_that_nothing_was_stored}

    async def refuse(self, request: Request, error: HTTPException) -> Response:
        """Tell why, to a page as JSON, to a person as a page."""
        if error.status_code not in (404, 405):  # whoever tries addresses tells us nothing
            CHAT_REFUSALS.labels(str(error.status_code)).inc()
        told = self._sentences.get(error.status_code, error.detail)
        told = error.detail if isinstance(error, Told) else told
        return self._answer(request, error.status_code, told, error.headers)

    async def tell_that_nothing_was_stored(self, request: Request, error: Exception) -> Response:
        """Tell that the database is away, and log it."""
        log.error("database_unavailable", during="web", reason=str(error))
        return self._answer(request, 503, self._not_stored, {"Retry-After": "5"})

    def _answer(
        self, request: Request, status: int, told: str, headers: Mapping[str, str] | None
    ) -> Response:
        if "text/html" not in request.headers.get("accept", ""):
            return JSONResponse({"error": told}, status, headers)
        context = {"told": told}
        return self._templates.TemplateResponse(request, "refused.html", context, status, headers)
