"""What the command line changes in its process is put back after each test."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from doubles.knowledge import WordEncoder
from maintain import content_loading, private_files
from service.settings import Settings


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    """The command sends logs to its standard error, which ends with the test."""
    before = logging.root.handlers[:]
    yield
    logging.root.handlers[:] = before
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def _no_files_of_this_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command narrows the files of its service; here it has none."""
    for name in ("ROOT", "VAR", "MODELS"):
        monkeypatch.setattr(private_files, name, tmp_path / "none")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings for a database of its own, and an encoder that costs nothing."""
    monkeypatch.setattr(content_loading, "E5Encoder", WordEncoder)
    return Settings(database_url=f"sqlite:///{tmp_path}/test.db", telegram_bot_token=None)
