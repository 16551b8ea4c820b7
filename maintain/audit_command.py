"""``tanya audit``: is every promise kept? For a timer at night, or by hand."""

import json
from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console

from service.clock import utc_now
from service.operations.promises import RULES, SHOWN, Finding, broken_promises
from service.settings import load_settings
from service.storage.database import Database

console = Console(highlight=False, markup=False)


def audit_command(
    minutes: Annotated[
        int, typer.Option(min=1, help="How long a message or reply may take before it is stuck.")
    ] = 15,
    hours: Annotated[int, typer.Option(min=1, help="How far to look back.")] = 48,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check that every message has one outcome and every reply went out; else exit with 1."""
    database = Database.of(load_settings())
    with database.read() as session:
        back, patience = timedelta(hours=hours), timedelta(minutes=minutes)
        findings = broken_promises(session, utc_now(), back, patience)
    database.close()
    if as_json:
        print(json.dumps([vars(finding) for finding in findings]))
    else:
        _print(findings)
    if findings:
        raise typer.Exit(1)


def _print(findings: list[Finding]) -> None:
    for finding in findings:
        ids = ", ".join(map(str, finding.ids))
        more = " and perhaps more" if len(finding.ids) == SHOWN else ""
        console.print(f"{finding.rule}: {finding.table} {ids}{more}")
    if not findings:
        console.print(f"{len(RULES)} rules checked: nothing is lost.")
