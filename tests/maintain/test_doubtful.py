"""Examples that stand in the wrong intent are found by asking the others."""

import importlib

from maintain import doubtful as finding
from maintain.doubtful import cross_validated, doubtful
from service.examples.likeness import Sentence

TOPICS = {
    "magang": "cara magang mahasiswa surat kampus",
    "cpns": "lowongan cpns formasi seleksi pegawai",
    "spip": "penilaian maturitas spip pengendalian intern",
}


def sentences() -> list[Sentence]:
    """Return twenty sentences of each of three topics, each from some of its words."""
    found = []
    for intent, told in TOPICS.items():
        words = told.split()
        for number in range(20):
            text = " ".join(words[(number + step) % 5] for step in range(2 + number % 3))
            found.append(Sentence(text, text, intent, f"data/nlu.yml:{number}"))
    return found


def test_an_example_of_the_wrong_intent_is_first() -> None:
    """Whoever reads the list begins with what is surely wrong."""
    wrong = Sentence("lowongan formasi cpns", "lowongan formasi cpns", "magang", "data/nlu.yml:9")
    told: list[tuple[int, int]] = []
    found = doubtful([*sentences(), wrong], lambda done, every: told.append((done, every)))

    assert (found[0].example, found[0].other_intent) == (wrong, "cpns")
    assert found[0].own < found[0].other
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_sound_examples_are_doubted_by_nobody() -> None:
    """A list that is long for no reason is not read."""
    assert doubtful(sentences()) == []


def test_of_an_intent_with_few_examples_nothing_is_said() -> None:
    """A fold without any of it would put all of it elsewhere."""
    few = [Sentence("halo cpns", "halo cpns", "greet", "")]

    assert doubtful([*sentences(), *few]) == []
    assert doubtful(few) == []


def test_the_same_is_read_of_a_text_as_the_classifier_reads() -> None:
    """Doubts of another classifier's would be no doubts about this one."""
    assert importlib.import_module("nlu.ngrams").VIEWS == finding.VIEWS


def test_a_report_names_the_topics_that_the_others_take_for_another() -> None:
    """Five examples of one topic that read as another: the share that is right, and that topic."""
    words = [TOPICS["cpns"].split()[n : n + 3] for n in (0, 1, 2)] * 2
    wrong = [
        Sentence(text, text, "gaji", "data/nlu.yml:9") for text in (" ".join(one) for one in words)
    ]
    told = cross_validated([*sentences(), *wrong])

    assert told is not None
    assert (told["n"], told["folds"]) == (66, 5)
    assert told["right"] < 66
    assert told["low"] < told["share"] < told["high"]
    assert (told["topics"][0]["topic"], told["topics"][0]["got"]) == ("gaji", "cpns")
    assert told["topics"][0]["right"] < told["topics"][0]["n"] == 6


def test_one_topic_alone_is_told_from_nothing() -> None:
    """A report has no such figure then."""
    assert cross_validated([one for one in sentences() if one.intent == "spip"]) is None
