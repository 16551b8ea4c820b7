"""Short questions after an article are answered by its field, with the field's own source."""

import pytest

from service.answering.answers import Answers
from service.answering.context import reply_in_context
from service.content.model import Content
from service.markup import plain
from service.outcomes import Outcome
from tests.service.answering.asked import FOREIGN, question, ranked


@pytest.mark.parametrize(
    ("topic", "asked", "said"),
    [
        ("konsultasi-jfa", "berapa lama?", "1x24 jam pada hari kerja"),
        ("lapor-gratifikasi", "berapa lama batasnya?", "30 hari kerja sejak diterima"),
        ("konsultasi-jfa", "bayar nggak?", "Gratis, menurut data 2022"),
        ("sertifikasi-non-jfa", "syaratnya?", "surat usulan, rekap calon peserta"),
        ("pdam", "lewat mana?", "tanyakan kepada PDAM itu"),
        ("swasta", "lewat mana ya kak", "Perwakilan BPKP di provinsi Anda"),
        ("audit-klaim-eskalasi", "hasilnya apa?", "bukan keputusan"),
        ("telanjur-transfer", "apa saja buktinya", "Bukti transfer"),
    ],
)
def test_a_short_question_reads_the_field_of_the_topic_in_talk(
    answers: Answers, topic: str, asked: str, said: str
) -> None:
    """ "Berapa lama?" was answered with whatever sentence has a year or an hour in it."""
    reply = reply_in_context(answers, question(asked, FOREIGN, topic=topic))

    assert reply is not None
    assert (reply.outcome, reply.topic) == (Outcome.ANSWERED, topic)
    assert said in plain(reply.text)


@pytest.mark.parametrize(
    ("topic", "asked", "said"),
    [
        ("angka-kredit", "berapa lama?", "Waktunya belum kami ketahui."),
        ("pkkn-permintaan", "bayar berapa?", "Biayanya belum kami ketahui."),
        ("magang", "syaratnya apa?", "Syaratnya belum kami ketahui."),
        ("hak-diperiksa", "hasilnya apa?", "Hasilnya belum kami ketahui."),
    ],
)
def test_what_is_not_known_is_said_with_a_way_on(
    answers: Answers, content: Content, topic: str, asked: str, said: str
) -> None:
    """No sentence about something else, and nobody left without an address."""
    reply = reply_in_context(answers, question(asked, FOREIGN, topic=topic))

    way_on = next(article.way_on for article in content.articles if article.id == topic)
    assert reply is not None
    assert (reply.outcome, reply.topic) == (Outcome.ANSWERED, topic)
    assert plain(reply.text).endswith(f"{said} {way_on}")


@pytest.mark.parametrize(
    ("topic", "asked", "better"),
    [
        ("ppid-permohonan", "berapa lama?", "ppid-waktu"),
        ("ppid-permohonan", "bayar ga?", "ppid-biaya"),
        ("wbs-cara-lapor", "syaratnya apa?", "wbs-data-laporan"),
        ("wbs-cara-lapor", "isinya apa?", "wbs-data-laporan"),
        ("wbs-waktu", "lewat mana?", "wbs-cara-lapor"),
        ("siskeudes-unduh", "bayar nggak?", "siskeudes-biaya"),
        ("pkkn-permintaan", "berapa lama?", "lama-audit"),
        ("ppid-biaya", "oke gratis ya, terus cara ngajuinnya", "ppid-permohonan"),
        ("cek-surat-tugas", "terus kalau dia minta duit?", "pemerasan-atas-nama"),
    ],
)
def test_an_article_of_its_own_goes_before_a_field(
    answers: Answers, topic: str, asked: str, better: str
) -> None:
    """It says more than a line can."""
    reply = reply_in_context(answers, question(asked, FOREIGN, topic=topic))

    assert reply is not None
    assert reply.topic == better


def test_a_field_names_the_source_that_carries_it(answers: Answers) -> None:
    """The deadline of an objection rests on other documents than how it is written."""
    reply = reply_in_context(answers, question("berapa lama?", FOREIGN, topic="ppid-keberatan"))

    assert reply is not None
    assert "PPID Provinsi Kepulauan Riau" in reply.text
    assert "Bappeda Landak" not in reply.text


def test_a_question_with_a_word_of_the_article_is_answered_by_its_sentence(
    answers: Answers,
) -> None:
    """ "Uang sakunya" is no fee."""
    asked = question("uang sakunya ada?", FOREIGN, topic="magang", in_context=ranked(magang=0.95))

    reply = reply_in_context(answers, asked)

    assert reply is not None
    assert "uang saku" in reply.text
