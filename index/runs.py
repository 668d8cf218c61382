"""Arrays of numbers: texts as such, runs, which copy many rows at once, order, and size."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = [
    "Array",
    "bounds",
    "codes",
    "distinct",
    "firsts",
    "mask_of",
    "occurring",
    "order",
    "runs",
    "smallest",
]

Array = npt.NDArray[Any]


def codes(text: str) -> Array:
    """Return the code points of a text that is not empty."""
    return np.array([text]).view(np.uint32)


def bounds(lengths: Array) -> Array:
    """Return where runs of these lengths begin, one behind another, and where the last one ends."""
    found = np.zeros(len(lengths) + 1, lengths.dtype)
    np.cumsum(lengths, out=found[1:])
    return found


def runs(begins: Array, lengths: Array) -> Array:
    """Return the numbers of all runs: ``lengths[i]`` numbers from ``begins[i]`` on."""
    ends = np.cumsum(lengths)
    found = np.repeat(begins - (ends - lengths), lengths)
    found += np.arange(len(found), dtype=found.dtype)
    return found


def order(numbers: Array) -> Array:
    """Return the places of numbers below 2**32 in ascending order, of equal ones as they stand.

    A number and its place are sorted as one, which takes a fifth of the time of NumPy's
    stable ``argsort``.
    """
    marked = numbers.astype(np.uint64) << np.uint64(32)
    marked |= np.arange(len(numbers), dtype=np.uint64)
    marked.sort()
    marked &= np.uint64(0xFFFF_FFFF)
    return marked.view(np.int64)


def distinct(numbers: Array) -> Array:
    """Return each of some numbers once, in ascending order.

    NumPy's own takes ten times as long for numbers that are not few, and first loads what it
    has for masked arrays, which every search from a cold start would wait for.
    """
    ordered = np.sort(numbers)
    return ordered[firsts(ordered)]


def firsts(ordered: Array) -> Array:
    """Return a mask of which of some numbers in order are not what comes before them."""
    is_first = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return is_first


def mask_of(numbers: Array, count: int) -> Array:
    """Return a mask of which numbers below ``count`` are among ``numbers``."""
    mask = np.zeros(count, bool)
    mask[numbers] = True
    return mask


def occurring(numbers: Array, count: int) -> Array:
    """Return which numbers below ``count`` are among ``numbers``, in ascending order."""
    return np.flatnonzero(mask_of(numbers, count))


def smallest(array: Array) -> Array:
    """Return an array of numbers from 0 in the smallest unsigned type that holds them."""
    largest = int(array.max()) if array.size else 0
    return array.astype(np.min_scalar_type(largest), copy=False)
