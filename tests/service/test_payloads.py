"""Payloads, written down and read back."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from service.errors import UnknownPayload
from service.payloads import PAYLOAD_LIMIT, Payload, PayloadKind

kinds = st.sampled_from(PayloadKind)
parts = st.text(max_size=60)
near_misses = st.lists(
    st.sampled_from([*PayloadKind, ":", "::", "spip", " ", "TOPIC", "\x00"])
).map("".join)


@given(kinds, parts, parts)
def test_what_can_be_made_is_read_back(kind: PayloadKind, argument: str, token: str) -> None:
    """A press must mean what the button meant when it was made."""
    try:
        payload = Payload(kind, argument, token)
    except ValueError:
        assume(False)

    assert Payload.decode(payload.encode()) == payload
    assert len(payload.encode()) <= PAYLOAD_LIMIT


@given(st.text() | near_misses)
@example("topic:")
@example("topic::x")
@example("accusation:wbs:1f0c:more")
@example("topic:" + "x" * PAYLOAD_LIMIT)
def test_any_text_is_refused_or_written_back_alike(text: str) -> None:
    """A forged press may hold anything, and must neither break us nor mean two things."""
    try:
        payload = Payload.decode(text)
    except UnknownPayload:
        return

    assert payload.encode() == text


@given(kinds, st.text(st.characters(exclude_characters=":"), min_size=1, max_size=300))
def test_what_is_too_long_to_be_stored_is_refused(kind: PayloadKind, argument: str) -> None:
    """A payload that was cut in the table would mean something else."""
    is_short = len(f"{kind}:{argument}") <= PAYLOAD_LIMIT
    try:
        made = Payload(kind, argument)
    except ValueError:
        assert not is_short
    else:
        assert is_short
        assert made.argument == argument


@pytest.mark.parametrize(("argument", "token"), [("a:b", ""), ("a", "b:c"), ("", "b")])
def test_what_could_not_be_read_back_cannot_be_made(argument: str, token: str) -> None:
    """The one who builds a button is told at once, not the citizen who presses it."""
    with pytest.raises(ValueError, match="not a payload"):
        Payload(PayloadKind.TOPIC, argument, token)
