"""One run of the proof: start everything, write and kill, wait, stop, audit, report."""

import asyncio
import contextlib
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from proof.audit import Finding, audit
from proof.crowds import Crowds
from proof.databases import disturb
from proof.evidence import Evidence, read_double, read_rows
from proof.figures import figures_of
from proof.journal import read_journal
from proof.keeper import Keeper, Killer
from proof.matching import match_deliveries
from proof.officer import Officer
from proof.picture import write_picture
from proof.plan import Plan
from proof.progress import Progress, open_work
from proof.report import print_report, write_report, write_rows
from proof.shown import read_shown
from proof.stage import Stage, open_stage
from proof.web_evidence import read_pages, read_web_rows

LOOK_AGAIN = 0.1  # seconds between two looks whether somebody is to be killed
DATABASE = "database"  # the victim that is no process of ours
SETTLING = 1.0  # seconds between two looks whether everything is done


def prove(plan: Plan, console: Console) -> Sequence[Finding]:
    """Run a plan and return what broke a rule; the report lies in the plan's folder.

    Raises:
        TanyaError: Something is missing, or a process did not start.
    """
    kind = plan.database.partition(":")[0]
    folder = plan.out / f"{kind}-{time.strftime('%Y%m%d-%H%M%S')}"
    folder.mkdir(parents=True)
    console.print(f"{plan.updates} updates, {plan.kills} kills, {kind}; everything in {folder}")
    with open_stage(plan, folder) as stage:
        asyncio.run(_play(plan, stage, console))
        evidence = _gather(stage)
    return _judge(plan, evidence, folder, console)


async def _play(plan: Plan, stage: Stage, console: Console) -> None:
    keeper = Keeper(stage.programs, stage.journal, stage.folder)
    try:
        begun = time.monotonic()
        console.print("Starting gateway, desk, action server and Rasa")
        await asyncio.to_thread(keeper.start_all)
        console.print(f"All answer after {time.monotonic() - begun:.0f} s")
        await _write_and_kill(plan, stage, keeper, console)
    finally:
        await asyncio.to_thread(keeper.stop_all)


async def _write_and_kill(plan: Plan, stage: Stage, keeper: Keeper, console: Console) -> None:
    crowds = Crowds(plan, stage)
    killer = Killer(plan.seed, plan.kills, plan.names)
    progress = Progress(plan, console, stage.database)
    officer = Officer(stage.desk_url, plan.seed, stage.journal)
    keeping = [
        asyncio.create_task(job)
        for job in (keeper.keep(), progress.show(crowds, keeper, killer), officer.work())
    ]
    killing = asyncio.create_task(_kill(plan, stage, keeper, killer, crowds))
    try:
        async with crowds.web:
            await crowds.write(lambda: progress.waiting(crowds) < plan.waiting)
            await killing
            console.print(f"Everything is written; waiting up to {plan.drain:.0f} s for the rest")
            await _drain(stage, crowds, progress, plan.drain)
    finally:
        for task in [*keeping, killing]:
            task.cancel()
        results = await asyncio.gather(*keeping, killing, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result


async def _kill(plan: Plan, stage: Stage, keeper: Keeper, killer: Killer, crowds: Crowds) -> None:
    while killer.killed < plan.kills:
        for name in killer.due(crowds.written / plan.updates):
            if name == DATABASE:
                stage.journal.add("killed", name=name)
                await asyncio.to_thread(disturb, stage.database)
                stage.journal.add("answers", name=name)
            else:
                keeper.kill(name)
        await asyncio.sleep(LOOK_AGAIN)


async def _drain(stage: Stage, crowds: Crowds, progress: Progress, seconds: float) -> None:
    """Wait until nothing waits anywhere, twice in a row, or so many seconds are over."""
    quiet = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while quiet < 2:
                await asyncio.sleep(SETTLING)
                work = await asyncio.to_thread(open_work, stage.database)
                is_quiet = progress.waiting(crowds) == 0 and not work.updates + work.messages
                quiet = quiet + 1 if is_quiet else 0


def _gather(stage: Stage) -> Evidence:
    evidence = Evidence(ended_at=time.time(), events=list(read_journal(stage.proof_journal)))
    read_double(evidence, read_journal(stage.telegram_journal))
    read_rows(evidence, stage.database)
    read_pages(evidence.web, evidence.events + list(read_journal(stage.web_journal)))
    read_web_rows(evidence.web, stage.database)
    read_shown(evidence, stage.database, stage.folder)
    return evidence


def _judge(plan: Plan, evidence: Evidence, folder: Path, console: Console) -> Sequence[Finding]:
    matches = match_deliveries(evidence)
    findings = audit(evidence, matches)
    figures = figures_of(evidence, matches)
    title = f"Tanya BPKP: {plan.updates} updates, {plan.kills} kills, seed {plan.seed}"
    write_picture(folder / "run.svg", evidence, matches, title)
    settings = {name: str(value) for name, value in asdict(plan).items()}
    write_rows(folder / "rows.jsonl", evidence)
    write_report(folder / "report.json", settings, figures, findings)
    print_report(console, figures, findings)
    verdict = f"{len(findings)} violations" if findings else "Nothing was lost"
    console.print(f"{verdict}. Report and picture: {folder}")
    return findings
