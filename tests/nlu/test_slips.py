"""Typing errors made in training."""

from nlu.slips import with_slips
from service.text import words

TEXTS = ["bagaimana cara minta informasi", "alamat kantor pusat", "apa itu spip", "halo"] * 25


def test_a_slip_touches_one_longer_word_and_keeps_its_first_letter() -> None:
    """A short word with a slip is often another word, and nobody misses the first key."""
    for text, misspelt in zip(TEXTS, with_slips(TEXTS), strict=True):
        changed = [(a, b) for a, b in zip(text.split(), misspelt.split(), strict=True) if a != b]
        assert len(changed) <= 1
        assert all(len(a) >= 5 and a[0] == b[0] for a, b in changed)
        assert len(words(misspelt)) == len(words(text))


def test_all_kinds_of_slips_are_learnt() -> None:
    """Letters are exchanged, left out, doubled, and missed by one key."""
    made = set(with_slips(["kantor"] * 300))

    assert {"knator", "kntor", "kanntor", "kamtor"} <= made


def test_the_same_data_gives_the_same_slips() -> None:
    """A model must be able to be made again."""
    assert with_slips(TEXTS) == with_slips(TEXTS)
