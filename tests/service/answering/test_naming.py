"""Another topic named in small words is another topic."""

import pytest

from service.answering.answers import Answers
from service.answering.context import reply_in_context
from service.answering.decision import RankedIntent
from service.answering.naming import (
    heard_both_ways,
    is_titled,
    matter_named,
    named_beside_talk,
)
from tests.service.answering.asked import FOREIGN, question, ranked


@pytest.mark.parametrize(
    ("text", "topic", "ranking"),
    [
        ("diklatnya daftar di mana", None, ranked(diklat=0.9)),
        ("uji kompetensinya daftar di mana", None, ranked(uji_kompetensi=0.9)),
        ("cpnsnya kapan", "cpns", (*FOREIGN, *ranked(cpns=0.01))),
    ],
)
def test_the_topic_in_talk_gives_way_to_one_that_is_named(
    answers: Answers, text: str, topic: str | None, ranking: tuple[RankedIntent, ...]
) -> None:
    """ "Daftar di mana" alone would be about the Instagram account just spoken of."""
    reply = reply_in_context(answers, question(text, ranking, topic="media-sosial"))

    assert (reply.topic if reply else None) == topic


@pytest.mark.parametrize(
    ("text", "before", "ranking", "meant"),
    [
        ("tesnya nanti bawa apa", "pppk", ranked(hari_tes_cpns=0.7), "hari-tes-cpns"),
        ("hari h nya pakai baju apa", "cpns", ranked(hari_tes_cpns=0.7), "hari-tes-cpns"),
        ("mantau laporan itu gmn", "perlindungan-pelapor", ranked(wbs_pantau=0.65), "wbs-pantau"),
        ("batas waktunya?", "lapor-gratifikasi", ranked(ppid_waktu=0.9), None),
        ("mantau laporan itu gmn", "perlindungan-pelapor", ranked(wbs_pantau=0.4), None),
    ],
)
def test_an_aspect_that_only_one_topic_has_names_it(
    answers: Answers,
    text: str,
    before: str,
    ranking: tuple[RankedIntent, ...],
    meant: str | None,
) -> None:
    """ "Bawa apa" on the day of the test is not what an applicant of another kind must be."""
    asked = question(text, ranking, topic=before)

    assert named_beside_talk(answers.knowledge, asked) == meant


@pytest.mark.parametrize(
    ("alone", "behind", "heard"),
    [
        (ranked(biaya_jasa=0.95), ranked(biaya_jasa=0.8, ppid_biaya=0.2), "biaya-jasa"),
        (ranked(biaya_jasa=0.95), ranked(ppid_biaya=0.9), None),
        (ranked(biaya_jasa=0.6), ranked(biaya_jasa=0.8), None),
        (ranked(ppid_biaya=0.9), ranked(ppid_biaya=0.9), None),
        (ranked(biaya_jasa=0.95), (), None),
    ],
)
def test_what_is_another_topic_even_behind_the_title_in_talk_is_that_topic(
    alone: tuple[RankedIntent, ...], behind: tuple[RankedIntent, ...], heard: str | None
) -> None:
    """Who asks for the fee of a course must not be told once more what information costs."""
    asked = question("biaya diklat maksud saya", alone, topic="ppid-biaya", in_context=behind)

    assert heard_both_ways(asked) == heard


def test_what_is_heard_both_ways_is_answered(answers: Answers) -> None:
    """The words the two matters share ("biaya") would keep the talk with the first."""
    chances = ranked(biaya_jasa=0.95)
    asked = question("biaya diklat kalau begitu", chances, topic="ppid-biaya", in_context=chances)

    reply = reply_in_context(answers, asked)

    assert reply is not None
    assert reply.topic == "biaya-jasa"


def test_an_aspect_names_no_topic(answers: Answers) -> None:
    """ "Biayanya berapa?" is about the topic in talk, though an article is called so."""
    assert not is_titled(answers.knowledge, "ppid-biaya", "biayanya berapa")
    assert is_titled(answers.knowledge, "diklat", "diklatnya daftar di mana")


@pytest.mark.parametrize(
    "text", ["yg ditolak itu batas waktunya?", "keberatannya itu paling lambat kapan"]
)
def test_a_word_that_points_at_the_topic_leads_nowhere_else(answers: Answers, text: str) -> None:
    """The deadline of the dispute is another one, and a wrong deadline does harm."""
    reply = reply_in_context(answers, question(text, ranked(deny=0.2), topic="ppid-keberatan"))

    assert reply is not None
    assert reply.topic == "ppid-keberatan"
    assert "30 hari" in reply.text


@pytest.mark.parametrize(
    ("said", "topic"), [("soal keberatan informasi", "ppid-keberatan"), ("nanya diklat", "diklat")]
)
def test_the_matter_of_a_wish_is_named_by_small_words_too(
    answers: Answers, said: str, topic: str
) -> None:
    """A ticket about courses went to the press office first."""
    assert matter_named(answers.knowledge, said) == topic
