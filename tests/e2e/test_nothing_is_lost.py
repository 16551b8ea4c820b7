"""The short form of the proof; `make proof` runs the long one."""

from pathlib import Path

import pytest
from rich.console import Console

from proof.plan import Plan
from proof.run import prove

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]

PLAN = Plan(updates=150, citizens=60, kills=3, victims={"gateway": 2.0, "desk": 1.0}, rate=15.0)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_update_is_lost_while_processes_are_killed(database: str, tmp_path: Path) -> None:
    """The promise of the whole gateway, on the real processes, with Telegram failing meanwhile."""
    plan = Plan(**{**vars(PLAN), "database": database, "out": tmp_path})

    findings = prove(plan, Console(quiet=True))

    assert findings == []
