"""``tanya train``, ``tanya judge`` and ``tanya releases``: candidates, their figures, the gate."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.status import Status
from rich.table import Table

from maintain.judging import Tell
from maintain.operator import operator
from maintain.release_page import as_page
from maintain.release_text import report_lines
from maintain.releasing import judge_candidate, make_candidate, note_changed_content
from maintain.training import EXPECTED, finish_training, model_path, start_training
from service.calendar import WIB
from service.clock import utc_now
from service.releases.gate import reasons_against
from service.releases.register import approve, override, release_of, releases, withdraw
from service.releases.views import Person, Release
from service.settings import load_settings
from service.storage.database import Database

SHOWN = 20  # releases in a list

app = typer.Typer(no_args_is_help=True, help="What was trained, and may it serve.")
console = Console(highlight=False, markup=False)
errors = Console(stderr=True, highlight=False, markup=False)

Number = Annotated[int, typer.Argument(metavar="N", help="The release's number.")]
Page = Annotated[Path | None, typer.Option("--html", help="Write the report as one page.")]
Folds = Annotated[
    bool, typer.Option("--folds", help="Cross-validate the examples, too: a minute more, or two.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def train(
    if_needed: Annotated[
        bool, typer.Option(help="Only a model, and only when there is none for this data yet.")
    ] = False,
    no_judge: Annotated[bool, typer.Option("--no-judge", help="Judge it later.")] = False,
    html: Page = None,
    folds: Folds = False,
) -> None:
    """Train a candidate for the present training data, and judge it beside what serves."""
    if if_needed:
        _train_if_needed()
        return
    begun = utc_now()
    with _database() as database:
        with errors.status(_progress("Training", 0)) as status:
            made = make_candidate(
                load_settings(),
                database,
                operator(),
                lambda seconds: status.update(_progress("Training", seconds)),
            )
        console.print(_made_in_words(made, begun))
        if made.is_judged or not made.is_judgeable:  # nothing changed: its approval stays
            _show(database, made.id, html)
        elif not no_judge:
            _judge(database, made.id, html, has_folds=folds)


def _made_in_words(made: Release, begun: datetime) -> str:
    named = f"release {made.id} ({made.short})"
    if made.trained_at >= begun:
        return f"Trained {named}: {made.model}, {made.seconds:g} s"
    told = f"Nothing changed since {named}, {made.kind}, {made.state}: it is the same bundle."
    anew = made.is_judged and made.is_judgeable
    return f"{told} To judge it anew: tanya judge {made.id}" if anew else told


def judge(number: Number, html: Page = None, folds: Folds = False) -> None:
    """Judge a candidate beside what serves."""
    with _database() as database:
        _judge(database, number, html, has_folds=folds)


@app.command("list")
def list_releases(as_json: AsJson = False) -> None:
    """List the releases, the newest first."""
    with _database() as database:
        note_changed_content(database)
        with database.read() as session:
            found = releases(session, SHOWN)
    if as_json:
        print(json.dumps([_in_short(one) for one in found], ensure_ascii=False))
        return
    table = Table("release", "bundle", "kind", "state", "trained (WIB)", "by", "approved", "model")
    for one in found:
        when = f"{one.trained_at.astimezone(WIB):%d %b %Y %H:%M}"
        row = (str(one.id), one.short, one.kind, one.state, when, one.trained_by)
        table.add_row(*row, one.approved_name, one.model)
    console.print(table)


@app.command()
def show(number: Number, html: Page = None, as_json: AsJson = False) -> None:
    """Show a release: its bundle, its figures, and what speaks against it."""
    with _database() as database:
        if as_json:
            with database.read() as session:
                one = release_of(session, number)
            told = {**_in_short(one), "parts": dict(one.bundle.parts), "report": one.report}
            print(json.dumps(told, ensure_ascii=False))
            return
        _show(database, number, html)


@app.command("approve")
def approve_release(number: Number) -> None:
    """Approve a judged release; never whoever trained it."""
    with _database() as database, database.write() as session:
        approve(session, number, Person(operator()), utc_now())
    console.print(f"Release {number} is approved.")


@app.command("override")
def override_gate(
    number: Number,
    reason: Annotated[str, typer.Option(help="Why it may serve against the gate.")],
) -> None:
    """Let a release serve against the gate; the reason stands with it for good."""
    with _database() as database, database.write() as session:
        override(session, number, Person(operator()), reason, utc_now())
    console.print(f"Release {number} may serve against the gate.")


@app.command("withdraw")
def withdraw_release(number: Number) -> None:
    """Take a candidate out of the way."""
    with _database() as database, database.write() as session:
        withdraw(session, number, Person(operator()), utc_now())
    console.print(f"Release {number} is withdrawn.")


def _train_if_needed() -> None:
    if model_path().exists():
        console.print(f"There already: {model_path()}")
        return
    with errors.status("Training, about 90 s (var/train.log)"):
        target = finish_training(*start_training(load_settings()))
    console.print(f"Trained {target}")


def _judge(database: Database, number: int, html: Path | None, *, has_folds: bool) -> None:
    with errors.status("Judging") as status:
        judged = judge_candidate(
            load_settings(), database, number, _asking(status), has_folds=has_folds
        )
    if has_folds and not (judged.report or {}).get("folds"):
        errors.print("Not cross-validated: the examples are not those it was trained from.")
    _show(database, number, html)


def _asking(status: Status) -> Tell:
    return lambda model, done, total: status.update(f"Judging {model}: {done} of {total} asked")


def _show(database: Database, number: int, html: Path | None) -> None:
    with database.read() as session:
        release = release_of(session, number)
        reasons = reasons_against(session, release)
    print("\n".join(report_lines(release, reasons)))
    if html is not None:
        _write_page(html, release)


def _write_page(html: Path, release: Release) -> None:
    try:
        html.write_text(as_page(release), encoding="utf-8")
    except OSError as error:
        text = f"{html}: the report was not written ({error.strerror}); it stands with the release"
        errors.print(f"tanya: {text}: tanya releases show {release.id}", style="bold red")
        sys.exit(1)
    console.print(f"Report: {html}")


def _progress(what: str, seconds: float) -> str:
    return f"{what}: {seconds:.0f} s of about {EXPECTED:.0f} s (var/train.log)"


@contextmanager
def _database() -> Iterator[Database]:
    database = Database.of(load_settings())
    try:
        database.migrate()
        yield database
    finally:
        database.close()


def _in_short(one: Release) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "digest": one.digest,
        "model": one.model,
        "state": one.state,
        "trained_by": one.trained_by,
        "trained_at": one.trained_at.isoformat(),
        "approved_by": one.approved_name,
        "override_reason": one.override_reason,
    }
