"""The gateway's channel into Rasa, and the tracker store behind it, which keeps nothing.

The gateway sends a dialogue's slots with each message and gets them back as the answer left them;
it stores them with the turn (docs/adr/0008). So a message costs the same at the thousandth turn as
at the first, a message asked again is answered alike, and any Rasa may answer or be killed.
"""

import gc
import logging
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

SLOTS = "slots"
RANKED = 5  # intents told of each message

logger = logging.getLogger(__name__)

message_slots: ContextVar[dict[str, Any]] = ContextVar("slots")  # while it is being answered
message_ranking: ContextVar[list[tuple[str, float]]] = ContextVar("ranking")  # the same


class GatewayInput(InputChannel):
    """``POST /webhooks/gateway/``: ``{sender, message, slots}`` to ``{replies, slots, …}``.

    ``understood`` beside them has the model's name and the likeliest intents, for who looks for
    mistakes later.
    ``GET /webhooks/gateway/model`` tells who measures which model serves. Components
    find the slots in a message's metadata.
    """

    @classmethod
    def name(cls) -> str:
        """Return the name in the address."""
        return "gateway"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the endpoint."""
        routes = Blueprint("gateway_channel")

        @routes.route("/", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                model = request.app.ctx.agent.processor.model_filename
                return response.json(await _answer(request.json, on_new_message, model))
            except Exception as error:  # noqa: BLE001 - the edge of a message
                failed = type(error).__name__  # alone: an error's text may hold a citizen's words
                logger.error("A message failed: %s", failed)  # noqa: TRY400
                return response.json({"error": failed}, status=500)

        @routes.route("/model", methods=["GET"])
        async def model(request: Request) -> HTTPResponse:
            return response.json({"model": request.app.ctx.agent.processor.model_filename})

        @routes.listener("after_server_start")
        async def spare_the_model(_app: Sanic, _loop: AbstractEventLoop) -> None:
            """Take what stays for good out of the garbage collector's sight: 0.3 s each time."""
            gc.collect()
            gc.freeze()

        return routes


async def _answer(
    asked: dict[str, Any], on_new_message: Callable[[UserMessage], Awaitable[Any]], model: str
) -> dict[str, Any]:
    said, slots = CollectingOutputChannel(), dict(asked["slots"])
    ranking: list[tuple[str, float]] = []
    message_slots.set(slots)  # in this request's own context
    message_ranking.set(ranking)
    metadata = {SLOTS: dict(slots)}  # for nlu/parts.py, which reads a message in its context
    await on_new_message(
        UserMessage(
            asked["message"], said, asked["sender"], input_channel="gateway", metadata=metadata
        )
    )
    understood = {"model": model, "ranking": ranking}
    return {"replies": said.messages, "slots": slots, "understood": understood}


class SlotsOnly(TrackerStore):
    """Makes a tracker out of the slots that came with the message, and gives them back."""

    def __init__(self, domain: Domain | None, event_broker: Any = None, **_: Any) -> None:
        super().__init__(domain, event_broker)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return a dialogue that waits for a message, with the slots set."""
        tracker = self.init_tracker(sender_id)
        known = [SlotSet(k, v) for k, v in message_slots.get({}).items() if k in tracker.slots]
        begun = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
        listening = ActionExecuted(ACTION_LISTEN_NAME)
        tracker.update_with_events([*begun, *known, listening], self.domain)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Give back the slots that differ from their initial values, and the ranking."""
        _tell_ranking(tracker)
        slots = message_slots.get(None)
        if slots is None:
            return
        slots.clear()
        for name, slot in tracker.slots.items():
            if slot.value != slot.initial_value:
                slots[name] = slot.value


def _tell_ranking(tracker: DialogueStateTracker) -> None:
    """Put the likeliest intents of the message in the place of what was told before."""
    told = message_ranking.get(None)
    parsed = tracker.latest_message.parse_data if tracker.latest_message else {}
    if told is None or not parsed.get("intent_ranking"):
        return  # a press of a button names its intent itself
    ranked = parsed["intent_ranking"][:RANKED]
    told[:] = [(one["name"], round(float(one["confidence"]), 4)) for one in ranked]
