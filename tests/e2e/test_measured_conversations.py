"""Conversations that measure, through the real Rasa and its action server."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from service.paths import ROOT

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]

TICKET = {
    "id": "tiket",
    "title": "[petugas] tiket, status, petugas, tutup",
    "turns": [
        {"say": "saya mau bicara dengan petugas", "expect": {"handoff": True, "ticket": True}},
        {"wait": "petugas: jawab Selamat pagi", "expect": {"contains_any": ["selamat pagi"]}},
        {"wait": "petugas: tutup", "expect": {"contains_any": ["menutup tiket"]}},
        {
            "say": "status tiket saya gimana ya",
            "expect": {"ticket": True, "contains_any": ["selesai"]},
        },
    ],
}
FOLLOW_UP = {
    "id": "lanjutan",
    "title": "[lanjutan] minta data, biaya, tombol",
    "turns": [
        {"wait": "jam: Sabtu 20.00"},
        {"say": "gmn cara minta data ke bpkp?", "expect": {"topic": "ppid-permohonan"}},
        {"say": "bayar ga?", "expect": {"topic": "ppid-biaya", "ticket": False}},
        {"press": "tidak ada tombol begini", "expect": {"nonempty": True}},
    ],
}


def test_conversations_are_played_as_a_citizen_would_meet_them(
    tmp_path: Path,
) -> None:
    """The status of a ticket is told by the action server: it must know what was played."""
    file = tmp_path / "two.jsonl"
    file.write_text("\n".join(map(json.dumps, (TICKET, FOLLOW_UP))))

    told = subprocess.run(
        [sys.executable, "-m", "maintain", "evaluate", "--conversations", str(file), "--json"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/knowledge.db"},
        capture_output=True,
        text=True,
        check=True,
    )

    first, second, last = map(json.loads, told.stdout.splitlines())
    summary: dict[str, Any] = last["summary"]
    assert [(one["id"], _failures(one)) for one in (first, second)] == [
        ("tiket", []),
        ("lanjutan", []),
    ]
    assert first["turns"][3]["answered_by"] == "rasa"
    assert summary["conversations"]["good"] == 2
    assert summary["turns_answered_without_rasa"] == 0
    assert [press["turn"] for press in summary["presses_that_matched_no_label"]] == [4]


def _failures(one: dict[str, Any]) -> list[dict[str, Any]]:
    return [turn for turn in one["turns"] if not turn["good"]]
