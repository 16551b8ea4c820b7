"""``tanya content``: what an editor types."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from doubles.knowledge import CONTENT
from maintain.content_commands import NoSuchArticle, app
from service.content.model import Content
from service.content.store import store_content
from service.storage.database import Database


def run(folder: Path, *words: str) -> Result:
    """Run ``tanya content`` with a database of its own; what fails is raised."""
    environment = {
        "DATABASE_URL": f"sqlite:///{folder}/x.db",
        "CONTENT_DIR": str(CONTENT),
        "COLUMNS": "200",
    }
    return CliRunner().invoke(app, words, env=environment, catch_exceptions=False)


def test_a_preview_shows_both_channels_and_the_rest(tmp_path: Path) -> None:
    """Who writes an answer sees it before a citizen does, marks and keys gone."""
    shown = run(tmp_path, "preview", "laporan-desa").output

    assert shown.count("--- Telegram") == shown.count("--- Web") == 2
    assert "<b>Laporan keuangan yang dibuat desa</b>" in shown
    assert "belum dipastikan oleh BPKP" in shown
    assert "--- Asked for waktu" in shown
    assert "Syaratnya belum kami ketahui. Tanyakan ke pemerintah kabupaten/kota" in shown
    assert "[^" not in shown
    assert "{kontak" not in shown


def test_a_preview_of_nothing_says_so(tmp_path: Path) -> None:
    """A typing error must not look like an empty answer."""
    with pytest.raises(NoSuchArticle, match="no 'laporan'"):
        run(tmp_path, "preview", "laporan")


def test_gaps_are_listed_with_what_is_open(tmp_path: Path, content: Content) -> None:
    """The owner takes this list to the units that know."""
    database = Database(f"sqlite:///{tmp_path}/x.db")
    database.migrate()
    with database.write() as session:
        store_content(session, content, datetime(2026, 11, 27, tzinfo=UTC))
    database.close()

    listed = run(tmp_path, "gaps").output

    assert "magang (humas), answered 0 times" in listed
    assert "  - Syarat, kuota, lama, uang saku" in listed
    assert "  - belum diketahui: syarat, biaya\n" in listed
    assert "badan-publik-informatif" not in listed


def test_the_lists_of_topics_are_current(tmp_path: Path) -> None:
    """The command changes nothing where nothing changed."""
    assert "All lists are current." in run(tmp_path, "topics").output
