"""Officers in Telegram and at the web desk, citizens, absence and every trouble, in one story.

After each step: one owner, nothing to the wrong person, nothing silent, the card equals the row,
and the events rebuild the state. ``make machine`` plays 10,000 steps on each kind of database.
"""

import asyncio
import os
import zlib
from collections import Counter
from collections.abc import Coroutine
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from doubles.bot_api import BotApiDouble
from doubles.clock import FrozenClock
from service.answering.answers import Answers
from service.storage.database import Database
from tests.bot.harness import Office
from tests.bot.telegram.officers.harness import BIMA, RINI
from tests.bot.telegram.officers.world import ACCOUNTS, CITIZENS, WEB_ONLY, Killer, World
from tests.bot.telegram.officers.world_checks import Checks
from tests.service.state_house import House, do_not_wait_for_the_disk

STEPS = 50  # of a story
STORIES = 4
WANTED = int(os.environ.get("WORLD_STEPS", "0"))

PICK = st.integers(0, 2**32 - 1).map(lambda n: zlib.crc32(n.to_bytes(4, "big")))  # spread
WHO = st.sampled_from((RINI, BIMA))
CITIZEN = st.sampled_from(CITIZENS)
ORDERS = st.sampled_from(
    "/ambil,/ambil,/lepas,/tutup lain,/tutup spam,/tunda 1 jam,/catat RAHASIA,// RAHASIA,"
    "RAHASIA di antara kita,/riwayat,/tarik,/alih ppid,/entah".split(",")
)
BUTTONS = st.sampled_from(["Ambil", "Lepas", "Tutup", "Riwayat"])
ACTS: st.SearchStrategy[tuple[str, dict[str, str]]] = st.sampled_from(
    (
        ("claim", {}),
        ("release", {}),
        ("close", {"reason": "answered"}),
        ("note", {"text": "RAHASIA dari meja"}),
        ("snooze", {"hours": "1"}),
        ("wake", {}),
        ("wait", {}),
        ("transfer", {"unit": "ppid", "text": "RAHASIA"}),
        ("transfer", {"unit": "humas", "text": "RAHASIA"}),
        ("split", {"unit": "humas"}),
    )
)
TROUBLES = st.sampled_from(
    (
        ("sendMessage", 429),
        ("sendMessage", 502),
        ("editMessageText", 502),
        ("createForumTopic", 429),
        ("setMessageReaction", 400),
        ("getUpdates", 502),
    )
)


class Story(RuleBasedStateMachine):
    """Two officers who work in both places, one at the desk alone, two citizens, one Telegram."""

    def __init__(
        self, database: Database, answers: Answers, api: BotApiDouble, killer: Killer
    ) -> None:
        super().__init__()
        clock = FrozenClock()
        House(database, clock).empty()
        api.forget()
        self.runner = asyncio.Runner()
        self.world = World(Office(database, answers, clock), api, killer)
        self.checks = Checks(self.world)
        self.seen: Counter[str] = Counter()
        self.runner.run(self.world.found())

    def does(self, what: str, work: Coroutine[Any, Any, object] | None = None) -> None:
        """Do something, then all that is due, then look at everything."""
        self.seen[what] += 1
        self.seen["steps"] += 1
        if work is not None:
            self.runner.run(work)
        self.runner.run(self.world.work(seconds=5))
        self.checks.after_a_step()

    @initialize(citizen=CITIZEN)
    def a_story_begins(self, citizen: int) -> None:
        """Somebody asks for a person."""
        self.world.citizen_asks(citizen)
        self.does("asks")

    @rule(citizen=CITIZEN, asks=st.sampled_from((True, False, False)))
    def a_citizen_writes(self, citizen: int, asks: bool) -> None:
        """A word to whoever answers, or a wish for a person."""
        (self.world.citizen_asks if asks else self.world.citizen_says)(citizen)
        self.does("writes")

    @rule(citizen=CITIZEN, label=st.sampled_from(["Belum selesai, buka lagi", "Ya", "Batalkan"]))
    def a_citizen_presses(self, citizen: int, label: str) -> None:
        """Also what was closed long ago."""
        try:
            self.world.api.press_label(citizen, label)
        except LookupError:
            return
        self.does("presses")

    @rule(who=WHO, citizen=CITIZEN)
    def an_officer_answers_in_telegram(self, who: int, citizen: int) -> None:
        """Whoever holds it and whoever does not."""
        self.world.answer_from_telegram(who, citizen)
        self.does("answers in Telegram")

    @rule(who=WHO, citizen=CITIZEN, words=ORDERS)
    def an_officer_orders(self, who: int, citizen: int, words: str) -> None:
        """An order, a note, or talk that stays inside."""
        self.world.order(who, citizen, words)
        self.does(words)

    @rule(who=WHO, label=BUTTONS)
    def an_officer_presses(self, who: int, label: str) -> None:
        """The newest button of this name."""
        self.world.press(who, label)
        self.does("presses in the group")

    @rule(pick=PICK, name=st.sampled_from(("rini", "bima", WEB_ONLY)))
    def an_officer_answers_at_the_desk(self, pick: int, name: str) -> None:
        """Any ticket, old ones too."""
        tickets = self.world.tickets()
        if tickets:
            ticket, citizen, _, _ = tickets[pick % len(tickets)]
            self.does("answers at the desk", self.world.answer_from_desk(name, ticket, citizen))

    @rule(pick=PICK, name=st.sampled_from(("rini", "bima", WEB_ONLY)), act=ACTS)
    def an_officer_acts_at_the_desk(
        self, pick: int, name: str, act: tuple[str, dict[str, str]]
    ) -> None:
        """Whoever may and whoever may not."""
        tickets = self.world.tickets()
        if tickets:
            ticket = tickets[pick % len(tickets)][0]
            self.does(act[0], self.world.at_the_desk(name, ticket, act[0], **act[1]))

    @rule(who=WHO, citizen=CITIZEN, pick=PICK, name=st.sampled_from(("rini", "bima")))
    def both_answer_at_once(self, who: int, citizen: int, pick: int, name: str) -> None:
        """One in Telegram and one at the desk: who is second is told so."""
        self.world.answer_from_telegram(who, citizen)
        self.an_officer_answers_at_the_desk(pick, name)

    @rule(name=st.sampled_from(tuple(ACCOUNTS)), hours=st.sampled_from((0, 3)))
    def an_officer_leaves_or_returns(self, name: str, hours: int) -> None:
        """With whatever they hold."""
        self.world.leave(name, hours)
        self.does("leaves")

    @rule(who=WHO, is_back=st.booleans())
    def an_officer_leaves_the_group_or_joins(self, who: int, is_back: bool) -> None:
        """Whoever left acts no more."""
        (self.world.group.join if is_back else self.world.group.leave)(who)
        self.does("membership")

    @rule(who=WHO, citizen=CITIZEN, is_deleted=st.booleans())
    def a_topic_is_closed_or_deleted(self, who: int, citizen: int, is_deleted: bool) -> None:
        """By hand."""
        topic = self.world.topic_of(citizen)
        if topic is None:
            return
        if is_deleted:
            self.world.group.delete_topic(topic)
        elif not self.world.group.group.topics[topic].is_closed:
            self.world.group.close_topic(who, topic)
        self.does("topic")

    @rule(is_back=st.booleans())
    def the_group_is_gone_or_back(self, is_back: bool) -> None:
        """Meanwhile all goes on at the desk."""
        (self.world.group.readmit_bot if is_back else self.world.group.remove_bot)(RINI)
        self.does("group")

    @rule(citizen=CITIZEN, is_blocked=st.booleans())
    def a_citizen_blocks_the_bot_or_not(self, citizen: int, is_blocked: bool) -> None:
        """Telegram answers 403 then."""
        if is_blocked:
            self.world.api.fail_chat(citizen, status=403)
        else:
            self.world.api.forget_faults()
        self.does("403")

    @rule(trouble=TROUBLES)
    def telegram_is_in_trouble(self, trouble: tuple[str, int]) -> None:
        """For one call."""
        method, status = trouble
        wait = 5 if status == 429 else None
        self.world.api.fail_next(method, status=status, retry_after=wait)
        self.does("trouble")

    @rule(who=WHO, citizen=CITIZEN)
    def telegram_delivers_twice(self, who: int, citizen: int) -> None:
        """What was acted on once is not acted on again."""
        self.an_officer_answers_in_telegram(who, citizen)
        self.does("duplicates", self.world.again())

    @rule(commits=st.integers(0, 6), after=st.sampled_from((0.005, 0.02, 0.05, 0.1)), who=WHO,
          citizen=CITIZEN)  # fmt: skip
    def the_gateway_is_killed(self, commits: int, after: float, who: int, citizen: int) -> None:
        """While an officer answers and a citizen writes."""
        self.world.answer_from_telegram(who, citizen)
        self.world.citizen_says(citizen)
        self.does("kill -9", self.world.dies(commits, after))

    @rule(seconds=st.sampled_from((20, 61, 400, 3700, 7300, 8 * 86400)))
    def time_passes(self, seconds: float) -> None:
        """And is looked at."""
        self.does("time", self.world.work(seconds=seconds))

    def teardown(self) -> None:
        """Let all be well again: then nothing is left, and all of it can be looked at."""
        try:
            self._end()
        finally:
            self.runner.run(self.world.end())
            self.runner.close()

    def _end(self) -> None:
        self.world.api.forget_faults()
        self.world.group.readmit_bot(RINI)
        for _ in range(8):
            self.runner.run(self.world.quiet())
            if not self.checks.left():
                break
        assert not self.checks.left(), "something is never done"
        self.checks.after_a_step()


def test_in_one_world_nobody_is_lost(
    database: Database, answers: Answers, api: BotApiDouble
) -> None:
    """Whatever two officers, citizens, Telegram and kill -9 do in whatever order."""
    stories = settings(
        max_examples=max(1, WANTED // STEPS) if WANTED else STORIES,
        stateful_step_count=STEPS,
        derandomize=not WANTED,
        deadline=None,
        phases=(Phase.generate,),  # to make a story shorter would take an hour
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    do_not_wait_for_the_disk(database)
    killer = Killer(database)
    seen: Counter[str] = Counter()

    class StoryHere(Story):
        def __init__(self) -> None:
            super().__init__(database, answers, api, killer)

        def teardown(self) -> None:
            super().teardown()
            seen.update(self.seen, whole=self.checks.whole, deaths=self.world.deaths)

    run_state_machine_as_test(StoryHere, settings=stories)
    print(*(f"{name} {count}" for name, count in seen.most_common()), sep=", ")
    assert seen["whole"] > seen["steps"] // 4, "too seldom was everything done"
