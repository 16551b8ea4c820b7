"""What of a message may be kept."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from service.door.channels import PROTECTION
from service.door.distress import Distress, DistressKind, LearntDistress
from service.door.door import ACCUSATION, DISTRESS, REMEMBERED, Door, Kept
from service.door.talks import LASTS, Talk
from service.escalations.tickets import as_ticket
from service.escalations.told_tickets import is_ticket_alone
from service.paths import ROOT
from service.payloads import Payload, PayloadKind
from tests.service.escalations.test_told_tickets import dictated

VALIDATION = ROOT / "tests" / "questions" / "validation.jsonl"


def keep(door: Door, kind: str, text: str, payload: Payload | None = None, **when: Any) -> Kept:
    """Return what a door keeps of a message."""
    return door.keep(kind, door.hear(text), payload, **when)


def token_of(kept: Kept) -> str:
    """Return what an accusation's words are remembered by."""
    assert kept.payload is not None
    return kept.payload.token


ACCUSING = "Pak Budi kepala desa Sukamaju korupsi dana desa 200 juta, HP saya 081234567890"


def test_personal_data_is_hidden_and_the_rest_kept() -> None:
    """A question is answered by its words; numbers of people are none of them."""
    kept = keep(Door(), "text", "minta data, hp saya 081234567890")

    assert kept == Kept("text", "minta data, hp saya [telepon disembunyikan]", None, ("telepon",))


@pytest.mark.parametrize(
    "styled",
    [
        lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
        lambda text: "".join(chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else c for c in text),
        lambda text: text.replace("a", "\u0430").replace("o", "\u043e"),  # Cyrillic
        lambda text: text.translate(str.maketrans("abdeikmoprtu", "ᴀʙᴅᴇɪᴋᴍᴏᴘʀᴛᴜ")),
    ],
    ids=["full width", "bold", "cyrillic", "small capitals"],
)
def test_styled_letters_hide_nothing_from_the_door(styled: Callable[[str], str]) -> None:
    """Distress, accusations and numbers are found by words; letters in fancy dress are letters."""
    door = Door()

    assert door.hear(styled("saya mau bunuh diri")).distress is DistressKind.SUICIDE
    assert door.hear(styled(ACCUSING)).channel == door.hear(ACCUSING).channel
    assert "081234567890" not in door.hear(styled(ACCUSING)).masked.text
    assert door.hear(styled("hp saya 081234567890")).masked.kinds == ("telepon",)


def test_words_that_are_never_answered_are_forgotten_after_half_an_hour() -> None:
    """A message whose answer keeps failing must not lie in memory for days."""
    door, now = Door(), datetime(2026, 11, 28, 3, tzinfo=UTC)
    kept = keep(door, "text", ACCUSING, talk=Talk("a", now))

    door.forget_old(now + LASTS)

    assert door.take(token_of(kept)) is None


def test_nothing_of_an_accusation_is_kept_but_its_channel() -> None:
    """Who accuses must be safe even from whoever reads our tables."""
    kept = keep(Door(), "text", ACCUSING)

    assert (kept.kind, kept.text, kept.masked_kinds) == (ACCUSATION, "", ())
    assert kept.payload is not None
    assert kept.payload.kind is PayloadKind.ACCUSATION
    assert kept.payload.argument == "lapor-dana-desa"


def test_its_words_can_be_taken_once_and_masked() -> None:
    """They are needed for one answer and for nothing else."""
    door = Door()
    token = token_of(keep(door, "text", ACCUSING))
    taken = door.take(token)

    assert taken is not None
    assert "Sukamaju" in taken
    assert "0812" not in taken
    assert door.take(token) is None


def test_a_flood_of_accusations_does_not_fill_the_memory() -> None:
    """The oldest are answered by their channel alone."""
    door = Door()
    tokens = [token_of(keep(door, "text", ACCUSING)) for _ in range(REMEMBERED + 1)]
    first, *_, last = tokens

    assert door.take(first) is None
    assert door.take(last) is not None


def test_further_particulars_are_kept_out_too() -> None:
    """The name often comes in the second message."""
    door, more = Door(), "namanya pak Darmo, tinggal di dekat balai desa kami"

    assert keep(door, "text", more).kind == "text"
    talk = Talk("a", datetime(2026, 11, 27, tzinfo=UTC), is_telling=True)
    kept = keep(door, "text", more, talk=talk)
    assert (kept.kind, kept.text, kept.is_telling) == (ACCUSATION, "", True)


def test_nothing_of_a_message_in_distress_is_kept_but_its_kind() -> None:
    """It is health data; that also counts where a command or a picture carries it."""
    for kind in ("text", "command", "photo"):
        kept = keep(Door(), kind, "saya mau bunuh diri, hp 081234567890", Payload.decode("cancel"))

        assert kept == Kept(DISTRESS, "", Payload(PayloadKind.DISTRESS, "suicide"))


def test_distress_comes_before_an_accusation() -> None:
    """First who helps; where a report is safe goes with it, and nothing waits in memory."""
    kept = keep(Door(), "text", f"{ACCUSING}, saya diancam dibunuh")

    assert kept.payload == Payload(PayloadKind.DISTRESS, "threat+lapor-dana-desa")


def test_after_a_threat_particulars_are_held() -> None:
    """Who was threatened tells next when it was and who saw it."""
    kept = keep(Door(), "text", "saya diancam dibunuh")

    assert (kept.is_telling, kept.channel) == (True, PROTECTION)
    assert not keep(Door(), "text", "saya mau bunuh diri").is_telling


def test_what_goes_on_after_distress_is_kept_out_too() -> None:
    """The second message is often the one that tells."""
    learnt = LearntDistress(
        {kind: (f"gelap sekali {kind}",) for kind in DistressKind}, ("jam buka kantor",), {}
    )
    door, more = Door(distress=Distress(learnt)), "gelap sekali rasanya"

    assert keep(door, "text", more, after=DISTRESS).kind == DISTRESS
    assert keep(door, "text", "jam buka kantor", after=DISTRESS).kind == "text"


def test_a_command_still_does_what_it_means() -> None:
    """ "/petugas" with an accusation behind it still calls an officer, without the words."""
    wish = Payload(PayloadKind.HUMAN)
    kept = keep(Door(), "command", ACCUSING, wish)

    assert kept == Kept("command", "", wish)


def test_what_must_not_be_stored_never_is() -> None:
    """Measured on messages written by somebody who did not see the patterns."""
    lines = VALIDATION.read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if "must_not_store" in row]
    stored = [(keep(Door(), "text", row["text"]).text, row["must_not_store"]) for row in rows]

    assert len(rows) >= 8
    assert [secret for text, secret in stored if secret in text] == []


def test_an_accusation_that_was_stored_before_is_forgotten() -> None:
    """Telegram repeats what was acknowledged too late; nobody will ask for its words again."""
    door = Door()
    said = door.hear("Pak Budi kepala desa Sukamaju korupsi dana desa 200 juta")
    kept = door.keep("text", said, None)
    assert kept.payload is not None

    door.forget(kept)

    assert door.take(kept.payload.token) is None


@pytest.mark.parametrize("letters", ["YDEW8GW", "8KN1CEW", "NC0BHG5", "EN0163V"])
def test_a_dictated_ticket_tells_of_no_danger(letters: str) -> None:
    """Who asks for their ticket must get it, and no numbers for victims of violence."""
    text = dictated(as_ticket(letters))
    door = Door(is_ticket=is_ticket_alone)

    assert Door().hear(text).distress is not None  # by its sound alone it would be
    assert keep(door, "text", text) == Kept("text", text, None)
    assert keep(door, "text", text, after=DISTRESS) == Kept("text", text, None)
