"""Every act of officers by its name, for tests that try them all; a new one must be listed."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import service.escalations
from doubles.knowledge import CONTENT
from service.content.desk_hours import read_desk_hours
from service.escalations.access import Need, access_escalation, row_in_charge, row_in_hands
from service.escalations.access import row_to_act_on as row_to_act
from service.escalations.blocking import block_citizen, unblock_citizen
from service.escalations.changing import (
    change_answer,
    read_answer,
    refusal_of_change,
    withdraw_answer,
)
from service.escalations.claims import (
    answer_escalation,
    assign_escalation,
    claim_and_answer,
    claim_escalation,
    release_escalation,
    repeat_answer,
    wait_for_citizen,
)
from service.escalations.closing import Told, close_escalation, close_many
from service.escalations.contacts import open_contact
from service.escalations.drafts import save_draft
from service.escalations.files import open_file
from service.escalations.handing_on import assign_many, release_many
from service.escalations.kinds import extend_deadline, set_kind
from service.escalations.merging import (
    merge_escalations,
    split_escalation,
    unmerge_escalation,
)
from service.escalations.moving import (
    snooze_escalation,
    transfer_escalation,
    wake_escalation,
)
from service.escalations.notes import edit_note, write_note
from service.escalations.sights import be_here
from service.outcomes import BlockReason, CloseReason
from service.storage.database import Session

DAY, DESK = timedelta(days=1), read_desk_hours(CONTENT)
Act = Callable[[Session, str, int, datetime], Any]

ACTS: dict[str, Act] = {
    "access_escalation": lambda s, t, o, now: access_escalation(s, t, o, Need.ACT, now),
    "row_to_act_on": row_to_act,
    "row_in_hands": row_in_hands,
    "row_in_charge": row_in_charge,
    "claim_escalation": lambda s, t, o, now: claim_escalation(s, t, o, "datang", now),
    "assign_escalation": lambda s, t, o, now: assign_escalation(s, t, o, o, "datang", now),
    "release_escalation": release_escalation,
    "answer_escalation": lambda s, t, o, now: answer_escalation(s, t, o, "jawab", now),
    "claim_and_answer": lambda s, t, o, now: claim_and_answer(s, t, o, "jawab", "datang", now),
    "repeat_answer": lambda s, t, o, now: repeat_answer(s, t, o, 1, now),
    "change_answer": lambda s, t, o, now: change_answer(s, t, o, 1, "baru", now),
    "withdraw_answer": lambda s, t, o, now: withdraw_answer(s, t, o, 1, now),
    "read_answer": lambda s, t, o, now: read_answer(s, t, o, 1, now),
    "refusal_of_change": lambda s, t, o, now: refusal_of_change(s, t, o, 1, now),
    "wait_for_citizen": wait_for_citizen,
    "close_escalation": lambda s, t, o, now: close_escalation(s, t, o, "tutup", now),
    "close_many": lambda s, t, o, now: close_many(s, {t: Told("x")}, o, CloseReason.SPAM, now)[t],
    "assign_many": lambda s, t, o, now: assign_many(s, [t], o, o, lambda _: "datang", now)[t],
    "release_many": lambda s, t, o, now: release_many(s, [t], o, now)[t],
    "transfer_escalation": lambda s, t, o, now: transfer_escalation(
        s, t, o, "inspektorat", "", "pindah", now
    ),
    "snooze_escalation": lambda s, t, o, now: snooze_escalation(s, t, o, now + DAY, now),
    "wake_escalation": wake_escalation,
    "be_here": lambda s, t, o, now: be_here(s, t, o, now, is_writing=True),
    "save_draft": lambda s, t, o, now: save_draft(s, t, o, "tulis", now),
    "merge_escalations": lambda s, t, o, now: merge_escalations(s, t, t, o, now),
    "unmerge_escalation": unmerge_escalation,
    "split_escalation": lambda s, t, o, now: split_escalation(
        s, t, o, "inspektorat", "", "dua", now
    ),
    "block_citizen": lambda s, t, o, now: block_citizen(
        s, t, o, BlockReason.SPAM, now + DAY, "blokir", now
    ),
    "unblock_citizen": unblock_citizen,
    "set_kind": lambda s, t, o, now: set_kind(s, t, o, "objection", DESK, lambda _: "x", now),
    "extend_deadline": lambda s, t, o, now: extend_deadline(
        s, t, o, "lama", DESK, lambda _due, _was, _why: "x", now
    ),
    "open_file": lambda s, t, o, now: open_file(s, t, 1, o, now),
    "open_contact": open_contact,
    "write_note": lambda s, t, o, now: write_note(s, t, o, "catatan", now),
    "edit_note": lambda s, t, o, now: edit_note(s, t, o, 1, "catatan", now),
}
CITIZENS = {
    "reopen_escalation": "for the citizen, whose conversation is compared",
    "find_escalation": "for who tells the citizen; shown to no officer",
    "set_due": "what the law says of a ticket just opened, for who tells the citizen",
    "due_of": "for the citizen who asks until when",
    "hint_of_contact": "for the citizen who asks what is kept; tells no contact",
    "goes_on_in": "for the citizen and the card; tells a number of the same conversation",
    "row_of": "a row inside the package",
    "locked_row": "a row inside the package",
    "ending_of": "what the citizen will be told, for who words it; shown to no officer",
    "is_in_window": "compares times, of what a search found within reach",
    "words_of": "of rows that were found within reach; tested by the lists",
    "unread_of": "counts, of rows that were found within reach; tested by the lists",
    "be_gone": "takes back what the officer said of themselves, and tells nothing",
    "is_mistyped": "reads a number, and no escalation",
    "rating_payload": "writes a button",
    "see_escalation": "looks, in transactions of its own; tested by itself",
}


def functions_that_take_a_ticket() -> Iterator[str]:
    """Yield the names of all public functions of the package that are given a ticket."""
    for module in pkgutil.iter_modules(service.escalations.__path__):
        found = import_module(f"service.escalations.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            is_own = function.__module__ == found.__name__ and not name.startswith("_")
            if is_own and {"ticket", "tickets"} & set(inspect.signature(function).parameters):
                yield name
