"""Reading words of distress however they are spelt."""

import pytest

from service.door.distress_spelling import codes, torn_codes


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
        ("s u a m i s a y a m u k u l i n s a y a", "FAMILY I HIT_A I"),
        ("d 1 4 n c 4 m d 1 b u n u h", "THREATEN_P KILL_P"),
        ("dia memukulku", "STRANGER HIT_A I"),
        ("diisi 3x", "diisi 3x"),
    ],
)
def test_a_word_is_known_in_any_spelling(text: str, read: str) -> None:
    """Who is in distress does not check their spelling, and has many languages."""
    assert " ".join(codes(text)) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("di puk ul su ami", "HIT_P FAMILY"),
        ("di an cam di bun uh", "THREATEN_P KILL_P"),
        ("pe ngen ma ti a ja", "WANT DIE JUST"),
        ("jam buka kantor pusat hari ini", ""),
        ("di mn ya", ""),
    ],
)
def test_torn_words_are_put_together(text: str, read: str) -> None:
    """Who fears to be read over the shoulder, or has a broken keyboard, writes in pieces."""
    assert " ".join(torn_codes(text)) == read


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
