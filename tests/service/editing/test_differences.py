"""Differences between two texts of an article, word by word."""

from doubles.knowledge import CONTENT
from service.editing.differences import Said, differences

TEXT = (CONTENT / "articles/ppid-waktu.md").read_text("utf-8")


def test_the_words_that_changed_are_told_apart() -> None:
    """Whoever approves reads one number, and not the whole answer again."""
    after = TEXT.replace(
        "paling lambat 10 hari kerja sejak permintaan",
        "paling lambat 14 hari kerja sejak permintaan",
    )

    (found,) = differences(TEXT, after)

    assert found.part == "text"
    changed = [(span.said, span.words) for span in found.spans if span.said is not Said.BOTH]
    assert changed == [(Said.BEFORE, "10"), (Said.AFTER, "14")]
    before = "".join(span.words for span in found.spans if span.said is not Said.AFTER)
    assert before == found.before


def test_equal_texts_have_none() -> None:
    """Nothing is shown where nothing changed."""
    assert differences(TEXT, TEXT) == []


def test_a_long_text_is_compared_by_lines_and_in_time() -> None:
    """A proposal of 60,000 characters must not hold the desk up."""
    head, _, _ = TEXT.rpartition("---\n")
    one, two = (head + "---\n" + f"kata {word} lain\n" * 8000 for word in ("ini", "itu"))

    (found,) = differences(one, two)

    assert {span.said for span in found.spans} == {Said.BEFORE, Said.AFTER}
