"""The commands that citizens may type."""

import re

import pytest

from service.answering.cancelling import asks_to_cancel
from service.answering.commands import foreign_command, read_command
from service.answering.wishes import WISH
from service.content.sentences import Sentences
from service.payloads import Payload


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start", ("start", "")),
        ("/BANTUAN", ("help", "")),
        ("/topik@TanyaBpkpBot", ("menu", "")),
        ("  /petugas  ", ("human", "")),
        ("/status@TanyaBot TB-7KQ2-9XMD", ("status", "TB-7KQ2-9XMD")),
    ],
)
def test_a_command_is_understood_however_it_is_typed(text: str, expected: tuple[str, str]) -> None:
    """Telegram adds the bot's name, telephones a capital."""
    payload, rest = expected
    assert read_command(text) == (Payload.decode(payload), rest)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("topik", "menu"),
        ("Topik?", "menu"),
        ("MENU kak", "menu"),
        ("min, menu dong", "menu"),
        (" bantuan!! ", "help"),
        ("Help", "help"),
        ("status ya", "status"),
        ("Kak status?", "status"),
        ("mulai", "start"),
        ("𝗺𝗲𝗻𝘂", "menu"),
    ],
)
def test_a_plain_word_alone_is_a_command(text: str, expected: str) -> None:
    """Few citizens know of slashes, and on a telephone they are hard to find."""
    assert read_command(text) == (Payload.decode(expected), "")


@pytest.mark.parametrize(
    "text",
    [
        "topik skripsi",
        "status tiket saya",
        "status kepegawaian",
        "menu makan siang",
        "bantuan sosial",
        "mulai kapan",
        "kapan mulai",
        "status TB-7KQ2-9XMD",
        "statusnya",
        "menu\nbantuan",
        "bantuan" + " " * 50,
        "pak bu kak menu",
        "topik" + "?" * 50,
    ],
)
def test_such_a_word_with_more_is_a_message(text: str) -> None:
    """ "bantuan sosial" is a question, and must be answered as one."""
    assert read_command(text) is None


@pytest.mark.parametrize(
    "text", ["", "/", "start", "/restart", '/magang{"x":1}', "apa itu /start", "//start"]
)
def test_anything_else_is_an_ordinary_message(text: str) -> None:
    """Rasa's own commands must not be reachable from outside."""
    assert read_command(text) is None


@pytest.mark.parametrize(
    "text",
    ["/help", "/menu", "/Petugas2", "/petugas_", " /restart", "/biaya ya?", "/help@Bot"],
)
def test_a_command_that_is_not_ours_brings_the_help(text: str) -> None:
    """Whoever guesses a command learns which there are; none of them opens a ticket."""
    assert foreign_command(text) == Payload.decode("help")


@pytest.mark.parametrize(
    "text",
    ["", "/", "//start", "/2", "/start", "/petugas@Bot soal berkas", '/magang{"x":1}', "dan/atau",
     "lihat /menu", "/surat-tugas", "/bpkp.go.id"],
)  # fmt: skip
def test_what_is_no_command_or_one_of_ours_is_left(text: str) -> None:
    """A slash before a number, or in a sentence, is no command."""
    assert foreign_command(text) is None


def test_what_the_help_tells_to_type_works(sentences: Sentences) -> None:
    """A promise that does nothing annoys twice."""
    told = re.findall(r"- ketik (.+?) untuk", sentences("help"))

    nothing = [
        words
        for words in told
        if not (read_command(words) or WISH.search(words) or asks_to_cancel(words, True))
    ]
    assert len(told) == 4
    assert nothing == []
