"""``tanya releases``: what a terminal says of a release, and who may let it go on."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from doubles.clock import FrozenClock
from maintain import release_commands
from maintain.__main__ import app
from maintain.operator import operator
from maintain.release_page import as_page
from maintain.release_text import report_lines
from service.clock import utc_now
from service.releases.bundle import Bundle
from service.releases.gate import reasons_against
from service.releases.register import release_of
from service.releases.views import Release, ReleaseRefused
from service.settings import Settings
from service.storage.database import Database
from service.storage.release_tables import ReleaseRow
from tests.desk.test_release_page import told
from tests.service.releases.candidates import candidate, judged

BUNDLE = Bundle({"model": "m" * 64}, "c" * 40)
RUN = CliRunner()


@pytest.fixture
def register(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The database that the command opens."""
    monkeypatch.setattr(release_commands, "load_settings", lambda: settings)
    database = Database.of(settings)
    database.migrate()
    return database


@pytest.fixture
def release(register: Database, clock: FrozenClock) -> Release:
    """A release in which everything happened."""
    return judged(register, BUNDLE, clock(), told())


def test_the_list_has_every_release(register: Database, release: Release) -> None:
    """In words, and for programs."""
    shown = RUN.invoke(app, ["releases", "list"], env={"COLUMNS": "200"})
    as_json = json.loads(RUN.invoke(app, ["releases", "list", "--json"]).stdout)

    assert release.short in shown.stdout
    assert [(one["id"], one["state"]) for one in as_json] == [(release.id, "judged")]


def test_figures_and_reasons_are_told(register: Database, release: Release) -> None:
    """Both sides, each with its interval, and what speaks against it last."""
    with register.read() as session:
        reasons = reasons_against(session, release_of(session, release.id))
    text = "\n".join(report_lines(release, reasons))

    assert "50.0% (25.4-74.6)" in text
    assert "spip > magang: 6, 0" in text
    assert "90.0% (82.6-94.5)\n  of 100 in 5 folds" in text
    assert "  spip: 4 of 10, else magang" in text
    assert "never_confuse: answered with what does harm: 1" in text
    assert "regression: development: 6 of 12 right, before 12 (p = 0.0156)" in text


def test_the_report_is_one_page_that_needs_nothing(
    tmp_path: Path, register: Database, release: Release
) -> None:
    """It goes to somebody who has no account at the desk."""
    file = tmp_path / "report.html"
    done = RUN.invoke(app, ["releases", "show", str(release.id), "--html", str(file)])
    page = file.read_text(encoding="utf-8")

    assert done.exit_code == 0
    assert "<style>" in page
    assert "<link" not in page
    assert "<script" not in page
    assert 'src="' not in page
    assert page == as_page(release)


def test_a_report_that_cannot_be_written_says_so(register: Database, release: Release) -> None:
    """The figures stand with the release all the same."""
    done = RUN.invoke(app, ["releases", "show", str(release.id), "--html", "/dev/full"])

    assert done.exit_code == 1
    assert "No space left on device" in done.stderr
    assert f"tanya releases show {release.id}" in done.stderr


def test_whoever_trained_does_not_approve_by_the_command(
    register: Database, clock: FrozenClock
) -> None:
    """The account is the same."""
    made = candidate(register, BUNDLE, clock(), by=operator())
    judged(register, BUNDLE, clock())
    done = RUN.invoke(app, ["releases", "approve", str(made.id)])

    assert isinstance(done.exception, ReleaseRefused)
    assert done.exception.why == "same_person"


def test_a_second_account_approves(register: Database, release: Release) -> None:
    """And may override with a reason, and withdraw."""
    approved = RUN.invoke(app, ["releases", "approve", str(release.id)])
    over = RUN.invoke(
        app, ["releases", "override", str(release.id), "--reason", "Tautan resmi harus benar"]
    )
    gone = RUN.invoke(app, ["releases", "withdraw", str(release.id)])

    assert (approved.exit_code, over.exit_code, gone.exit_code) == (0, 0, 0)
    with register.read() as session:
        found = release_of(session, release.id)
    assert (found.state, found.approved_name) == ("withdrawn", operator())
    assert found.override_reason == f"Tautan resmi harus benar ({operator()})"


@pytest.mark.parametrize("state", ["judged", "approved", "released"])
def test_a_training_that_changes_nothing_says_so(
    register: Database, release: Release, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    """It ends well, shows the figures there are, and takes nobody's approval back."""
    with register.write() as session:
        row = session.get_one(ReleaseRow, release.id)
        row.state, row.approved_name = state, "Sari"
    monkeypatch.setattr(
        release_commands,
        "make_candidate",
        lambda *_: candidate(register, BUNDLE, utc_now()),
    )
    done = RUN.invoke(app, ["train"])

    assert done.exit_code == 0
    assert f"Nothing changed since release {release.id}" in done.stdout
    assert "Trained" not in done.stdout
    assert "50.0% (25.4-74.6)" in done.stdout
    with register.read() as session:
        assert release_of(session, release.id).approved_name == "Sari"


def test_a_model_that_is_there_is_not_trained_again(
    tmp_path: Path, register: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``make`` and the tests ask for it at every start; it enters and judges nothing."""
    model = tmp_path / "tanya-abc.tar.gz"
    model.touch()
    monkeypatch.setattr(release_commands, "model_path", lambda: model)

    done = RUN.invoke(app, ["train", "--if-needed"])

    assert "There already" in done.stdout
    assert json.loads(RUN.invoke(app, ["releases", "list", "--json"]).stdout) == []
