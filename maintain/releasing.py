"""Makes candidates: trains, enters what came of it, and judges it beside what serves.

Called by ``tanya train`` and ``tanya judge``. A failure is entered, too, with its reason; what
serves is touched by nothing here.
"""

import asyncio
import fcntl
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from maintain.content_loading import load_or_keep
from maintain.doubtful import cross_validated
from maintain.example_loading import load_examples
from maintain.judging import Tell, judge_release
from maintain.question_sets import JudgingFailed
from maintain.training import TrainingFailed, finish_training, model_path, start_training
from maintain.training_data import examples_of
from service.assembly import today_in_jakarta
from service.clock import utc_now
from service.content.entries import Problems
from service.content.folder import read_slang
from service.errors import DatabaseUnavailable, TanyaError
from service.examples.inputs import write_training_inputs
from service.paths import MODELS, ROOT, VAR
from service.releases.archive import ModelDamaged, contents_digest
from service.releases.bundle import (
    MODEL,
    Bundle,
    BundleBroken,
    collect,
    content_parts,
    learnt_parts,
    surrounding_parts,
)
from service.releases.register import (
    judgeable,
    new_candidate,
    note_content,
    note_failure,
    note_judgement,
    serving_release,
)
from service.releases.views import FAILURE, Made, Release
from service.settings import Settings
from service.storage.database import Database


class TrainingRuns(TanyaError):
    """Somebody else trains here at this moment."""


def make_candidate(
    settings: Settings, database: Database, by: str, tell: Callable[[float], None]
) -> Release:
    """Train a model and enter it; the same inputs again are the same release.

    Args:
        by: Who trains: the operator's account.
        tell: Is given the seconds since the beginning, about once a second.

    Raises:
        TrainingRuns: Somebody trains here already.
        TanyaError: There is no model; that is entered with its reason, if the data base works.
    """
    _load(settings, database)
    load_examples(database, lambda _: None)
    begun = time.monotonic()
    with _alone(VAR / "training.lock"), tempfile.TemporaryDirectory() as folder:
        inputs = Path(folder) / "inputs"
        try:
            _write_inputs(database, inputs)
            _train(settings, inputs, lambda: tell(time.monotonic() - begun))
            made = Made(by, model_path(inputs).name, time.monotonic() - begun)
            return _enter(database, made, inputs)
        except (DatabaseUnavailable, BundleBroken):
            raise
        except TanyaError as error:
            _enter_failure(database, Made(by, "", time.monotonic() - begun), str(error))
            raise


def judge_candidate(
    settings: Settings,
    database: Database,
    release_id: int,
    tell: Tell,
    *,
    has_folds: bool = False,
) -> Release:
    """Judge a candidate beside what serves, and enter the figures, or why there are none.

    Args:
        has_folds: Its examples are cross-validated, too, unless they changed since.

    Raises:
        NotFound: There is no such release.
        ReleaseRefused: It is past being judged.
        JudgingFailed: It could not be judged; that is entered.
    """
    _load(settings, database)
    with database.read() as session:
        release, serving = judgeable(session, release_id), serving_release(session)
    against = serving.id if serving else None
    try:
        beside = _model_of(serving) if serving else None
        asking = judge_release(settings, database, release.bundle, release.model, beside, tell)
        judged = asyncio.run(asking)
        folds = {"folds": _cross_validated(database, release, tell)} if has_folds else {}
    except (TanyaError, OSError) as error:
        failure = {FAILURE: str(error)}
        _enter_judgement(database, release_id, release.bundle, failure, against)
        text = f"release {release_id} was not judged: {error}; then: tanya judge {release_id}"
        raise JudgingFailed(text) from error
    return _enter_judgement(database, release_id, judged.bundle, judged.report | folds, against)


def note_changed_content(database: Database) -> Release | None:
    """Enter a release of content alone when what is said changed since the last one."""
    with database.write() as session:
        return note_content(session, content_parts(session, ROOT), utc_now())


def _cross_validated(database: Database, release: Release, tell: Tell) -> dict[str, Any] | None:
    """Return the figures of a release's examples; None where the register has others by now."""
    with tempfile.TemporaryDirectory() as folder:
        inputs = Path(folder) / "inputs"
        _write_inputs(database, inputs)
        learnt = learnt_parts(inputs)
        if learnt.items() - release.bundle.parts.items():
            return None
        slang = read_slang(inputs / "content", Problems())
        files = sorted((inputs / "data").glob("*.yml"))
        examples = [one for path in files for one in examples_of(path, slang)]
    return cross_validated(examples, lambda done, every: tell("its examples", done, every))


def _model_of(serving: Release) -> tuple[str, str]:
    """Return a model's file and the digest of its contents.

    Of what answered before the first release only the file is known.
    """
    digest = serving.bundle.parts.get(MODEL)
    return serving.model, digest or contents_digest(MODELS / serving.model)


def _load(settings: Settings, database: Database) -> None:
    load_or_keep(settings, database, today_in_jakarta(), lambda *_: None, lambda _: None)


def _write_inputs(database: Database, folder: Path) -> None:
    """Write what the model is made from, with the examples of the register."""
    try:
        with database.read() as session:
            write_training_inputs(session, ROOT, folder)
    except OSError as error:
        text = f"the training data could not be written to {folder.parent}: {error.strerror}"
        raise TrainingFailed(text) from error


def _train(settings: Settings, inputs: Path, tell: Callable[[], None]) -> None:
    if not _is_whole(model_path(inputs)):
        finish_training(*start_training(settings, inputs), tell)


def _is_whole(model: Path) -> bool:
    """Tell whether a model of these inputs is there already; a damaged one is made anew."""
    try:
        contents_digest(model)
    except ModelDamaged:
        return False
    return True


def _enter(database: Database, made: Made, inputs: Path) -> Release:
    with database.write() as session:
        bundle = collect(session, ROOT, MODELS / made.model, inputs)
        return new_candidate(session, bundle, made, utc_now())


def _enter_failure(database: Database, made: Made, why: str) -> None:
    with database.write() as session:
        bundle = Bundle({**surrounding_parts(session, ROOT), **learnt_parts(ROOT)})
        note_failure(session, bundle, made, why, utc_now())


def _enter_judgement(
    database: Database,
    release_id: int,
    bundle: Bundle,
    report: Mapping[str, object],
    against: int | None,
) -> Release:
    with database.write() as session:
        return note_judgement(session, release_id, bundle, report, against, utc_now())


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one at a time train on this machine; who comes second is told at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise TrainingRuns(
                "somebody is training here already (var/train.log); wait until that is done"
            ) from None
        yield
