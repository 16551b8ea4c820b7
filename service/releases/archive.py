"""A trained model as an archive that says what was learnt and nothing else.

Rasa writes the time and random numbers into each archive, so that no two trainings of the same
are alike. ``make_canonical`` takes them out; ``contents_digest`` is the same with or without it,
and whatever packed the archive.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from service.errors import TanyaError

METADATA = "metadata.json"
NO_TIME = "1970-01-01T00:00:00"  # the register tells when a model was trained
OF_RUN = {"trained_at": NO_TIME, "model_id": "", "output_fingerprint": ""}  # at any depth
PACKING = 6  # gzip's level


class ModelDamaged(TanyaError):
    """A model's archive is missing, cut off, or not what was packed; names it."""


def contents_digest(model: Path) -> str:
    """Return what tells one model from another, 64 hex digits: its members without times.

    Raises:
        ModelDamaged: It cannot be read to its end.
    """
    told = hashlib.sha256()
    for name, content in sorted(_read(model)):
        told.update(
            f"{name}\0{hashlib.sha256(_without_run(name, content)).hexdigest()}\n".encode()
        )
    return told.hexdigest()


def make_canonical(draft: Path, target: Path) -> None:
    """Pack a model anew, so that the same contents are the same bytes, and put it in its place.

    The target appears whole or not at all.

    Raises:
        ModelDamaged: The draft cannot be read.
        OSError: It cannot be written: the disk is full, say.
    """
    members = sorted(_read(draft))
    number = contents_digest(draft)[:32]
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with partial.open("wb") as file:
            _pack(file, [(name, _without_run(name, content, number)) for name, content in members])
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _read(model: Path) -> Iterator[tuple[str, bytes]]:
    """Give each file of an archive; the names without what stands for the archive itself."""
    try:
        with tarfile.open(model, "r:gz") as archive:
            for member in archive:
                if member.isfile() and (file := archive.extractfile(member)) is not None:
                    yield member.name.removeprefix("./").lstrip("/"), file.read()
        with gzip.open(model) as whole:  # tarfile stops before the end, where the check sum stands
            while whole.read(1 << 20):
                pass
    except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
        raise ModelDamaged(f"{model}: the model cannot be read ({error})") from error


def _pack(file: io.BufferedWriter, members: list[tuple[str, bytes]]) -> None:
    with (
        gzip.GzipFile("", "wb", PACKING, file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(content), 0o600
            archive.addfile(member, io.BytesIO(content))


def _without_run(name: str, content: bytes, number: str = "") -> bytes:
    """Return metadata without what is of one run; its number is then made of the contents."""
    if name != METADATA:
        return content
    try:
        values = _cleared(json.loads(content)) | {"model_id": number}
    except (ValueError, TypeError) as error:
        raise ModelDamaged(f"{METADATA} of the model cannot be read ({error})") from error
    return json.dumps(values, indent=2, sort_keys=True).encode()


def _cleared(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: OF_RUN.get(key, _cleared(inner)) for key, inner in value.items()}
    return [_cleared(inner) for inner in value] if isinstance(value, list) else value
