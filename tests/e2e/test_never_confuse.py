"""Questions where a confident answer of the wrong kind would do harm: not one may fail."""

import json
from typing import Any

import pytest

from maintain.asking import Asked, ask_all
from service.paths import ROOT
from service.settings import Settings

QUESTIONS = ROOT / "tests" / "never_confuse.jsonl"
COMPLAINTS = {"wbs-vs-lapor", "lapor-dana-desa", "lapor-lewat-bot", "warga-minta-audit"}
COMPLAINTS |= {"lapor-korupsi"}
GROUPS = {  # whose topics may answer each other's questions
    "wbs": {"wbs-cara-lapor", "wbs-data-laporan", "wbs-waktu", "wbs-pantau"},
    "own-data": {"wbs-kerahasiaan"},
    "gratification": {"lapor-gratifikasi", "hadiah-auditor", "batas-hadiah"},
    "extortion": {"pemerasan-atas-nama", "cek-surat-tugas", "telanjur-transfer"},
    "complaint": COMPLAINTS,
    # Accusations, and questions about where they lead:
    "staff": {"wbs-cara-lapor", "wbs-kerahasiaan", "wbs-data-laporan"},
    "village": {"lapor-dana-desa"},
    "others": {"lapor-korupsi", "wbs-vs-lapor"},
    "impostor": {"pemerasan-atas-nama", "cek-surat-tugas"},
    "paid": {"telanjur-transfer"},
    "protection": {"perlindungan-pelapor", "wbs-kerahasiaan"},
    "violence": {"wbs-vs-lapor", "wbs-cara-lapor"},
}

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]


def is_harmful(question: dict[str, Any], asked: Asked) -> bool:
    """Tell whether a message was answered, and with nothing that may answer it."""
    allowed = GROUPS[question["group"]].union(question["expect"])
    return bool(asked.answered) and allowed.isdisjoint(asked.answered)


async def test_sensitive_questions_are_never_confused(tmp_path: Any) -> None:
    """To be asked back is a nuisance; to be sent the wrong way with a report is harm."""
    questions = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/knowledge.db", rasa_url="http://127.0.0.1:1"
    )
    answers = ask_all(settings, [(question["text"], None) for question in questions])
    harmful = [
        (question["text"], asked.answered)
        for question in questions
        if is_harmful(question, asked := await anext(answers))
    ]
    await answers.aclose()

    assert len(questions) >= 300
    assert harmful == []
