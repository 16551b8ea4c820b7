"""The desk's words for what the service names by a value of its own."""

from enum import StrEnum

import pytest

from desk.context import make_templates
from service.escalations.access import Why
from service.escalations.notices import NoticeKind
from service.examples.conflicts import ConflictKind
from service.learning.intents import SPECIAL
from service.learning.label_kinds import Kind
from service.learning.label_kinds import State as LabelState
from service.learning.label_kinds import Why as NotSaid
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


@pytest.mark.parametrize(
    ("table", "values", "more"),
    [
        ("kind", Kind, ()),
        ("state", LabelState, ()),
        ("state_badge", LabelState, ()),
        ("why", NotSaid, ("ambiguous", "no_kind", "unexpectable")),
        ("conflict", ConflictKind, ()),
        ("special", SPECIAL, ()),
    ],
)
def test_decisions_about_messages_have_words(
    table: str, values: type[StrEnum] | tuple[str, ...], more: tuple[str, ...]
) -> None:
    """A maintainer is told in Indonesian what was wrong with a decision."""
    module = make_templates().env.get_template("teaching_words.html").module
    worded: dict[str, str] = getattr(module, table)

    assert set(worded) == {str(value) for value in values} | set(more)
    assert all(words.strip() for words in worded.values())
