"""A release as one bundle: everything that decides an answer, each part by its digest.

The digest of all of them names the bundle, so that the same inputs are the same bundle. The commit
stands beside: it changes with every document, and no answer with it.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.answering import decision
from service.content.store import read_articles
from service.errors import TanyaError
from service.releases.archive import ModelDamaged, contents_digest
from service.storage.learning_tables import RegressionCase

MODEL = "model"
THRESHOLDS = "thresholds"
ARTICLES = "articles"
LEARNT = "learnt"  # what the model was trained from; it may go on changing meanwhile
SETS = "sets"
REGRESSION = f"{SETS}/regression"  # the cases in the database

# Files by the part they belong to. Of the slang and the normaliser both sides must be alike: the
# model learnt by them, and a message is read by them.
FILES = {
    "normaliser": ("nlu/*.py", "service/text.py", "content/slang.yml"),
    LEARNT: ("domain.yml", "data/*.yml"),
    "sentences": ("content/*.yml", "content/gazetteer/*"),
    SETS: (
        "tests/never_confuse.jsonl",
        "tests/questions/development.jsonl",
        "tests/questions/questions_[0-9].jsonl",
        "tests/questions/follow_ups.jsonl",
        "tests/questions/accusations.jsonl",
    ),
}
PLACES = {THRESHOLDS: "config.yml", "normaliser": "nlu", SETS: "tests"}  # of parts not everywhere
CODE = ("bot", "actions", "service")  # what answers; each one digest
# What must be at a release as it was judged. Content and examples have releases of their own.
FIXED = (MODEL, THRESHOLDS, "normaliser", SETS, "code")


class BundleBroken(TanyaError):
    """A bundle cannot be made: a part of it cannot be read."""


class Trouble(StrEnum):
    """What is wrong with a part of a bundle."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Difference:
    """A part that is not as the bundle says."""

    part: str
    trouble: Trouble

    @property
    def is_fixed(self) -> bool:
        """Whether a release may not go on with it."""
        return self.part.partition("/")[0] in FIXED


@dataclass(frozen=True)
class Bundle:
    """What answers citizens, part by part.

    Attributes:
        parts: Names with their digests, 64 hex digits each.
        commit: The checkout's, empty where there is none.
    """

    parts: Mapping[str, str]
    commit: str = ""

    @property
    def digest(self) -> str:
        """Return the bundle's name, 64 hex digits."""
        return hashlib.sha256(_in_order(dict(self.parts)).encode()).hexdigest()

    @property
    def surroundings(self) -> str:
        """Return the digest of what answers beside the model, and of no question set."""
        beside = {
            n: d for n, d in self.parts.items() if n.split("/")[0] not in (MODEL, SETS, LEARNT)
        }
        return hashlib.sha256(_in_order(beside).encode()).hexdigest()

    def manifest(self) -> dict[str, Any]:
        """Return it as the register keeps it."""
        return {"parts": dict(sorted(self.parts.items())), "commit": self.commit}


def bundle_of(manifest: Mapping[str, Any]) -> Bundle:
    """Return the bundle that a manifest tells of."""
    return Bundle(dict(manifest["parts"]), str(manifest.get("commit", "")))


def collect(session: Session, root: Path, model: Path, inputs: Path | None = None) -> Bundle:
    """Make the bundle of a model with what answers beside it now.

    Args:
        inputs: Where the model's training data lies, if not in ``root``.

    Raises:
        ModelDamaged: The model is missing or cannot be read.
        BundleBroken: Something beside it cannot be read.
    """
    parts = {MODEL: contents_digest(model), **surrounding_parts(session, root)}
    return Bundle({**parts, **learnt_parts(inputs or root)}, commit_of(root))


def verify(session: Session, bundle: Bundle, root: Path, model: Path) -> list[Difference]:
    """Return which parts are not as the bundle says.

    What the model learnt from is not asked, nor what has no place here: the image of the desk has
    neither models nor question sets.
    """
    away = {kind for kind, place in PLACES.items() if not (root / place).exists()}
    away |= {LEARNT} if model.parent.exists() else {LEARNT, MODEL}
    try:
        now = {MODEL: contents_digest(model)}
    except ModelDamaged:
        now = {MODEL: Trouble.DAMAGED.value if model.exists() else ""}
    now |= _beside(session, root, away)
    names = sorted(
        name
        for name in now.keys() | bundle.parts.keys()
        if now.get(name) != bundle.parts.get(name) and name.partition("/")[0] not in away
    )
    return [Difference(name, _trouble(bundle.parts.get(name), now.get(name))) for name in names]


def surrounding_parts(session: Session, root: Path) -> dict[str, str]:
    """Return the digests of what stands beside a model here and now.

    Raises:
        BundleBroken: Something cannot be read.
    """
    return _beside(session, root, frozenset())


def _beside(session: Session, root: Path, away: Collection[str]) -> dict[str, str]:
    values = {} if THRESHOLDS in away else {THRESHOLDS: _digest(_in_order(thresholds(root)))}
    files = {name: d for kind in ("normaliser", SETS) for name, d in _files(root, kind)}
    code = {f"code/{package}": _code_digest(root / package) for package in CODE}
    return {
        **values,
        **files,
        **code,
        **content_parts(session, root),
        REGRESSION: _digest(_in_order(_cases(session))),
    }


def content_parts(session: Session, root: Path) -> dict[str, str]:
    """Return the digests of what is said, which changes without a training."""
    articles = {
        f"{ARTICLES}/{a.id}": _digest(a.written or repr(a)) for a in read_articles(session)
    }
    return {**dict(_files(root, "sentences")), **articles}


def learnt_parts(inputs: Path) -> dict[str, str]:
    """Return the digests of what a model is trained from."""
    return dict(_files(inputs, LEARNT))


def thresholds(root: Path) -> dict[str, Any]:
    """Return every number that decides between answering, offering and asking.

    Raises:
        BundleBroken: ``config.yml`` cannot be read.
    """
    numbers = {
        n: v for n, v in vars(decision).items() if n.isupper() and isinstance(v, int | float)
    }
    groups = [sorted(group) for group in decision.SENSITIVE_GROUPS]
    return {"decision": numbers, "sensitive": groups, "pipeline": _config(root / "config.yml")}


def commit_of(root: Path) -> str:
    """Return the checkout's commit; empty where it is no checkout."""
    head = _read_text(_git_folder(root) / "HEAD").strip()
    if not head.startswith("ref: "):
        return head if re.fullmatch(r"[0-9a-f]{40}", head) else ""
    name, folder = head.removeprefix("ref: "), _git_folder(root)
    common = (folder / _read_text(folder / "commondir").strip()).resolve()
    packed = re.search(
        rf"^([0-9a-f]{{40}}) {re.escape(name)}$", _read_text(common / "packed-refs"), re.M
    )
    return _read_text(common / name).strip() or (packed.group(1) if packed else "")


def _git_folder(root: Path) -> Path:
    """Return where a checkout, or one of several of a repository, keeps its state."""
    git = root / ".git"
    return Path(_read_text(git).removeprefix("gitdir:").strip()) if git.is_file() else git


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def _files(root: Path, kind: str) -> Iterator[tuple[str, str]]:
    for path in sorted({path for pattern in FILES[kind] for path in root.glob(pattern)}):
        if path.is_file():
            yield f"{kind}/{path.relative_to(root)}", _file_digest(path)


def _code_digest(folder: Path) -> str:
    told = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        told.update(f"{path.relative_to(folder)}\0{_file_digest(path)}\n".encode())
    return told.hexdigest()


def _file_digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise BundleBroken(f"{path}: {error.strerror}") from error


def _cases(session: Session) -> list[str]:
    active = select(RegressionCase).where(RegressionCase.is_active)
    return sorted(f"{row.digest} {_in_order(row.turns)}" for row in session.scalars(active))


def _config(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BundleBroken(f"{path}: it cannot be read: {error}") from error


def _trouble(then: str | None, now: str | None) -> Trouble:
    if then is None:
        return Trouble.ADDED
    if not now:
        return Trouble.MISSING
    return Trouble.DAMAGED if now == Trouble.DAMAGED.value else Trouble.CHANGED


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _in_order(values: object) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
