"""What officers did in Telegram, worked off one by one, each in one transaction with its note.

Only officers who are linked by a code act. Whoever is not, is disabled, or left the group is
refused and told. Functions never commit.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.conversations.ownership import open_conversation
from service.escalations.opening import open_escalation_of
from service.forum import answering, changing, ordering
from service.forum.acting import Act, reply
from service.forum.cards import Mode, Press, Shown, read_press
from service.forum.homes import stands_in
from service.forum.links import (
    Group,
    Linked,
    group_of_chat,
    link_group,
    link_officer,
    linked,
    mark_back,
    mark_gone,
    move_group,
    unlink,
)
from service.forum.means import DeskMeans
from service.forum.messages import Kind, Notice, message_at, tell
from service.forum.orders import (
    Order,
    Ordered,
    Saying,
    UnknownOrder,
    read_order,
    unmarked,
    what_is_said,
)
from service.forum.permissions import is_allowed
from service.forum.received import FETCHING, Received, finish, take_pending
from service.forum.topics import topic_at
from service.outbox.queue import Draft, put_message
from service.outcomes import Author

TELEGRAM = "telegram"


@dataclass(frozen=True)
class Handled:
    """What came of something that an officer did.

    Attributes:
        said: What a press is answered with for a moment.
    """

    received: Received
    said: str = ""


def handle_next(session: Session, means: DeskMeans, now: datetime) -> Handled | None:
    """Work off the oldest thing that is due; None when nothing is."""
    received = take_pending(session, now)
    if received is None:
        return None
    said = _handle(session, received, means, now)
    if received.id:
        _finish(session, received, said, now)
    return Handled(received, said if received.kind == "press" else "")


def _finish(session: Session, received: Received, said: str, now: datetime) -> None:
    if said not in ("asked", FETCHING):  # its words are kept until its writer decided
        finish(session, received, "done", now)


def _handle(session: Session, received: Received, means: DeskMeans, now: datetime) -> str:
    if received.kind == "private":
        return _private(session, received, means, now)
    group = group_of_chat(session, received.chat)
    happening = _HAPPENING.get(received.kind)
    if happening is not None:
        return happening(session, received, group, means, now)
    order = read_order(received.text, means.bot_name())
    is_link = isinstance(order, Ordered) and order.order is Order.LINK
    if received.kind == "message" and is_link and isinstance(order, Ordered):
        return _link_group(session, received, order.argument, means, now)
    if group is None:
        return "not_ours"
    act = _act(session, received, group, means, now)
    return act if isinstance(act, str) else _do(act, order)


def _act(
    session: Session, received: Received, group: Group, means: DeskMeans, now: datetime
) -> Act | str:
    """Return what is to be judged, or what a stranger was told."""
    topic = topic_at(session, group.id, received.thread)
    target = message_at(session, group.id, received.answers) if received.answers else None
    officer = linked(session, received.account)
    nobody = Linked(0, "", is_active=False)
    act = Act(session, received, group, officer or nobody, topic, target, means, now)
    if officer is not None and officer.is_active:
        return act
    if received.kind == "message" and not _is_meant(act):
        return "talk"
    if received.kind == "edit":
        return "not_linked"
    return reply(act, "why_disabled" if officer is not None else "not_linked")


def _is_meant(act: Act) -> bool:
    """Tell whether a message would do something."""
    if read_order(act.received.text, act.means.bot_name()) is not None:
        return True
    return what_is_said(act.received.text, act.answered) is not Saying.TALK


def _do(act: Act, order: Ordered | UnknownOrder | None) -> str:
    if not is_allowed(act, order):
        return reply(act, "why_no_tickets")
    if act.is_press:
        return _press(act)
    if act.received.kind == "edit":
        return _edit(act)
    if isinstance(order, UnknownOrder):
        return ordering.tell_unknown(act, order.word)
    if order is not None:
        return ordering.carry_out(act, order)
    match what_is_said(act.received.text, act.answered):
        case Saying.NOTE:
            return answering.note(act, unmarked(act.received.text))
        case Saying.ANSWER:
            return answering.answer(act, act.received.text.strip())
    return _talk(act)


def _talk(act: Act) -> str:
    """Leave talk alone; where only cards stand, a reply to one is likely meant for the citizen."""
    is_card = act.target is not None and act.target.kind == Kind.CARD
    if is_card and act.means.mode(act.group.unit) is Mode.CARD:
        return reply(act, "reply_to_card")
    return "talk"


def _edit(act: Act) -> str:
    row = changing.own_message(act.session, act.group.id, act.received.number)
    if row is not None:
        return changing.edit(act, row)
    return changing.edit_unsent(act)


def _press(act: Act) -> str:
    pressed = read_press(act.received.data or "")
    if pressed is None:
        return reply(act, "press_too_old")
    press, argument = pressed
    if press in (Press.SEND_HIDDEN, Press.SEND_AS_IS, Press.DO_NOT_SEND):
        return answering.decide(act, press, argument)
    doing = {
        Press.TAKE: ordering.take,
        Press.RELEASE: ordering.release,
        Press.HISTORY: ordering.history,
        Press.CLOSE: ordering.ask_to_close,
        Press.CLOSE_NOW: ordering.close,
        Press.KEEP: ordering.keep_open,
        Press.SEND_AGAIN: answering.send_again,
    }
    return doing[press](act, argument)


def _private(session: Session, received: Received, means: DeskMeans, now: datetime) -> str:
    """Link the account of who sends a code to the bot."""
    officer = link_officer(session, received.text, received.account, now)
    text = means.words("link_not_valid")
    if officer is not None:
        text = means.words("linked_officer", name=officer.name)
    return tell_privately(session, received.account, text, now)


def tell_privately(session: Session, account: str, text: str, now: datetime) -> str:
    """Queue something for an officer's private chat with the bot."""
    conversation_id = open_conversation(session, TELEGRAM, account, now)
    put_message(session, Draft(conversation_id, Author.SYSTEM, text), now)
    return text


def tell_failed(session: Session, received: Received, means: DeskMeans, now: datetime) -> str:
    """Say that an act could not be carried out, however often it was tried."""
    group = group_of_chat(session, received.chat)
    text = means.words("act_failed")
    if group is not None and received.kind in ("message", "edit", "press"):
        topic = topic_at(session, group.id, received.thread)
        notice = Notice(group.id, topic.id if topic else None, Shown(text), received.number)
        tell(session, notice, now)
    return text


def _link_group(
    session: Session, received: Received, code: str, means: DeskMeans, now: datetime
) -> str:
    officer = linked(session, received.account)
    group = None
    if officer is not None and officer.is_active and received.data == "forum":
        group = link_group(session, code, received.chat, now)
    key = "linked_group" if group is not None else "link_not_valid"
    if officer is None or not officer.is_active:
        key = "link_needs_officer"
    elif received.data != "forum":
        key = "link_no_forum"
    if group is None:
        return tell_privately(session, received.account, means.words(key), now)
    mode = means.words(f"mode_{means.mode(group.unit).value}")
    text = means.words(key, unit=means.unit_name(group.unit), mode=mode)
    tell(session, Notice(group.id, None, Shown(text)), now)
    return text


def _left(
    session: Session, received: Received, group: Group | None, means: DeskMeans, now: datetime
) -> str:
    """Let whoever left the group act no more, and tell them."""
    if group is None or unlink(session, received.account) is None:
        return "not_ours"
    return tell_privately(session, received.account, means.words("unlinked_left"), now)


def _bot_gone(
    session: Session, _received: Received, group: Group | None, _means: DeskMeans, now: datetime
) -> str:
    if group is not None:
        mark_gone(session, group.id, now)
    return "bot_gone"


def _bot_back(
    session: Session, received: Received, _group: Group | None, _means: DeskMeans, _now: datetime
) -> str:
    mark_back(session, received.chat)
    return "bot_back"


def _moved(
    session: Session, received: Received, _group: Group | None, _means: DeskMeans, now: datetime
) -> str:
    move_group(session, received.chat, received.data or received.chat, now)
    return "moved"


def _topic_closed(
    session: Session, received: Received, group: Group | None, means: DeskMeans, now: datetime
) -> str:
    """Open a topic again that was closed while its citizen waits, by writing into it."""
    topic = topic_at(session, group.id, received.thread) if group is not None else None
    if group is None or topic is None:
        return "not_ours"
    view = open_escalation_of(session, topic.conversation_id)
    if view is None or not stands_in(session, view.unit, group.unit, now):
        return "closed"
    shown = Shown(means.words("topic_reopened", ticket=view.ticket))
    tell(session, Notice(group.id, topic.id, shown), now)
    return "reopened"


_HAPPENING = {
    "left": _left,
    "bot_gone": _bot_gone,
    "bot_back": _bot_back,
    "moved": _moved,
    "topic_closed": _topic_closed,
}
