"""Sets a run up: databases with content and an officer, the Bot API double, the processes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import select

from maintain.content_loading import load_content
from maintain.ports import free_port
from maintain.processes import Program, service_programs
from maintain.training import model_path
from proof.databases import open_database
from proof.journal import Journal
from proof.officer import NAME, PASSWORD, UNIT, USERNAME
from proof.plan import Plan, gateway_names
from service.assembly import today_in_jakarta
from service.clock import utc_now
from service.errors import TanyaError
from service.officers.accounts import add_officer
from service.paths import ROOT, VAR
from service.settings import Settings
from service.storage.content_tables import VectorRow
from service.storage.database import Database

TOKEN = "1:proof"  # noqa: S105 - the double takes any


class CannotProve(TanyaError):
    """Something is missing for a run; says what to do."""


@dataclass(frozen=True)
class Stage:
    """Everything that a run plays on; the processes are not started yet."""

    folder: Path
    database: Database
    journal: Journal
    api_url: str
    desk_url: str
    chat_urls: list[str]
    programs: list[Program]

    @property
    def telegram_journal(self) -> Path:
        """Where the Bot API double writes."""
        return self.folder / "telegram.jsonl"

    @property
    def web_journal(self) -> Path:
        """Where the pages of the web chat write."""
        return self.folder / "web.jsonl"

    @property
    def proof_journal(self) -> Path:
        """Where the proof itself writes."""
        return self.folder / "proof.jsonl"


@contextmanager
def open_stage(plan: Plan, folder: Path) -> Iterator[Stage]:
    """Set everything up for this block.

    Raises:
        CannotProve: There is no model.
    """
    if not model_path().exists():
        raise CannotProve("there is no model for the present data: run `tanya train` first")
    with (
        open_database(plan.database, folder) as database_url,
        _bot_api(plan, folder / "telegram.jsonl") as api_url,
        Journal(folder / "proof.jsonl") as journal,
    ):
        settings = _settings(database_url, api_url, folder)
        database = Database(database_url)
        _prepare(settings, database)
        desk_url = f"http://127.0.0.1:{settings.desk_port}"
        programs, ports = _programs(settings, plan.gateways)
        chat_urls = [f"http://127.0.0.1:{port}" for port in ports]
        yield Stage(folder, database, journal, api_url, desk_url, chat_urls, programs)
        database.close()


def _settings(database_url: str, api_url: str, folder: Path) -> Settings:
    actions_port = free_port()
    return Settings(
        telegram_bot_token=SecretStr(TOKEN),
        telegram_api_url=api_url,
        database_url=database_url,
        audit_anchors=folder / "audit-anchors.txt",
        rasa_url=f"http://127.0.0.1:{free_port()}",
        rasa_standby_url=f"http://127.0.0.1:{free_port()}",
        rasa_host_url=f"http://127.0.0.1:{free_port()}",
        actions_url=f"http://127.0.0.1:{actions_port}/webhook",
        actions_port=actions_port,
        chat_port=free_port(),
        desk_port=free_port(),
    )


def _programs(settings: Settings, gateways: int) -> tuple[list[Program], list[int]]:
    """Return the service's programs, with so many gateways, and each gateway's own port."""
    programs = service_programs(settings, model_path())
    several = [_on_its_own(program, settings) for program in programs]
    ports = [settings.chat_port]
    for name in gateway_names(gateways)[1:]:
        again = settings.model_copy(update={"chat_port": free_port()})
        gateway = service_programs(again, model_path())[0]
        several.append(replace(_on_its_own(gateway, again), name=name))
        ports.append(again.chat_port)
    return several, ports


def _on_its_own(program: Program, settings: Settings) -> Program:
    """Return a program with the run's settings instead of this machine's."""
    own = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": settings.telegram_api_url,
        "DATABASE_URL": settings.database_url,
        "AUDIT_ANCHORS": str(settings.audit_anchors),
        "CHAT_PORT": str(settings.chat_port),
        "DESK_PORT": str(settings.desk_port),
        "ACTIONS_URL": settings.actions_url,
        "METRICS_PORT": "0",
        "CHAT_LIMITS": "false",  # all visitors come from one address
        "PYTHONUNBUFFERED": "1",
    }
    return replace(program, environment={**program.environment, **own})


def _prepare(settings: Settings, database: Database) -> None:
    database.migrate()
    _copy_vectors(settings, database)
    load_content(settings, database, today_in_jakarta(), lambda *_: None, allow_expired=True)
    with database.write() as session:
        add_officer(session, USERNAME, NAME, UNIT, PASSWORD, utc_now())


def _copy_vectors(settings: Settings, database: Database) -> None:
    """Take the content's sentence vectors from the run before: making them costs half a minute."""
    kept = Database(f"sqlite:///{VAR}/proof/content.db")
    kept.migrate()
    load_content(settings, kept, today_in_jakarta(), lambda *_: None, allow_expired=True)
    with kept.read() as source, database.write() as target:
        for row in source.scalars(select(VectorRow)):
            target.add(VectorRow(text_hash=row.text_hash, vector=row.vector))
    kept.close()


@contextmanager
def _bot_api(plan: Plan, journal: Path) -> Iterator[str]:
    """Run the Bot API double as a process of its own and give its address."""
    command = [sys.executable, "-m", "proof.bot_api", str(journal)]
    command += ["--seed", str(plan.seed), "--faults", str(plan.faults)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
