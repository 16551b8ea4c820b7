"""The report of a run: a table on the screen, all of it as JSON, and a picture."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from proof.audit import RULES, Finding
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


def _readable(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {number}" for name, number in value.items()) or "none"
    return str(value)
