"""What simulated citizens write: questions, chat, presses, edits, pictures, nonsense.

Texts carry a marker, a word of its own, by which the audit knows them again in the database.
"""

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from service.paths import ROOT

QUESTIONS = ROOT / "tests" / "questions" / "development.jsonl"
SHARES = {
    "question": 52,
    "press": 16,
    "chat": 9,
    "edited": 5,
    "command": 5,
    "nonsense": 4,
    "media": 4,
    "caption": 3,
    "person": 1,
    "location": 1,
}
CHAT = ("halo min", "terima kasih banyak", "selamat pagi", "oke", "iya", "tidak", "kamu robot ya?")
PERSON = ("saya mau bicara dengan petugas", "minta disambungkan ke petugas dong")
COMMANDS = ("/start", "/bantuan", "/topik", "/status", "/petugas")
NONSENSE = (
    "qwrtp zxcvb",
    "asdf asdf",
    "???",
    "🙂🙂",
    "' OR 1=1; --",
    "<b>tebal</b> *_x_*",
    "/restart",
)
FILE = {"file_id": "file1", "file_unique_id": "file1"}  # the one file that the double has
MEDIA: tuple[dict[str, Any], ...] = (
    {"voice": {**FILE, "duration": 3}},
    {"photo": [{**FILE, "width": 1, "height": 1}]},
    {"document": FILE},
    {
        "sticker": {
            **FILE,
            "type": "regular",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
        }
    },
)
ACCUSATION = "accusation"
ACCUSING = (  # the marker stands where the name does
    "pak {} kepala desa kami korupsi dana desa 200 juta",
    "auditor bpkp bernama {} minta uang 15 juta ke dinas kami",
    "kadis kami pak {} memotong gaji honorer 300 ribu tiap bulan",
    "saya mau lapor bu {} bendahara sekolah yang menggelapkan dana bos",
)
LETTERS = "bcdfghjklmnprstvwx"
MARKER = re.compile(rf"\bzq[{LETTERS}]{{5}}\b")
PATIENCE_WITH_A_TICKET = 0.3  # chance that someone who waits for an officer gives up instead
SURE = "Ya, "  # how the button begins that answers "really?"
OLD_BUTTON = 0.1  # chance that a press is one of a keyboard shown earlier

Button = tuple[str, str]  # label, token


@dataclass(frozen=True)
class Message:
    """What a citizen does: writes (``fields`` of Telegram's message) or presses (``token``)."""

    kind: str
    marker: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    token: str | None = None


class Mix:
    """Draws messages from a seed; ``accusing`` is the share of them that accuse somebody.

    Markers are counted from ``first``: two crowds must not share one.
    """

    def __init__(self, seed: int, accusing: float = 0.0, first: int = 0) -> None:
        self._accusing = accusing
        self._draw = random.Random(f"{seed} mix")
        self._count = first
        lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
        self._questions = [json.loads(line)["text"] for line in lines]

    def next(self, shown: Sequence[Sequence[Button]]) -> Message:
        """Return what a citizen does who was shown these keyboards, the newest last."""
        if shown and self._gives_up(shown[-1]):
            return Message("button", token=shown[-1][0][1])
        if self._accusing and self._draw.random() < self._accusing:
            return self._accuse()
        kind = self._draw.choices(list(SHARES), list(SHARES.values()))[0]
        match kind:
            case "press" if shown:
                keyboard = self._draw.choice(shown) if self._is_late() else shown[-1]
                return Message("button", token=self._draw.choice(keyboard)[1])
            case "media":
                return Message("media", fields=self._draw.choice(MEDIA))
            case "location":
                return Message("location", fields={"location": self._somewhere()})
            case "caption":
                return self._write("caption", "caption", MEDIA[1])
            case "edited":
                return self._write("edited", "text", {"edit_date": 1})
        return self._write(kind, "text", {})

    def _gives_up(self, keyboard: Sequence[Button]) -> bool:
        """Tell whether a ticket is cancelled, which receipts offer as their one button.

        Who is asked once more, with yes as the first button, is sure.
        """
        label, _ = keyboard[0]
        if label.startswith(SURE):
            return True
        return len(keyboard) == 1 and self._draw.random() < PATIENCE_WITH_A_TICKET

    def _is_late(self) -> bool:
        return self._draw.random() < OLD_BUTTON

    def _somewhere(self) -> dict[str, float]:
        return {"latitude": self._draw.uniform(-10, 5), "longitude": self._draw.uniform(95, 140)}

    def _accuse(self) -> Message:
        self._count += 1
        marker = marker_of(self._count)
        text = self._draw.choice(ACCUSING).format(marker)
        return Message(ACCUSATION, marker, {"text": text})

    def _write(self, kind: str, name: str, fields: dict[str, Any]) -> Message:
        of_kind = {"chat": CHAT, "person": PERSON, "command": COMMANDS, "nonsense": NONSENSE}
        text = self._draw.choice(of_kind.get(kind, self._questions))
        self._count += 1
        marker = marker_of(self._count)
        return Message(kind, marker, {**fields, name: f"{text} {marker}"})


def marker_of(number: int) -> str:
    """Return a word that no citizen writes: 1 gives ``zqbbbbc``."""
    letters = []
    for _ in range(5):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "zq" + "".join(reversed(letters))
