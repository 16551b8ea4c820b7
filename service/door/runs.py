"""Digit groups in a row: which beginnings of such a run could be a personal number at all.

A run of twenty groups has twenty beginnings, and a text of groups has such a run at each of them.
One look at the run rules out what cannot be, so that ``masking`` asks in full only about the few
that are left, and a hostile text costs what its length costs.
"""

from collections.abc import Sequence

from service.door.patterns import IN_DOUBT, LISTED, LONGEST

LONGEST_RUN = 40  # digits looked at together when separators divide them
FEWEST_UNTOLD = 13  # digits of the shortest number that is sure without a word before it
FEWEST_TOLD = 6  # the same, after a word such as "hp"
SPACED_UNTOLD = (16, 18)  # digits of what is sure without a word although spaces divide it
SINGLE_DIGITS = 10  # so many single digits in a row are a number that was spelled out


class Run:
    """A run of digit groups; asks of each of its beginnings once."""

    def __init__(self, groups: Sequence[str], dividers: Sequence[str]) -> None:
        """Take the groups, at least one, and what stands between each two of them."""
        self._sizes = [*map(len, groups), 0]
        self._dividers = ["", *dividers]
        self._groups = groups
        self._is_counting = list(groups[:3]) == ["1", "2", "3"]

    def candidates(self, is_told: bool) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return the beginnings that ``name_strong`` and ``name_weak`` could name, longest first.

        Each is how many groups it has, and how many digits the group has that follows.

        Args:
            is_told: Whether words around the run speak of a kind of number.
        """
        strong: list[tuple[int, int]] = []
        weak: list[tuple[int, int]] = []
        size, least, most, is_spaced, is_listed, is_weak = 0, LONGEST_RUN, 0, False, True, True
        for count, group in enumerate(self._groups, start=1):
            length, following = self._sizes[count - 1], self._sizes[count]
            size, least, most = size + length, min(least, length), max(most, length)
            is_spaced = is_spaced or " " in self._dividers[count - 1]
            is_listed = is_listed and LISTED.fullmatch(group) is not None
            is_short = least < (3 if is_spaced else 2)
            is_weak = is_weak and (count == 1 or length < IN_DOUBT) and not (is_short and most > 1)
            is_over = size > LONGEST and not is_weak
            if count > 1 and (size > LONGEST_RUN or is_over):
                break
            is_cut = count > 1 and 3 <= following < IN_DOUBT
            if not is_cut and not is_listed and _is_sure(size, is_spaced, is_told):
                strong.append((count, following))
            if is_weak and size >= IN_DOUBT and self._is_long(size, most, is_short, is_listed):
                weak.append((count, following))
        return strong[::-1], weak[::-1]

    def _is_long(self, size: int, most: int, is_short: bool, is_listed: bool) -> bool:
        if most == 1:
            return size >= SINGLE_DIGITS and not self._is_counting
        return not is_short and not is_listed


def _is_sure(size: int, is_spaced: bool, is_told: bool) -> bool:
    """Tell whether so many digits can be a number whose kind is beyond doubt."""
    if is_told:
        return FEWEST_TOLD <= size <= LONGEST
    return size in SPACED_UNTOLD if is_spaced else FEWEST_UNTOLD <= size <= LONGEST
