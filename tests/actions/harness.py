"""A dialogue as Rasa leads it: calls an action with a tracker and keeps the slots it sets."""

import json
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import ReplyAction
from service.answering.answers import Answers
from service.replies import Reply, reply_from_wire
from service.storage.database import Database

CONVERSATION = "0123456789abcdef0123456789abcdef"


class Dialogue:
    """One conversation.

    Attributes:
        slots: As the domain begins them, then as actions set them.
    """

    def __init__(self, answers: Answers, database: Database) -> None:
        self.answers = answers
        self.database = database
        self.conversation_id = CONVERSATION
        self.slots: dict[str, Any] = {"topic": None, "misses": 0, "offer": "none"}

    def run(self, action: type[ReplyAction], text: str = "", **ranking: float) -> Reply:
        """Call an action for a message and return what it says.

        Args:
            action: The action that Rasa has predicted.
            text: What the citizen wrote.
            ranking: The confidence of each intent, ``_`` for ``-``, best first.
        """
        dispatcher = CollectingDispatcher()
        made = action(self.answers, self.database)
        *slots, last = made.run(dispatcher, self._tracker(text, ranking), {})
        assert last == {"event": "followup", "timestamp": None, "name": "action_listen"}
        for event in slots:
            assert event["event"] == "slot"
            self.slots[event["name"]] = event["value"]
        (message,) = dispatcher.messages
        on_the_wire = json.loads(json.dumps(message["custom"]))
        return reply_from_wire(on_the_wire)

    def _tracker(self, text: str, ranking: dict[str, float]) -> Tracker:
        ranked = [
            {"name": name.replace("_", "-") if "-" in self._known(name) else name, "confidence": c}
            for name, c in ranking.items()
        ]
        message = {"text": text, "intent": ranked[0] if ranked else {}, "intent_ranking": ranked}
        return Tracker(self.conversation_id, dict(self.slots), message, [], False, None, {}, None)

    def _known(self, name: str) -> str:
        topic = name.replace("_", "-")
        return topic if self.answers.knowledge.article(topic) else name
