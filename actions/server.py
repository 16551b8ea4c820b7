"""The action server as an application: measured, watched, and silent about what citizens wrote.

rasa_sdk answers and logs a broken action with the error's text and the whole request; Rasa would
write both into its own log. Here neither leaves the process.
"""

import asyncio
from typing import Any

import structlog
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Request, Sanic
from sanic.response import HTTPResponse, json

from service.operations.health import Readiness, readiness_in_words
from service.operations.metrics import ACTION_FAILURES, ACTION_SECONDS
from service.traces import places_of

log = structlog.get_logger()


class MeasuredExecutor(ActionExecutor):  # type: ignore[misc]  # rasa_sdk ships no types
    """Runs actions, and says which one broke and where, without the error's words.

    They read no domain: Rasa does not send it with each call (endpoints.yml).
    """

    def update_and_return_domain(self, payload: Any, action_name: str) -> dict[str, Any]:
        """Return no domain instead of asking for it."""
        return {}

    async def run(self, action_call: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Run one action, timed."""
        name = action_call.get("next_action")
        if name not in self.actions:
            return await super().run(action_call, *args, **kwargs)
        try:
            with ACTION_SECONDS.labels(name).time():
                return await super().run(action_call, *args, **kwargs)
        except Exception as error:
            ACTION_FAILURES.labels(name).inc()
            broke = {"error": type(error).__name__, "at": places_of(error)}
            log.error("action_broke", action=name, **broke)  # noqa: TRY400 - without its words
            raise


def make_app(executor: ActionExecutor, readiness: Readiness) -> Sanic[Any, Any]:
    """Return rasa_sdk's application with ``/readyz``, and with errors that tell nothing."""
    app = create_app(executor, cors_origins=None)
    for name in executor.actions:
        ACTION_FAILURES.labels(name)  # shown as 0: from nothing to 1 is no increase

    async def ready(_request: Request) -> HTTPResponse:
        problems = await asyncio.to_thread(readiness.problems)
        return json(readiness_in_words(problems), 503 if problems else 200)

    async def hide_errors(_request: Request, response: HTTPResponse) -> HTTPResponse | None:
        return json({"error": "an action broke"}, 500) if response.status == 500 else None

    app.add_route(ready, "/readyz")
    app.register_middleware(hide_errors, "response")
    return app  # type: ignore[no-any-return]
