"""Judges a candidate beside the release that serves: asks both the same, and compares.

What the serving one answered is kept in ``var/judging`` by what it was answered with, so that a
judgement asks only the candidate again. Files there hold no texts.
"""

import hashlib
import json
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from maintain.asking import asker_at
from maintain.conversations.clock import within_desk_hours
from maintain.conversations.officer import hire_officer
from maintain.conversations.playground import Playground
from maintain.question_sets import Bench, JudgingFailed, QuestionSet, ask_set, read_sets
from maintain.understanding import knowledge_base_of, own_rasa
from service.clock import utc_now
from service.content.sentences import load_sentences
from service.errors import TanyaError
from service.paths import MODELS, ROOT, VAR
from service.releases.bundle import LEARNT, MODEL, Bundle, collect, thresholds
from service.releases.cases import case_lines
from service.releases.judging import Judged, Result, make_report
from service.settings import Settings
from service.storage.database import Database

log = structlog.get_logger()

Tell = Callable[[str, int, int], None]  # of which model, how many are asked, of how many


def tell_nobody(_model: str, _done: int, _all: int) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Judgement:
    """How a candidate was judged, and the bundle that was."""

    bundle: Bundle
    report: dict[str, Any]


async def judge_release(
    settings: Settings,
    database: Database,
    bundle: Bundle,
    model: str,
    serving: tuple[str, str] | None,
    tell: Tell = tell_nobody,
) -> Judgement:
    """Ask a candidate, and what serves where its answers are not kept, and compare.

    Args:
        bundle: As it was trained; what stands beside the model is taken as it is now.
        serving: The file and the contents' digest of the model that serves; None: none does.
        tell: Is told of each question asked.

    Raises:
        JudgingFailed: A model stopped answering, or a set cannot be asked.
        ModelDamaged: The candidate, or what serves, cannot be read.
    """
    begun = time.monotonic()
    with database.read() as session:
        now, cases = collect(session, ROOT, MODELS / model), case_lines(session)
    judged_bundle = _with_learnt(now, bundle)
    sets = read_sets(ROOT, list(now.parts), cases)
    after = await _answers(settings, judged_bundle, model, sets, tell)
    before = None
    if serving is not None:
        beside = Bundle({**now.parts, MODEL: serving[1]})
        before = await _answers(settings, beside, serving[0], sets, tell)
    report = make_report(_side_by_side(sets, after, before))
    report["seconds"] = round(time.monotonic() - begun, 1)
    report["judged_at"] = utc_now().isoformat()
    report["thresholds"] = thresholds(ROOT)["decision"]
    return Judgement(judged_bundle, report)


def _with_learnt(now: Bundle, trained: Bundle) -> Bundle:
    """Return what answers now, with what the model was trained from."""
    learnt = {n: d for n, d in trained.parts.items() if n.startswith(f"{LEARNT}/")}
    kept = {n: d for n, d in now.parts.items() if not n.startswith(f"{LEARNT}/")}
    return Bundle({**kept, **learnt}, now.commit)


def _side_by_side(
    sets: Sequence[QuestionSet], after: list[list[Result]], before: list[list[Result]] | None
) -> list[Judged]:
    return [
        Judged(one.name, one.questions, after[n], before[n] if before is not None else None)
        for n, one in enumerate(sets)
    ]


async def _answers(
    settings: Settings, bundle: Bundle, model: str, sets: Sequence[QuestionSet], tell: Tell
) -> list[list[Result]]:
    """Return what a model makes of each set: as kept, else asked now and kept."""
    found = [_kept(_file_of(bundle, one), len(one.questions)) for one in sets]
    missing = [one for one, kept in zip(sets, found, strict=True) if kept is None]
    if not missing:
        return [kept for kept in found if kept is not None]
    total, done = sum(len(one.questions) for one in missing), 0
    door = [_kept_of_door(bundle, one) for one in sets]

    def count() -> None:
        nonlocal done
        done += 1
        tell(model, done, total)

    async with open_bench(settings, MODELS / model) as bench:
        for place, one in enumerate(sets):
            if found[place] is None:
                found[place] = results = await _ask(bench, one, door[place], count)
                _keep(_file_of(bundle, one), results)
                _keep(_door_file(bundle, one), results)
    return [kept or [] for kept in found]


async def _ask(
    bench: Bench, one: QuestionSet, known: Sequence[Result | None], count: Callable[[], None]
) -> list[Result]:
    try:
        return await ask_set(bench, one, known, count)
    except* TanyaError as failed:
        raise JudgingFailed(f"{one.name}: {failed.exceptions[0]}") from failed


@asynccontextmanager
async def open_bench(settings: Settings, model: Path) -> AsyncIterator[Bench]:
    """Start a Rasa with a model, and a throw-away gateway with a throw-away officer before it."""
    with (
        knowledge_base_of(settings) as knowledge_base,
        own_rasa(settings, model) as url,
        tempfile.TemporaryDirectory() as folder,
    ):
        async with asker_at(settings, knowledge_base, url) as asker:
            played = Database(f"sqlite:///{folder}/played.db")
            played.migrate()
            knowledge = asker.services.answers.knowledge
            playground = Playground(
                played,
                knowledge,
                load_sentences(settings.content_dir),
                asker.services.assistant,
                asker.services.door,
                within_desk_hours(utc_now(), knowledge.desk_hours.hours),
                hire_officer(played, utc_now),
            )
            yield Bench(asker, playground)
            played.close()


def _file_of(bundle: Bundle, one: QuestionSet) -> Path:
    """Return where the answers to a set are kept, by everything that they depend on."""
    return _named(bundle.parts[MODEL], bundle, one)


def _door_file(bundle: Bundle, one: QuestionSet) -> Path:
    """Return where answers are kept of which some are the same whatever the model is."""
    return _named("any", bundle, one)


def _named(model: str, bundle: Bundle, one: QuestionSet) -> Path:
    depends = f"{model} {bundle.surroundings} {one.part} {bundle.parts[one.part]}"
    return VAR / "judging" / f"{hashlib.sha256(depends.encode()).hexdigest()[:40]}.json"


def _kept_of_door(bundle: Bundle, one: QuestionSet) -> list[Result | None]:
    """Return what the door and the gateway answered alone; None where a model had a say."""
    n = len(one.questions)
    kept = _kept(_door_file(bundle, one), n) or []
    return [None if result.is_models else result for result in kept] or [None] * n


def _kept(path: Path, n: int) -> list[Result] | None:
    """Return the answers that are kept; None when there are none, or not these."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        results = [Result(*row) for row in rows]
    except (OSError, ValueError, TypeError):
        return None
    return results if len(results) == n else None


def _keep(path: Path, results: Sequence[Result]) -> None:
    """Keep answers; a full disk costs the time to ask again, and no judgement."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        partial.write_text(json.dumps([one.as_list() for one in results]), encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        log.warning("answers_not_kept", why=error.strerror)
