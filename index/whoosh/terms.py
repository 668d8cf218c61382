"""The terms of a field: sorted, and hashed into buckets.

``terms`` is the sorted terms as one run of UTF-8, ``ends[i]`` where term ``i`` ends in it.
The terms with one hash are the numbers in ``members`` from ``buckets[hash]`` to
``buckets[hash + 1]``, in ascending order.  So one term is found by reading a few bytes of
the file, and the terms with a prefix by bisection.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np

from ..runs import order, smallest
from .arrays import Array

__all__ = ["Terms", "encoded"]

# With more buckets the file grows and hardly a comparison is saved.
_TERMS_IN_BUCKET = 2


def encoded(text: str) -> bytes:
    """Return a text as terms are written; of lone surrogates what no term holds."""
    return text.encode(errors="surrogatepass")


class Terms(NamedTuple):
    """Sorted terms, numbered from 0."""

    terms: Array
    ends: Array
    buckets: Array
    members: Array

    @classmethod
    def of(cls, terms: Sequence[bytes]) -> Terms:
        """Arrange sorted terms."""
        # A power of two, so that the hash is some bits of the checksum.
        count = 1 << (len(terms) // _TERMS_IN_BUCKET).bit_length()
        hashes = np.fromiter(map(crc32, terms), np.uint32, len(terms)) & np.uint32(count - 1)
        members = order(hashes)
        return cls(
            terms=np.frombuffer(b"".join(terms), np.uint8),
            ends=smallest(np.cumsum(list(map(len, terms)), dtype=np.int64)),
            buckets=smallest(np.searchsorted(hashes[members], np.arange(count + 1))),
            members=smallest(members),
        )

    def is_whole(self) -> bool:
        """Say whether the arrays fit one another, as far as their ends show it."""
        buckets = len(self.buckets) - 1
        return (
            len(self.terms) == (int(self.ends[-1]) if len(self.ends) else 0)
            and len(self.members) == len(self.ends)
            and buckets > 0
            and buckets & (buckets - 1) == 0
            and int(self.buckets[-1]) == len(self.members)
        )

    def term(self, number: int) -> bytes:
        """Return term ``number``."""
        start = self.ends.item(number - 1) if number else 0
        return self.terms[start : self.ends.item(number)].tobytes()

    def all(self) -> list[bytes]:
        """Return all terms in order."""
        run, ends = self.terms.tobytes(), self.ends.tolist()
        return [run[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def find(self, text: bytes) -> int:
        """Return the number of a term, or -1."""
        bucket = crc32(text) & (len(self.buckets) - 2)
        members = range(self.buckets.item(bucket), self.buckets.item(bucket + 1))
        # A bucket is sorted, so that one that somebody has filled on purpose costs little.
        place = bisect_left(members, text, key=self._member)
        if place < len(members) and self._member(members[place]) == text:
            return self.members.item(members[place])
        return -1

    def _member(self, place: int) -> bytes:
        return self.term(self.members.item(place))

    def first_from(self, text: bytes) -> int:
        """Return the number of the first term that is not below ``text``."""
        return bisect_left(range(len(self.ends)), text, key=self.term)

    def with_prefix(self, prefix: bytes) -> range:
        """Return the numbers of the terms that begin with ``prefix``."""
        # No UTF-8 text holds the byte 0xff, so this is above all of them.
        return range(self.first_from(prefix), self.first_from(prefix + b"\xff"))
