"""Places of canned replies: filled or refused, and never sent in their braces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.canned.places import Place, fill, unfilled_in, unknown_in

VALUES = {
    Place.OFFICER: "Sari",
    Place.UNIT: "Biro Komunikasi",
    Place.TICKET: "TB-7KQ2-9XMD",
    Place.HOURS: "Senin-Jumat 07.30-16.00 WIB",
    Place.DEADLINE: "",
}


@pytest.mark.parametrize(
    "written", ["{petugas}", "{ petugas }", "{PETUGAS}", "\uff5bpetugas\uff5d"]
)
def test_a_place_is_filled_however_it_is_written(written: str) -> None:
    """A space or a capital letter is no reason to write to a citizen in braces."""
    assert fill(f"Saya {written}.", VALUES).text == "Saya Sari."


def test_a_place_without_a_value_is_named() -> None:
    """ "Batasnya ." is worse than no answer."""
    filled = fill("Batasnya {batas}, {batas}; {tiket}.", VALUES)

    assert filled.missing == (Place.DEADLINE,)
    assert unfilled_in(filled.text) == ("{batas}",)


def test_a_value_is_not_read_for_places() -> None:
    """An officer may have any name."""
    filled = fill("{petugas}", {**VALUES, Place.OFFICER: "{tiket}"})

    assert filled.missing == (Place.OFFICER,)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Halo {petugas}", ()),
        ("Halo {nama}", ("{nama}",)),
        ("Halo {}", ("{}",)),
        ("Halo {petugas", ("{",)),
        ("Halo petugas}", ("}",)),
        ("{{petugas}}", ("{", "}")),
        ("{tiket\n}", ("{", "}")),
    ],
)
def test_what_is_no_place_is_named(text: str, unknown: tuple[str, ...]) -> None:
    """It would go out as it stands."""
    assert unknown_in(text) == unknown


@given(st.text(alphabet="{}\uff5b\uff5d petugasnm\n", max_size=40))
def test_what_may_be_kept_and_has_its_values_says_nothing_in_braces(text: str) -> None:
    """Whatever an officer types."""
    if unknown_in(text):
        return
    filled = fill(text, VALUES)

    assert filled.missing == ()
    assert not set("{}\uff5b\uff5d") & set(filled.text)
