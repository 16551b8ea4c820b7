"""What officers do in Telegram is recorded as done there, and who may not is recorded as well."""

import re

from tests.bot.telegram.officers.harness import RINI, STRANGER, Stage


async def test_an_act_in_the_group_is_recorded_as_done_there(any_stage: Stage) -> None:
    """An auditor asks by which way somebody acted; the citizen's steps are there too."""
    await any_stage.ask_for_officer()
    any_stage.group.press(RINI, "Ambil")
    await any_stage.settle()

    told = any_stage.rows(
        "SELECT deed, actor, channel FROM audit_log WHERE deed LIKE 'ticket.%' ORDER BY id"
    )
    assert ("ticket.opened", "citizen", "telegram") in told
    assert ("ticket.claimed", "officer", "telegram") in told
    address = any_stage.rows("SELECT address FROM audit_log WHERE deed = 'ticket.claimed'")
    assert re.fullmatch(r"[0-9a-f]{32}", address[0][0])  # a hash, not RINI's number


async def test_a_stranger_in_the_group_is_recorded(stage: Stage) -> None:
    """Whoever tries buttons that are not theirs is seen, without being named."""
    await stage.ask_for_officer()
    stage.group.press(STRANGER, "Ambil")
    await stage.settle()

    told = stage.rows("SELECT citizen, data FROM audit_log WHERE deed = 'login.refused'")
    assert [data for _, data in told] == ['{"unit":"humas","why":"not_linked"}']
    told_words = re.findall(r"\w+", repr(told))  # whole: a hash may hold these digits
    assert str(STRANGER) not in told_words


async def test_each_event_of_a_ticket_is_a_row_of_the_record(any_stage: Stage) -> None:
    """The record must not know less than the ticket's own story, nor tell it otherwise."""
    await any_stage.ask_for_officer()
    any_stage.group.press(RINI, "Ambil")
    await any_stage.settle()

    events = any_stage.rows("SELECT kind, actor, officer_id FROM escalation_events ORDER BY id")
    rows = any_stage.rows(
        "SELECT substr(deed, 8), actor, officer_id FROM audit_log "
        "WHERE deed LIKE 'ticket.%' ORDER BY id"
    )
    assert len(events) > 1
    assert rows == events
