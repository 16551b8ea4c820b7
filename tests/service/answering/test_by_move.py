"""What is answered by what a message does, where no rule has its words."""

from dataclasses import replace

import pytest

from doubles.knowledge import CONTENT
from service.answering.answers import Answers
from service.answering.by_move import (
    adds_to_ticket,
    asks_of_open_ticket,
    reply_to_heard_own_data,
    reply_to_heard_wish,
)
from service.answering.decision import RankedIntent
from service.answering.misheard import without_misheard
from service.answering.moves import clauses_of, moves_of
from service.answering.question import Question
from service.outcomes import Outcome
from tests.service.answering.asked import FOREIGN, question, ranked


def heard(text: str, ranking: tuple[RankedIntent, ...] = (), **fields: object) -> Question:
    """Return a message with what it does, as the actions read it."""
    moves = moves_of(CONTENT)
    clauses = tuple(moves.hear(clause) for clause in clauses_of(text))
    return replace(question(text, ranking, **fields), heard=moves.hear(text), clauses=clauses)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("mohon petugasnya bantu, keberatan saya sampai di mana", "ppid-keberatan"),
        ("bikinkan tiket baru ya, tanya ke petugas: magang bulan depan", "magang"),
        ("petugas saja tolong: kami mau undang pembicara", "undangan-kunjungan"),
    ],
)
def test_a_wish_beside_a_topic_goes_to_its_unit(answers: Answers, text: str, topic: str) -> None:
    """The classifier hears the topic alone, and the wish was lost."""
    asked = heard(text, (RankedIntent(topic, 0.99), RankedIntent("human", 0.0)))

    reply = reply_to_heard_wish(answers, asked)

    assert reply is not None
    assert reply.outcome is Outcome.ESCALATED
    assert reply.escalate is not None
    assert reply.escalate.topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "apakah petugas bpkp boleh minta uang bensin",
        "gausah ke petugas dulu",
        "kantor bpkp buka jam berapa",
        "orang yang mengaku petugas bpkp datang ke rumah saya kemarin",
        "syaratnya apa saja",
        "pertanyaan saya katanya sudah diteruskan ke petugas, betul?",
    ],
)
def test_who_speaks_of_persons_wishes_for_none(answers: Answers, text: str) -> None:
    """A ticket for nobody takes an officer's time."""
    assert reply_to_heard_wish(answers, heard(text)) is None


@pytest.mark.parametrize(
    "text", ["petugas bisa tau nomor wa saya ga", "kadung nulis nama orang, bisa dicabut ga"]
)
def test_own_data_is_told_in_other_words(answers: Answers, text: str) -> None:
    """Whoever fears for what they wrote must not be asked back."""
    reply = reply_to_heard_own_data(answers, heard(text, FOREIGN))

    assert reply is not None
    assert reply.topic == "data-saya"


def test_who_reports_asks_for_the_reports_secrecy(answers: Answers) -> None:
    """ "Nama saya ketahuan ga" after a report's channel is not about this service."""
    text = "nama saya ketahuan ga sama orangnya"

    assert reply_to_heard_own_data(answers, heard(text, topic="wbs-cara-lapor")) is None
    sure = ranked(wbs_kerahasiaan=1.0)
    assert reply_to_heard_own_data(answers, heard(text, sure)) is None


def test_an_open_ticket_is_meant_by_a_number_alone() -> None:
    """The classifier takes it for the head office's telephone."""
    assert asks_of_open_ticket(heard("mana nomornya kak", ranked(kontak_pusat=0.97)))
    assert not asks_of_open_ticket(heard("mana nomornya kak", ranked(perlindungan_pelapor=0.97)))


def test_what_is_added_in_so_many_words_is_confirmed() -> None:
    """Silence makes people write it again."""
    assert adds_to_ticket(heard("tambahkan pesan buat petugas: tanggalnya jadi 20 mei"))
    assert not adds_to_ticket(heard("ini dari bagian hukum"))


def test_a_question_is_no_yes(answers: Answers) -> None:
    """In English the classifier heard assent, and somebody who asked was thanked."""
    asked = heard("what exactly does BPKP do", ranked(affirm=0.91, profil_bpkp=0.04))

    assert without_misheard(answers.knowledge, asked).intent == "profil-bpkp"
