"""After somebody else's remit, a question of small words is about that, and not about our fees."""

import pytest

from service.answering.answers import Answers
from service.answering.memory import Memory
from service.answering.referred import referred_after, reply_after_referral
from service.outcomes import Outcome
from tests.service.answering.asked import FOREIGN, question, ranked

VEHICLES = Memory(referred="bpkb")


@pytest.mark.parametrize(
    ("text", "ranking"),
    [
        ("cara urusnya?", FOREIGN),
        ("berapa biayanya", ranked(ppid_biaya=0.7)),
        ("hubungi bagian mana", ranked(human=0.85)),
        ("lapornya ke mana", ranked(lapor_gratifikasi=0.8)),
    ],
)
def test_a_short_question_is_about_the_remit_just_named(
    answers: Answers, text: str, ranking: tuple[object, ...]
) -> None:
    """Who lost a vehicle's papers would else be told what a request for information costs."""
    asked = question(text, ranking, memory=VEHICLES)  # type: ignore[arg-type]
    reply = reply_after_referral(answers, asked)

    assert reply is not None
    assert reply.outcome is Outcome.REFERRED
    assert "Samsat" in reply.text


def test_another_remit_named_in_small_words_is_that_remit(answers: Answers) -> None:
    """ "Kalau KTP berapa lama" after a passport is the registry's, whatever it was taken for."""
    asked = question(
        "kalau bikin ktp berapa lama", ranked(ppid_syarat=0.94), memory=Memory(referred="paspor")
    )
    reply = reply_after_referral(answers, asked)

    assert reply is not None
    assert "Kependudukan" in reply.text


@pytest.mark.parametrize(
    ("text", "ranking"),
    [
        ("alamat kantor pusat bpkp", ranked(alamat_pusat=0.99)),
        ("cara magang di bpkp gimana", ranked(magang=0.99)),
        ("balik ke yang tadi, biayanya berapa", ranked(ppid_biaya=0.9)),
        ("baik", ranked(affirm=0.99)),
    ],
)
def test_what_names_something_of_ours_is_left_alone(
    answers: Answers, text: str, ranking: tuple[object, ...]
) -> None:
    """A new question stays a new question."""
    asked = question(text, ranking, memory=VEHICLES)  # type: ignore[arg-type]

    assert reply_after_referral(answers, asked) is None


def test_the_remit_is_remembered_by_our_word_for_it(answers: Answers) -> None:
    """The memory holds no word of the citizen's."""
    asked = question("stnk motor gue raib", FOREIGN)
    reply = answers.referral(asked.text, 1.0)

    kept = referred_after(answers, asked, reply)

    named = answers.knowledge.find_referral("stnk")
    assert named is not None
    assert kept == named.words[0]


def test_who_asks_who_we_are_is_not_sent_away_again(answers: Answers) -> None:
    """Whoever was sent away twice wants to know where they have come to."""
    asked = question("lah ini kantor apa sih", ranked(profil_bpkp=0.55), memory=VEHICLES)

    assert reply_after_referral(answers, asked) is None
