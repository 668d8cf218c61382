"""Numbers that are nearly all small, in half a byte each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..runs import Array

__all__ = ["Counts", "halved"]

# Stands for itself and for all above.
_MOST = 15


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
        pairs = self.halves[begin // 2 : -(-end // 2)]
        values = np.empty((len(pairs), 2), np.uint8)
        np.right_shift(pairs, 4, out=values[:, 0])
        np.bitwise_and(pairs, _MOST, out=values[:, 1])
        found = values.reshape(-1)[begin % 2 : begin % 2 + end - begin]
        return self._with_rests(found, begin, end) if _MOST in found else found

    def _with_rests(self, found: Array, begin: int, end: int) -> Array:
        limits = np.array([begin, end], self.places.dtype)
        first, last = self.places.searchsorted(limits).tolist()
        values = found.astype(np.uint32)
        values[self.places[first:last].astype(np.intp) - begin] += self.rests[first:last]
        return values


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
