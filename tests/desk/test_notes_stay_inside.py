"""No note can go out: every form of the desk is posted, in any order, and the whole database read.

Notes hold a word that nothing else does. Wherever that word stands but among the notes, somebody
copied it, and what is copied can be sent.
"""

import random
import re
from contextlib import suppress

import pytest
from starlette.routing import Route

from desk.app import ROUTES
from service.conversations.ownership import open_conversation
from service.errors import NotFound
from service.outbox.lines import Place, lines_after
from service.outbox.queue import messages_after
from service.outcomes import Role
from service.storage.database import Session
from tests.desk.desk_harness import Browser, DeskHarness
from tests.desk.test_guarded_routes import METHODS, is_for_everybody
from tests.service.escalations.acts import ACTS

SECRET = "ularperak"  # in every note, and nowhere else
SAID = "gajahmerah"  # in everything that may go out
NOTES = ("note", "transfer", "split")  # the forms whose text is for colleagues
KEPT_IN = {"escalation_notes"}
FORMS = [r for r in ROUTES if isinstance(r, Route) and "POST" in (r.methods or METHODS)]
OF_TICKETS = [r for r in FORMS if "{ticket}" in r.path and not is_for_everybody(r)]
ROUNDS = 3  # each with tickets of its own


def tables_with(desk: DeskHarness, word: str) -> set[str]:
    """Return the tables that hold a word anywhere."""
    with desk.database.engine.connect() as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        names = connection.exec_driver_sql(query).scalars().all()
        rows = {n: connection.exec_driver_sql(f'SELECT * FROM "{n}"').all() for n in names}  # noqa: S608
    return {name for name, found in rows.items() if word in str(found)}


def read_by(session: Session, desk: DeskHarness, address: str, channel: str) -> str:
    """Return all that a citizen can read now."""
    talk = open_conversation(session, channel, address, desk.clock())
    lines = lines_after(session, talk, Place(), desk.clock()) if channel == "web" else []
    return str(messages_after(session, talk, 0, desk.clock())) + str(lines)


def fields_for(desk: DeskHarness, ticket: str, action: str) -> dict[str, str]:
    """Return a form that every act finds something in."""
    text = SECRET if action in NOTES else SAID
    return {
        "text": f"Kata {text}.",
        "unit": "ppid",
        "reason": "spam" if action == "block" else "answered",
        "days": "1",
        "hours": "2",
        "officer": str(desk.number("sari")),
        "into": desk.behind(ticket),
        "kind": "objection",
        "message": "2",
        "asks": "",
    }


async def post_all(desk: DeskHarness, browser: Browser, order: random.Random, at: int) -> None:
    """Post every form of a ticket's page once, in any order, with notes between."""
    channel = order.choice(("web", "telegram"))
    desk.citizen_writes("halo", str(at), channel)
    ticket = desk.escalation("humas", str(at), channel)
    page = f"/escalations/{ticket}"
    await browser.post(f"{page}/reply", text=f"Balasan {SAID}")
    await browser.post(f"{page}/note", text=f"Catatan {SECRET}")
    token = await browser.token("/")
    for route in order.sample(OF_TICKETS, len(OF_TICKETS)):
        action = route.path.split("/")[-1]
        values = {"ticket": ticket, "number": 2, "request": 1}
        wanted = {name: values[name] for name in route.param_convertors}
        path = str(route.url_path_for(route.name, **wanted))
        await browser.post(path, csrf=token, **fields_for(desk, ticket, action))
        assert tables_with(desk, SECRET) <= KEPT_IN, (route.path, channel)
    with desk.database.write() as session:
        assert SECRET not in read_by(session, desk, str(at), channel)


@pytest.mark.parametrize("seed", range(4))
async def test_no_form_of_the_desk_lets_a_note_out(desk: DeskHarness, seed: int) -> None:
    """A colleague's frank word about a citizen, read by that citizen, cannot be taken back."""
    order = random.Random(seed)  # noqa: S311 - an order of forms, no secret
    sari = await desk.officer("sari")
    desk.role("sari", order.choice((Role.OFFICER, Role.SUPERVISOR, Role.LEAD, Role.ADMIN)))
    for number in range(ROUNDS):
        await post_all(desk, sari, order, number + 1)

    assert tables_with(desk, SECRET) == KEPT_IN
    assert "outbox" in tables_with(desk, SAID)
    assert len(OF_TICKETS) > 20


@pytest.mark.parametrize("act", sorted(ACTS))
async def test_no_act_of_the_core_lets_a_note_out(desk: DeskHarness, act: str) -> None:
    """Whoever calls it: the web desk, Telegram, or what comes tomorrow."""
    sari = await desk.officer("sari")
    ticket = desk.escalation(channel="web")
    page = f"/escalations/{ticket}"
    await sari.post(f"{page}/reply", text=f"Balasan {SAID}")
    await sari.post(f"{page}/note", text=f"Catatan {SECRET}")
    number = desk.number("sari")
    with suppress(NotFound), desk.database.write() as session:
        ACTS[act](session, ticket, number, desk.clock())

    with desk.database.write() as session:
        assert SECRET not in read_by(session, desk, "1", "web")
    assert tables_with(desk, SECRET) <= KEPT_IN


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("note", {"text": SECRET * 500}),
        ("transfer", {"text": SECRET, "unit": "nowhere"}),
        ("split", {"text": SECRET, "unit": "nowhere"}),
        ("extend", {"text": SECRET + " {batas}"}),
        ("extend", {"text": SECRET}),
    ],
)
async def test_what_was_refused_never_stands_in_the_box_of_an_answer(
    desk: DeskHarness, act: str, fields: dict[str, str]
) -> None:
    """There one press sends it to the citizen, and it takes the place of what was begun."""
    sari = await desk.officer("sari")
    page = f"/escalations/{desk.escalation()}"
    await sari.post(f"{page}/claim")
    await sari.post(f"{page}/draft", text="Yang saya mulai")

    refused = await sari.post(f"{page}/{act}", **fields)

    box = re.search(r'<textarea id="text".*?</textarea>', refused.text, re.DOTALL)
    assert refused.status_code in (409, 422)
    assert box is not None
    assert SECRET not in box[0]
    assert "Yang saya mulai" in box[0]
    assert SECRET in refused.text  # to be copied
