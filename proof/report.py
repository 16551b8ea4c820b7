"""The report of a run: a table on the screen, all of it as JSON, and a picture."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from proof.audit import RULES, Finding
from proof.evidence import Evidence
from proof.figures import Figures

SHOWN = 5  # findings of a rule on the screen
KEPT = 200  # findings in the JSON


def print_report(console: Console, figures: Figures, findings: Sequence[Finding]) -> None:
    """Print the figures, and for each rule how often it was broken."""
    table = Table("figure", "value", title="The run")
    for name, value in figures.items():
        table.add_row(name.replace("_", " "), _readable(value))
    console.print(table)
    counts = Counter(finding.rule for finding in findings)
    audit = Table("rule", "what it says", "broken", title="The audit")
    for rule, find in RULES.items():
        audit.add_row(rule, find.__doc__, str(counts[rule]))
    console.print(audit)
    for rule in counts:
        for finding in [f for f in findings if f.rule == rule][:SHOWN]:
            console.print(f"  {rule}: {finding.subject}: {finding.why}")


def write_report(
    path: Path, plan: dict[str, Any], figures: Figures, findings: Sequence[Finding]
) -> None:
    """Write everything as JSON."""
    counts = Counter(finding.rule for finding in findings)
    report = {
        "plan": plan,
        "figures": figures,
        "violations": {rule: counts[rule] for rule in RULES},
        "findings": [vars(finding) for finding in findings[:KEPT]],
    }
    path.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_rows(path: Path, evidence: Evidence) -> None:
    """Write the rows that the audit read, a JSON object a line; the database is gone later."""
    tables: tuple[Iterable[object], ...] = (
        evidence.updates,
        evidence.turns,
        evidence.messages,
        evidence.escalations,
    )
    with path.open("w", encoding="utf-8") as file:
        for row in chain.from_iterable(tables):
            line = {"table": type(row).__name__, **vars(row)}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _readable(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {number}" for name, number in value.items()) or "none"
    return str(value)
