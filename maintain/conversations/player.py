"""Plays one conversation as a new citizen, through the gateway's own steps of a message.

One player is one citizen with a clock of their own; several play side by side on one database,
as citizens write side by side.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.opening import Opened, open_turn
from bot.turn import TurnResult, answer_turn
from bot.turn_services import TurnServices
from maintain.conversations.clock import ConversationClock
from maintain.conversations.officer import OfficerAtDesk
from maintain.conversations.outcome import Came, Played, PlayedTurn
from maintain.conversations.script import (
    Act,
    Conversation,
    EditNewest,
    LetPass,
    OfficerActs,
    Press,
    Say,
    SendMedia,
    SetClock,
    ShareLocation,
)
from maintain.conversations.sending import CHANNEL, Phone
from maintain.conversations.tickets import names_ticket, ticket_in, with_ticket
from service.conversations.ownership import conversation_at
from service.escalations.opening import open_escalation_of
from service.markup import plain_by
from service.outbox.queue import Outgoing, SentButton, messages_after
from service.updates.albums import ALBUM_WAIT
from service.updates.store import Incoming, store_update
from service.updates.work import bury_update, next_update

PAUSE = ALBUM_WAIT + timedelta(seconds=0.5)  # until a message is read, and as long to the next
NO_TICKET_SHOWN = "no ticket was shown that could be repeated"


@dataclass(frozen=True)
class _Done:
    """An act carried out: what is to be answered, and how that went."""

    said: str
    incoming: tuple[Incoming, ...] = ()
    unmatched_press: str | None = None
    trouble: str | None = None


class Player:
    """One citizen who plays one conversation."""

    def __init__(
        self, services: TurnServices, clock: ConversationClock, officer: OfficerAtDesk
    ) -> None:
        """Use services whose clock is this one."""
        self._services = services
        self._clock = clock
        self._officer = officer
        self._phone = Phone()
        self._read_up_to = 0  # number of the newest message that was read
        self._buttons: tuple[SentButton, ...] = ()
        self._ticket: str | None = None  # shown last

    async def play(self, conversation: Conversation) -> Played:
        """Play every turn in order, whatever comes of it."""
        turns = [PlayedTurn(turn, await self._turn(turn.act)) for turn in conversation.turns]
        return Played(conversation, tuple(turns))

    async def _turn(self, act: Act) -> Came:
        before = await asyncio.to_thread(self._open_ticket)
        done = await asyncio.to_thread(self._carry_out, act)
        results, broke = await self._answered(done.incoming)
        messages = await asyncio.to_thread(self._read_messages)
        after = await asyncio.to_thread(self._open_ticket)
        return Came(
            said=done.said,
            texts=tuple(plain_by(message.author, message.text) for message in messages),
            labels=tuple(button.label for m in messages for button in m.buttons),
            replies=tuple(reply for result in results for reply in result.replies),
            answered_by=results[0].answered_by if results else None,
            has_new_ticket=after is not None and after != before,
            unmatched_press=done.unmatched_press,
            trouble=done.trouble or broke,
        )

    def _carry_out(self, act: Act) -> _Done:
        """Do what is not the gateway's, and return what the gateway is to receive."""
        match act:
            case SetClock(moment):
                self._clock.set_to(moment)
            case LetPass(span):
                self._clock.let_pass(span)
            case OfficerActs():
                trouble = self._officer.act(self._conversation(), act)
                return _Done(f"<officer: {act.act}> {act.text}".strip(), trouble=trouble)
            case _:
                return self._send(act)
        return _Done(f"<it is {self._clock():%Y-%m-%d %H:%M} UTC>")

    def _send(self, act: Say | EditNewest | Press | ShareLocation | SendMedia) -> _Done:
        match act:
            case Say(text):
                return self._write(text, self._phone.text)
            case EditNewest(text):
                return self._write(text, self._phone.edit)
            case Press(label):
                return self._press(label)
            case ShareLocation(latitude, longitude):
                point = self._phone.location(latitude, longitude)
                return _Done(f"<location> {latitude}, {longitude}", (point,))
            case SendMedia(kind, caption):
                said = f"<{kind}> {caption}".strip()
                return _Done(said, tuple(self._phone.media(kind, caption)))

    def _write(self, text: str, sending: Callable[[str], Incoming]) -> _Done:
        said = with_ticket(text, self._ticket)
        is_missing = names_ticket(text) and self._ticket is None
        trouble = NO_TICKET_SHOWN if is_missing else None
        return _Done(said, (sending(said),), trouble=trouble)

    def _press(self, label: str) -> _Done:
        wanted = label.strip().lower()
        matching = [button for button in self._buttons if wanted in button.label.lower()]
        if not matching:
            return _Done(label, (self._phone.text(label),), unmatched_press=label)
        exact = [button for button in matching if button.label.lower() == wanted]
        button = (exact or matching)[0]
        return _Done(f"<pressed> {button.label}", (self._phone.press(button.token),))

    async def _answered(self, incoming: Iterable[Incoming]) -> tuple[list[TurnResult], str | None]:
        """Let the gateway answer; also return what broke, which no citizen should meet."""
        for one in incoming:
            await asyncio.to_thread(self._store, one)
        self._clock.let_pass(PAUSE)
        results = []
        try:
            while (opened := await asyncio.to_thread(self._next)) is not None:
                try:
                    results.append(await answer_turn(self._services, opened))
                except Exception as error:  # noqa: BLE001 - a fault of the bot is a finding here
                    await asyncio.to_thread(self._bury, opened)
                    return results, f"the turn broke: {type(error).__name__}: {error}"
        finally:
            self._clock.let_pass(PAUSE)
        return results, None

    def _store(self, incoming: Incoming) -> None:
        heard = self._services.door.hear(incoming.text)
        with self._services.database.write() as session:
            store_update(session, incoming, self._clock(), self._services.door, heard)

    def _next(self) -> Opened | None:
        conversation_id = self._conversation()
        if conversation_id is None:
            return None
        with self._services.database.read() as session:
            update = next_update(session, conversation_id, self._clock())
            return open_turn(session, update, self._clock()) if update is not None else None

    def _bury(self, opened: Opened) -> None:
        with self._services.database.write() as session:
            bury_update(session, opened.update.id, self._clock())

    def _read_messages(self) -> list[Outgoing]:
        """Return what came since the last look, and remember its buttons and its ticket."""
        conversation_id = self._conversation()
        if conversation_id is None:
            return []
        with self._services.database.write() as session:
            new = messages_after(session, conversation_id, self._read_up_to, self._clock())
        if new:
            self._read_up_to = new[-1].id
            self._buttons = tuple(button for message in new for button in message.buttons)
        for message in new:
            self._ticket = ticket_in(message.text) or self._ticket
        return new

    def _open_ticket(self) -> str | None:
        conversation_id = self._conversation()
        if conversation_id is None:
            return None
        with self._services.database.read() as session:
            ticket = open_escalation_of(session, conversation_id)
        return ticket.ticket if ticket else None

    def _conversation(self) -> str | None:
        with self._services.database.read() as session:
            return conversation_at(session, CHANNEL, self._phone.address)
