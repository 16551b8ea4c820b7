"""A small application served by uvicorn as our processes are, on a free loopback port."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
import uvicorn
from starlette.types import ASGIApp

from doubles.listening import listen
from serving.server import PatientProtocol, server_config
from tests.bot.harness import until

Served = Callable[..., AbstractAsyncContextManager[int]]


class HastyProtocol(PatientProtocol):
    """Waits for a head no longer than a test does."""

    head_time = 0.4


@contextlib.asynccontextmanager
async def _served(app: ASGIApp, **more: Any) -> AsyncIterator[int]:
    listening = listen()
    given = {"http": HastyProtocol, "timeout_graceful_shutdown": 1, **more}
    server = uvicorn.Server(server_config(app, **given))
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign,assignment]
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    await until(lambda: server.started)
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        await serving
        listening.close()


@pytest.fixture
def served() -> Served:
    """Serve an application for a block, and give its port."""
    return _served


@pytest.fixture(autouse=True)
def _heard(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
