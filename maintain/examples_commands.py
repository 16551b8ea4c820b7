"""``tanya examples``: what the model learns from, its files, its history and its doubts."""

import difflib
import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from maintain.doubtful import FOLDS, doubtful
from maintain.example_loading import load_examples, told
from maintain.training_data import contradictions
from service.answering.hearing import learn_door
from service.calendar import WIB
from service.clock import utc_now
from service.content.entries import Problems
from service.content.folder import read_slang
from service.errors import TanyaError
from service.examples.conflicts import sentences
from service.examples.importing import import_files, is_current
from service.examples.likeness import Likeness, Sentence
from service.examples.register import active, move, retire
from service.examples.register import history as changes
from service.examples.rendering import export_files, render
from service.paths import ROOT
from service.settings import load_settings
from service.storage.database import Database

app = typer.Typer(no_args_is_help=True)
console = Console(highlight=False, markup=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

Intent = Annotated[str, typer.Argument(help="A topic's id, or another intent of domain.yml.")]
Who = Annotated[str, typer.Option("--by", help="Who decides; the account's name if not given.")]
Why = Annotated[str, typer.Option("--reason", help="Why, for the history.")]

DIGESTED = ("import", "export")  # whose reason is a digest of the files


class FilesDiffer(TanyaError):
    """The files of ``data/`` are not what the register has, or cannot be made so."""


@app.command()
def export(
    check: Annotated[bool, typer.Option("--check", help="Only tell whether they differ.")] = False,
    patch: Annotated[
        Path | None, typer.Option(help="Write a patch for git instead; - prints it.")
    ] = None,
    by: Who = "",
) -> None:
    """Write the register into the files of data/, to be committed; hand edits come in first.

    Order, comments and format stay. A patch is applied by: git apply FILE.
    """
    with _database() as database:
        if check or patch is not None:
            with database.read() as session:
                texts, is_read = render(session, ROOT), is_current(session, ROOT)
            _tell_difference(texts, is_read, patch)
            return
        try:
            with database.write() as session:
                written = export_files(session, ROOT, by or getpass.getuser(), utc_now())
        except OSError as error:
            raise FilesDiffer(f"data/ cannot be written, use --patch: {error}") from error
    console.print("\n".join(f"written: data/{name}" for name in written) or "Nothing differs.")


@app.command("import")
def import_(by: Who = "") -> None:
    """Read hand edits of the files of data/ into the register; its own changes stay."""
    with _database() as database, database.write() as session:
        done = import_files(session, ROOT, by or getpass.getuser(), utc_now())
    console.print(told(done))


@app.command("list")
def list_examples(
    intent: Annotated[str, typer.Option(help="Only of this intent.")] = "",
) -> None:
    """Print what is learnt, or how many sentences of each intent."""
    with _current() as database, database.read() as session:
        learnt = active(session)
    if intent:
        for one in (one for one in learnt if one.intent == intent):
            console.print(f"{one.file}: {one.text}")
        return
    counts: dict[str, int] = {}
    for one in learnt:
        counts[one.intent] = counts.get(one.intent, 0) + 1
    for name, count in sorted(counts.items()):
        console.print(f"{count:6} {name}")


@app.command("move")
def move_examples(
    from_intent: Intent,
    to_intent: Intent,
    text: Annotated[
        list[str] | None, typer.Option(help="Only this sentence; may be given several times.")
    ] = None,
    by: Who = "",
    reason: Why = "",
) -> None:
    """Let sentences stand for another intent: all (a new name, a merger), or some (a split)."""
    with _current() as database, database.write() as session:
        who = by or getpass.getuser()
        count = move(
            session, from_intent, to_intent, text, by=who, now=utc_now(), reason=reason, root=ROOT
        )
    console.print(f"{count} examples of {from_intent} stand for {to_intent} now.")


@app.command("retire")
def retire_examples(intent: Intent, texts: list[str], by: Who = "", reason: Why = "") -> None:
    """Let an intent be learnt from these sentences no more."""
    with _current() as database, database.write() as session:
        who = by or getpass.getuser()
        count = retire(session, texts, intent, by=who, now=utc_now(), reason=reason)
    console.print(f"{count} examples of {intent} are learnt no more.")


@app.command()
def history(
    limit: Annotated[int, typer.Option(min=1, help="How many acts at most.")] = 30,
) -> None:
    """Show the newest acts on the register."""
    table = Table("when (WIB)", "what", "intent", "to", "examples", "label", "by", "reason")
    with _current() as database, database.read() as session:
        for one in changes(session, limit):
            when = one.at.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S")
            label = str(one.label_id or "")
            why = one.reason[:12] if one.kind in DIGESTED else one.reason
            table.add_row(
                when, one.kind, one.intent, one.to_intent, str(one.count), label, one.by, why
            )
    console.print(table)


@app.command()
def check(
    door: Annotated[
        bool, typer.Option(help="Also ask the door whether one accuses: some seven minutes.")
    ] = False,
) -> None:
    """Tell what contradicts itself in the register, and warn of what nearly does."""
    known = _sentences()
    for one, other in Likeness(known).near_pairs():
        console.print(f"nearly the same: {_both(one, other)}")
    if door:
        _tell_accusing(known)
    found = contradictions(ROOT, known)
    if found:
        lines = "\n".join(f"  {line}" for line in found)
        raise FilesDiffer(f"the register has {len(found)} contradictions:\n{lines}")
    console.print(f"{len(known)} examples: none contradicts another.")


@app.command("doubtful")
def list_doubtful(
    intent: Annotated[str, typer.Option(help="Only of this intent.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 40,
) -> None:
    """List examples that the others would put into another intent, in a minute."""
    known = _sentences()
    with errors.status(f"Asking {len(known)} examples of each other") as status:
        found = doubtful(
            known, lambda done, every: status.update(f"Learnt and asked {done} of {every} times")
        )
    wanted = [one for one in found if intent in ("", one.example.intent)]
    for one in wanted[:limit]:
        example = one.example
        console.print(f"{example.intent} ({one.own:.2f}) or {one.other_intent} ({one.other:.2f})?")
        console.print(f"    {example.text}    {example.place}")
    shown = min(limit, len(wanted))
    console.print(f"{len(wanted)} of {len(known)} doubtful in {FOLDS} folds, {shown} shown.")


def _tell_difference(texts: dict[str, str], is_read: bool, patch: Path | None) -> None:
    """Write or print the patch; without one, fail where the files differ."""
    lines = [line for name, text in texts.items() for line in _diff(name, text)]
    if patch is not None:
        if str(patch) == "-":
            typer.echo("".join(lines), nl=False)
        else:
            patch.write_bytes("".join(lines).encode())
            console.print(f"written: {patch}, {len(lines)} lines")
        return
    told = [] if is_read else ["data/ was changed since it was read: tanya examples import"]
    if lines:
        told.append("the register has other examples: tanya examples export\n" + "".join(lines))
    if told:
        raise FilesDiffer("\n".join(told))
    console.print("The files are what the register has.")


def _diff(name: str, text: str) -> Iterator[str]:
    before = (ROOT / "data" / name).read_bytes().decode()
    if before == text:
        return iter(())
    old, new = before.splitlines(keepends=True), text.splitlines(keepends=True)
    return difflib.unified_diff(old, new, f"a/data/{name}", f"b/data/{name}")


def _tell_accusing(known: list[Sentence]) -> None:
    hear = learn_door(load_settings().content_dir).hear
    for one in track(known, "Asking the door", console=errors):
        heard = hear(one.text)
        if heard.channel is not None or heard.distress is not None:
            console.print(f"held at the door: {one.place} ({one.intent}) {one.text}")


def _both(one: Sentence, other: Sentence) -> str:
    sides = (f"{s.place} ({s.intent}) {s.text!r}" for s in (one, other))
    return ", ".join(sides)


def _sentences() -> list[Sentence]:
    slang = read_slang(ROOT / "content", Problems())
    with _current() as database, database.read() as session:
        return list(sentences(session, slang))


@contextmanager
def _current() -> Iterator[Database]:
    """Open the database, and read hand edits first: every command speaks of them too."""
    with _database() as database:
        load_examples(database, errors.print)
        yield database


@contextmanager
def _database() -> Iterator[Database]:
    database = Database.of(load_settings())
    database.migrate()
    try:
        yield database
    finally:
        database.close()
