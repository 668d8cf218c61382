"""Rows of small numbers in few bytes.

The numbers of a row are written byte by byte: the lowest byte of each, then the next byte of
each, as many as most of them need.  What a number has beyond that is kept in a list of
exceptions (the idea of PFOR: Zukowski, Héman, Nes and Boncz, "Super-Scalar RAM-CPU Cache
Compression", 2006).  So NumPy reads a row in a few steps, whatever its length.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ..runs import Array, runs, smallest

__all__ = ["Packed", "pack"]

_WIDEST = 4
# What an exception takes, and the shortest row that may have some.
_EXCEPTION_BYTES = 6
_SHORTEST = 16
# So many numbers are packed or unpacked at a time, to bound the memory that it takes.
_AT_A_TIME = 1 << 18


class Packed(NamedTuple):
    """Rows of numbers.  Which numbers are of a row is known elsewhere: its bounds."""

    #: The bytes of all rows, and where those of each begin.
    planes: Array
    offsets: Array
    #: The exceptions: which numbers, counted over all rows, and what to add above their bytes.
    places: Array
    rests: Array

    def is_whole(self, bounds: Array) -> bool:
        """Say whether the arrays fit one another, as far as their ends show it."""
        return (
            len(self.offsets) == len(bounds)
            and int(self.offsets[-1]) == len(self.planes)
            and len(self.places) == len(self.rests)
        )

    def row(self, number: int, begin: int, end: int) -> Array:
        """Return row ``number``, whose numbers are those from ``begin`` to before ``end``."""
        count = end - begin
        planes = self.planes[self.offsets.item(number) : self.offsets.item(number + 1)]
        width = len(planes) // count if count else 0
        values = planes[:count].astype(np.intp)
        for plane in range(1, width):
            part = planes[plane * count : (plane + 1) * count]
            values += part.astype(np.intp) << (8 * plane)
        if count >= _SHORTEST:
            self._add_rests(values, begin, end, 8 * width)
        return values

    def rows(self, first: int, last: int, bounds: Array) -> Array:
        """Return rows ``first`` to before ``last``, one behind another."""
        if first == last:
            return np.empty(0, np.intp)
        parts = [self._some(*part, bounds) for part in _parts(bounds, first, last)]
        return np.concatenate(parts)

    def _some(self, first: int, last: int, bounds: Array) -> Array:
        begin, counts = int(bounds[first]), _counts(bounds, first, last)
        offsets = self.offsets[first : last + 1].astype(np.int64)
        widths = np.diff(offsets) // np.maximum(counts, 1)
        planes = self.planes[offsets[0] : offsets[-1]]
        of_bytes = _planes_of_bytes(counts, widths)
        values = planes[of_bytes == 0].astype(np.intp)
        for plane in range(1, widths.max(initial=1)):
            part = planes[of_bytes == plane].astype(np.intp) << (8 * plane)
            values[np.repeat(widths > plane, counts)] |= part
        self._add_rests(values, begin, begin + len(values), np.repeat(8 * widths, counts))
        return values

    def _add_rests(self, values: Array, begin: int, end: int, shift: int | Array) -> None:
        # Of its type, or NumPy would convert all of the array.
        limits = np.array([begin, end], self.places.dtype)
        first, last = self.places.searchsorted(limits).tolist()
        if first == last:
            return
        places = self.places[first:last].astype(np.intp) - begin
        shifts = shift if isinstance(shift, int) else shift[places]
        values[places] += self.rests[first:last].astype(np.intp) << shifts


def pack(values: Array, bounds: Array) -> Packed:
    """Pack rows of numbers: row ``i`` is from ``bounds[i]`` to before ``bounds[i + 1]``."""
    counts = np.diff(bounds.astype(np.int64))
    found = [_packed(values, bounds, *part) for part in _parts(bounds, 0, len(counts))]
    planes, widths, places, rests = (
        np.concatenate([np.empty(0, np.uint8), *parts])
        for parts in (zip(*found, strict=True) if found else ((), (), (), ()))
    )
    return Packed(
        planes=planes,
        offsets=smallest(np.concatenate(([0], np.cumsum(widths * counts)))),
        places=places.astype(np.min_scalar_type(len(values))),
        rests=smallest(rests),
    )


def _packed(values: Array, bounds: Array, first: int, last: int) -> tuple[Array, ...]:
    """Return the planes, widths and exceptions of some rows."""
    begin, counts = int(bounds[first]), _counts(bounds, first, last)
    values = values[begin : begin + counts.sum()]
    wide = np.flatnonzero(values > 0xFF)
    rows = np.searchsorted(np.cumsum(counts), wide, side="right")
    widths = _widths(values[wide], rows, counts)
    of_bytes = _planes_of_bytes(counts, widths)
    planes = np.empty(len(of_bytes), np.uint8)
    for plane in range(widths.max(initial=1)):
        held = values[np.repeat(widths > plane, counts)]
        planes[of_bytes == plane] = held >> (8 * plane) & 0xFF
    rests = values[wide] >> (8 * widths)[rows]
    return planes, widths, wide[rests > 0] + begin, rests[rests > 0]


def _widths(values: Array, rows: Array, counts: Array) -> Array:
    """Return how many bytes a number of each row gets, so that it all takes fewest.

    ``values`` are the numbers that do not fit in one byte, and ``rows`` says where they are.
    """
    sizes = np.empty((_WIDEST, len(counts)), np.int64)
    for width in range(1, _WIDEST + 1):
        wide = np.bincount(rows[values >> (8 * width) > 0], minlength=len(counts))
        sizes[width - 1] = width * counts + _EXCEPTION_BYTES * wide
        sizes[width - 1, (wide > 0) & (counts < _SHORTEST)] = np.iinfo(np.int64).max
    return np.argmin(sizes, axis=0) + 1


def _planes_of_bytes(counts: Array, widths: Array) -> Array:
    """Return the plane that each byte of some rows is of."""
    planes = runs(np.zeros(len(widths), np.int64), widths).astype(np.uint8)
    return np.repeat(planes, np.repeat(counts, widths))


def _counts(bounds: Array, first: int, last: int) -> Array:
    """Return how many numbers each of some rows has."""
    return np.diff(bounds[first : last + 1].astype(np.int64))


def _parts(bounds: Array, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut rows into stretches of not too many numbers."""
    while first < last:
        limit = min(int(bounds[first]) + _AT_A_TIME, int(bounds[-1]))
        end = int(bounds.searchsorted(np.array(limit, bounds.dtype), side="right")) - 1
        end = min(max(end, first + 1), last)
        yield first, end
        first = end
