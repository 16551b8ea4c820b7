"""What the mask's rules return: where a piece begins and ends, and its kind, empty if it stays."""

import re
from collections.abc import Callable

KEEP = ""
Span = tuple[int, int, str]
Decision = Span | list[Span] | None
Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Decision]]


def keep(found: re.Match[str]) -> Span:
    """Leave what was found alone."""
    return found.start(), found.end(), KEEP


def name_as(kind: str) -> Callable[[re.Match[str]], Span]:
    """Return what hides all that was found, or its group ``value``, as this kind."""

    def decide(found: re.Match[str]) -> Span:
        group = "value" if "value" in found.re.groupindex else 0
        return found.start(group), found.end(group), kind

    return decide
