"""What others wrote is in the desk's static files as they published it."""

import hashlib
import re

from desk.context import ASSETS, HERE
from tests.desk.desk_harness import DeskHarness

VENDOR = HERE / "static" / "vendor"
ROW = re.compile(r"^\| `([\w.-]+)` \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)


async def test_vendored_files_are_named_and_served_as_they_were_published(
    desk: DeskHarness,
) -> None:
    """A script that somebody touched, or that nobody can trace, must not run before officers."""
    told = dict(ROW.findall((VENDOR / "README.md").read_text()))
    scripts = {file.name for file in VENDOR.glob("*.js")}
    browser = desk.browser()
    served = {}
    for name in scripts:
        answer = await browser.get(ASSETS.url(f"vendor/{name}"))
        served[name] = hashlib.sha256(answer.content).hexdigest()

    assert served == told
    assert "Zero-Clause BSD" in (VENDOR / "LICENSE").read_text()
