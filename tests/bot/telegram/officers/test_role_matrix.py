"""Every order and button of the group, as every role and as nobody: the table is what happens."""

import pytest
from sqlalchemy import text

from service.forum.cards import Press
from service.forum.orders import Order
from service.forum.permissions import ORDERS, PRESSES
from service.officers.roles import may
from service.outcomes import Role
from tests.bot.telegram.officers.harness import Stage

REFUSED = "Peran akun Anda tidak menangani tiket"
NOT_LINKED = "belum tertaut dengan petugas"
FIRST = 900  # accounts that nobody else has


async def order_everything(stage: Stage, role: Role | None) -> list[str]:
    """Let one person of a role write every order into a topic; return what they were told."""
    await stage.ask_for_officer()
    if role is not None:
        stage.officer("Tamu", FIRST)
        with stage.office.database.write() as session:
            session.execute(
                text("UPDATE officers SET role = :role WHERE name = 'Tamu'"), {"role": role.value}
            )
    before = len(stage.texts())
    for order in Order:
        if order is not Order.LINK:  # is answered privately, whoever writes it
            stage.group.say(FIRST, f"/{order.value}", stage.topic())
    await stage.settle()
    await stage.later(seconds=90)
    await stage.later(seconds=90)
    return stage.texts()[before:]


@pytest.mark.parametrize("role", [*Role, None])
async def test_a_role_orders_what_the_table_says(stage: Stage, role: Role | None) -> None:
    """Whoever has no tickets on the web has none in Telegram either."""
    told = await order_everything(stage, role)

    asked = [order for order in Order if order is not Order.LINK]
    refused = [order for order in asked if role is not None and not may(role, ORDERS[order])]
    assert sum(REFUSED in said for said in told) == len(refused)
    assert sum(NOT_LINKED in said for said in told) == (len(asked) if role is None else 0)


@pytest.mark.parametrize("role", [Role.MAINTAINER, Role.AUDITOR])
async def test_a_button_refuses_who_has_no_tickets(stage: Stage, role: Role) -> None:
    """A press is an order as well."""
    ticket = await stage.ask_for_officer()
    stage.officer("Tamu", FIRST)
    with stage.office.database.write() as session:
        session.execute(
            text("UPDATE officers SET role = :role WHERE name = 'Tamu'"), {"role": role.value}
        )

    stage.group.press(FIRST, "Ambil")
    await stage.settle()

    assert "claimed" not in stage.events(ticket)


def test_every_order_and_button_stands_in_the_table() -> None:
    """An order of tomorrow without a permission would be anybody's."""
    assert (set(ORDERS), set(PRESSES)) == (set(Order), set(Press))
