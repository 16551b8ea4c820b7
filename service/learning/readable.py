"""What may become an example or a test: read by somebody, without personal data, one sentence."""

import re
from collections.abc import Callable, Iterable

from service.door.masking import mask
from service.learning.label_kinds import TeachingRefused, Why

MOST_TEXTS = 40  # of one decision: more nobody reads
LONGEST_TEXT = 300  # characters
LONGEST_REASON = 500
_MARKS = re.compile(r"[\[\]{}]")  # an entity, to whoever trains


def cleaned(texts: Iterable[str]) -> tuple[str, ...]:
    """Return sentences in one line each, every one once, in their order."""
    lines = (" ".join(text.replace("\0", "").split()) for text in texts)
    return tuple(dict.fromkeys(line for line in lines if line))


def as_reason(text: str) -> str:
    """Return why somebody decided something, without what a citizen is known by."""
    return mask(text.replace("\0", "")).text.strip()[:LONGEST_REASON]


def is_clean(text: str) -> bool:
    """Tell whether a sentence could be taken as it stands."""
    return not (mask(text).kinds or _MARKS.search(text)) and len(text) <= LONGEST_TEXT


def require_masked(texts: tuple[str, ...]) -> None:
    """Make sure that nothing personal is in sentences.

    Raises:
        TeachingRefused: Something is.
    """
    _require_none(texts, Why.UNMASKED)


def require_clean(texts: tuple[str, ...]) -> None:
    """Make sure that sentences can be learnt from.

    Raises:
        TeachingRefused: One of them is personal, too long or has brackets; or they are too many.
    """
    if len(texts) > MOST_TEXTS:
        raise TeachingRefused(Why.MANY_TEXTS, what=str(len(texts)))
    for why in _WRONG:
        _require_none(texts, why)


def _require_none(texts: tuple[str, ...], why: Why) -> None:
    wrong = tuple(text for text in texts if _WRONG[why](text))
    if wrong:
        raise TeachingRefused(why, wrong)


_WRONG: dict[Why, Callable[[str], bool]] = {
    Why.UNMASKED: lambda text: bool(mask(text).kinds),
    Why.MARKS: lambda text: bool(_MARKS.search(text)),
    Why.LONG_TEXT: lambda text: len(text) > LONGEST_TEXT,
}
