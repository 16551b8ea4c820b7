"""What the first version had stored: a citizen with an officer, one with the bot, the content.

Rows as the database takes them, without any model: the models say what rows are like today.
"""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import numpy as np
from sqlalchemy import MetaData

from doubles.passwords import CHEAP
from service.storage.database import Database

Row = dict[str, Any]  # column to value

PASSWORD = "kata-sandi-panjang"
COOKIE = "kuki-petugas"
WITH_OFFICER = "a" * 32
WITH_BOT = "b" * 32
BLOCKED = "403: the citizen blocked the bot"
TICKET, OLD_TICKET = "TB-7K3M-Q9XR", "TB-4C8D-W2HN"
QUESTION = "bagaimana cara meminta data ke bpkp"
VECTOR = np.linspace(-1, 1, 384, dtype=np.float32)


def at(hour: int, minute: int = 0) -> datetime:
    """Return a time of the day before the tests' own."""
    return datetime(2026, 11, 23, hour, minute, tzinfo=UTC)


OFFICERS = {
    "username": "sari", "name": "Sari Dewi", "unit": "humas", "active": True, "failed_logins": 0,
    "password_hash": CHEAP.hash(PASSWORD), "created_at": at(1),
}  # fmt: skip
DESK_SESSIONS = {
    "token_hash": sha256(COOKIE.encode()).hexdigest(), "officer_id": 1, "csrf_token": "formulir",
    "created_at": at(2), "expires_at": at(12),
}  # fmt: skip
ARTICLES = {
    "id": "ppid-permohonan", "title": "Cara meminta informasi", "category": "ppid",
    "unit": "humas", "status": "verified",
    "checked": date(2026, 11, 1), "expires": date(2027, 11, 1),
    "sources": [
        {"title": "PPID BPKP", "url": "https://www.bpkp.go.id/ppid", "dated": "2026", "grade": "A"}
    ],
    "questions": [QUESTION], "followups": ["ppid-biaya"],
    "text": "Ajukan permohonan kepada PPID.", "more": "Jawaban paling lambat 10 hari kerja.",
}  # fmt: skip
OFFICES = {
    "code": "PW34", "province": "DI Yogyakarta",
    "details": {
        "code": "PW34", "name": "Perwakilan BPKP DIY", "province": "DI Yogyakarta",
        "is_office": True, "city": "Yogyakarta", "address": "Jalan Parangtritis", "phone": None,
        "fax": None, "email": None, "web": None, "note": None, "latitude": -7.8,
        "longitude": 110.4, "names": ["diy", "jogja"], "places": ["sleman"],
    },
}  # fmt: skip
VECTORS = {"text_hash": sha256(QUESTION.encode()).hexdigest(), "vector": VECTOR.tobytes()}
CONTENT_RELEASES = {"fingerprint": "c0ffee" * 10, "loaded_at": at(1)}
CONVERSATIONS: list[Row] = [
    {
        "id": WITH_OFFICER, "channel": "telegram", "address": "5551", "owner": "officer",
        "officer_id": 1, "version": 3, "blocked": False, "created_at": at(3), "last_at": at(4),
        "lane_holder": None, "lane_until": None,
    },
    {
        "id": WITH_BOT, "channel": "telegram", "address": "5552", "owner": "bot",
        "officer_id": None, "version": 5, "blocked": False, "created_at": at(5), "last_at": at(6),
        "lane_holder": "a gateway that was stopped", "lane_until": at(7),
    },
]  # fmt: skip
ESCALATIONS: list[Row] = [
    {
        "ticket": OLD_TICKET, "conversation_id": WITH_BOT, "unit": "humas", "reason": "asked",
        "state": "closed", "officer_id": 1, "opened_at": at(5), "claimed_at": at(5, 10),
        "closed_at": at(5, 20), "closed_by": "officer",
    },
    {
        "ticket": TICKET, "conversation_id": WITH_OFFICER, "unit": "humas", "reason": "asked",
        "state": "held", "officer_id": 1, "opened_at": at(3), "claimed_at": at(4),
        "closed_at": None, "closed_by": None,
    },
]  # fmt: skip
_UPDATE: Row = {
    "channel": "telegram", "source": "7", "kind": "text", "payload": None, "masked_kinds": [],
    "is_cut": False, "outcome": None, "attempts": 0, "error": None, "done_at": None,
}  # fmt: skip
UPDATES: list[Row] = [
    _UPDATE | {
        "update_id": "1001", "conversation_id": WITH_OFFICER, "text": "", "state": "done",
        "outcome": "answered", "received_at": at(3), "due_at": at(3), "done_at": at(3),
    },
    _UPDATE | {
        "update_id": "1002", "conversation_id": WITH_BOT, "text": "NIK saya [NIK], biayanya?",
        "masked_kinds": ["nik"], "state": "pending", "received_at": at(6), "due_at": at(6),
    },
]  # fmt: skip
TURNS = {
    "update_id": 1, "conversation_id": WITH_OFFICER, "kind": "text", "text": QUESTION,
    "outcome": "answered", "topic": "ppid-permohonan", "topics": ["ppid-permohonan", "ppid-biaya"],
    "intent": "ppid-permohonan", "confidence": 0.93, "answered_by": "rasa", "duration_ms": 120,
    "created_at": at(3),
}  # fmt: skip
_MESSAGE: Row = {
    "channel": "telegram", "turn_id": None, "officer_id": None, "buttons": [], "attempts": 0,
    "error": None, "external_id": None, "sent_at": None,
}  # fmt: skip
OUTBOX: list[Row] = [
    _MESSAGE | {
        "conversation_id": WITH_OFFICER, "turn_id": 1, "author": "bot", "state": "sent",
        "text": "Ajukan permohonan kepada PPID.", "external_id": "m1", "sent_at": at(3),
        "buttons": [{"label": "Biaya", "token": "tok-biaya"}], "created_at": at(3),
        "due_at": at(3), "attempts": 1,
    },
    _MESSAGE | {
        "conversation_id": WITH_OFFICER, "author": "officer", "officer_id": 1, "state": "failed",
        "text": "Selamat pagi, saya bantu.", "error": BLOCKED, "created_at": at(4),
        "due_at": at(4),
    },
    _MESSAGE | {
        "conversation_id": WITH_BOT, "author": "system", "state": "queued",
        "text": "Percakapan telah ditutup.", "created_at": at(5, 20), "due_at": at(5, 20),
    },
]  # fmt: skip
BUTTONS = {
    "token": "tok-biaya", "conversation_id": WITH_OFFICER, "message_id": 1, "position": 1,
    "label": "Biaya", "payload": "topic:ppid-biaya",
}  # fmt: skip
ROWS: dict[str, list[Row]] = {
    "officers": [OFFICERS],
    "desk_sessions": [DESK_SESSIONS],
    "articles": [ARTICLES],
    "offices": [OFFICES],
    "vectors": [VECTORS],
    "content_releases": [CONTENT_RELEASES],
    "conversations": CONVERSATIONS,
    "escalations": ESCALATIONS,
    "updates": UPDATES,
    "turns": [TURNS],
    "outbox": OUTBOX,
    "buttons": [BUTTONS],
}


def fill(database: Database) -> None:
    """Store the rows, each table's as the database itself describes it."""
    known = MetaData()
    with database.engine.begin() as connection:
        known.reflect(connection)
        for name, rows in ROWS.items():
            connection.execute(known.tables[name].insert(), rows)


def stored(database: Database) -> dict[str, list[Row]]:
    """Return every row of every table, in the order of its first column."""
    known = MetaData()
    with database.engine.connect() as connection:
        known.reflect(connection)
        return {
            name: [dict(row) for row in _rows(connection.execute(table.select()))]
            for name, table in known.tables.items()
        }


def _rows(result: Any) -> list[Any]:
    return sorted(result.mappings(), key=lambda row: next(iter(row.values())))
