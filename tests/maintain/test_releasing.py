"""Making candidates with a Rasa that does as it is told: what goes wrong is said, and entered.

The Rasa here is a program of some lines that writes a model as Rasa does, or fails as it is told;
all else is real, the disk that is full too (``/dev/full``).
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from maintain import example_loading, judging, processes, releasing, training
from maintain.judging import Judgement, tell_nobody
from maintain.question_sets import JudgingFailed
from maintain.releasing import TrainingRuns, judge_candidate, make_candidate
from maintain.training import TrainingFailed, model_path
from service.clock import utc_now
from service.examples.importing import import_files
from service.examples.reading import ExamplesInvalid
from service.releases.archive import contents_digest
from service.releases.register import releases
from service.releases.serving import note_beginning, order
from service.releases.views import Release, ReleaseRefused, State
from service.settings import Settings
from service.storage.database import Database
from service.storage.release_tables import ReleaseRow
from tests.service.audit.records import deeds
from tests.service.releases.candidates import RIGHT, figures, make_root, write_model

SOUND = """version: "3.1"
nlu:
- intent: greet
  examples: |
    - halo
    - selamat pagi
"""
SENSITIVE = '{"text": "mau lapor", "group": "wbs", "expect": ["wbs-cara-lapor"]}'
RASA = f"""#!{sys.executable}
import os, signal, sys, time
from pathlib import Path
sys.path.insert(0, {str(Path.cwd())!r})
from tests.service.releases.candidates import write_model
folder = Path(sys.argv[sys.argv.index("--out") + 1])
target = folder / (sys.argv[sys.argv.index("--fixed-model-name") + 1] + ".tar.gz")
way = os.environ.get("STUB_WAY", "well")
write_model(target, run=str(time.time()))
if way == "dies":
    target.write_bytes(target.read_bytes()[:100])
    os.kill(os.getpid(), signal.SIGKILL)
if way == "half":
    target.write_bytes(target.read_bytes()[:100])
if way == "full":
    target.unlink()
    sys.exit("OSError: [Errno 28] No space left on device")
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a Rasa in it, and a model that serves."""
    root = make_root(tmp_path / "root")
    (root / "data" / "nlu.yml").write_text(SOUND, encoding="utf-8")
    (root / "domain.yml").write_text("intents: [greet]", encoding="utf-8")
    (root / "rasa").write_text(RASA, encoding="utf-8")
    (root / "rasa").chmod(0o700)
    (root / "tests" / "never_confuse.jsonl").write_text(SENSITIVE, encoding="utf-8")
    (root / "models" / "serving.tar.gz").write_bytes(b"what serves")
    for module in (training, releasing, example_loading):
        monkeypatch.setattr(module, "ROOT", root)
        monkeypatch.setattr(module, "MODELS", root / "models", raising=False)
        monkeypatch.setattr(module, "VAR", root / "var", raising=False)
    monkeypatch.setattr(training, "RASA", root / "rasa")
    return root


@pytest.fixture
def register(settings: Settings) -> Iterator[Database]:
    """The database of the settings."""
    database = Database.of(settings)
    database.migrate()
    yield database
    database.close()


def train(settings: Settings, database: Database) -> Release:
    """Train as ``tanya train`` does."""
    return make_candidate(settings, database, "budi", lambda _seconds: None)


def entered(database: Database) -> list[Release]:
    """Return the register."""
    with database.read() as session:
        return releases(session)


def left_over(root: Path) -> set[str]:
    """Return what lies among the models."""
    return {str(path.relative_to(root / "models")) for path in (root / "models").rglob("*.gz*")}


def test_the_same_inputs_are_the_same_release(
    root: Path, settings: Settings, register: Database
) -> None:
    """Even when the model was lost in between and had to be trained again."""
    first = train(settings, register)
    model_path().unlink()
    second = train(settings, register)

    assert (second.id, second.digest) == (first.id, first.digest)
    assert (first.state, first.trained_by) == (State.CANDIDATE, "budi")
    assert left_over(root) == {"serving.tar.gz", "tanya-abc.tar.gz", model_path().name}


@pytest.mark.parametrize(
    ("way", "told"),
    [("dies", "killed by signal 9"), ("half", "not whole"), ("full", "the disk is full")],
)
def test_a_training_that_fails_is_entered_with_its_reason(
    root: Path,
    settings: Settings,
    register: Database,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
    told: str,
) -> None:
    """What serves is untouched, and nobody takes half a model for one."""
    monkeypatch.setenv("STUB_WAY", way)

    with pytest.raises(TrainingFailed, match=told):
        train(settings, register)
    failed = entered(register)[0]

    assert failed.state == State.FAILED
    assert told in failed.failure
    assert left_over(root) == {"serving.tar.gz", "tanya-abc.tar.gz"}
    assert (root / "models" / "serving.tar.gz").read_bytes() == b"what serves"
    assert "release.failed" in deeds(register)


def test_a_disk_that_is_full_when_the_model_is_stored(
    root: Path, settings: Settings, register: Database
) -> None:
    """Rasa had room, and the model itself has none."""
    partial = root / "models" / f".{model_path().name}.{os.getpid()}"
    partial.symlink_to("/dev/full")

    with pytest.raises(TrainingFailed, match="the disk is full"):
        train(settings, register)

    assert entered(register)[0].state == State.FAILED
    assert not model_path().exists()


def test_a_training_that_cannot_be_started_is_entered_too(
    root: Path, settings: Settings, register: Database
) -> None:
    """There is no log for Rasa's words; whoever trains reads why, and no traceback."""
    (root / "var" / "train.log").mkdir(parents=True)

    with pytest.raises(TrainingFailed, match="could not be started"):
        train(settings, register)

    assert entered(register)[0].state == State.FAILED


def test_what_killed_trainings_left_is_removed(
    root: Path, settings: Settings, register: Database
) -> None:
    """Else each takes 15 MB for ever; that of a training that runs stays."""
    drafts, gone = root / "models" / ".training", subprocess.Popen(["/bin/true"])
    gone.wait()
    drafts.mkdir()
    for pid in (gone.pid, os.getppid()):
        (drafts / f"{pid}-tanya-abc.tar.gz").touch()
    train(settings, register)

    assert [path.name for path in drafts.iterdir()] == [f"{os.getppid()}-tanya-abc.tar.gz"]


def test_broken_training_data_is_entered_too(
    root: Path, settings: Settings, register: Database
) -> None:
    """With file and line; no training was begun."""
    (root / "data" / "nlu.yml").write_text("nlu: [", encoding="utf-8")

    with pytest.raises(ExamplesInvalid, match=r"data/nlu\.yml:2"):
        train(settings, register)

    assert "broken YAML" in entered(register)[0].failure


def test_a_damaged_model_is_trained_anew(
    root: Path, settings: Settings, register: Database
) -> None:
    """It lies where the model of this data would, and is none."""
    first = train(settings, register)
    model_path().write_bytes(b"damaged")

    assert train(settings, register).digest == first.digest


def test_a_rasa_that_does_not_start_judges_nothing(
    root: Path, settings: Settings, register: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The candidate stays one, says why, and may be judged again."""
    made = train(settings, register)
    monkeypatch.setattr(processes, "RASA_PYTHON", Path("/bin/false"))
    monkeypatch.setattr(processes, "VAR", root / "var")
    for name in ("ROOT", "MODELS", "VAR"):
        monkeypatch.setattr(judging, name, getattr(releasing, name))

    with pytest.raises(JudgingFailed, match=f"tanya judge {made.id}"):
        judge_candidate(settings, register, made.id, tell_nobody)
    told = entered(register)[0]

    assert (told.state, told.is_judged) == (State.CANDIDATE, False)
    assert "rasa" in told.failure


def test_a_candidate_is_judged_beside_what_answered_before_the_first_release(
    root: Path, settings: Settings, register: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the way back to it: of that only its file is known, no bundle."""
    made = train(settings, register)
    write_model(root / "models" / "serving.tar.gz", b"before")
    with register.write() as session:
        order(session, made.id, "budi", "", utc_now())
        note_beginning(session, "serving.tar.gz", "http://127.0.0.1:5005", utc_now())
    beside: list[object] = []

    async def judge(*asked: object) -> Judgement:
        beside.append(asked[4])
        return Judgement(made.bundle, figures([RIGHT]))

    monkeypatch.setattr(releasing, "judge_release", judge)
    told = judge_candidate(settings, register, made.id, tell_nobody)

    digest = contents_digest(root / "models" / "serving.tar.gz")
    assert beside == [("serving.tar.gz", digest)]
    assert (told.state, told.against_id) == (State.JUDGED, entered(register)[0].id)


@pytest.mark.parametrize(("is_changed", "share"), [(False, 1.0), (True, None)])
def test_the_examples_of_a_candidate_are_cross_validated_when_asked(
    root: Path,
    settings: Settings,
    register: Database,
    monkeypatch: pytest.MonkeyPatch,
    is_changed: bool,
    share: float | None,
) -> None:
    """Only those that it was trained from: others would say nothing of it."""
    lines = "\n".join(f"    - halo selamat pagi {n}" for n in range(9))
    bye = "\n".join(f"    - terima kasih banyak {n}" for n in range(9))
    text = f"{SOUND}{lines}\n- intent: thanks\n  examples: |\n{bye}\n"
    (root / "data" / "nlu.yml").write_text(text, encoding="utf-8")
    (root / "domain.yml").write_text("intents: [greet, thanks]", encoding="utf-8")
    made = train(settings, register)
    if is_changed:
        (root / "data" / "nlu.yml").write_text(f"{text}    - dadah\n", encoding="utf-8")
        with register.write() as session:
            import_files(session, root, "budi", utc_now())

    async def judge(*_: object) -> Judgement:
        return Judgement(made.bundle, figures([RIGHT]))

    monkeypatch.setattr(releasing, "judge_release", judge)
    told = judge_candidate(settings, register, made.id, tell_nobody, has_folds=True)

    assert told.report is not None
    assert (told.report["folds"] or {"share": None})["share"] == share


def test_what_serves_and_is_gone_is_told(
    root: Path, settings: Settings, register: Database
) -> None:
    """The candidate stays one, with the reason."""
    made = train(settings, register)
    with register.write() as session:
        order(session, made.id, "budi", "", utc_now())
        note_beginning(session, "gone.tar.gz", "http://127.0.0.1:5005", utc_now())

    with pytest.raises(JudgingFailed, match=r"gone\.tar\.gz"):
        judge_candidate(settings, register, made.id, tell_nobody)


def test_what_served_is_asked_nothing(
    root: Path, settings: Settings, register: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever judges it learns at once that it is past that, not after a minute."""
    made = train(settings, register)
    with register.write() as session:
        session.get_one(ReleaseRow, made.id).state = State.RELEASED.value
    monkeypatch.setattr(releasing, "judge_release", None)

    with pytest.raises(ReleaseRefused, match="not judged any more"):
        judge_candidate(settings, register, made.id, tell_nobody)


def test_two_at_once_are_told(root: Path, settings: Settings, register: Database) -> None:
    """The second maintainer learns it at once, and nothing is entered."""
    (root / "var").mkdir()
    with (root / "var" / "training.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(TrainingRuns, match="already"):
            train(settings, register)

    assert entered(register) == []
