"""Officers in Telegram and at the web desk, citizens, absence and every trouble, in one story.

After each step: one owner, nothing to the wrong person, nothing silent, the card equals the row,
and the events rebuild the state. ``make machine`` plays 10,000 steps on each kind of database;
``WORLD_SEED`` plays again from a seed that a long run told.
"""

import os
import secrets
from collections import Counter

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from doubles.bot_api import BotApiDouble
from service.answering.answers import Answers
from service.storage.database import Database
from tests.bot.telegram.officers.world import Killer
from tests.bot.telegram.officers.world_story import Story
from tests.service.state_house import do_not_wait_for_the_disk

STEPS = 50  # of a story
STORIES = 4
BATCH = 10  # stories of a long run that have a seed of their own, and a line of what was played
WANTED = int(os.environ.get("WORLD_STEPS", "0"))
SEED = int(os.environ.get("WORLD_SEED", "0"))


class Run:
    """Stories on one database, and what was played in them."""

    def __init__(self, database: Database, answers: Answers, api: BotApiDouble) -> None:
        self.parts = (database, answers, api, Killer(database))
        self.kind = database.engine.dialect.name
        self.played: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        do_not_wait_for_the_disk(database)

    def play(self, stories: int, number: int | None) -> None:
        """Play stories that differ with a number; without one they are always the same."""
        run, parts = self, self.parts

        class StoryHere(Story):
            def __init__(self) -> None:
                super().__init__(*parts)

            def teardown(self) -> None:
                super().teardown()
                run.played.update(
                    self.seen, whole=self.checks.whole, deaths=self.world.deaths, stories=1
                )
                run.done.update(self.checks.done())

        how = settings(
            max_examples=stories,
            stateful_step_count=STEPS,
            derandomize=number is None,
            deadline=None,
            phases=(Phase.generate,),  # to make a story shorter would take an hour
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        )
        story = StoryHere if number is None else seed(number)(StoryHere)
        run_state_machine_as_test(story, settings=how)

    def play_long(self, steps: int, first: int) -> None:
        """Play until that many steps were played, and say after each batch what has been."""
        number = first
        while self.played["steps"] < steps:
            print(f"{self.kind}: {self.played['steps']} steps; next seed {number}", flush=True)
            self.play(BATCH, number)
            number += 1
        print(f"{self.kind}: seeds {first} to {number - 1}; played", _listed(self.played))
        print(f"{self.kind}: done to escalations", _listed(self.done), flush=True)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


def test_in_one_world_nobody_is_lost(
    database: Database, answers: Answers, api: BotApiDouble
) -> None:
    """Whatever officers, citizens, Telegram and kill -9 do in whatever order."""
    run = Run(database, answers, api)
    if WANTED:
        run.play_long(WANTED, SEED or secrets.randbelow(10**6))
    else:
        run.play(STORIES, None)
    assert run.played["whole"] > run.played["steps"] // 4, "too seldom was everything done"
