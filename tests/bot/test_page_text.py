"""Plain text as a page lays it out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.page_text import Block, Span, blocks_of, spans_of


def test_paragraphs_and_lists_are_told_apart() -> None:
    """A list is read item by item."""
    text = "Siapkan:\n1. satu\n2) dua\n\n- a\n- b\n\nBaris\nlagi"

    assert [(block.kind, len(block.lines)) for block in blocks_of(text)] == [
        ("p", 1), ("ol", 2), ("ul", 2), ("p", 2)
    ]  # fmt: skip
    assert blocks_of("1. satu")[0] == Block("ol", ((Span("satu"),),))


@pytest.mark.parametrize(
    ("line", "hrefs"),
    [
        ("Telepon (021) 85910031.", ["tel:+622185910031"]),
        ("WhatsApp 0857-7001-0048, ya", ["tel:+6285770010048"]),
        ("+62 21 8591 0031", ["tel:+622185910031"]),
        ("lpsk_ri@lpsk.go.id, atau www.lpsk.go.id (lama)", [
            "mailto:lpsk_ri@lpsk.go.id", "https://www.lpsk.go.id"
        ]),
        ("Lihat https://wbs.bpkp.go.id/a?b=1.", ["https://wbs.bpkp.go.id/a?b=1"]),
        ("Pasal 5 ayat 2, Rp1.234.567, 10 hari kerja, 2019", []),
        ("Nomor 0012345/2019 dan 55187", []),
    ],
)  # fmt: skip
def test_what_can_be_followed_leads_there(line: str, hrefs: list[str]) -> None:
    """For most answers the number is the answer."""
    assert [span.href for span in spans_of(line) if span.href] == hrefs


@given(st.text(alphabet="abc 0123(). -+@w/:https\n", max_size=80))
def test_no_word_is_lost(text: str) -> None:
    """Whatever looks like a number or an address: every word is on the page."""
    read = "".join(span.text for line in text.split("\n") for span in spans_of(line))

    assert read == text.replace("\n", "")
