"""The crowds of both channels as one: how much is written, and who writes which share."""

import asyncio
from collections.abc import Callable

from proof.crowd import Crowd
from proof.plan import Plan
from proof.stage import Stage
from proof.web_crowd import WebCrowd


class Crowds:
    """Both crowds of a plan."""

    def __init__(self, plan: Plan, stage: Stage) -> None:
        self._plan = plan
        _, visitors = plan.on_the_web
        whose = plan.seed, plan.accusing
        self._telegram = Crowd(stage.api_url, stage.telegram_journal, plan.citizens, *whose)
        self.web = WebCrowd(stage.chat_urls, stage.web_journal, visitors, *whose)

    @property
    def written(self) -> int:
        """How many messages both channels have taken so far."""
        return self._telegram.written + self.web.written

    async def write(self, may_write: Callable[[], bool]) -> None:
        """Write everything that is planned."""
        plan, (posts, _) = self._plan, self._plan.on_the_web
        async with asyncio.TaskGroup() as writing:
            for crowd, count in ((self._telegram, plan.updates - posts), (self.web, posts)):
                rate = plan.rate * count / plan.updates
                writing.create_task(crowd.write(count, rate, may_write))
