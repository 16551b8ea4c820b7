"""Until when a kind of request is answered."""

from datetime import datetime

from service.calendar import WIB
from service.hours.deadlines import DeadlineRule, rule_of_kind, rule_of_topic
from tests.service.hours.tables import hours_with

INFORMATION = DeadlineRule(
    "information_request",
    "Permohonan informasi",
    law="UU 14/2008",
    topics=("ppid-waktu",),
    working_days=10,
    extension_days=7,
)
QUESTION = DeadlineRule("question", "Pertanyaan", working_hours=4)
RULES = (INFORMATION, QUESTION)
MONDAY = datetime(2026, 7, 6, 9, tzinfo=WIB)


def test_a_request_and_its_extension_end_with_a_day_of_work() -> None:
    """Ten working days, and seven more where the law allows them once."""
    hours = hours_with()

    ends = (
        INFORMATION.deadline(MONDAY, "pusat", hours),
        INFORMATION.extended(MONDAY, "pusat", hours),
    )

    assert ends == (
        datetime(2026, 7, 20, 16, tzinfo=WIB),
        datetime(2026, 7, 29, 16, tzinfo=WIB),
    )


def test_a_target_runs_by_the_hour_and_is_no_right() -> None:
    """What the desk aims at must never be told as what citizens are owed."""
    assert QUESTION.deadline(MONDAY, "pusat", hours_with()) == datetime(2026, 7, 6, 14, tzinfo=WIB)
    assert QUESTION.extended(MONDAY, "pusat", hours_with()) is None
    assert (INFORMATION.is_right, QUESTION.is_right) == (True, False)


def test_the_topic_tells_the_kind_and_all_else_is_a_question() -> None:
    """A wrong kind would promise a right that is not there."""
    assert rule_of_topic(RULES, "ppid-waktu") is INFORMATION
    assert rule_of_topic(RULES, "siskeudes") is QUESTION
    assert rule_of_topic(RULES, None) is QUESTION


def test_a_kind_that_is_no_longer_in_the_file_has_no_deadline() -> None:
    """Tickets of a kind that editors took out stay answerable."""
    assert rule_of_kind(RULES, "gone").deadline(MONDAY, "pusat", hours_with()) is None
