"""``tanya review``: where the bot probably went wrong, in a terminal or as lines of JSON."""

import json
from datetime import datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console

from service.audit.recording import Deed, record
from service.calendar import WIB
from service.clock import utc_now
from service.learning.grouping import Group
from service.learning.reviewing import Asked, groups_of
from service.learning.signals import Signal
from service.settings import load_settings
from service.storage.database import Database

WEEK = timedelta(days=7)
WORDINGS = 5  # of a group, in the terminal

console = Console(highlight=False, markup=False)


def review(
    since: Annotated[datetime | None, typer.Option(help="From this day on (Jakarta).")] = None,
    until: Annotated[datetime | None, typer.Option(help="Before this day (Jakarta).")] = None,
    signal: Annotated[list[Signal] | None, typer.Option(help="Only with this sign.")] = None,
    channel: Annotated[str, typer.Option(help="Only of this channel.")] = "",
    topic: Annotated[str, typer.Option(help="Only answered with, or offered, this topic.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a group.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="Groups at most.")] = 20,
) -> None:
    """List questions that were probably answered wrongly, alike ones together, the worst first.

    Without days: the last seven. What is shown is masked; that it was read is recorded.
    """
    now = utc_now()
    asked = Asked(
        begin=since.replace(tzinfo=WIB) if since else now - WEEK,
        end=until.replace(tzinfo=WIB) if until else now,
        signals=signal or (),
        channel=channel,
        topic=topic,
    )
    with Database.of(load_settings()).write() as session:
        groups = groups_of(session, asked)
        shown = groups[:limit]
        data = {"messages": sum(len(one.members) for one in shown), "groups": len(shown)}
        record(session, Deed.REVIEW_LISTED, now, data=data)
    for one in shown:
        print(json.dumps(_as_json(one), ensure_ascii=False)) if as_json else _show(one)
    if not as_json:
        messages = sum(len(one.members) for one in groups)
        console.print(f"{messages} messages in {len(groups)} groups, {len(shown)} shown.")


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
