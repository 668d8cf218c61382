"""Numbers that are nearly all small, in half a byte each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..runs import Array

__all__ = ["Counts", "halved", "parts"]

# Stands for itself and for all above.
_MOST = 15
_NO_PAIRS = np.empty(0, np.uint8)


class Counts(NamedTuple):
    """Numbers from 0, two in a byte; what some have above 15 is listed beside them."""

    halves: Array
    places: Array
    rests: Array

    def is_whole(self, count: int) -> bool:
        """Say whether there can be ``count`` numbers, as far as the lengths show it."""
        return len(self.halves) == -(-count // 2) and len(self.places) == len(self.rests)

    def part(self, begin: int, end: int) -> Array:
        """Return the numbers from ``begin`` to before ``end``."""
        values = _unfolded(self.halves[begin // 2 : -(-end // 2)])
        found = values[begin % 2 : begin % 2 + end - begin]
        return self._with_rests(found, begin, end) if found.max(initial=0) == _MOST else found

    def _with_rests(self, found: Array, begin: int, end: int) -> Array:
        limits = np.array([begin, end], self.places.dtype)
        first, last = self.places.searchsorted(limits).tolist()
        values = found.astype(np.uint32)
        values[self.places[first:last].astype(np.intp) - begin] += self.rests[first:last]
        return values


def parts(wanted: Sequence[tuple[Counts, int, int]]) -> Array:
    """Return the numbers of several parts, one behind another."""
    pairs = [counts.halves[begin // 2 : -(-end // 2)] for counts, begin, end in wanted]
    values = _unfolded(np.concatenate([_NO_PAIRS, *pairs]))
    if values.max(initial=0) == _MOST:
        return np.concatenate([counts.part(begin, end) for counts, begin, end in wanted])
    if any(begin % 2 or end % 2 for _counts, begin, end in wanted):
        first, found = 0, []
        for (_counts, begin, end), both in zip(wanted, pairs, strict=True):
            found.append(values[first + begin % 2 :][: end - begin])
            first += 2 * len(both)
        return np.concatenate(found)
    return values


def _unfolded(pairs: Array) -> Array:
    values = np.empty((len(pairs), 2), np.uint8)
    np.right_shift(pairs, 4, out=values[:, 0])
    np.bitwise_and(pairs, _MOST, out=values[:, 1])
    return values.reshape(-1)


def halved(values: Array) -> Counts:
    """Write numbers in half a byte each."""
    places = np.flatnonzero(values > _MOST)
    small = np.minimum(values, _MOST).astype(np.uint8)
    pairs = np.append(small, np.zeros(len(small) % 2, np.uint8)).reshape(-1, 2)
    return Counts(
        halves=pairs[:, 0] << 4 | pairs[:, 1],
        places=places.astype(np.min_scalar_type(len(values))),
        rests=(values[places] - _MOST).astype(np.uint32),
    )
