"""A question about the article in talk that no sentence of it has the words of."""

import pytest

from service.answering.answers import Answers
from service.answering.more_about import FollowUp, more_about, nearest_in_talk
from service.outcomes import Outcome
from tests.service.answering.asked import FOREIGN, question, ranked


def test_what_an_article_asks_itself_is_answered_with_it(answers: Answers) -> None:
    """ "Atributnya" stands in the article's own questions, and its text says "unsur"."""
    asked = question("atributnya ada brp td", FOREIGN, topic="fraud-control-plan")

    reply = more_about(answers, asked, FollowUp("fraud-control-plan"))

    assert reply is not None
    assert reply.outcome is Outcome.ANSWERED
    assert "sepuluh" in reply.text


def test_the_nearest_sentences_are_shown_as_no_more_than_that(answers: Answers) -> None:
    """They may help, and who reads them must know that they may not."""
    reply = answers.unknown_detail("ppid-waktu", ["Jawaban diberikan dalam 10 hari kerja."])

    assert reply is not None
    assert "Yang paling dekat" in reply.text
    assert "10 hari kerja" in reply.text
    assert (reply.outcome, reply.offers_officer) == (Outcome.REPEATED, True)


def test_a_short_question_that_nothing_explains_stays_with_the_topic(answers: Answers) -> None:
    """ "Saya belum memahami" in the middle of a talk reads as if nobody had listened."""
    asked = question("untuk instansi kecil juga ada?", ranked(affirm_x=0.1), topic="fmis-simda")

    reply = nearest_in_talk(answers, asked)

    assert reply is not None
    assert (reply.topic, reply.outcome) == ("fmis-simda", Outcome.REPEATED)


@pytest.mark.parametrize(
    ("text", "misses"), [("asdf qwer?", 0), ("hari ini hujan terus", 0), ("kok begitu?", 1)]
)
def test_noise_news_and_a_second_miss_do_not(answers: Answers, text: str, misses: int) -> None:
    """After an answer, what is not understood must not become the last article again."""
    asked = question(text, ranked(spip=0.1), topic="spip", misses=misses)

    assert nearest_in_talk(answers, asked) is None


@pytest.mark.parametrize(
    ("sure", "meant"), [(0.9, "pemerasan-atas-nama"), (0.6, "cek-surat-tugas")]
)
def test_what_the_topic_in_talk_does_not_tell_is_a_neighbours(
    answers: Answers, sure: float, meant: str
) -> None:
    """ "Jawaban persisnya belum ada" is a dead end where the article beside it answers."""
    asked = question(
        "kalau palsu lapor mana", ranked(pemerasan_atas_nama=sure), topic="cek-surat-tugas"
    )

    reply = more_about(answers, asked, FollowUp("cek-surat-tugas"))

    assert reply is not None
    assert reply.topic == meant
