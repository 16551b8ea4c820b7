"""The desk's words for what the service names by a value of its own."""

from enum import StrEnum

import pytest

from desk.context import make_templates
from service.escalations.access import Why
from service.escalations.notices import NoticeKind
from service.examples.conflicts import ConflictKind
from service.hours.days import Kind
from service.hours.outlook import Question
from service.learning.intents import SPECIAL
from service.learning.label_kinds import Kind as Said
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
    worded = words_of("words.html", table)

    assert set(worded) - {"citizen"} == {value.value for value in values}
    assert all(words.strip() for words in worded.values())


@pytest.mark.parametrize(
    ("table", "values", "more"),
    [
        ("kind", Said, ()),
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
    worded = words_of("teaching_words.html", table)

    assert set(worded) == {str(value) for value in values} | set(more)
    assert all(words.strip() for words in worded.values())


@pytest.mark.parametrize(("table", "values"), [("kind_of_day", Kind), ("unsettled", Question)])
def test_every_value_of_the_calendar_has_words(table: str, values: type[StrEnum]) -> None:
    """A supervisor settles what they are told of, and is told what it is."""
    worded = words_of("hours_words.html", table)

    assert set(worded) == {value.value for value in values}
    assert all(words.strip() for words in worded.values())


def words_of(template: str, table: str) -> dict[str, str]:
    """Return a table of words of a template."""
    found: dict[str, str] = getattr(make_templates().env.get_template(template).module, table)
    return found
