"""Logs hold ids and outcomes; what citizens wrote must not get in by way of an error."""

import json
import subprocess
import sys

import pytest

from service.paths import ROOT

SECRET = "saya ditipu pak lurah"
BROKEN = f'raise ValueError("{SECRET}")'
START = """
import logging, sys, structlog
from service.operations.logs import configure_logging, log_crashes
configure_logging("DEBUG")
log_crashes()
log = structlog.get_logger()
"""
CASES = {
    "our own exception": f"""
try:
    {BROKEN}
except ValueError:
    log.exception("turn_failed", update=7)
""",
    "a chain of errors": f"""
try:
    try:
        {BROKEN}
    except ValueError as error:
        raise KeyError("{SECRET}") from error
except KeyError as error:
    log.error("broke", exc_info=error)
""",
    "a library's exception": f"""
try:
    {BROKEN}
except ValueError as error:
    logging.getLogger("some.library").exception("while working on %s", "{SECRET}")
""",
    "a library's message": f"logging.getLogger('rasa_sdk').error('refused: {SECRET}')",
    "the server's exception": f"""
try:
    {BROKEN}
except ValueError as error:
    logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=error)
""",
    "a database error": f"""
from service.storage.database import Database
from service.storage.content_tables import ContentLoad
try:
    with Database("sqlite://").write() as session:
        session.add(ContentLoad(fingerprint="{SECRET}"))
except Exception:
    log.exception("not_stored")
""",
    "a crash": BROKEN,
    "a crash in a thread": f"""
import threading
def work():
    {BROKEN}
thread = threading.Thread(target=work)
thread.start()
thread.join()
""",
    "a task that nobody waits for": f"""
import asyncio, gc
async def work():
    {BROKEN}
async def main():
    asyncio.create_task(work())
    await asyncio.sleep(0.01)
    gc.collect()
asyncio.run(main())
""",
    "an error nobody can catch": f"""
class Odd:
    def __del__(self):
        {BROKEN}
Odd()
""",
}


def printed(code: str) -> str:
    """Run code with our logging in a process of its own; return all that it prints."""
    done = subprocess.run(
        [sys.executable, "-c", START + code],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


@pytest.mark.parametrize("case", CASES)
def test_an_error_is_logged_without_its_words(case: str) -> None:
    """An error's text often holds what was being worked on."""
    said = printed(CASES[case])

    assert SECRET not in said
    lines = [json.loads(line) for line in said.splitlines()]
    assert len(lines) == 1
    assert lines[0]["level"] in ("error", "critical")


def test_an_error_names_its_classes_and_places() -> None:
    """Without words an operator still needs to know what broke and where."""
    line = json.loads(printed(CASES["a chain of errors"]))

    assert line["event"] == "broke"
    assert line["error"] == "KeyError from ValueError"
    assert line["at"] == ["<string>:12"]


def test_a_harmless_library_keeps_its_message() -> None:
    """ "Address already in use" is what the operator must read."""
    line = json.loads(printed("logging.getLogger('uvicorn.error').error('port %s busy', 80)"))

    assert line["message"] == "port 80 busy"


def test_a_warning_is_a_line_like_any_other() -> None:
    """What collects logs reads them by machine."""
    line = json.loads(printed(f"import warnings; warnings.warn('{SECRET}')"))

    assert (line["event"], line["category"]) == ("warned", "UserWarning")
    assert SECRET not in str(line)


def test_ctrl_c_is_no_crash() -> None:
    """It is how a process is stopped."""
    assert printed("raise KeyboardInterrupt") == ""
