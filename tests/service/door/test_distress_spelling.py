"""Reading words of distress however they are spelt."""

import pytest

from service.door.distress_spelling import codes


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("saya mau mati", "I WANT DIE"),
        ("sy pgn bnh dri", "I WANT KILL_A SELF"),
        ("s4y4 m4u bunvh d1r1", "I WANT KILL_A SELF"),
        ("aku mau m a t i", "I WANT DIE"),
        ("b.u.n.u.h d.i.r.i", "KILL_SELF"),
        ("di bunuh", "KILL_P"),
        ("d pukul org", "HIT_P STRANGER"),
        ("matiiii ajaa", "DIE JUST"),
        ("dpkuli swami", "HIT_P FAMILY"),
        ("dipulul suamiku", "HIT_P FAMILY"),
        ("perk*saan", "RAPE_A"),
        ("napukulka", "HIT_A I"),
        ("na ancamka", "THREATEN_P"),
        ("tiang teperkosa", "I RAPE_P"),
        ("di perk0sa", "RAPE_P"),
        ("pemukulan penyekapan", "DEED DEED"),
        ("pstol", "WEAPON"),
        ("kubunuh kau", "KILL_A kau"),
        ("ambo dipukua", "I HIT_P"),
        ("jam buka. kantor?", "jam buka | kantor |"),
    ],
)
def test_a_word_is_known_in_any_spelling(text: str, read: str) -> None:
    """Who is in distress does not check their spelling, and has many languages."""
    assert " ".join(codes(text)) == read


@pytest.mark.parametrize(
    "word",
    [
        "serang",
        "akhirnya",
        "kurban",
        "diperiksa",
        "pemeriksaan",
        "ditebak",
        "dibayar",
        "ganteng",
        "merasa",
        "dprksa",
    ],
)
def test_an_ordinary_word_a_letter_away_stays_itself(word: str) -> None:
    """An audit is no rape: who asks about one must be answered."""
    assert codes(word) == [word]


def test_the_town_of_serang_is_no_attack() -> None:
    """Who writes from Banten asks for an office, not for help."""
    assert codes("saya di serang") == ["I", "di", "serang"]
    assert codes("saya diserang") == ["I", "HIT_P"]
