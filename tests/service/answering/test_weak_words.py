"""Words that belong to every matter do not change what is in talk."""

import pytest

from service.answering.answers import Answers
from service.answering.context import reply_in_context
from service.answering.weak_words import by_weak_words
from tests.service.answering.asked import question, ranked


@pytest.mark.parametrize(
    ("text", "before", "taken_for"),
    [
        ("suratnya ditujukan ke siapa?", "magang", "ppid_keberatan"),
        ("suratnya gimana", "pkkn-permintaan", "cek_surat_tugas"),
        ("dapet sertifikat?", "magang", "sertifikat_hilang"),
        ("itu diperiksa bpkp ga", "lapor-dana-desa", "bos_puskesmas"),
    ],
)
def test_a_question_of_weak_words_is_about_the_topic_in_talk(
    answers: Answers, text: str, before: str, taken_for: str
) -> None:
    """One wrong turn, and the next three answers are about a letter that nobody asked about."""
    asked = question(text, ranked(**{taken_for: 0.97}), topic=before)
    reply = reply_in_context(answers, asked)

    assert reply is not None
    assert reply.topic == before


@pytest.mark.parametrize(
    ("text", "taken_for"),
    [
        ("sertifikatnya hilang gimana", "sertifikat_hilang"),
        ("surat tugas auditornya asli tidak", "cek_surat_tugas"),
        ("ujiannya dulu bawa apa", "hari_tes_cpns"),
    ],
)
def test_a_topic_that_is_named_is_another_topic(
    answers: Answers, text: str, taken_for: str
) -> None:
    """A new question stays a new question."""
    asked = question(text, ranked(**{taken_for: 0.97}), topic="pppk")

    assert by_weak_words(answers.knowledge, asked) is None
