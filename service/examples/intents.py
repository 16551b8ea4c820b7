"""What an example may stand for: an intent that ``domain.yml`` knows, a topic with its article."""

from pathlib import Path

import yaml

from service.answering.decision import is_topic
from service.errors import TanyaError


class IntentUnknown(TanyaError):
    """Examples cannot stand for this: no rule would answer it."""


def known_intents(root: Path) -> frozenset[str]:
    """Return what ``domain.yml`` under a root lists."""
    text = (root / "domain.yml").read_text(encoding="utf-8")
    return frozenset(yaml.load(text, yaml.CSafeLoader)["intents"])


def has_article(root: Path, intent: str) -> bool:
    """Tell whether an intent is no topic, or has its article."""
    return not is_topic(intent) or (root / "content" / "articles" / f"{intent}.md").exists()


def require_intent(root: Path, intent: str) -> None:
    """Let pass what examples can stand for.

    Raises:
        IntentUnknown: ``domain.yml`` does not list it, or its article is missing.
    """
    if intent not in known_intents(root):
        raise IntentUnknown(
            f"{intent!r} is no intent of domain.yml: make the topic first (tanya content new)"
        )
    if not has_article(root, intent):
        raise IntentUnknown(f"{intent!r} has no article content/articles/{intent}.md")
