"""Trains the Rasa model, once for each state of what it is made from.

The data is checked by our own reader, in a second or two. Rasa's validation would read all of it
with the slowest of YAML readers, 12 s before each training; ``make test-rasa`` runs that one.
"""

import errno
import hashlib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from maintain.training_data import require_sound_data
from service.errors import TanyaError
from service.paths import MODELS, ROOT, VAR
from service.releases.archive import ModelDamaged, make_canonical
from service.settings import Settings

RASA = ROOT / ".venv-rasa" / "bin" / "rasa"
RASA_PYTHON = RASA.with_name("python")
INPUTS = ("config.yml", "domain.yml", "data/*.yml", "nlu/*.py", "content/slang.yml")
# Of nlu/, what serves a model and makes none: the model is the same whatever they say.
SERVING_ONLY = (
    "nlu/children.py", "nlu/host.py", "nlu/server.py", "nlu/channel.py", "nlu/quiet_logs.py",
)  # fmt: skip
DRAFTS = ".training"  # in models/: what is not whole yet, and that nobody takes for a model
EXPECTED = 90.0  # seconds a training takes on two quiet cores
LOOK_EVERY = 1.0  # seconds between two looks at a training
FULL = (errno.ENOSPC, errno.EDQUOT)


class TrainingFailed(TanyaError):
    """Rasa could not train; the message tells where its own words are."""


def model_path(root: Path | None = None) -> Path:
    """Return where the model for the training data under a root lies, or is to lie.

    Args:
        root: A folder of ``service.examples.inputs``; without one, the checkout.
    """
    root = root or ROOT
    digest = hashlib.sha256()
    files = (path for pattern in INPUTS for path in sorted(root.glob(pattern)))
    for path in [*files, root / "service" / "text.py"]:
        if str(path.relative_to(root)) in SERVING_ONLY:
            continue
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return MODELS / f"tanya-{digest.hexdigest()[:12]}.tar.gz"


def newest_model() -> str | None:
    """Return the name of the model that was trained last, None where there is none."""
    models = [path for path in MODELS.glob("*.tar.gz") if path.is_file()]
    return max(models, key=lambda path: path.stat().st_mtime).name if models else None


def rasa_environment(settings: Settings) -> dict[str, str]:
    """Return the environment Rasa runs in."""
    return {
        "RASA_CACHE_DIRECTORY": str(ROOT / ".rasa" / "cache"),  # whatever folder it trains from
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "CUDA_VISIBLE_DEVICES": "-1",
        "MAX_NUMBER_OF_PREDICTIONS": "3",  # one action a message; a faulty rule must not babble
        "PYTHONWARNINGS": "ignore",  # Rasa's libraries are old and say so, at every start
        "ACTIONS_URL": settings.actions_url,
    }


def train_command(target: Path) -> list[str]:
    """Return the command that trains a model into ``target``."""
    name = target.name.removesuffix(".tar.gz")
    return [
        str(RASA), "train", "--config", "config.yml", "--domain", "domain.yml", "--data", "data",
        "--out", str(target.parent), "--fixed-model-name", name, "--skip-validation",
    ]  # fmt: skip


def draft_of(target: Path) -> Path:
    """Return where this process lets Rasa write what is to become a model."""
    return target.parent / DRAFTS / f"{os.getpid()}-{target.name}"


def start_training(
    settings: Settings, root: Path | None = None
) -> tuple[subprocess.Popen[bytes], Path, Path]:
    """Start training for the present data.

    Args:
        root: A folder of ``service.examples.inputs``, which must stay until the training ended;
            without one, the checkout.

    Returns:
        The process, the model it makes, and its log.

    Raises:
        TrainingFailed: Rasa is not installed, or cannot be started: the disk is full, say.
        TrainingDataInvalid: The data contradicts itself, or cannot be read.
    """
    if not RASA.exists():
        raise TrainingFailed(f"{RASA} is missing: run `make setup` first")
    require_sound_data(root or ROOT)
    target, log_path = model_path(root), VAR / "train.log"
    try:
        return _spawn(settings, root or ROOT, target, log_path), target, log_path
    except OSError as error:
        raise TrainingFailed(f"training could not be started: {_in_words(error)}") from error


def _spawn(
    settings: Settings, folder: Path, target: Path, log_path: Path
) -> subprocess.Popen[bytes]:
    VAR.mkdir(exist_ok=True)
    MODELS.mkdir(exist_ok=True)
    _remove_left_over(target.parent / DRAFTS)
    with log_path.open("wb") as log:
        return subprocess.Popen(
            train_command(draft_of(target)),
            cwd=folder,
            env=rasa_environment(settings) | {"PYTHONHASHSEED": "0"},  # sets in one order
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _remove_left_over(drafts: Path) -> None:
    """Remove what trainings left behind that were killed: each some 15 MB."""
    for draft in drafts.glob("*-*.tar.gz"):
        number = draft.name.partition("-")[0]
        if number.isdigit() and not _is_alive(int(number)):
            draft.unlink(missing_ok=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # another account's
        return True
    return True


def finish_training(
    process: subprocess.Popen[bytes],
    target: Path,
    log_path: Path,
    tell: Callable[[], None] = lambda: None,
) -> Path:
    """Wait for a training to end and return the model, which then says nothing of its run.

    Args:
        tell: Is called about once a second meanwhile.

    Raises:
        TrainingFailed: It did not succeed; the model used before is untouched.
    """
    draft = draft_of(target)
    try:
        while (code := _ended(process)) is None:
            tell()
        if code != 0 or not draft.exists():
            raise TrainingFailed(_why(code, log_path))
        make_canonical(draft, target)
    except ModelDamaged as error:
        raise TrainingFailed(f"training failed, its model is not whole: {error}") from error
    except OSError as error:
        raise TrainingFailed(f"the model could not be stored: {_in_words(error)}") from error
    finally:
        if process.poll() is None:  # we were stopped
            process.terminate()
            process.wait()
        draft.unlink(missing_ok=True)
    return target


def _ended(process: subprocess.Popen[bytes]) -> int | None:
    try:
        return process.wait(LOOK_EVERY)
    except subprocess.TimeoutExpired:
        return None


def _why(code: int, log_path: Path) -> str:
    """Return why a training gave no model, with what Rasa said last."""
    lines = log_path.read_text(encoding="utf-8", errors="replace").splitlines()
    killed = f"killed by signal {-code}, " if code < 0 else ""
    full = any("No space left" in line or "Disk quota" in line for line in lines)
    hint = "the disk is full, make room and train again; " if full else ""
    return f"training failed: {hint}{killed}see {log_path}:\n" + "\n".join(lines[-8:])


def _in_words(error: OSError) -> str:
    if error.errno in FULL:
        return f"the disk is full ({error.filename or MODELS}); make room and train again"
    return str(error)
