"""The desk's words for what the service names by a value of its own."""

from enum import StrEnum

import pytest

from desk.context import make_templates
from service.escalations.access import Why
from service.escalations.notices import NoticeKind
from service.outcomes import (
    Author,
    BlockReason,
    CloseReason,
    Delivery,
    DeliveryTrouble,
    EscalationReason,
    EscalationState,
    FileTrouble,
    Stage,
)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("state", EscalationState),
        ("stage", Stage),
        ("block_reason", BlockReason),
        ("why", Why),
        ("notice", NoticeKind),
        ("close_reason", CloseReason),
        ("reason", EscalationReason),
        ("who", Author),
        ("delivery", Delivery),
        ("delivery_trouble", DeliveryTrouble),
        ("file_trouble", FileTrouble),
    ],
)
def test_every_value_has_words(table: str, values: type[StrEnum]) -> None:
    """An officer reads Indonesian, never a word of the code's; nothing is worded for nobody."""
    module = make_templates().env.get_template("words.html").module
    worded: dict[str, str] = getattr(module, table)

    assert set(worded) - {"citizen"} == {value.value for value in values}
    assert all(words.strip() for words in worded.values())
