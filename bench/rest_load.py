"""An open load on Rasa's own REST channel: the plain alternative's only way in."""

import asyncio
import time
import uuid
from collections.abc import Sequence
from itertools import cycle

import httpx

from bench.arrivals import Latencies, summarise

PATIENCE = 20.0  # seconds after the last message until a missing reply counts as lost
LIMITS = httpx.Limits(max_connections=None, keepalive_expiry=2.0)


async def run_load(
    url: str, rate: float, moments: Sequence[float], texts: Sequence[str]
) -> Latencies:
    """Post at the moments (seconds from now), each message of another citizen; never wait."""
    async with httpx.AsyncClient(limits=LIMITS, timeout=None) as client:  # noqa: S113 - measured
        begun = time.monotonic()
        asked = []
        for moment, text in zip(moments, cycle(texts), strict=False):
            await asyncio.sleep(begun + moment - time.monotonic())
            asked.append(asyncio.create_task(_ask(client, url, text)))
        await asyncio.wait(asked, timeout=PATIENCE)
        replied = [task.result() if task.done() else None for task in asked]
        for task in asked:
            task.cancel()
    return summarise(
        rate,
        [at - begun - due if at else None for at, due in zip(replied, moments, strict=True)],
    )


async def _ask(client: httpx.AsyncClient, url: str, text: str) -> float | None:
    """Return the moment of the reply; None for an error or an empty list."""
    try:
        response = await client.post(url, json={"sender": uuid.uuid4().hex, "message": text})
    except httpx.HTTPError:
        return None
    return time.monotonic() if response.is_success and response.json() else None
