"""``tanya sample``: draw a week's messages to be judged, and tell what the judged ones say."""

import csv
import json
import sys
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console

from service.calendar import WIB
from service.clock import utc_now
from service.learning.sample_figures import SampleFigures, figures_of_samples
from service.learning.sampling import USUAL, WEEK, draw_sample, week_before
from service.settings import load_settings
from service.storage.database import Database

FIRST_YEAR = 2000  # before the first message, and far from what no calendar can count

app = typer.Typer(no_args_is_help=True)
console = Console(highlight=False, markup=False)


@app.command()
def draw(
    size: Annotated[int, typer.Option(min=1, help="Messages, about.")] = USUAL,
    week: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Any day of the week (Jakarta).")
    ] = None,
) -> None:
    """Draw the sample of a week, the last whole one if none is named; once is for good."""
    now = utc_now()
    if week and week.replace(tzinfo=WIB) > now:
        raise typer.BadParameter("that week is not over: name a day that is past")
    if week and week.year < FIRST_YEAR:
        raise typer.BadParameter(f"no message is older than {FIRST_YEAR}")
    begin = week_before(week.replace(tzinfo=WIB) + WEEK) if week else week_before(now)
    with Database.of(load_settings()).write() as session:
        number = draw_sample(session, begin, now, size)
        one = next(one for one in figures_of_samples(session) if one.sample_id == number)
    console.print(f"Week of {_day(one)}: {one.drawn} of {one.turns} messages, seed {one.seed}.")


@app.command()
def show(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Tell how often the bot was right in each week, bad ones too; nobody's words are shown."""
    with Database.of(load_settings()).read() as session:
        rows = [_row(one) for one in figures_of_samples(session)]
    if as_json:
        print(json.dumps(rows, indent=1))
    elif as_csv and rows:
        writer = csv.DictWriter(sys.stdout, fieldnames=[*rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    elif not as_csv:
        for row in rows:
            console.print(_line(row), soft_wrap=True)
        if not rows:
            console.print("No sample was drawn yet: tanya sample draw")


def _row(one: SampleFigures) -> dict[str, Any]:
    right, told = one.right, one.agreement
    return {
        "week": _day(one),
        "turns": one.turns,
        "drawn": one.drawn,
        "judged": right.judged if right else 0,
        "open": one.open,
        "missing": one.missing,
        "right": right.share if right else None,
        "low": right.low if right else None,
        "high": right.high if right else None,
        "weight": right.weight if right else 0.0,
        "partly": one.partly.share if one.partly else None,
        "pairs": told.pairs,
        "same": told.same,
        "kappa": told.kappa,
        "disagreements": len(one.disagreements),
        "seed": one.seed,
    }


def _line(row: dict[str, Any]) -> str:
    state = f"{row['judged']} of {row['drawn']} judged, {row['open']} open, {row['missing']} gone"
    if row["right"] is None:
        return f"{row['week']}: {state}"
    right, low, high = (100 * row[name] for name in ("right", "low", "high"))
    kappa = "none" if row["kappa"] is None else f"{row['kappa']:.2f}"
    told = f"judges agree on {row['same']} of {row['pairs']}, kappa {kappa}"
    return f"{row['week']}: right {right:.1f} % ({low:.1f}-{high:.1f}, 95 %); {state}; {told}"


def _day(one: SampleFigures) -> str:
    return one.begin.astimezone(WIB).date().isoformat()
