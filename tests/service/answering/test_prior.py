"""What a short question likeliest means after a topic."""

import pytest

from service.answering.answers import Answers
from service.answering.decision import RankedIntent
from service.answering.prior import kept_in_talk, meant_after
from tests.service.answering.asked import question
from tests.service.answering.asked import ranked as ranked_topics


def ranked(**chances: float) -> tuple[RankedIntent, ...]:
    """Return a ranking in which another remit keeps its name."""
    foreign = chances.pop("out_of_scope", None)
    first = (RankedIntent("out_of_scope", foreign),) if foreign else ()
    return (*first, *ranked_topics(**chances))


KEPT = [
    ("kalo ga lulus bisa ngulang?", "uji-kompetensi", {"cpns_lalu": 0.85}, "uji-kompetensi"),
    ("dasar hukumnya apa?", "spip", {"out_of_scope": 0.96}, "spip"),
    ("sama lembaga apa", "perlindungan-pelapor", {"profil_bpkp": 0.97}, "perlindungan-pelapor"),
    ("kalo wawancara pegawainya boleh?", "data-skripsi", {"human": 0.53}, "data-skripsi"),
    ("where do I send the letter?", "magang", {"out_of_scope": 0.98}, "magang"),
]
NOT_KEPT = [
    ("wbs itu apa", "lapor-korupsi", {"wbs_cara_lapor": 0.9}),  # named
    ("hubungkan petugas bisa?", "spip", {"human": 0.95}),
    ("harga cabai berapa?", "ppid-waktu", {"out_of_scope": 0.97}),
    ("mantap betul penjelasannya", "spip", {"profil_bpkp": 0.9}),  # asks nothing
    ("kalau bpkp lembaga apa?", "perlindungan-pelapor", {"profil_bpkp": 0.97}),
]


@pytest.mark.parametrize(("text", "before", "chances", "meant"), KEPT)
def test_a_question_in_words_of_the_topic_in_talk_stays_with_it(
    answers: Answers, text: str, before: str, chances: dict[str, float], meant: str
) -> None:
    """One wrong turn loses the thread, and each further question goes after the wrong topic."""
    asked = question(text, ranked(**chances), topic=before)

    assert kept_in_talk(answers.knowledge, asked) == meant


@pytest.mark.parametrize(("text", "before", "chances"), NOT_KEPT)
def test_what_names_something_else_is_not_kept(
    answers: Answers, text: str, before: str, chances: dict[str, float]
) -> None:
    """A new matter must not become the last article again."""
    asked = question(text, ranked(**chances), topic=before)

    assert kept_in_talk(answers.knowledge, asked) is None


def test_the_topic_in_talk_counts_among_what_a_message_may_mean(answers: Answers) -> None:
    """ "Minimal kerugian" after KPK's channels is KPK's threshold, not a report to BPKP."""
    chances = ranked(wbs_data_laporan=0.54, lapor_korupsi=0.19, pengawasan_desa=0.03)
    asked = question("minimal kerugian brp biar diurus sana", chances, topic="lapor-korupsi")

    assert meant_after(answers.knowledge, asked) == "lapor-korupsi"


@pytest.mark.parametrize(
    ("text", "chances"),
    [
        ("cara unduh siskeudes?", {"siskeudes_unduh": 0.95, "lapor_korupsi": 0.05}),  # clear
        ("resep rendang gimana?", {"out_of_scope": 0.93, "lapor_korupsi": 0.06}),
        ("makasih ya, berapa pun", {"thanks": 0.6, "lapor_korupsi": 0.2}),
    ],
)
def test_what_is_clear_by_itself_is_not_weighed(
    answers: Answers, text: str, chances: dict[str, float]
) -> None:
    """The topic in talk explains what is unclear, and nothing else."""
    asked = question(text, ranked(**chances), topic="lapor-korupsi")

    assert meant_after(answers.knowledge, asked) is None
