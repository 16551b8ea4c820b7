"""Any story of two officers, a citizen and Telegram's disturbances, in an order nobody chose.

After each step the card says what the row says, nothing marked as a note has reached the citizen,
and each answer was delivered once or refused aloud.
"""

import random

import pytest

from tests.bot.telegram.officers.harness import BIMA, CITIZEN, RINI, Stage

STEPS = 12
SIGNS = {"waiting": "🟡", "held": "🔵", "closed": "⚫"}


class Story:
    """One run; ``answers`` are the messages that were meant for the citizen."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage = stage
        self.chance = random.Random(seed)  # noqa: S311 - a story, no secret
        self.answers: dict[str, int] = {}
        self.count = 0

    async def step(self) -> None:
        """Let something happen, and then everything that is due."""
        self.count += 1
        name = self.chance.choice(
            ["answer"] * 4 + ["citizen"] * 3 + ["take", "release", "close", "note", "edit"]
            + ["delete_topic", "close_topic", "delete_card", "restart", "limited", "broken"]
        )  # fmt: skip
        await getattr(self, f"_{name}")(self.chance.choice((RINI, BIMA)))
        await self.stage.settle()
        await self.stage.later(seconds=self.chance.choice((5, 20, 61)))
        await self.stage.later(seconds=5)

    def _topic(self) -> int | None:
        return next(iter(self.stage.group.topics()), None)

    async def _answer(self, who: int) -> None:
        topic = self._topic()
        if topic is not None:
            said = self.stage.group.say(who, f"/balas jawaban {self.count}", topic)
            self.answers[f"jawaban {self.count}"] = said["message_id"]

    async def _citizen(self, _who: int) -> None:
        self.stage.api.say(CITIZEN, f"tulisan {self.count}")

    async def _note(self, who: int) -> None:
        self.stage.group.say(who, f"// RAHASIA {self.count}", self._topic())

    async def _edit(self, who: int) -> None:
        seen = self.stage.group.messages(self._topic())
        notes = [m for m in seen if "// RAHASIA" in str(m.get("text"))]
        if notes:
            kept = self.stage.api.chats.find(-1001000000001, notes[-1]["message_id"], "edit")
            self.stage.group.edit(kept, f"RAHASIA tanpa tanda {who}")

    async def _take(self, who: int) -> None:
        self.stage.group.say(who, "/ambil", self._topic())

    async def _release(self, who: int) -> None:
        self.stage.group.say(who, "/lepas", self._topic())

    async def _close(self, who: int) -> None:
        self.stage.group.say(who, "/tutup lain", self._topic())

    async def _delete_topic(self, _who: int) -> None:
        topic = self._topic()
        if topic is not None:
            self.stage.group.delete_topic(topic)

    async def _close_topic(self, who: int) -> None:
        topic = self._topic()
        if topic is not None and not self.stage.group.group.topics[topic].is_closed:
            self.stage.group.close_topic(who, topic)

    async def _delete_card(self, _who: int) -> None:
        seen = self.stage.group.messages(self._topic())
        cards = [m for m in seen if "\nUnit: " in str(m.get("text", ""))]
        if cards:
            self.stage.group.delete(cards[-1])

    async def _restart(self, _who: int) -> None:
        await self.stage.receive()
        await self.stage.restart()

    async def _limited(self, _who: int) -> None:
        self.stage.api.fail_next("sendMessage", status=429, retry_after=5)

    async def _broken(self, _who: int) -> None:
        self.stage.api.fail_next("editMessageText", status=502)

    async def check(self) -> None:
        """Look whether all is as it must be."""
        read = self.stage.read_by()
        assert not any("RAHASIA" in text for text in read)
        said = [text for text in self.answers if text in read]
        assert [text for text in read if text in self.answers] == said  # once, and in order
        rows = self.stage.rows("SELECT ticket, state, officer_id FROM escalations ORDER BY id")
        assert sum(state != "closed" for _, state, _ in rows) <= 1
        assert all((holder is not None) for _, state, holder in rows if state == "held")
        self._check_cards(rows)

    def silent(self) -> list[str]:
        """Return the answers that neither arrived nor were refused in an answer to them.

        In a topic that was made anew nothing is there to be answered: a refusal stands alone.
        """
        read = self.stage.read_by()
        notices = self.stage.rows("SELECT answers, text FROM forum_messages WHERE kind = 'notice'")
        told = {answers for answers, _ in notices}
        missing = [t for t, n in self.answers.items() if t not in read and str(n) not in told]
        alone = sum(answers is None and "dikirim" in text for answers, text in notices)
        return missing[alone:]

    def _check_cards(self, rows: list[tuple[str, str, int | None]]) -> None:
        """Each open ticket's card is there once, and says where it stands."""
        open_ones = [(ticket, state) for ticket, state, _ in rows if state != "closed"]
        seen = self.stage.group.texts(self._topic())
        for ticket, state in open_ones:
            cards = [t for t in seen if "\nUnit: " in t and ticket in t.splitlines()[0]]
            if cards:  # one that was deleted by hand comes back when it changes
                assert [t[0] for t in cards] == [SIGNS[state]], (ticket, state, cards)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_any_story_ends_well(stage: Stage, seed: int) -> None:
    """Officers, citizens and Telegram do things in an order that nobody thought of."""
    await stage.ask_for_officer()
    story = Story(stage, seed)
    for _ in range(STEPS):
        await story.step()
        await story.check()

    done = stage.rows("SELECT count(*) FROM officer_updates WHERE state != 'done'")
    assert done == [(0,)]
    assert not story.silent()
