"""A story of officers, citizens and trouble: what may happen in it, and what is looked at then."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from doubles.bot_api import BotApiDouble
from doubles.clock import FrozenClock
from service.answering.answers import Answers
from service.storage.database import Database
from tests.bot.harness import Office
from tests.bot.telegram.officers.harness import RINI
from tests.bot.telegram.officers.world import ACCOUNTS, SUPERVISOR, Killer, World
from tests.bot.telegram.officers.world_checks import Checks
from tests.bot.telegram.officers.world_choices import (
    CITIZEN,
    PEOPLE,
    PICK,
    TROUBLE,
    Form,
    choose,
    details,
    named,
)
from tests.service.state_house import House

TOLD = 12  # of the last steps, when something is wrong
AFTER_CLOSING = ("Belum selesai, buka lagi", "Petugas membantu", "Petugas kurang membantu")
LUCK = st.integers(0, 99)
PUTTING_OFF = (
    ("kind", "/jenis informasi", {"kind": "information_request"}),
    ("extend", "/perpanjang {reason}", {"text": "{reason}"}),
)
UNDONE_BY = {"merge": ("", "unmerge"), "block": (SUPERVISOR, "unblock")}
SPREAD = 7919  # a prime: two steps in a row are not the same


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
        self.trail: list[str] = []
        self.runner.run(self.world.found())

    def does(self, what: str, work: Coroutine[Any, Any, object] | None = None) -> None:
        """Do something, then all that is due, then look at everything."""
        self.seen[what] += 1
        self.seen["steps"] += 1
        if work is not None:
            self.runner.run(work)
        self.runner.run(self.world.work(seconds=5))
        try:
            self.checks.after_a_step()
        except AssertionError as error:
            error.add_note("after: " + "; ".join(self.trail[-TOLD:]))
            raise

    @initialize(citizen=CITIZEN, storm=st.sampled_from((0, 10, 25, 50)))
    def a_story_begins(self, citizen: int, storm: int) -> None:
        """Somebody asks for a person, on a day with more or less trouble."""
        self.storm = storm
        self.a_citizen_asks(citizen)

    @rule(luck=LUCK, pick=PICK, data=st.data())
    def something_happens(self, luck: int, pick: int, data: st.DataObject) -> None:
        """What people do, or trouble; the simplest story of all is no row of the same step."""
        among = TROUBLE if luck < self.storm else PEOPLE
        name = named(among, pick + len(self.trail) * SPREAD)
        given = data.draw(st.fixed_dictionaries(among[name][1]))
        self.trail.append(f"{name} {given}")
        getattr(self, name)(**given)

    # What people do.

    def a_citizen_asks(self, citizen: int) -> None:
        """Who has an officer already says it to them."""
        self.world.citizen_asks(citizen)
        self.does("asks")

    def a_citizen_writes(self, citizen: int) -> None:
        """A word to whoever answers."""
        self.world.citizen_says(citizen)
        self.does("writes")

    def a_citizen_presses(self, citizen: int, pick: int) -> None:
        """Whatever button they were shown, also of what was closed long ago."""
        shown = self.world.labels(citizen)
        shown += [label for label in shown if label in AFTER_CLOSING] * 4
        if shown:
            label = shown[pick % len(shown)]
            self.world.api.press_label(citizen, label)
            self.does(f"presses {label}")

    def an_officer_answers_in_telegram(self, who: int, citizen: int, fits: bool) -> None:
        """Whoever holds it and whoever does not."""
        self.world.answer_from_telegram(self._holder(who, citizen, fits), citizen)
        self.does("/balas")

    def an_officer_replies_in_telegram(self, who: int, citizen: int, fits: bool) -> None:
        """To what the citizen wrote."""
        self.world.reply_in_telegram(self._holder(who, citizen, fits), citizen)
        self.does("replies in Telegram")

    def an_officer_takes_back(self, who: int, citizen: int, fits: bool) -> None:
        """An answer of theirs, or of somebody else's."""
        self.world.take_back(self._holder(who, citizen, fits), citizen)
        self.does("/tarik of an answer")

    def an_officer_orders(self, who: int, citizen: int, fits: bool, words: str) -> None:
        """An order, a note, or talk that stays inside; a ticket may be another citizen's."""
        tickets = [one.ticket for one in self.world.tickets()]
        typed = self.world.filled(words, citizen, tickets[len(words) % len(tickets)])
        self.world.order(self._holder(who, citizen, fits), citizen, typed)
        self.does(words)

    def an_officer_takes(self, pick: int, name: str, fits: bool, place: str) -> None:
        """A ticket that waits, in Telegram or at the desk."""
        chosen = choose(self.world, "claim", pick, name, fits)
        if chosen is None or place == "desk":
            self.an_officer_acts_at_the_desk(pick, name, fits, ("claim", {}))
        else:
            self.world.order(ACCOUNTS.get(chosen.name, RINI), chosen.seen.citizen, "/ambil")
            self.does("/ambil")

    def an_officer_closes(self, pick: int, name: str, fits: bool, place: str) -> None:
        """A ticket that is held, in Telegram or at the desk."""
        chosen = choose(self.world, "close", pick, name, fits)
        if chosen is None or place == "desk":
            self.an_officer_acts_at_the_desk(pick, name, fits, ("close", {}))
            return
        who = ACCOUNTS.get(chosen.name, RINI)
        if place == "button":
            self.world.press(who, "Tutup")
            self.does("presses Tutup")
            self.world.press(who, "Ya, tutup")
            self.does("presses Ya, tutup")
        else:
            self.world.order(who, chosen.seen.citizen, place)
            self.does(place)

    def an_officer_presses(self, who: int, label: str) -> None:
        """The newest button of this name."""
        self.world.press(who, label)
        self.does(f"presses {label}")

    def an_officer_answers_at_the_desk(self, pick: int, name: str, fits: bool) -> None:
        """Any ticket, old ones too."""
        chosen = choose(self.world, "reply", pick, name, fits)
        if chosen is not None:
            to = chosen.seen.ticket, chosen.seen.citizen
            self.does("answers at the desk", self.world.answer_from_desk(chosen.name, *to))

    def an_officer_acts_at_the_desk(
        self, pick: int, name: str, fits: bool, act: tuple[str, Form]
    ) -> None:
        """Whoever may and whoever may not."""
        chosen = choose(self.world, act[0], pick, name, fits)
        if chosen is not None:
            form = details(self.world, *act, chosen.seen, pick)
            work = self.world.at_the_desk(chosen.name, chosen.seen.ticket, act[0], **form)
            self.does(f"desk {act[0]}", work)
            if fits and act[0] in UNDONE_BY and pick % 2:  # soon: later it cannot be undone
                who, undo = UNDONE_BY[act[0]]
                work = self.world.at_the_desk(who or chosen.name, chosen.seen.ticket, undo)
                self.does(f"desk {undo}", work)

    an_officer_acts_more_rarely_at_the_desk = an_officer_acts_at_the_desk

    def an_officer_puts_a_deadline_off(self, pick: int, name: str, fits: bool, place: str) -> None:
        """What is a request for information by law may be put off, once."""
        chosen = choose(self.world, "extend", pick, name, fits)
        if chosen is None:
            return
        to = chosen.seen.citizen, chosen.seen.ticket
        for act, order, form in PUTTING_OFF:
            if place == "desk":
                form = {key: self.world.filled(value, *to) for key, value in form.items()}
                work = self.world.at_the_desk(chosen.name, chosen.seen.ticket, act, **form)
                self.does(f"desk {act}", work)
            else:
                words = self.world.filled(order, *to)
                self.world.order(ACCOUNTS.get(chosen.name, RINI), chosen.seen.citizen, words)
                self.does(order)

    def an_officer_closes_several(self, name: str, reason: str) -> None:
        """What they hold, and what they do not."""
        tickets = [one.ticket for one in self.world.tickets()]
        self.does("desk closes several", self.world.close_several(name, tickets[-3:], reason))

    def both_answer_at_once(self, pick: int, name: str, fits: bool, who: int) -> None:
        """One in Telegram and one at the desk: who is second is told so."""
        chosen = choose(self.world, "reply", pick, name, fits)
        if chosen is not None:
            self.world.answer_from_telegram(who, chosen.seen.citizen)
        self.an_officer_answers_at_the_desk(pick, name, fits)

    def time_passes(self, seconds: float) -> None:
        """And is looked at."""
        self.does("time", self.world.work(seconds=seconds))

    # Trouble.

    def an_officer_leaves_or_returns(self, name: str, is_back: bool) -> None:
        """With whatever they hold."""
        self.world.leave(name, 0 if is_back else 3)
        self.does("returns" if is_back else "leaves")

    def an_officer_leaves_the_group_or_joins(self, who: int, is_back: bool) -> None:
        """Whoever left acts no more."""
        (self.world.group.join if is_back else self.world.group.leave)(who)
        self.does("joins the group" if is_back else "leaves the group")

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

    def the_group_is_gone_or_back(self, is_back: bool) -> None:
        """Meanwhile all goes on at the desk."""
        (self.world.group.readmit_bot if is_back else self.world.group.remove_bot)(RINI)
        self.does("the group is back" if is_back else "the group is gone")

    def a_citizen_blocks_the_bot_or_not(self, citizen: int, is_back: bool) -> None:
        """Telegram answers 403 then."""
        if is_back:
            self.world.api.forget_faults()
        else:
            self.world.api.fail_chat(citizen, status=403)
        self.does("no 403" if is_back else "403")

    def telegram_is_in_trouble(self, trouble: tuple[str, int]) -> None:
        """For one call."""
        method, status = trouble
        wait = 5 if status == 429 else None
        self.world.api.fail_next(method, status=status, retry_after=wait)
        self.does("trouble")

    def telegram_delivers_twice(self, who: int, citizen: int) -> None:
        """What was acted on once is not acted on again."""
        self.an_officer_answers_in_telegram(who, citizen, fits=True)
        self.does("duplicates", self.world.again())

    def the_gateway_is_killed(self, commits: int, after: float, who: int, citizen: int) -> None:
        """While an officer answers and a citizen writes."""
        self.world.answer_from_telegram(who, citizen)
        self.world.citizen_says(citizen)
        self.does("kill -9", self.world.dies(commits, after))

    def _holder(self, who: int, citizen: int, fits: bool) -> int:
        """Return the account of who holds a citizen's ticket, where that is to fit."""
        mine = [one for one in self.world.tickets() if one.citizen == citizen]
        held = [self.world.name_of(one.officer) for one in mine if one.state == "held"]
        return ACCOUNTS.get(held[-1] or "", who) if fits and held else who

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
