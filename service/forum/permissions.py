"""What each order and each button of the group needs; refused before anything of it is done.

The core refuses as well, ticket by ticket; here a role that has no tickets is refused whole.
"""

from service.forum.acting import Act
from service.forum.cards import Press, read_press
from service.forum.orders import Order, Ordered, Saying, UnknownOrder, what_is_said
from service.officers.duty import find_officer
from service.officers.roles import Permission, may
from service.outcomes import Role

ORDERS: dict[Order, Permission] = {
    Order.TAKE: Permission.ANSWER,
    Order.RELEASE: Permission.ANSWER,
    Order.TRANSFER: Permission.ANSWER,
    Order.SNOOZE: Permission.ANSWER,
    Order.KIND: Permission.ANSWER,
    Order.EXTEND: Permission.ANSWER,
    Order.NOTE: Permission.ANSWER,
    Order.CANNED: Permission.ANSWER,
    Order.REPLY: Permission.ANSWER,
    Order.WITHDRAW: Permission.ANSWER,
    Order.CLOSE: Permission.ANSWER,
    Order.HISTORY: Permission.READ,
    Order.HELP: Permission.OWN_ACCOUNT,
    Order.LINK: Permission.OWN_ACCOUNT,
}
PRESSES: dict[Press, Permission] = dict.fromkeys(Press, Permission.ANSWER) | {
    Press.HISTORY: Permission.READ,
    Press.KEEP: Permission.OWN_ACCOUNT,
}


def is_allowed(act: Act, order: Ordered | UnknownOrder | None) -> bool:
    """Tell whether who acts has the role for it; talk, and what is no order, is everybody's."""
    needed = _needed(act, order)
    return needed is None or may(_role_of(act), needed)


def _needed(act: Act, order: Ordered | UnknownOrder | None) -> Permission | None:
    if act.is_press:
        pressed = read_press(act.received.data or "")
        return PRESSES[pressed[0]] if pressed else None
    if act.received.kind == "edit":
        return Permission.ANSWER
    if isinstance(order, Ordered):
        return ORDERS[order.order]
    if isinstance(order, UnknownOrder):
        return None
    is_talk = what_is_said(act.received.text, act.answered) is Saying.TALK
    return None if is_talk else Permission.ANSWER


def _role_of(act: Act) -> Role:
    return find_officer(act.session, act.officer.officer_id).role
