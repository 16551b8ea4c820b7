"""What an intent is learnt from changes by acts that stay."""

import threading
from pathlib import Path

import pytest

from doubles.clock import FrozenClock
from service.examples.intents import IntentUnknown
from service.examples.register import (
    Example,
    ExampleRefused,
    active,
    add,
    history,
    move,
    retire,
)
from service.storage.database import Database


def learnt(database: Database, intent: str) -> list[str]:
    """Return what an intent is learnt from."""
    with database.read() as session:
        return [one.text for one in active(session) if one.intent == intent]


def test_a_sentence_is_added_once(register: Database, root: Path, clock: FrozenClock) -> None:
    """Forty citizens say one thing; learning it forty times would bend the model."""
    texts = ["  gmn cr\nmagang ", "cara magang di bpkp", "gmn cr magang"]
    with register.write() as session:
        count = add(session, texts, "magang", by="Sri", now=clock(), root=root)

    assert count == 1
    assert learnt(register, "magang").count("gmn cr magang") == 1
    with register.read() as session:
        newest = history(session)[0]
    assert (newest.kind, newest.intent, newest.count, newest.by) == ("add", "magang", 1, "Sri")


def test_what_was_retired_can_be_learnt_again(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """A mistake of a maintainer is no loss."""
    with register.write() as session:
        retire(session, ["halo"], "greet", by="Sri", now=clock(), reason="salah")
    assert learnt(register, "greet") == []

    with register.write() as session:
        assert add(session, ["halo"], "greet", by="Sri", now=clock(), root=root) == 1

    assert learnt(register, "greet") == ["halo"]


@pytest.mark.parametrize("text", ["", " - ", "kantor [medan](province)", "a][b"])
def test_what_no_line_can_say_is_refused(
    register: Database, root: Path, clock: FrozenClock, text: str
) -> None:
    """Rasa would read it as a mark, or as nothing."""
    with register.write() as session, pytest.raises(ExampleRefused):
        add(session, [text], "greet", by="Sri", now=clock(), root=root)


def test_an_intent_that_nothing_answers_takes_no_example(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """The next training would refuse all of the data."""
    (root / "content" / "articles" / "pkl.md").unlink()
    with register.write() as session:
        with pytest.raises(IntentUnknown, match=r"no intent of domain\.yml"):
            add(session, ["x"], "parkir", by="Sri", now=clock(), root=root)
        with pytest.raises(IntentUnknown, match=r"no article content/articles/pkl\.md"):
            move(session, "magang", "pkl", None, by="S", now=clock(), reason="", root=root)


def test_a_sentence_that_is_not_there_stops_the_whole_act(
    register: Database, clock: FrozenClock
) -> None:
    """Half of an act would have to be found out by hand."""
    with register.write() as session, pytest.raises(ExampleRefused, match="siang"):
        retire(session, ["halo", "siang"], "greet", by="Sri", now=clock())

    assert learnt(register, "greet") == ["halo"]


@pytest.mark.parametrize(
    ("to", "texts", "kind", "count"),
    [
        ("pkl", None, "rename", 3),
        ("cpns", None, "merge", 3),
        ("pkl", ["mau pkl di kantor medan"], "split", 1),
    ],
)
def test_intents_are_renamed_merged_and_split(
    register: Database,
    root: Path,
    clock: FrozenClock,
    to: str,
    texts: list[str] | None,
    kind: str,
    count: int,
) -> None:
    """What became of a topic can be read a year later."""
    before = [len(learnt(register, intent)) for intent in ("magang", to)]
    with register.write() as session:
        moved = move(session, "magang", to, texts, by="A", now=clock(), reason="mirip", root=root)

    assert moved == count
    after = [len(learnt(register, intent)) for intent in ("magang", to)]
    assert after == [before[0] - count, before[1] + count]
    with register.read() as session:
        told = history(session)[0]
    assert (told.kind, told.intent, told.to_intent, told.reason) == (kind, "magang", to, "mirip")


def test_an_articles_lay_words_stay_with_it(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """`tanya content topics` would write them again."""
    with register.write() as session:
        with pytest.raises(ExampleRefused, match="lay words"):
            retire(session, ["capeg"], "cpns", by="Sri", now=clock())
        move(session, "cpns", "pkl", None, by="Sri", now=clock(), reason="", root=root)

    assert learnt(register, "cpns") == ["capeg"]


def test_two_who_add_the_same_at_once_add_it_once(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """Two maintainers approve alike labels in the same moment."""
    begin, counts = threading.Barrier(4), []

    def approve() -> None:
        begin.wait()
        with register.write() as session:
            counts.append(add(session, ["baru"], "magang", by="A", now=clock(), root=root))

    threads = [threading.Thread(target=approve) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(counts) == [0, 0, 0, 1]
    with register.read() as session:
        assert [one for one in active(session) if one.text == "baru"] == [
            Example("baru", "magang", "nlu.yml")
        ]
