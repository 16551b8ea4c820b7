"""The marks of a reply, and who may write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.markup import (
    FootKind,
    FootLine,
    MarkedText,
    compose,
    escaped,
    fields_of,
    link,
    moment,
    plain,
    plain_by,
    read_by,
    read_markup,
    said,
    value,
    with_notes,
    write_markup,
)
from service.outcomes import Author

ANSWER = compose(
    "Isi.\n\n1. satu\n2. dua",
    "Judul",
    ["Belum dipastikan."],
    [
        f"Sumber: {link('Peraturan (BPKP)', 'https://a.example/x?y=1')}, 2024",
        f"Unit: {value(FootKind.UNIT, 'PPID')}.",
        f"Diperiksa: {value(FootKind.CHECKED, '24 November 2026')}.",
    ],
)
LINES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            ["# x", "> [a](https://b)", "! hati-hati", "\\# y", "\\\\> [z](q)", "> biasa", "", "-"]
        ),
    ),
    max_size=8,
).map("\n".join)


def test_a_reply_is_one_text_that_can_be_read_in_the_database() -> None:
    """Whoever looks into the outbox sees what was said, without a tool."""
    assert ANSWER == (
        "# Judul\n\nIsi.\n\n1. satu\n2. dua\n\n! Belum dipastikan.\n\n"
        "> Sumber: [Peraturan (BPKP)](https://a.example/x?y=1), 2024\n"
        "> Unit: @unit[PPID].\n> Diperiksa: @checked[24 November 2026]."
    )


def test_the_fields_of_a_page_are_read_back() -> None:
    """The web page shows each at its place."""
    assert fields_of(read_markup(ANSWER)) == {
        "title": "Judul",
        "text": "Isi.\n\n1. satu\n2. dua",
        "cautions": ["Belum dipastikan."],
        "sources": [
            {"title": "Peraturan (BPKP)", "url": "https://a.example/x?y=1", "dated": "2024"}
        ],
        "unit": "PPID",
        "checked": "24 November 2026",
    }


def test_a_terminal_reads_it_without_marks_and_with_addresses() -> None:
    """``tanya ask`` and the reports of conversations show what a citizen reads."""
    assert plain(ANSWER) == (
        "Judul\n\nIsi.\n\n1. satu\n2. dua\n\nBelum dipastikan.\n\n"
        "Sumber: Peraturan (BPKP), 2024\nhttps://a.example/x?y=1\nUnit: PPID.\n"
        "Diperiksa: 24 November 2026."
    )
    assert "https" not in said(read_markup(ANSWER))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("# Judul\n\nIsi.\nLagi.", MarkedText("Judul", "Isi.\nLagi.")),
        ("# Judul", MarkedText("Judul")),
        ("Bukan # judul", MarkedText(body="Bukan # judul")),
        ("#tagar\nisi", MarkedText(body="#tagar\nisi")),
        ("Isi\n# bukan judul", MarkedText(body="Isi\n# bukan judul")),
        (
            "# J\n\nIsi.\n\nSumber: Peraturan, 2024\nhttps://a.example\nTerakhir diperiksa: kini.",
            MarkedText(
                "J",
                "Isi.\n\nSumber: Peraturan, 2024\nhttps://a.example\nTerakhir diperiksa: kini.",
            ),
        ),
        ("> kutipan biasa", MarkedText(body="> kutipan biasa")),
        ("Isi\n\n> [a](b", MarkedText(body="Isi\n\n> [a](b")),
    ],
)
def test_texts_of_older_versions_still_read(text: str, marked: MarkedText) -> None:
    """What was queued before an upgrade is delivered after it; only whole marks are marks."""
    assert read_markup(text) == marked


@pytest.mark.parametrize("who", ["citizen", Author.OFFICER, "officer"])
@pytest.mark.parametrize("text", ["# x", "> [Peraturan](https://a.example)", "! awas", "\\# x"])
def test_what_people_write_stays_as_typed(who: str, text: str) -> None:
    """A citizen's line must not become a source that BPKP seems to name."""
    assert read_by(who, text) == MarkedText(body=text)
    assert plain_by(who, text) == text


@given(LINES)
def test_a_body_never_becomes_a_mark(body: str) -> None:
    """Whatever an article, an office's note or an operator's text holds."""
    read = read_markup(compose(body, cautions=["a"], foot=[link("t", "https://u.example")]))

    assert (read.title, read.cautions, len(read.sources)) == ("", ("a",), 1)
    assert read.body.split() == body.split()
    assert read_markup(escaped(body)).title == ""


@given(st.text(), st.text(), st.text(), LINES)
def test_every_written_text_reads_the_same_again(a: str, b: str, c: str, body: str) -> None:
    """A reply is read and written several times on its way."""
    once = read_markup(compose(body, a, [b], [f"Sumber: {link(b, c)}, {c}"]))

    assert read_markup(write_markup(once)) == once


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert`1`",
        "data:text/html,<script>",
        "",
        "ftp://a.example",
        "//a.example",
        "https:",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    """A link that runs something must not carry BPKP's name, whoever wrote the text."""
    assert read_markup(compose("", foot=[link("Judul", url)])).sources[0].url == ""
    assert read_markup(f"> [Judul]({url})").foot[0].url == ""


def test_a_hostile_title_stays_inside_its_mark() -> None:
    """A title with brackets or a line break must not write an address of its own."""
    title, url = "Jahat](https://x.example)\n# Judul [a](b) \\", 'https://a.example/"><b>)(`x'

    read = read_markup(compose("Isi", foot=[f"Sumber: {link(title, url)}, 2024"]))

    assert read == MarkedText(
        body="Isi",
        foot=(
            FootLine(
                FootKind.SOURCE,
                "Sumber: ",
                "Jahat](https://x.example) # Judul [a](b) \\",
                ", 2024",
                "https://a.example/%22%3E%3Cb%3E%29%28%60x",
            ),
        ),
    )


def test_a_note_joins_the_body() -> None:
    """What was hidden of a message is said before the sources, which stand last."""
    noted = read_markup(with_notes(ANSWER, ["Catatan."]))

    assert noted.body == "Isi.\n\n1. satu\n2. dua\n\nCatatan."
    assert noted.foot == read_markup(ANSWER).foot
    assert with_notes("Isi.", ["Catatan."]) == "Isi.\n\nCatatan."


MONDAY = datetime(2026, 11, 30, 1, tzinfo=UTC)
BACK = moment("Senin pukul 08.00 WIB", MONDAY)
MOMENTS = {"Senin pukul 08.00 WIB": int(MONDAY.timestamp())}


def test_a_moment_is_read_as_its_words() -> None:
    """On the web, at the desk and aloud there is a sentence and no mark."""
    marked = read_markup(f"Petugas kembali {BACK}.")

    assert marked == MarkedText(body="Petugas kembali Senin pukul 08.00 WIB.", moments=MOMENTS)
    assert plain(f"Petugas kembali {BACK}.") == "Petugas kembali Senin pukul 08.00 WIB."


def test_a_moment_stays_one_when_a_reply_is_written_again() -> None:
    """Notes are added and English is put around a reply before it is sent."""
    marked = read_markup(with_notes(f"Tiket Anda: TB-1.\n\n{BACK}", [f"Kembali {BACK}"]))

    assert read_markup(write_markup(marked)) == marked
    assert marked.moments == MOMENTS


def test_what_somebody_wrote_like_a_moment_is_shown_as_written() -> None:
    """A quoted text must not become a time that the bot never promised."""
    for quoted in (BACK, BACK.replace("[", "\\["), BACK.replace("[", "\\\\[")):
        assert read_markup(compose(quoted)) == MarkedText(body=quoted)
