"""Waiting for an event."""

import asyncio

import pytest

from bot.waiting import wait_briefly


async def test_it_ends_when_the_event_is_set() -> None:
    """A reply must not wait for the next look."""
    event = asyncio.Event()
    waiter = asyncio.create_task(wait_briefly(event, 60))
    await asyncio.sleep(0)
    event.set()

    await asyncio.wait_for(waiter, 5)


async def test_it_ends_when_nothing_happens() -> None:
    """What another process stored is found by looking again."""
    async with asyncio.timeout(5):
        await wait_briefly(asyncio.Event(), 0.01)


async def test_a_cancellation_at_the_same_moment_is_not_swallowed() -> None:
    """A gateway told to stop while a message arrives must stop."""
    event = asyncio.Event()
    waiter = asyncio.create_task(wait_briefly(event, 60))
    await asyncio.sleep(0)
    event.set()
    waiter.cancel()

    with pytest.raises(asyncio.CancelledError):
        await waiter
