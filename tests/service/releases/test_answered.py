"""Whether two models answer alike, and which difference is to be read first."""

import pytest

from service.releases.answered import Answered, Change, answered_from, changed, severity

SPIP = Answered("answered", ("spip",), ("spip",), "spip", 0.9, "SPIP adalah …")
MAGANG = Answered("answered", ("magang",), ("magang",), "magang", 0.9, "Magang …")
GIFT = Answered("answered", ("batas-hadiah",), ("batas-hadiah",), reply="Batas …")
AUDITOR = Answered("answered", ("hadiah-auditor",), ("hadiah-auditor",), reply="Tolak …")
WBS = Answered("answered", ("wbs-pantau",), ("wbs-pantau",), reply="Pantau …")
CHOICE = Answered("clarified", (), ("spip", "magang"))
OTHER_WAY = Answered("clarified", (), ("magang", "spip"))
LESS = Answered("clarified", (), ("spip",))
NOTHING = Answered("not_understood", (), ("spip",))
OFFICER = Answered("escalated")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (SPIP, SPIP, None),
        (SPIP, MAGANG, Change.OTHER),
        (SPIP, WBS, Change.SENSITIVE),
        (GIFT, WBS, Change.SENSITIVE),
        (GIFT, AUDITOR, Change.OTHER),  # of one group: they may be taken for each other
        (SPIP, Answered("answered", ("spip", "magang")), Change.BESIDE),
        (Answered("answered", ("spip", "wbs-pantau")), SPIP, Change.BESIDE),
        (SPIP, NOTHING, Change.LOST),
        (SPIP, Answered("failed"), Change.LOST),
        (SPIP, CHOICE, Change.ASKED_BACK),
        (SPIP, OFFICER, Change.SENT_ON),
        (SPIP, Answered("referred"), Change.SENT_ON),
        (CHOICE, SPIP, Change.FOUND),
        (NOTHING, SPIP, Change.FOUND),
        (CHOICE, NOTHING, Change.OPEN),
        (CHOICE, LESS, Change.OPEN),
        (CHOICE, OTHER_WAY, None),  # the same to choose from
        (Answered("small_talk", intent="thanks"), Answered("small_talk", intent="bye"), "open"),
        (NOTHING, Answered("not_understood", (), ("magang",)), None),  # nothing of it is read
    ],
)
def test_what_a_citizen_reads_otherwise_is_a_change(
    before: Answered, after: Answered, expected: Change | None
) -> None:
    """And nothing else, or nobody reads the list to its end."""
    assert changed(before, after) == expected


def test_another_field_of_the_same_article_is_other_words() -> None:
    """A question for a fee that is answered with the whole article was answered better before."""
    fee = Answered("answered", ("magang",), reply="Magang tidak dipungut biaya.")

    assert changed(fee, MAGANG) == Change.WORDS


def test_a_time_of_day_is_no_change() -> None:
    """Two models are asked at two moments."""
    first = Answered("answered", ("jam",), reply="Sekarang pukul 09.59, kami buka.")
    later = Answered("answered", ("jam",), reply="Sekarang pukul 10.01,\nkami buka.")

    assert changed(first, later) is None


def test_what_does_harm_and_what_many_ask_comes_first() -> None:
    """Whoever stops reading half-way has read what counts."""
    order = [
        severity(Change.SENSITIVE, SPIP, WBS, 2),
        severity(Change.SENSITIVE, SPIP, WBS, 1),
        severity(Change.OTHER, SPIP, MAGANG, 1),
        severity(Change.LOST, SPIP, NOTHING, 1),
        severity(Change.SENT_ON, SPIP, OFFICER, 1),
        severity(Change.ASKED_BACK, SPIP, CHOICE, 1),
        severity(Change.BESIDE, SPIP, MAGANG, 1),
        severity(Change.FOUND, NOTHING, SPIP, 1),
        severity(Change.OPEN, CHOICE, LESS, 1),
    ]

    assert order == sorted(order, reverse=True)
    assert len(set(order)) == len(order)
    assert severity(Change.OPEN, CHOICE, NOTHING, 8) > severity(Change.ASKED_BACK, SPIP, CHOICE, 1)
    assert severity(Change.LOST, WBS, NOTHING, 1) == 2 * severity(Change.LOST, SPIP, NOTHING, 1)


def test_what_is_kept_is_read_back() -> None:
    """And of a long reply only its beginning is kept."""
    long = Answered("answered", ("spip",), ("spip", "magang"), "spip", 0.8, "a" * 5_000)

    kept = answered_from(long.to_row())

    assert (kept.answered, kept.topics, kept.intent) == (("spip",), ("spip", "magang"), "spip")
    assert len(kept.reply) < 1_000
