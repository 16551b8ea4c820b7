"""Which sentences are nearly the same."""

from pathlib import Path

from service.content.entries import Problems
from service.content.folder import read_slang
from service.examples.likeness import Likeness, Sentence, gist
from service.examples.reading import read_files, said
from service.paths import ROOT
from service.text import normalise


def real_sentences(root: Path = ROOT) -> list[Sentence]:
    """Return what the checkout teaches."""
    slang = read_slang(root / "content", Problems())
    lines = [line for file in read_files(root) for line in file.lines]
    return [
        Sentence(line.text, normalise(said(line.text), slang), line.intent, line.place)
        for line in lines
    ]


def test_a_gist_has_no_order_and_no_fillers() -> None:
    """Nor is a sentence of fillers nothing."""
    assert gist("min cara magang dong") == gist("magang cara") == ("cara", "magang")
    assert gist("min") == ("min",)


def test_what_says_nothing_is_like_nothing() -> None:
    """Emoji alone have no words to compare."""
    known = Likeness([Sentence("👎", "", "deny", "")])

    assert known.same("", "greet") is None
    assert known.near("", "greet") is None


def test_pairs_are_found_from_both_sides() -> None:
    """Of two sentences neither is the other's mistake."""
    one = Sentence("a", "lowongan abdi negara", "cpns", "")
    other = Sentence("b", "lowonga abdi negara", "magang", "")

    assert {*Likeness([one, other]).near_pairs()} in ({(one, other)}, {(other, one)})


def test_the_real_data_has_few_pairs_to_be_read() -> None:
    """A list of hundreds would be read by nobody."""
    pairs = list(Likeness(real_sentences()).near_pairs())

    assert len(pairs) < 30
    assert all(one.intent != other.intent for one, other in pairs)
