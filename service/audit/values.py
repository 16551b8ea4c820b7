"""What may stand in a history: numbers, words of ours, times; never what anybody wrote."""

import re
from datetime import UTC, datetime
from typing import Any

VALUE = re.compile(r"[\w.:+/-]{0,64}", re.ASCII)  # an id, a word of ours, a time; no sentence


def plain(name: str, value: Any) -> Any:
    """Return a value as it is kept.

    Raises:
        ValueError: It could be somebody's words.
    """
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        return [plain(name, one) for one in value]
    if isinstance(value, str) and VALUE.fullmatch(value):
        return str(value)
    raise ValueError(f"not a value for a history: {name}")
