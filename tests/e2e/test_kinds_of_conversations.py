"""Kinds of conversations that once broke at the second message, over a Bot API double.

One conversation for each kind; `tests/questions/conversations*.jsonl` has many, which measure.
"""

import time
from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest

from doubles.citizens import PATIENCE
from doubles.service import Service

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]

CHATS = count(70_001)
OUTSIDE = "di luar layanan"
Turn = tuple[str, Sequence[str], Sequence[str]]  # said, one of these is read, none of these


def tell(service: Service, chat_id: int, text: str) -> str:
    """Write on Telegram and return all that comes, once nothing more does."""
    before = len(service.telegram.sent(chat_id))
    service.telegram.say(chat_id, text)
    service.telegram.wait_for(chat_id, before + 1, PATIENCE)
    time.sleep(0.3)  # a second answer to the same message
    new = service.telegram.sent(chat_id)[before:]
    labels = [b["text"] for m in new for row in _keyboard(m) for b in row]
    return "\n".join([*(str(m["text"]) for m in new), *labels]).lower()


def _keyboard(message: dict[str, Any]) -> list[list[dict[str, str]]]:
    markup = message.get("reply_markup") or {}
    return list(markup.get("inline_keyboard", []))


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
    chat_id = next(CHATS)

    for said, wanted, unwanted in turns:
        read = tell(service, chat_id, said)

        assert any(words in read for words in wanted), f"{said!r} was answered {read!r}"
        assert not [words for words in unwanted if words in read], f"{said!r}: {read!r}"
