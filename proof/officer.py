"""An officer at the desk: takes waiting tickets, answers each with a marker, closes most.

The desk is killed too. What it confirmed to the officer must have been sent exactly once; what it
did not confirm, at most once.
"""

import asyncio
import random
import re

import httpx

from doubles.citizens import DeskOfficer
from proof.journal import Journal
from proof.mix import MARKER, marker_of

USERNAME, NAME, UNIT = "petugas", "Petugas Uji", "humas"
PASSWORD = "kata-sandi-pembuktian"  # noqa: S105 - of a database that lives for one run
TICKET = re.compile(r"TB-[0-9A-Z]{4}-[0-9A-Z]{4}")
PAUSE = 1.5  # seconds between two looks at the queue
AT_ONCE = 3  # tickets taken at one look
CLOSES = 0.8  # share of the tickets closed at once
FIRST_MARKER = 1_000_000  # citizens' markers count from 1


class Officer:
    """Works until cancelled."""

    def __init__(self, desk_url: str, seed: int, journal: Journal) -> None:
        self._url = desk_url
        self._draw = random.Random(f"{seed} officer")
        self._journal = journal
        self._desk: DeskOfficer | None = None
        self._count = FIRST_MARKER

    async def work(self) -> None:
        """Look at the queue again and again; a desk that is down is tried again."""
        while True:
            try:
                await asyncio.to_thread(self._look)
            except (httpx.HTTPError, AssertionError):  # it was killed, or has just started
                self._desk = None
            await asyncio.sleep(PAUSE)

    def _look(self) -> None:
        self._desk = self._desk or DeskOfficer(self._url, USERNAME, PASSWORD)
        queue = self._desk.queue()
        self._journal.add("page", markers=MARKER.findall(queue))
        tickets = sorted(set(TICKET.findall(queue)))
        for ticket in self._draw.sample(tickets, min(AT_ONCE, len(tickets))):
            self._answer(self._desk, ticket)

    def _answer(self, desk: DeskOfficer, ticket: str) -> None:
        self._count += 1
        marker = marker_of(self._count)
        self._journal.add("officer_tries", marker=marker, ticket=ticket)
        response = desk.act(ticket, "reply", text=f"Baik, kami bantu. {marker}")
        self._journal.add("page", markers=MARKER.findall(response.text))
        if "info=sent" in str(response.url):
            self._journal.add("officer_sent", marker=marker, ticket=ticket)
        if self._draw.random() < CLOSES:
            desk.act(ticket, "close")
