"""What must hold of a whole world after each step, seen from outside."""

import re
from collections import Counter

from sqlalchemy import select

from service.escalations.opening import find_escalation
from service.escalations.standing import Event
from service.outcomes import Stage
from service.storage.tables import Escalation
from tests.bot.telegram.officers.harness import GROUP
from tests.bot.telegram.officers.world import CITIZENS, World
from tests.service.escalations.promises import (
    each_conversation_has_one_owner,
    rows_are_their_events,
)

SIGNS = {
    Stage.WAITING: "🟡",
    Stage.BEHIND: "⚪",
    Stage.HELD: "🔵",
    Stage.FOR_CITIZEN: "🟢",
    Stage.SNOOZED: "⏸",
}
WORDS = re.compile(r"tulisan \d+ dari (\d+)")
MEANT = re.compile(r"(?:jawaban|alasan) \d+ untuk (\d+)")  # for one citizen alone
NOT_DONE = """
    SELECT (SELECT count(*) FROM updates WHERE state != 'done')
         + (SELECT count(*) FROM officer_updates WHERE state != 'done')
         + (SELECT count(*) FROM outbox
            WHERE author = 'officer' AND state IN ('queued', 'sending'))
         + (SELECT count(*) FROM forum_messages WHERE state IN ('queued', 'sending'))
         + (SELECT count(*) FROM forum_topics WHERE thread IS NULL)
"""


class Checks:
    """Looks at a world again and again; remembers the events it has seen."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.events: dict[int, list[Event]] = {}
        self.whole = 0  # how often nothing was left to do, so that all could be looked at

    def after_a_step(self) -> None:
        """Whatever is still to be done."""
        with self.world.office.database.read() as session:
            rows = list(session.scalars(select(Escalation).order_by(Escalation.id)))
            rows_are_their_events(session, rows, self.events)
            each_conversation_has_one_owner(session, rows)
        self._nothing_went_to_somebody_else()
        if not self.left():
            self.whole += 1
            self.nothing_is_silent()
            self.cards_say_what_rows_say()

    def done(self) -> Counter[str]:
        """Return how often each thing happened to an escalation."""
        return Counter(event.kind.value for events in self.events.values() for event in events)

    def left(self) -> int:
        """Return how much is still to be done."""
        return int(self.world.rows(NOT_DONE)[0][0])

    def _nothing_went_to_somebody_else(self) -> None:
        world = self.world
        for citizen in CITIZENS:
            sent = [str(m.get("text") or "") for m in world.api.sent(citizen)]
            assert not any("RAHASIA" in text for text in sent), "a note went out"
            assert {int(one) for one in MEANT.findall("\n".join(sent))} <= {citizen}
            answers = [text for text in sent if text in world.answers]
            assert all(world.answers[text] == citizen for text in answers)
            assert len(answers) == len(set(answers)), "an answer came twice"
            topic = world.topic_of(citizen)
            if topic is not None:
                seen = "\n".join(world.group.texts(topic))
                assert {int(one) for one in WORDS.findall(seen)} <= {citizen}

    def nothing_is_silent(self) -> None:
        """Each answer is in the outbox with what came of it, or was refused aloud.

        In a topic that was made anew nothing is there to be answered: a refusal stands alone.
        """
        world = self.world
        kept = world.rows("SELECT text FROM outbox WHERE author = 'officer'")
        stored = {text for (text,) in kept}
        notices = world.rows("SELECT answers, text FROM forum_messages WHERE kind = 'notice'")
        told = {answers for answers, _ in notices}
        missing = [
            words
            for words in world.answers
            if words not in stored | world.refused and str(world.said_by.get(words)) not in told
        ]
        alone = sum(answers is None and "dikirim" in text for answers, text in notices)
        assert len(missing) <= alone, self._became_of(missing)
        for turn, outcome in world.rows("SELECT id, outcome FROM updates WHERE state = 'done'"):
            assert outcome, turn

    def _became_of(self, missing: list[str]) -> list[tuple[str, object]]:
        number = {words: str(self.world.said_by.get(words)) for words in missing}
        rows = self.world.rows("SELECT number, kind, state, outcome FROM officer_updates")
        return [
            (words, [tuple(row) for row in rows if row[0] == number[words]]) for words in missing
        ]

    def cards_say_what_rows_say(self) -> None:
        """Each open ticket's card stands once in its topic, with its state and its holder."""
        world = self.world
        if world.rows("SELECT count(*) FROM forum_groups WHERE gone_at IS NOT NULL")[0][0]:
            return
        with world.office.database.read() as session:
            views = [find_escalation(session, one) for one, *_ in world.tickets()]
        for view in views:
            heads = self._heads(view.ticket)
            if not heads or view.unit != "humas" or view.stage is Stage.CLOSED:
                continue  # a card that was deleted by hand comes back when it changes
            assert len(heads) == 1, heads
            assert heads[0].startswith(SIGNS[view.stage]), (heads, view)
            if view.stage is Stage.HELD:
                assert heads[0].endswith(str(view.held_by)), (heads, view)

    def _heads(self, ticket: str) -> list[str]:
        kept = self.world.api.chats.kept_in(GROUP)
        texts = [str(m.get("text") or "") for m in kept]
        cards = [text for text in texts if "\nUnit: " in text]
        return [text.splitlines()[0] for text in cards if ticket in text.splitlines()[0]]
