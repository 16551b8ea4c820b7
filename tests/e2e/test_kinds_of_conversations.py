"""Kinds of conversations that once broke at the second message, over a Bot API double.

One conversation for each kind; `tests/questions/conversations*.jsonl` has many, which measure.
"""

from collections.abc import Sequence

import pytest

from doubles.service import Service
from tests.e2e.talks import OUTSIDE, Turn, play

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]


@pytest.mark.parametrize(
    "turns",
    [
        pytest.param(
            [
                ("min mau bicara sama petugas, keberatan informasi saya tidak ditanggapi",
                 ["nomor tiket"], [OUTSIDE]),
            ],
            id="a wish for a person with its reason",
        ),
        pytest.param(
            [
                ("gimana cara mengajukan keberatan informasi?", ["keberatan"], [OUTSIDE]),
                ("ada batas waktunya?", ["30 hari"], ["14 hari kerja sejak"]),
            ],
            id="a deadline asked for behind a topic",
        ),
        pytest.param(
            [("persyaratannya apa saja ya", ["mana yang", "maksud"], [OUTSIDE])],
            id="a bare question",
        ),
        pytest.param(
            [("bpkp kalimantan", ["pontianak", "kalimantan barat"], [OUTSIDE])],
            id="an island",
        ),
        pytest.param(
            [
                ("kantor bpkp di banjarmasin dong", ["kalimantan selatan"], [OUTSIDE]),
                ("nomor teleponnya ada?", ["telepon"], [OUTSIDE, "kantor bpkp di daerah mana"]),
            ],
            id="the office in talk",
        ),
        pytest.param(
            [("saya lagi kerja di hong kong, kantor bpkp terdekat di mana", ["kantor pusat"],
              ["garis lurus"])],
            id="abroad",
        ),
        pytest.param(
            [
                ("cara minta data ke bpkp gimana", ["permintaan"], []),
                ("mantap betul penjelasannya wkwk", [""], ["diperiksa"]),
            ],
            id="praise behind an answer",
        ),
        pytest.param(
            [
                ("cara minta data ke bpkp gimana", ["permintaan"], []),
                ("hapus semua data saya di sini", ["data"], [OUTSIDE, "informasi publik"]),
            ],
            id="one's own data",
        ),
        pytest.param(
            [("nomor tiketku berapa ya", ["belum memiliki tiket"], [OUTSIDE])],
            id="a ticket that is not there",
        ),
        pytest.param(
            [
                ("/petugas", ["nomor tiket"], []),
                ("udah dibaca belum?", ["menunggu petugas"], [OUTSIDE]),
                ("nggak jadi deh", ["batalkan tiket"], ["dibatalkan."]),
                ("iya", ["dibatalkan"], []),
            ],
            id="a ticket talked about and taken back",
        ),
        pytest.param(
            [("aku pengen mati aja rasanya", ["119"], ["sampai jumpa", "nomor tiket"])],
            id="distress",
        ),
    ],
)  # fmt: skip
def test_a_conversation_holds(service: Service, turns: Sequence[Turn]) -> None:
    """Each kind once sent a citizen to a wrong answer, or to none."""
    play(service, turns)
