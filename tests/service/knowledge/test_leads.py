"""Questions that only mean something after another one."""

from pathlib import Path

import pytest

from service.answering.answers import Answers
from service.content.entries import Problems
from service.content.follow_ups import read_follow_ups

BROKEN = """
aspects:
  - {id: biaya, words: [biaya]}
families:
  - {topics: [magang], leads: {biaya: tidak-ada, waktu: magang}}
others:
  - {leads: {}, generic: apa}
"""


@pytest.mark.parametrize(
    ("topic", "text", "expected"),
    [
        ("ppid-permohonan", "syaratnya apa?", "ppid-syarat"),
        ("ppid-permohonan", "brp lama", "ppid-waktu"),
        ("ppid-permohonan", "bayar ga", "ppid-biaya"),
        ("ppid-permohonan", "kalo ditolak gimana", "ppid-keberatan"),
        ("ppid-keberatan", "kalau tetap ditolak?", "sengketa-informasi"),
        ("wbs-cara-lapor", "trus ngecek statusnya dmn", "wbs-pantau"),
        ("siskeudes-unduh", "klo error tanya siapa", "siskeudes-bantuan"),
        ("cpns", "syaratnya?", "cpns-jurusan"),
        ("magang", "kalau di Makassar gimana", "alamat-perwakilan"),
        ("sengketa-informasi", "batas waktunya?", "sengketa-informasi"),
    ],
)
def test_small_words_lead_on_from_the_topic_before(
    answers: Answers, topic: str, text: str, expected: str
) -> None:
    """People ask on without naming again what they ask about."""
    lead = answers.knowledge.follow_up(text, topic)

    assert lead is not None
    assert lead.topic == expected


@pytest.mark.parametrize("text", ["apa itu spip", "harga cabai di pasar berapa", "terima kasih"])
def test_what_names_something_else_leads_nowhere(answers: Answers, text: str) -> None:
    """A new question must not be answered from the old article."""
    assert answers.knowledge.follow_up(text, "magang") is None


def test_an_aspect_that_leads_nowhere_is_left_to_the_classifier(answers: Answers) -> None:
    """ "Berapa lama?" after an article that no other belongs to may still be understood."""
    lead = answers.knowledge.follow_up("berapa lama ya", "publikasi")

    assert lead is not None
    assert (lead.topic, lead.is_sure) == (None, True)


@pytest.mark.parametrize("text", ["umurku 52, boleh?", "umurnya", "umur maksimal?", "umurmu"])
def test_an_aspect_is_known_with_whose_it_is(answers: Answers, text: str) -> None:
    """ "Umurku 52" asks after the age an applicant may have, as "umur" does."""
    assert "jurusan" in {aspect.id for aspect in answers.knowledge.aspects_in(text)}


def test_an_unknown_word_makes_it_unsure(answers: Answers) -> None:
    """It may be a misspelling, or what the question is about."""
    lead = answers.knowledge.follow_up("biayanya brapaan", "ppid-permohonan")

    assert lead is not None
    assert (lead.topic, lead.is_sure) == ("ppid-biaya", False)


def test_what_the_table_names_must_be_there(tmp_path: Path) -> None:
    """A lead into nothing would be silence."""
    (tmp_path / "follow_ups.yml").write_text(BROKEN, encoding="utf-8")
    problems = Problems()
    read_follow_ups(tmp_path, problems, {"magang"})

    assert [line.split(": ", 1)[1] for line in problems.lines] == [
        "unknown aspect 'waktu'",
        "expected a list under 'things'",
        "names an article that is not there: 'tidak-ada'",
    ]


def test_a_missing_table_is_reported(tmp_path: Path) -> None:
    """A deployment without the file must not start as if nothing were wrong."""
    problems = Problems()
    read_follow_ups(tmp_path, problems)

    assert len(problems.lines) == 4
