"""The plain alternative: Rasa 3.6.21 as it comes, on our intents, with a plain action server.

Its default pipeline and policies, its REST channel, its tracker in memory. It is trained for a few
rounds on a few examples of each intent, which leaves the time of an answer as it is; once for each
state of the data, kept in ``var/bench``. It stores nothing and sends nothing: less work than ours.
"""

import hashlib
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import yaml

from bench.costs import Meter
from maintain.ports import free_port
from maintain.processes import Program, start, stop_all, wait_until_answering
from maintain.training import RASA, RASA_PYTHON
from service.paths import ROOT, VAR

EXAMPLES = 5  # of each intent, and rounds of training; all of both take most of an hour
EPOCHS = 4
DEFAULTS = "lib/python3.10/site-packages/rasa/engine/recipes/config_files/default_config.yml"
START_TIME = 400  # seconds; TensorFlow takes its time on a busy machine
SOURCES = ("data/nlu.yml", "data/rules.yml", "domain.yml")
OURS = re.compile(r"condition|slot_was_set")  # rules that need slots that plain actions never set


def plain_model() -> Path:
    """Return the folder of the plain project, trained; trains when there is none."""
    digest = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in SOURCES))
    digest.update(f"{EXAMPLES} {EPOCHS}".encode())
    folder = VAR / "bench" / f"plain-{digest.hexdigest()[:12]}"
    if not (folder / "models" / "plain.tar.gz").exists():
        _write_project(folder)
        command = [str(RASA), "train", "--fixed-model-name", "plain", "--out", "models"]
        with (folder / "train.log").open("w") as log:
            subprocess.run(
                command, cwd=folder, env=_for_training(), stdout=log, stderr=log, check=True
            )
    return folder


@contextmanager
def plain_rasa(folder: Path) -> Iterator[tuple[str, Meter, float]]:
    """Give the address of a running plain Rasa, its cost, and the seconds it took to start."""
    rasa_port, actions_port = free_port(), free_port()
    (folder / "endpoints.yml").write_text(
        f"action_endpoint:\n  url: http://127.0.0.1:{actions_port}/webhook\n"
    )
    python, url = str(RASA_PYTHON), f"http://127.0.0.1:{rasa_port}"
    actions = [python, "-m", "rasa_sdk", "--actions", "bench.plain_actions"]
    rasa = [str(RASA), "run", "--interface", "127.0.0.1", "--port", str(rasa_port)]
    files = ["--model", "models/plain.tar.gz", "--credentials", "credentials.yml"]
    programs = (
        _program(
            "plain-actions",
            [*actions, "--port", str(actions_port)],
            f"http://127.0.0.1:{actions_port}/health",
        ),
        _program("plain-rasa", [*rasa, *files, "--endpoints", "endpoints.yml"], url, folder),
    )
    with ExitStack() as stack:
        started = [start(program) for program in programs]
        stack.callback(stop_all, started)
        seconds = max(wait_until_answering(running, START_TIME) for running in started)
        names = ("action server", "Rasa")
        pids = {n: r.process.pid for n, r in zip(names, started, strict=True)}
        yield f"{url}/webhooks/rest/webhook", Meter(pids), seconds


def _program(name: str, command: list[str], health: str, folder: Path = ROOT) -> Program:
    inside = ["env", "-C", str(folder), *command]
    return Program(name, inside, _environment(), health)


def _environment() -> dict[str, str]:
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(VAR),
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
        "PYTHONWARNINGS": "ignore",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }


def _for_training() -> dict[str, str]:
    """Return the environment on one thread: several wait for each other on a busy machine."""
    threads = {"TF_INTRA_OP_PARALLELISM_THREADS": "1", "TF_INTER_OP_PARALLELISM_THREADS": "1"}
    return {**_environment(), **threads}


def _write_project(folder: Path) -> None:
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "config.yml").write_text(yaml.safe_dump(_default_config()))
    (folder / "credentials.yml").write_text("rest:\n")
    (folder / "domain.yml").write_text((ROOT / "domain.yml").read_text(encoding="utf-8"))
    for name, shorten in (("nlu.yml", _fewer_examples), ("rules.yml", _plain_rules)):
        known = yaml.safe_load((ROOT / "data" / name).read_text(encoding="utf-8"))
        written = yaml.safe_dump(shorten(known), allow_unicode=True, sort_keys=False, width=1000)
        (folder / "data" / name).write_text(written, encoding="utf-8")


def _default_config() -> dict[str, object]:
    """Return what Rasa fills in where a configuration says nothing, trained for fewer rounds."""
    path = RASA_PYTHON.parent.parent / DEFAULTS
    defaults = yaml.safe_load(path.read_text(encoding="utf-8"))
    for part in (*defaults["pipeline"], *defaults["policies"]):
        if "epochs" in part:
            part["epochs"] = EPOCHS
    return {**defaults, "recipe": "default.v1", "assistant_id": "plain", "language": "id"}


def _fewer_examples(known: dict[str, list[dict[str, str]]] | dict[str, object]) -> object:
    blocks = known["nlu"]
    assert isinstance(blocks, list)
    for block in blocks:
        if "intent" in block:
            lines = block["examples"].splitlines()[:EXAMPLES]
            block["examples"] = "\n".join(lines) + "\n"
    return known


def _plain_rules(known: dict[str, object]) -> object:
    rules = known["rules"]
    assert isinstance(rules, list)
    plain = [rule for rule in rules if not OURS.search(yaml.safe_dump(rule))]
    return {**known, "rules": [{**rule, "rule": str(rule["rule"])} for rule in plain]}
