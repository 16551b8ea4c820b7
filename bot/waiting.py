"""Waiting for an event with a bound on the time."""

import asyncio
import contextlib


async def wait_briefly(event: asyncio.Event, seconds: float) -> None:
    """Return when the event is set, after ``seconds`` at the latest.

    Not ``asyncio.wait_for``: Python 3.11's loses a cancellation that arrives in the moment the
    event is set, and a worker that was told to stop would go on for ever.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
