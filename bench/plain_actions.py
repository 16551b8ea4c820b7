"""The plain alternative's action server (``python -m rasa_sdk``, in Rasa's environment).

One action for every name of ours, each saying a fixed text of an article's length.
"""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

TEXT = "Permohonan informasi dijawab paling lambat 10 hari kerja sejak diterima lengkap. " * 8


class Fixed:
    """Says the text; no action itself, because rasa_sdk registers every one it finds."""

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: "dict[str, Any]"
    ) -> "list[dict[str, Any]]":
        """Say it, and change nothing."""
        dispatcher.utter_message(text=TEXT)
        return []


def _named(action: str) -> "type[Fixed]":
    return type(action, (Fixed, Action), {"name": lambda self: action})


ActionAnswer = _named("action_answer")
ActionEscalate = _named("action_escalate")
ActionEscalationStatus = _named("action_escalation_status")
ActionFallback = _named("action_fallback")
ActionFindOffice = _named("action_find_office")
ActionRefer = _named("action_refer")
ActionSmallTalk = _named("action_small_talk")
