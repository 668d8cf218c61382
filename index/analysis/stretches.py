"""Hashes of many stretches of a text, in a few steps of NumPy for all of them.

The hash of characters c0 c1 c2 ... is r(c0) + r(c1) p + r(c2) p**2 ... modulo 2**64, with a
random number r for each character (Karp and Rabin, "Efficient randomized pattern-matching
algorithms", 1987).  Sums of the whole text up to each place give that of any stretch: their
difference, divided by the power of where it begins; p is odd, so there is an inverse.

The random numbers are drawn once for each process, so that nobody can prepare texts whose words
have the same hash.  That two of a million words have is less likely than one in ten million.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache

import numpy as np

from ..runs import Array, codes

__all__ = ["Stretches"]

_BASE = 0xD6E8_FEB8_6659_FD93
_INVERSE = pow(_BASE, -1, 1 << 64)
# Powers for texts up to this length are kept.
_KEPT = 1 << 18


class Stretches:
    """A text whose stretches can be hashed."""

    def __init__(self, text: str) -> None:
        """Take a text that is not empty."""
        #: The characters of the text by their code points.
        self.codes = codes(text)
        self._text = text
        self._sums = np.zeros(len(text) + 1, np.uint64)
        terms = _random_numbers().take(self.codes)
        terms *= _powers(_BASE, len(text))
        np.cumsum(terms, out=self._sums[1:])

    def hashes(self, starts: Array, ends: Array) -> Array:
        """Return a hash of 64 bits for each stretch, from ``starts[i]`` up to ``ends[i]``."""
        found: Array = self._sums.take(ends)
        found -= self._sums.take(starts)
        found *= _powers(_INVERSE, len(self._text)).take(starts)
        return found

    def texts(self, starts: Array, ends: Array) -> Iterator[str]:
        """Yield the stretches themselves."""
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            yield self._text[start:end]


@cache
def _random_numbers() -> Array:
    return np.random.default_rng().integers(0, 1 << 64, sys.maxunicode + 1, np.uint64)


def _powers(base: int, count: int) -> Array:
    return _kept_powers(base)[:count] if count <= _KEPT else _new_powers(base, count)


@cache
def _kept_powers(base: int) -> Array:
    return _new_powers(base, _KEPT)


def _new_powers(base: int, count: int) -> Array:
    factors = np.full(count, base, np.uint64)
    factors[0] = 1
    return np.cumprod(factors)
