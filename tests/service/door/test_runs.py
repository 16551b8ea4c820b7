"""Runs of digit groups: what is ruled out at a glance could have been named by nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.door.patterns import Context, name_strong, name_weak
from service.door.runs import LONGEST_RUN, Run

CONTEXTS = [Context(), *(Context((kind,), kind, kind) for kind in
            ("nik", "nip", "npwp", "kartu", "rekening", "telepon"))]  # fmt: skip
groups = st.one_of(
    st.text("0123456789", min_size=1, max_size=9), st.sampled_from(["2019", "198", "1", "000"])
)
runs = st.lists(st.tuples(groups, st.sampled_from([" ", ".", "-", " - ", ". "])), min_size=1)


def named(found: list[tuple[str, str]], context: Context, *, at_a_glance: bool) -> set[int]:
    """Return the beginnings that get a name, by how many groups they have."""
    numbers, dividers = [group for group, _ in found], [divider for _, divider in found][:-1]
    every = range(1, len(numbers) + 1)
    strong, weak = Run(numbers, dividers).candidates(is_told=bool(context.kinds))
    asked = {
        name_strong: {count for count, _ in strong} if at_a_glance else set(every),
        name_weak: {count for count, _ in weak} if at_a_glance else set(every),
    }
    return {
        count
        for name, counts in asked.items()
        for count in counts
        if count == 1 or sum(map(len, numbers[:count])) <= LONGEST_RUN
        if name(shown(numbers, dividers, count), len((*numbers, "")[count]), context)
    }


def shown(numbers: list[str], dividers: list[str], count: int) -> str:
    """Return the first groups as they were written."""
    pieces = [n for pair in zip(numbers, [*dividers, ""], strict=True) for n in pair]
    return "".join(pieces[: 2 * count - 1])


@given(runs, st.sampled_from(CONTEXTS))
def test_nothing_is_ruled_out_that_would_have_been_named(
    found: list[tuple[str, str]], context: Context
) -> None:
    """A number that is not asked about is a number that is stored."""
    assert named(found, context, at_a_glance=True) == named(found, context, at_a_glance=False)


@pytest.mark.parametrize("group", ["93", "2019", "7"])
def test_few_beginnings_are_left(group: str) -> None:
    """They are what a hostile text pays for."""
    strong, weak = Run([group] * 21, [" "] * 20).candidates(is_told=False)

    assert len(strong) <= 2
    assert len(weak) <= (12 if group == "7" else 0)
