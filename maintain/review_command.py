"""``tanya review``: where the bot probably went wrong, and what is said about it."""

import getpass
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from maintain.review_applying import apply_lines
from service.audit.recording import Deed, record
from service.calendar import WIB
from service.clock import utc_now
from service.errors import NotFound
from service.learning.grouping import Group
from service.learning.label_kinds import LabelView
from service.learning.label_views import waiting_labels
from service.learning.regression import cases
from service.learning.reviewing import Asked, groups_of
from service.learning.signals import Signal
from service.learning.teaching import Teaching
from service.officers.accounts import find_account
from service.settings import load_settings
from service.storage.database import Database

WEEK = timedelta(days=7)
WORDINGS = 5  # of a group, in the terminal

app = typer.Typer()
console = Console(highlight=False, markup=False)


@app.callback(invoke_without_command=True)
def review(
    context: typer.Context,
    since: Annotated[datetime | None, typer.Option(help="From this day on (Jakarta).")] = None,
    until: Annotated[datetime | None, typer.Option(help="Before this day (Jakarta).")] = None,
    signal: Annotated[list[Signal] | None, typer.Option(help="Only with this sign.")] = None,
    channel: Annotated[str, typer.Option(help="Only of this channel.")] = "",
    topic: Annotated[str, typer.Option(help="Only answered with, or offered, this topic.")] = "",
    decided: Annotated[
        bool, typer.Option(help="Those that were decided, not those left.")
    ] = False,
    as_list: Annotated[bool, typer.Option("--list", help="List; so it does anyway.")] = False,
    apply: Annotated[
        Path | None, typer.Option(metavar="FILE.jsonl", help="Propose what its lines say.")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="With --apply: only check the lines.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a group.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="Groups at most.")] = 20,
) -> None:
    """List questions that were probably answered wrongly, alike ones together, the worst first.

    Without days: the last seven. What is shown is masked; that it was read is recorded. With
    --apply the lines of a file say what messages mean, all of them or, if one is wrong, none:
    {"turns": [7, 9], "texts": ["..."], "kind": "intent", "intent": "magang", "reason": "..."}.
    """
    if context.invoked_subcommand is not None:
        return
    if apply is not None:
        if as_list:
            raise typer.BadParameter("--list shows and --apply proposes: give one of them")
        _apply(apply, dry_run)
        return
    now = utc_now()
    asked = Asked(
        begin=since.replace(tzinfo=WIB) if since else now - WEEK,
        end=until.replace(tzinfo=WIB) if until else now,
        signals=signal or (),
        channel=channel,
        topic=topic,
        is_decided=decided,
    )
    _list(asked, now, limit, as_json)


@app.command()
def waiting(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a decision.")] = False,
) -> None:
    """List what waits for a second person, the oldest first."""
    with _database().write() as session:
        labels = waiting_labels(session)
        record(session, Deed.LABELS_LISTED, utc_now(), data={"waiting": len(labels)})
    for label in labels:
        print(json.dumps(_label_json(label), ensure_ascii=False)) if as_json else _tell(label)
    if not as_json:
        console.print(f"{len(labels)} wait for a second person.")


@app.command()
def approve(
    number: Annotated[int, typer.Argument(help="The decision's, as `waiting` tells it.")],
    by: Annotated[str, typer.Option(metavar="USERNAME", help="Who is the second person.")],
) -> None:
    """Carry out what somebody else proposed, as a maintainer who is not that person."""
    database = _database()
    with database.read() as session:
        account = find_account(session, by)
        if account is None:
            raise NotFound(f"no account {by!r}: tanya officers list names them")
        officer = account.id
    label = Teaching(database).approve(number, officer, utc_now())
    console.print(f"{label.id}: {label.kind} {label.intent} approved by {label.decided_name}.")


@app.command("cases")
def export_cases() -> None:
    """Print what must go on being answered right, for tanya evaluate --conversations."""
    with _database().write() as session:
        found = cases(session)
        record(session, Deed.CASES_EXPORTED, utc_now(), data={"cases": len(found)})
    for case in found:
        print(json.dumps(case.as_line(), ensure_ascii=False))


def _list(asked: Asked, now: datetime, limit: int, as_json: bool) -> None:
    database = _database()
    with database.read() as session:
        groups = groups_of(session, asked)
    shown = groups[:limit]
    with database.write() as session:
        data = {"messages": sum(len(one.members) for one in shown), "groups": len(shown)}
        record(session, Deed.REVIEW_LISTED, now, data=data)
    for one in shown:
        print(json.dumps(_as_json(one), ensure_ascii=False)) if as_json else _show(one)
    if not as_json:
        messages = sum(len(one.members) for one in groups)
        console.print(f"{messages} messages in {len(groups)} groups, {len(shown)} shown.")


def _apply(file: Path, dry_run: bool) -> None:
    labels = apply_lines(_database(), file, getpass.getuser(), utc_now(), is_kept=not dry_run)
    for label in labels:
        console.print(f"{label.state}: {label.kind} {label.intent}, {label.messages} messages")
    told = "could be said; nothing was stored" if dry_run else "said"
    console.print(f"{len(labels)} lines {told}.")


def _database() -> Database:
    return Database.of(load_settings())


def _tell(label: LabelView) -> None:
    console.print(f"{label.id}: {label.kind} {label.intent}, {label.messages} messages")
    console.print(f"  by {label.proposed_name}, {label.proposed_at.astimezone(WIB):%d.%m. %H.%M}")
    for text in label.texts:
        console.print(f"  {text}")


def _label_json(label: LabelView) -> dict[str, object]:
    return {
        "number": label.id,
        "kind": label.kind,
        "intent": label.intent,
        "from_intent": label.from_intent,
        "texts": label.texts,
        "messages": label.messages,
        "reason": label.reason,
        "by": label.proposed_name,
        "at": label.proposed_at.isoformat(),
    }


def _show(group: Group) -> None:
    first = group.members[0]
    signs = ", ".join(f"{sign} {times}" for sign, times in group.signals.most_common())
    answer = first.topic or ("offered " + ", ".join(first.offered) if first.offered else "")
    console.print(f"{len(group.members)} x, harm {group.harm:g}: {signs}")
    console.print(f"  {first.outcome} {answer}".rstrip())
    for text, times in group.said.most_common(WORDINGS):
        console.print(f"  {times} x {text}")


def _as_json(group: Group) -> dict[str, object]:
    return {
        "harm": group.harm,
        "signals": dict(group.signals),
        "messages": [
            {
                "turn": one.turn_id,
                "at": one.at.isoformat(),
                "channel": one.channel,
                "text": one.text,
                "outcome": one.outcome,
                "topic": one.topic,
                "offered": one.offered,
                "ranking": one.ranking,
                "model": one.model,
                "signals": sorted(one.signals),
            }
            for one in group.members
        ],
    }
