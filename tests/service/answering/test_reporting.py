"""Where to report what became of public money, told in everyday words."""

import pytest

from service.answering.answers import Answers
from service.answering.reporting import reply_about_safety, reply_to_report
from tests.service.answering.asked import FOREIGN, question, ranked


@pytest.mark.parametrize(
    "text",
    [
        "aspal baru sebulan sudah hancur, saya lapor ke mana",
        "proyek sekolah asal2an, siapa yg bisa saya laporin",
        "bansos di kampung disunat, ngadu kemana",
        "dana bos tidak jelas mau lapor",
    ],
)
def test_who_asks_where_to_report_reads_where(answers: Answers, text: str) -> None:
    """ "Di luar layanan" would end what somebody took courage to begin."""
    reply = reply_to_report(answers, question(text, FOREIGN))

    assert reply is not None
    assert reply.topic == "lapor-korupsi"


@pytest.mark.parametrize(
    "text",
    ["motor saya hilang lapor ke mana", "jalan rusak kapan diperbaiki", "lapor pajak tahunan"],
)
def test_other_reports_are_referred(answers: Answers, text: str) -> None:
    """Theft, repairs and taxes have their own desks."""
    assert reply_to_report(answers, question(text, FOREIGN)) is None


def test_what_is_understood_is_answered_by_its_own_article(answers: Answers) -> None:
    """A village's funds have an article."""
    asked = question("dana desa disunat lapor ke mana", ranked(lapor_dana_desa=0.9))

    assert reply_to_report(answers, asked) is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("aman nggak kalau saya lapor kades?", "perlindungan-pelapor"),
        ("nama saya ketahuan ga kalau ngadu", "perlindungan-pelapor"),
        ("kalau saya lapor dilindungi?", "perlindungan-pelapor"),
        ("takut dipecat kalau lapor", "perlindungan-pelapor"),
        ("pelapornya dirahasiakan nggak", "perlindungan-pelapor"),
        ("kalau lapor pegawai bpkp, identitas saya rahasia?", "wbs-kerahasiaan"),
    ],
)
@pytest.mark.parametrize("before", ["siskeudes-biaya", "ppid-permohonan", "spip", "magang"])
def test_who_fears_for_themselves_is_answered_whatever_was_in_talk(
    answers: Answers, text: str, topic: str, before: str
) -> None:
    """A price in reply, or "lampirkan salinan KTP", would end a report, or harm who makes it."""
    reply = reply_about_safety(answers, question(text, FOREIGN, topic=before))

    assert reply is not None
    assert reply.topic == topic


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("laporan auditnya rahasia?", "lha-rahasia"),
        ("takut salah lapor spt", "magang"),
        ("data saya aman?", "ppid-permohonan"),
        ("lapor siskeudes ke mana", "siskeudes-biaya"),
        ("aman nggak kalau saya lapor?", "lapor-dana-desa"),
        ("aman nggak kalau saya lapor?", None),
    ],
)
def test_what_is_no_fear_or_in_its_own_talk_goes_its_way(
    answers: Answers, text: str, before: str | None
) -> None:
    """Papers, errors and questions in a report's own talk have their own answers."""
    assert reply_about_safety(answers, question(text, FOREIGN, topic=before)) is None
