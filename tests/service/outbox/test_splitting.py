"""Texts cut where a reader would pause, within what Telegram takes."""

import random
import re

import pytest

from service.outbox.splitting import LIMIT, split_text, utf16_length

FAMILY = "👨‍👩‍👧‍👦"
PIECES = (
    "kata",
    "permohonan informasi publik.",
    "Kalimat berikutnya!",
    "0812 3456 7890",
    "https://www.bpkp.go.id/ppid/layanan?jenis=berkala&tahun=2026",
    FAMILY,
    "🇮🇩",
    "👍🏽",
    "❤️",
    "e\u0301\u0323",
    "&amp; <b>x</b>",
    "# bukan judul",
    "1. butir",
    "Rp1.234.567,00",
)
JOINTS = (" ", " ", " ", "\n", "\n\n")
ATOMS = re.compile(r"https://\S+|(?<![\d.])\d{4}(?: \d{4})+|👨‍👩‍👧‍👦|🇮🇩|👍🏽|❤️|e\u0301\u0323")


def a_text(seed: int, pieces: int) -> str:
    """Return a text of random pieces, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    return "".join(dice.choice(PIECES) + dice.choice(JOINTS) for _ in range(pieces)).strip()


def letters(text: str) -> str:
    """Return a text without its spaces."""
    return "".join(text.split())


@pytest.mark.parametrize("seed", range(60))
def test_parts_fit_and_lose_nothing(seed: int) -> None:
    """Telegram refuses one unit too many; a lost word is a wrong answer."""
    limit = random.Random(seed).choice([80, 200, 1000, LIMIT])  # noqa: S311 - no secret
    text = a_text(seed, 600)

    parts = split_text(text, limit)

    assert max(utf16_length(part) for part in parts) <= limit
    assert letters("".join(parts)) == letters(text)
    assert all(part == part.strip() and part for part in parts)


@pytest.mark.parametrize("seed", range(60))
def test_no_cut_breaks_what_belongs_together(seed: int) -> None:
    """Half an address leads nowhere, half a number reaches nobody, half an emoji is a box."""
    text = a_text(seed, 400)

    parts = split_text(text, 150)

    assert [a for part in parts for a in ATOMS.findall(part)] == ATOMS.findall(text)


@pytest.mark.parametrize("seed", range(30))
def test_no_later_part_looks_like_a_title(seed: int) -> None:
    """Only an answer's first line is bold."""
    later = split_text("# Judul\n\n" + a_text(seed, 400), 150)[1:]

    assert [part for part in later if part.startswith("# ")] == []


@pytest.mark.parametrize("seed", range(20))
def test_emoji_without_a_space_are_cut_between_emoji(seed: int) -> None:
    """A wall of flags and families stays one of flags and families."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    wall = [dice.choice([FAMILY, "🇮🇩", "👍🏽", "❤️", "x"]) for _ in range(900)]

    parts = split_text("".join(wall), 333)

    assert [a for part in parts for a in ATOMS.findall(part)] == [a for a in wall if a != "x"]


def test_length_is_counted_as_telegram_counts() -> None:
    """An emoji counts twice there: 4,096 of them are two messages."""
    assert utf16_length("a😀é") == 4
    assert [utf16_length(part) for part in split_text("😀" * LIMIT)] == [LIMIT, LIMIT]


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("Satu dua.\n\nTiga empat. Lima", 17, ["Satu dua.", "Tiga empat. Lima"]),
        ("Satu dua. Tiga empat lima", 18, ["Satu dua.", "Tiga empat lima"]),
        ("Isi:\n1. satu\n2. dua tiga empat", 18, ["Isi:\n1. satu", "2. dua tiga empat"]),
        ("Lihat no. 12 Hubungi 021 8591 0031", 28, ["Lihat no. 12 Hubungi", "021 8591 0031"]),
        ("lihat https://a.id/" + "x" * 30, 45, ["lihat", "https://a.id/" + "x" * 30]),
        ("x" * 25, 10, ["x" * 10, "x" * 10, "x" * 5]),
        ("  pendek \n", 99, ["pendek"]),
        (" \n", 99, []),
    ],
)
def test_the_best_break_is_taken(text: str, limit: int, parts: list[str]) -> None:
    """A paragraph before a line, a sentence before a word, force only without any."""
    assert split_text(text, limit) == parts


def test_stacked_accents_end_somewhere() -> None:
    """A text of accents alone, meant to break us, is cut by force."""
    assert len(split_text("\u0301" * 10_000)) == 3


def test_a_long_text_is_cut_in_no_time() -> None:
    """An hour of a pasted book must not hold up the outbox."""
    assert len(split_text("kata " * 40_000)) == 49
