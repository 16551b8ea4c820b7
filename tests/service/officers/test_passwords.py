"""Which passwords may be chosen, and how long it takes to learn that one is wrong."""

from time import process_time

import pytest

from service.errors import WeakPassword
from service.officers.passwords import HASHER, UNUSABLE, check_password, is_right


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("pendek-saja", "short"),
        ("qwertyuiop123", "common"),
        ("aaaaaaaaaaaaaaaa", "common"),
        ("bismillah12345", "common"),
        ("rahasia123456", "common"),
        ("sari-suka-kopi-hitam", "name"),
        ("kopi.dewi.hitam.sekali", "name"),
        ("BPKP-suka-kopi-hitam", "name"),
        ("b.p.k.p kopi hitam", "name"),
    ],
)
def test_what_is_easily_guessed_is_refused(password: str, reason: str) -> None:
    """A guesser begins with these."""
    with pytest.raises(WeakPassword) as error:
        check_password(password, "sari", "Sari Dewi")

    assert error.value.reason == reason


@pytest.mark.parametrize(
    "password", ["kuda-payung-senin-lilin", "kata-sandi-panjang", "x7!Kp2#vQz9$"]
)
def test_words_that_have_nothing_to_do_with_each_other_are_taken(password: str) -> None:
    """What people can remember must be allowed."""
    check_password(password, "sari", "Sari Dewi")


def test_a_very_long_password_is_judged_at_once() -> None:
    """A form of a thousand characters must not keep the desk busy for minutes."""
    check_password("kuda payung senin lilin " * 40, "sari", "Sari Dewi")


@pytest.mark.parametrize("password_hash", [None, UNUSABLE])
def test_an_account_without_a_password_takes_as_long_as_one_with(
    password_hash: str | None,
) -> None:
    """Whoever looks at a watch must not learn who was invited, or comes by the provider."""

    def time_of(kept: str | None) -> float:
        began = process_time()
        assert not is_right(kept, "salah-salah-salah")
        return process_time() - began

    real = HASHER.hash("kuda-payung-senin-lilin")

    assert time_of(password_hash) > time_of(real) / 4
