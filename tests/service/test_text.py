"""What search and the classifier see of a citizen's message."""

import time

import pytest

from service.text import (
    MAX_CHARACTERS,
    as_read,
    clean,
    is_too_long,
    misspellings,
    normalise,
    words,
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  halo  ", "halo"),
        ("a\x00b\x07c", "a b c"),
        ("bp\u200bk\u200dp\ufeff", "bpkp"),
        ("\u202eabc\u202c \u200fd\u2066e\u2069", "abc de"),
        ("satu\r\ndua\tiga", "satu\ndua iga"),
        ("a\n \n\n\n b", "a\n\n b"),
        ("e\u0301", "\u00e9"),
        ("a\u00a0\u2028b", "a b"),
        ("\ud800 rusak", "rusak"),
        ("\u200b\u200d\x00 \n", ""),
        ("", ""),
    ],
)
def test_what_a_reader_cannot_see_is_removed(written: str, read: str) -> None:
    """Invisible characters must neither hide personal data nor disguise a word."""
    assert clean(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "𝓪𝓵𝓪𝓶𝓪𝓽 𝓴𝓪𝓷𝓽𝓸𝓻",
        "𝗮𝗹𝗮𝗺𝗮𝘁 𝘬𝘢𝘯𝘵𝘰𝘳",
        "𝔞𝔩𝔞𝔪𝔞𝔱 𝚔𝚊𝚗𝚝𝚘𝚛",
        "ａｌａｍａｔ　ｋａｎｔｏｒ",
        "ⓐⓛⓐⓜⓐⓣ ⒦⒜⒩⒯⒪⒭",
        "ᴀʟᴀᴍᴀᴛ ᴋᴀɴᴛᴏʀ",
        "ᵃˡᵃᵐᵃᵗ ᵏᵃⁿᵗᵒʳ",
        "аlаmаt kаntоr",  # Cyrillic
        "αlαmαt kαntοr",  # Greek
        "a̶l̶a̶m̶a̶t̶ k̲a̲n̲t̲o̲r̲",
        "a\u200bl\u200bamat k\u00adantor",
    ],
)
def test_styled_letters_are_read_as_what_they_look_like(written: str) -> None:
    """Phones offer such letters in one tap, and who writes them means the words."""
    assert clean(written) == "alamat kantor"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("🅰🅻🅰🅼🅰🆃 🅚🅐🅝🅣🅞🅡", "ALAMAT KANTOR"),
        ("🄰🄻🄰🄼🄰🅃 ＢＰＫＰ", "ALAMAT BPKP"),
        ("🇦 🇱 🇦 🇲 🇦 🇹", "A L A M A T"),
        ("ВРКР", "ВРКР"),  # alone it may be Russian
        ("kantor ВРКР", "kantor BPKP"),
        ("ᎪLᎪMᎪT", "ALAMAT"),
        ("no 𝟎𝟖𝟏𝟐", "no 0812"),
    ],
)
def test_letters_in_boxes_and_flags_are_read(written: str, read: str) -> None:
    """As above, in capitals."""
    assert clean(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "ini e-mail saya, biaya Rp1.000 – “mahal”…",
        "tingkat α = 5 % dan β-test, Δx, 10 µm, m², 2ⁿ, 3½, № 4, ℃, ™",
        "Где находится офис BPKP?",
        "Нет, спасибо",
        "Πού είναι το γραφείο BPKP;",
        "مرحبا كيف حالك",
        "नमस्ते दुनिया",
        "名前は何ですか BPKP",
        "Nguyễn Văn Hùng, José Muñoz, Zoë",
        "bendera 🇮🇩🇲🇾 dan 1️⃣ 🅿 golongan 🅰 👍🏽 👨‍👩‍👧",
        "ligatur ﬁ dan ﷺ tetap",
    ],
)
def test_honest_text_in_any_script_stays_as_written(text: str) -> None:
    """An officer reads what a citizen wrote, also a name, a formula or another language."""
    kept = clean(text)

    assert kept.replace("\u200d", "") == "".join(c for c in text if c not in "\u200d\ufe0f")


def test_reading_styled_letters_costs_next_to_nothing() -> None:
    """Every message passes here, and a long one must not hold up the others."""
    text = ("𝓪𝓵𝓪𝓶𝓪𝓽 аlаmаt 🅰🅻 " * 300)[:MAX_CHARACTERS]
    begun = time.perf_counter()
    clean(text)

    assert time.perf_counter() - begun < 0.1


def test_line_breaks_and_markup_stay_as_written() -> None:
    """An officer reads the message as the citizen laid it out, tags and all."""
    text = "<b>1</b>\n*dua* _tiga_\n'; DROP TABLE turns; --"

    assert clean(text) == text


def test_a_hundred_thousand_characters_are_cut_to_what_telegram_allows() -> None:
    """A pasted book must not stop the bot."""
    cleaned = clean("a" * 100_000)

    assert cleaned == "a" * MAX_CHARACTERS


def test_composing_never_makes_a_text_longer_than_the_limit() -> None:
    """Some characters become several when composed; storage counts on the limit."""
    assert len(clean("\u0958" * MAX_CHARACTERS)) == MAX_CHARACTERS


@pytest.mark.parametrize(
    ("length", "expected"), [(MAX_CHARACTERS, False), (MAX_CHARACTERS + 1, True)]
)
def test_the_citizen_is_told_only_when_the_end_is_dropped(length: int, expected: bool) -> None:
    """Nobody should be told that a message was cut when it was read whole."""
    assert is_too_long(" " + "a" * length + "\n") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bangeeeet!!! PENTING", ["banget", "penting"]),
        ("Jum'at jum\u2019at", ["jum'at", "jum'at"]),
        ("Pasal 33333 ayat 1,5", ["pasal", "33333", "ayat", "1", "5"]),
        ("\uff22\uff30\uff2b\uff30", ["bpkp"]),
        ("...", []),
    ],
)
def test_words_are_lower_case_without_stretched_letters(text: str, expected: list[str]) -> None:
    """Emphasis and width must not make a known word unknown; numbers stay as they are."""
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gmn cr mnta dta?", "bagaimana cara minta data"),
        ("masing2 desa2nya", "masing masing desa desa nya"),
        ("dong apa sih", "apa"),
        ("tb2 gmn2", "tiba tiba bagaimana bagaimana"),
        ("apbd2024 a2", "apbd2024 a2"),
    ],
)
def test_chat_spelling_becomes_standard_words(text: str, expected: str) -> None:
    """Both search and classifier only know standard words."""
    slang = {"gmn": "bagaimana", "cr": "cara", "mnta": "minta", "dta": "data"}
    slang |= {"dong": "", "sih": "", "tb2": "tiba tiba"}

    assert normalise(text, slang) == expected


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("apa itu em er i", "apa itu mri"),
        ("be pe ka pe di mana", "bpkp di mana"),
        ("i e p k sama es pe i pe", "iepk sama spip"),
        ("a b c", "a b c"),
        ("ha ha ha", "ha ha ha"),
    ],
)
def test_a_name_spelt_by_voice_is_one_word(written: str, read: str) -> None:
    """Whoever dictates to the phone gets letters, and means a name."""
    assert normalise(written, {}) == read


def test_a_word_with_a_letter_out_of_place_is_the_word() -> None:
    """ "Skirpsi" is what a thumb writes; what is a word by itself stays."""
    found = misspellings(["skripsi", "kota", "kepala"], {"kepla"})

    assert found["skirpsi"] == found["skrpsi"] == found["skkripsi"] == "skripsi"
    assert "kepla" not in found
    assert "koat" not in found


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("k.o.r.u.p.s.i dana", "korupsi dana"),
        ("b u p a t i kami", "bupati kami"),
        ("k0rups1 kad3s", "korupsi kades"),
        ("4ud1tor m1nta du1t 15 juta", "auditor minta duit 15 juta"),
        ("4uditor, 0knum & 1nspektur 5ogok 7ender!", "auditor, oknum & inspektur sogok tender!"),
        ("K@DES k4pus pej@bat korup$i", "KaDES kapus pejabat korupsi"),
        ("@uditor minta $etoran, 0knum-oknum", "auditor minta setoran, oknum-oknum"),
        ("4orang 3bulan 5juta 1minggu 4staf", "4orang 3bulan 5juta 1minggu 4staf"),
        ("3auditor 7materi 4set 4tas 0km 5unit", "3auditor 7materi 4set 4tas 0km 5unit"),
        ("4kali 4balita 4kal2an", "4kali 4balita akal2an"),
        ("1,5juta pasal 4ayat 1", "1,5juta pasal 4ayat 1"),
        ("k@des.go.id ppid@bpkp tu@bpkp.go.id", "k@des.go.id ppid@bpkp tu@bpkp.go.id"),
        (
            "an@gmail info@kpk rudi@kantor @budi @ibu_4",
            "an@gmail info@kpk rudi@kantor @budi @ibu_4",
        ),
        ("US$100 us$ $5 a@b@c.id x.k@des", "US$100 us$ $5 a@b@c.id x.k@des"),
        ("20jt p3k covid19 a.n. masing2nya", "20jt p3k covid19 a.n. masing2nya"),
        ("TB-7KQ2-9XMD rp15.000.000 B1987AB", "TB-7KQ2-9XMD rp15.000.000 B1987AB"),
    ],
)
def test_disguised_words_are_read_as_a_reader_reads_them(written: str, read: str) -> None:
    """Dots between letters and digits for letters must hide nothing from door and classifier."""
    assert as_read(written) == read
    assert words(written) == words(read)


def test_reading_disguises_takes_no_time_on_hostile_texts() -> None:
    """Patterns that backtrack would let one message stop everybody."""
    began = time.perf_counter()
    pieces = ("1a", "a.", "a1", "a ", "a1b0", "a@", "4a", "4abc@", "@abc ", "@$")
    for hostile in (piece * 2000 for piece in pieces):
        as_read(hostile)

    assert time.perf_counter() - began < 1
