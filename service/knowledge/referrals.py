"""Who can help with what is not BPKP's: the referral whose words a message names. Pure."""

from collections.abc import Sequence

from service.content.model import Referral
from service.text import words


class Referrals:
    """Finds a referral by its words, the longest phrase first."""

    def __init__(self, referrals: Sequence[Referral]) -> None:
        self._by_phrase = {
            tuple(words(phrase)): referral for referral in referrals for phrase in referral.words
        }
        self._longest = max((len(phrase) for phrase in self._by_phrase), default=0)

    def find(self, text: str) -> Referral | None:
        """Return the referral of the longest phrase named; of two as long, the first named."""
        tokens = words(text)
        for length in range(min(self._longest, len(tokens)), 0, -1):
            for at in range(len(tokens) - length + 1):
                referral = self._by_phrase.get(tuple(tokens[at : at + length]))
                if referral is not None:
                    return referral
        return None
