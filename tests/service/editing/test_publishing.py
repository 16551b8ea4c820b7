"""What one maintainer does alone: take back, and let expire."""

from datetime import timedelta

import pytest

from doubles.clock import TODAY
from service.content.versions import Origin, Version, versions_of
from service.editing.proposals import Declined
from service.errors import NotFound
from tests.service.editing.newsroom import ID, Newsroom
from tests.service.test_concurrency import all_at_once

NEW = "Jawaban tertulis diberikan paling lambat 10 hari kerja."
YESTERDAY = TODAY - timedelta(days=1)


def take_back(room: Newsroom, who: str = "mira", to: int = 1, seen: int = 2) -> object:
    return room.editorial.take_back(ID, to, seen, "Keliru.", room.ids[who], room.clock())


def expire(room: Newsroom, who: str = "mira", days: int = -1, seen: int = 1) -> object:
    day = TODAY + timedelta(days=days)
    return room.editorial.expire(ID, day, seen, "Aturan berubah.", room.ids[who], room.clock())


def test_a_former_version_serves_again(room: Newsroom) -> None:
    """A mistake that got through must go at once, and the history must say so."""
    former = room.version()
    room.approve(room.propose(text=NEW))

    made = take_back(room)

    assert isinstance(made, Version)
    assert (made.number, made.origin, made.written) == (3, Origin.TAKEN_BACK, former.written)
    assert room.served().written == former.written
    with room.database.read() as session:
        reasons = [version.reason for version in versions_of(session, ID)]
    assert reasons == ["Keliru.", "Lebih jelas.", ""]


def test_it_is_taken_back_once(room: Newsroom) -> None:
    """Two maintainers see the mistake at the same moment."""
    room.approve(room.propose(text=NEW))

    made = all_at_once(lambda n: take_back(room, "mira" if n % 2 else "tono"))

    assert len([one for one in made if isinstance(one, Version)]) == 1
    assert [one for one in made if not isinstance(one, Version)] == [Declined.STALE] * 3


@pytest.mark.parametrize("who", ["sari", "lead", "adi"])
def test_only_maintainers_take_back_and_let_expire(room: Newsroom, who: str) -> None:
    """Asked in the service, and not on the page alone."""
    room.approve(room.propose(text=NEW))

    assert take_back(room, who) is Declined.NOT_ALLOWED
    assert expire(room, who, seen=2) is Declined.NOT_ALLOWED


def test_there_is_no_version_nine(room: Newsroom) -> None:
    """An address that was typed by hand."""
    with pytest.raises(NotFound):
        take_back(room, to=9)


def test_an_article_expires_sooner_and_never_later(room: Newsroom) -> None:
    """Sooner warns; later claims that somebody checked it, which takes two."""
    made = expire(room)

    assert isinstance(made, Version)
    assert made.origin is Origin.EXPIRED
    assert room.served().expires == YESTERDAY
    assert expire(room, seen=2, days=30) is Declined.NO_CHANGE
    assert expire(room, seen=1, days=-2) is Declined.STALE


def test_an_expired_article_can_be_taken_back_to_a_valid_day(room: Newsroom) -> None:
    """It expired by mistake."""
    before = room.served().expires
    expire(room)

    assert isinstance(take_back(room), Version)
    assert room.served().expires == before
