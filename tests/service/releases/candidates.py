"""Small releases for tests: a folder with a model and what stands beside it, and figures."""

import gzip
import io
import json
import tarfile
from datetime import datetime
from pathlib import Path
from typing import Any

from service.releases.bundle import Bundle, collect
from service.releases.judging import Judged, Question, Result, make_report
from service.releases.register import new_candidate, note_judgement
from service.releases.views import Made, Release
from service.storage.database import Database

MODEL = "tanya-abc.tar.gz"
RIGHT, WRONG = Result(is_right=True, topic="spip"), Result(is_right=False, is_wrong=True)


def write_model(path: Path, learnt: bytes = b"weights", run: str = "first") -> None:
    """Write an archive as Rasa does, with a time and numbers of its run."""
    schema = {"nodes": {"a": {"resource": {"name": "a", "output_fingerprint": run}}}}
    metadata = {"trained_at": run, "model_id": run, "domain": {}, "predict_schema": schema}
    members = {"components/a/model.npz": learnt, "metadata.json": json.dumps(metadata).encode()}
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wb") as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size, member.mtime = len(content), len(run)
            archive.addfile(member, io.BytesIO(content))


def make_root(folder: Path) -> Path:
    """Write a checkout of what a bundle reads, with a model."""
    files = {
        "config.yml": "pipeline: []",
        "domain.yml": "intents: []",
        "data/nlu.yml": "nlu: []",
        "nlu/parts.py": "",
        "service/text.py": "",
        "content/slang.yml": "{}",
        "content/sentences.yml": "hello: Halo",
        "tests/never_confuse.jsonl": "",
        "bot/turn.py": "",
        "actions/say.py": "",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    write_model(folder / "models" / MODEL)
    return folder


def bundle_at(database: Database, root: Path) -> Bundle:
    """Return the bundle of a checkout."""
    with database.read() as session:
        return collect(session, root, root / "models" / MODEL)


def figures(
    after: list[Result], before: list[Result] | None = None, name: str = "never_confuse"
) -> dict[str, Any]:
    """Return a report on one set, and on a never-confuse set that went well."""
    questions = [Question(f"question {n}", "spip") for n in range(len(after))]
    sets = [Judged(name, questions, after, before)]
    if name != "never_confuse":
        sets.append(Judged("never_confuse", [Question("never", "spip")], [RIGHT]))
    return {**make_report(sets), "seconds": 40.0}


def candidate(database: Database, bundle: Bundle, now: datetime, by: str = "budi") -> Release:
    """Enter a candidate."""
    with database.write() as session:
        return new_candidate(session, bundle, Made(by, MODEL, 88.0), now)


def judged(
    database: Database, bundle: Bundle, now: datetime, report: dict[str, Any] | None = None
) -> Release:
    """Enter a candidate with its figures."""
    release = candidate(database, bundle, now)
    told = report or figures([RIGHT] * 3)
    with database.write() as session:
        return note_judgement(session, release.id, bundle, told, None, now)
