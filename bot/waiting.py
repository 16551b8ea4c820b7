"""Waiting for an event, but not for ever, and never deaf to being cancelled."""

import asyncio
import contextlib


async def wait_briefly(event: asyncio.Event, seconds: float) -> None:
    """Wait until the event is set, or so many seconds are over.

    ``asyncio.wait_for`` of Python 3.11 swallows a cancellation that comes at the moment the event
    is set: a loop around it would never end.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
