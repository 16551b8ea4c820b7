"""Names that are not spelt right."""

import pytest

from service.knowledge.misspelt import Misspelt

NAMES = [("bandung",), ("rembang",), ("tanjung", "pinang"), ("purwakarta",), ("purwokerto",)]


@pytest.fixture(scope="module")
def misspelt() -> Misspelt:
    """A handful of towns, and a word that is like one of them."""
    return Misspelt(NAMES, {"kembang"})


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("bandug", ("bandung",)),
        ("badnung", ("bandung",)),
        ("bandungg", ("bandung",)),
        ("tanjungpinag", ("tanjung", "pinang")),
        ("tnjungpinag", ("tanjung", "pinang")),
    ],
)
def test_a_slip_is_forgiven(misspelt: Misspelt, word: str, name: tuple[str, ...]) -> None:
    """A letter dropped, swapped or doubled, and two of them in a long name."""
    assert misspelt.near(word) == [name]


@pytest.mark.parametrize("word", ["kembang", "kembangnya", "band", "bnadugn", "jakarta", ""])
def test_other_words_are_no_names(misspelt: Misspelt, word: str) -> None:
    """ "Kota kembang" is not Rembang."""
    assert misspelt.near(word) == []


def test_what_is_as_near_to_two_names_is_both(misspelt: Misspelt) -> None:
    """ "Purwokarto" may be either: who asks for it must be asked."""
    assert set(misspelt.near("purwokarto")) == {("purwakarta",), ("purwokerto",)}
