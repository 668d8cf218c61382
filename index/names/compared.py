"""What is compared with a word: candidates, all of each or without what Arabic puts before.

Thousands share a common skeleton, so all of them are taken apart at once, in NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..runs import codes
from .grams import Floats, numbers_at
from .keys import lengths
from .letters import script
from .particles import MOST_TAKEN_OFF, NOT_ARABIC, taken_off
from .screen import LONGEST

__all__ = ["Compared"]


class Compared:
    """The rests of candidates that are as long as spellings of a word may be."""

    def __init__(self, word: str, candidates: Sequence[str]) -> None:
        """Take candidates apart, folded words all in one script, one at least."""
        self._candidates = candidates
        # The letters before a word's end are looked at, if it has so many.
        self._text = " ".join([*candidates, MOST_TAKEN_OFF * " "])
        written = script(candidates[0])
        letters = codes(self._text)
        sizes = np.fromiter(map(len, candidates), np.intp, len(candidates))
        starts = np.cumsum(sizes + 1) - sizes - 1
        begins = [letters[starts + place] for place in range(MOST_TAKEN_OFF)]
        # A row for each candidate: what is taken off it, in each way to do so.
        may_be_arabic = ~np.logical_or.reduceat(np.isin(letters, NOT_ARABIC), starts)
        off = np.stack([np.zeros_like(sizes), *taken_off(begins, sizes, may_be_arabic)], axis=1)
        left = sizes[:, None] - off
        possible = lengths(word, written)
        is_rest = (left >= possible[0]) & (left <= possible[-1])
        is_rest[:, 1:] &= off[:, 1:] > 0
        self._owners, _way = np.nonzero(is_rest)
        self._starts, self._sizes = (starts[:, None] + off)[is_rest], left[is_rest]
        #: The numbers of the letters of each rest, a column each.
        self.letters = numbers_at(letters, self._starts, self._sizes, written, LONGEST)

    def best(self, scores: Floats, count: int, least: float) -> dict[str, list[str]]:
        """Return up to so many rests, the best first, each with the candidates that it is of.

        Those with a score of ``least`` or more; ``scores`` has one for each column of letters.
        """
        found: dict[str, list[str]] = {}
        places = np.flatnonzero(scores >= least)
        places = places[np.argsort(-scores[places], kind="stable")]
        for place, score in zip(places.tolist(), scores[places].tolist(), strict=True):
            rest = self._rest(place)
            if rest in found or len(found) < count:
                found.setdefault(rest, []).append(self._candidates[self._owners[place]])
                last = score
            elif score < last:
                break
        return found

    def _rest(self, place: int) -> str:
        start = self._starts.item(place)
        return self._text[start : start + self._sizes.item(place)]
