"""``tanya replay``: what citizens asked lately, asked of a release and of what serves."""

import asyncio
import time
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress

from maintain.asking import open_asker
from maintain.replaying import Asks, Kept, compare, kept_answers
from service.audit.origin import origin
from service.audit.recording import Deed, record
from service.clock import utc_now
from service.content.entries import Problems
from service.content.folder import read_slang
from service.content.store import load_number
from service.errors import TanyaError
from service.paths import MODELS, ROOT
from service.releases.answered import Answered
from service.releases.asked_lately import MOST, Asked, messages_of
from service.releases.replay import (
    ChangedAnswer,
    Changes,
    Compared,
    NothingToCompare,
    Replayed,
    Wanted,
    changes_of,
    keep_replay,
    models_of,
    taken_back,
)
from service.releases.verdicts import accept
from service.settings import Settings, load_settings
from service.storage.database import Database

DAYS = 30
LINES = 3  # of a reply, in the terminal

console = Console(highlight=False, markup=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, markup=False)


class ModelMissing(TanyaError):
    """A model that is to be asked is not there."""


def replay(
    release: Annotated[int, typer.Argument(metavar="RELEASE", help="Its number.")],
    days: Annotated[int, typer.Option(min=1, help="So many days back.")] = DAYS,
    most: Annotated[int, typer.Option(min=1, help="Different questions at most.")] = MOST,
    against: Annotated[
        str, typer.Option(metavar="FILE.tar.gz", help="Compare with this model of models/.")
    ] = "",
    listed: Annotated[bool, typer.Option("--list", help="List what nobody has read.")] = False,
    accepted: Annotated[
        list[int] | None, typer.Option("--accept", metavar="ID", help="Accept this change.")
    ] = None,
) -> None:
    """Ask a release what citizens asked lately, and keep what it answers otherwise than before.

    Each change is to be accepted or turned into an example, here or at the desk
    (/releases/RELEASE/replay). What is asked is masked; that it was asked, and read, is recorded.
    """
    settings = load_settings()
    database = Database.of(settings)
    if accepted:
        _accept(database, release, accepted)
    elif listed:
        _list(database, release)
    else:
        _replay(settings, database, release, timedelta(days=days), most, against)
    database.close()


def _replay(
    settings: Settings,
    database: Database,
    release: int,
    back: timedelta,
    most: int,
    against: str,
) -> None:
    now, started = utc_now(), time.monotonic()
    with database.read() as session:
        before, after = models_of(session, release)
        asked = messages_of(session, now - back, now, _slang(), most)
        content = load_number(session)
    models = _file(against or before, release), _file(after, release)
    kept = (kept_answers(models[0], content, now), kept_answers(models[1], content, now))
    _tell_size(asked.questions, kept, asked.left_out)
    is_same = models[0].name == models[1].name
    compared = [] if is_same else asyncio.run(_ask(settings, asked.questions, models, kept))
    seconds = time.monotonic() - started
    told = Replayed(
        against=models[0].name,
        begin=now - back,
        end=now,
        questions=len(asked.questions),
        messages=asked.messages,
        left_out=asked.left_out,
        messages_left_out=asked.messages_left_out,
        changed=0,
        seconds=round(seconds, 1),
        at=utc_now(),
    )
    with database.write() as session:
        changed = keep_replay(session, release, told, compared)
    console.print(
        f"{len(asked.questions)} questions ({asked.messages} messages) in {seconds:.0f} s: "
        f"{changed} answers change against {models[0].name}."
    )
    if changed:
        console.print(f"Read them at the desk, /releases/{release}/replay, or with --list.")


async def _ask(
    settings: Settings,
    questions: tuple[Asked, ...],
    models: tuple[Path, Path],
    kept: tuple[Kept, Kept],
) -> list[Compared]:
    def opens(model: Path) -> AbstractAsyncContextManager[Asks]:
        return open_asker(settings, model)

    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    progress = Progress(*columns, console=errors)
    names = ("before", "after")
    tasks = [progress.add_task(name, total=len(questions)) for name in names]
    to_ask = sum(one.get(asked) is None for one in kept for asked in questions)
    begun: float | None = None

    def tell(which: int, count: int) -> None:
        nonlocal begun
        if begun is None:  # not while Rasa starts, which shows that itself
            progress.start()
            begun = time.monotonic()
        progress.advance(tasks[which], count)

    try:
        compared = await compare(questions, models, kept, opens, tell)
    finally:
        progress.stop()
    if to_ask and begun is not None:
        took = max(time.monotonic() - begun, 0.1)
        errors.print(f"{to_ask} answers in {took:.0f} s, {to_ask / took:.1f} a second.")
    return compared


def _tell_size(questions: tuple[Asked, ...], kept: tuple[Kept, Kept], left_out: int) -> None:
    missing = [sum(one.get(asked) is None for asked in questions) for one in kept]
    told = f"{len(questions)} questions; to be asked: {missing[0]} before, {missing[1]} after."
    errors.print(told)
    if left_out:
        errors.print(f"{left_out} rarer questions are left out; --most takes more.")


def _accept(database: Database, release: int, rows: list[int]) -> None:
    with database.write() as session:
        count = accept(session, release, rows, origin().operator or "", utc_now())
        changes = changes_of(session, release)
    console.print(f"{count} accepted; {changes.read} of {changes.total} are read.")


def _list(database: Database, release: int) -> None:
    with database.write() as session:
        changes = changes_of(session, release, Wanted(is_unread=True))
        gone = taken_back(session, changes.found)
        data = {"release": release, "rows": len(changes.found)}
        record(session, Deed.REPLAY_LISTED, utc_now(), data=data)
    for one in changes.found:
        _show(one, "(deleted)" if one.id in gone else one.text)
    console.print(_progress(changes))


def _show(one: ChangedAnswer, text: str) -> None:
    talk = f", after {one.in_talk}" if one.in_talk else ""
    times = f"{one.count} x by {one.citizens}{talk}"
    console.print(f"{one.id}  {one.change}, {one.severity:g}: {times}\n  > {text}")
    for name, said in (("before", one.before), ("after", one.after)):
        lines = [line for line in said.reply.splitlines() if line.strip()][:LINES]
        told = f"  {name}: {_in_short(said)}"
        console.print("\n".join([told, *(f"    {line}" for line in lines)]))


def _in_short(said: Answered) -> str:
    topics = ", ".join(said.answered or said.topics[:3])
    return f"{said.outcome} {topics} ({said.confidence:.2f})"


def _progress(changes: Changes) -> str:
    return f"{changes.read} of {changes.total} are read."


def _file(model: str | None, release: int) -> Path:
    if model is None:
        raise NothingToCompare(
            f"nothing serves that release {release} could be compared with: name a model of "
            "models/ with --against"
        )
    file = MODELS / Path(model).name
    if not file.is_file():
        raise ModelMissing(f"{file} is not there; train it, or bring it back from a copy")
    return file


def _slang() -> dict[str, str]:
    return read_slang(ROOT / "content", Problems())
