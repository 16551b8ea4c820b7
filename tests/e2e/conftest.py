"""The whole service, started once for all end-to-end tests."""

from collections.abc import Iterator

import pytest

from doubles.bot_api import BotApiDouble
from doubles.service import (
    LOGS,
    Service,
    add_officer,
    service_environment,
    start_service,
    stop_service,
)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Start `tanya run` on free ports and a database of its own, and stop it by Ctrl-C."""
    folder = tmp_path_factory.mktemp("service")
    for path in LOGS.glob("*.log"):
        path.unlink()
    with BotApiDouble() as telegram:
        environment = service_environment(folder, telegram.url)
        add_officer(environment)
        process = start_service(environment)
        running = Service(
            f"http://127.0.0.1:{environment['CHAT_PORT']}",
            f"http://127.0.0.1:{environment['DESK_PORT']}",
            telegram,
            folder / "tanya.db",
            environment,
            process,
        )
        try:
            yield running
        finally:
            stop_service(process)
