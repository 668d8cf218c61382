"""Segments that are evaluated together, as if they were one.

What is done for each word of a query takes NumPy longer to begin than to do, for the few
thousand documents of a segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np

from .arrays import Array, DamagedFile
from .counts import parts
from .inverted import Postings
from .segment import Segment
from .terms import encoded

__all__ = ["Span", "spans"]

# So many documents at most are evaluated at a time, unless a segment has more: what is noted of
# each of them stays near the processor.
_MOST = 1 << 18


class Span:
    """Some segments, whose documents are numbered throughout."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._begins = [*accumulate((segment.count for segment in segments), initial=0)]
        self.name = segments[0].name
        self.count = self._begins[-1]

    def placed(self) -> Iterator[tuple[Segment, slice]]:
        """Yield each segment with the numbers of its documents."""
        for segment, begin in zip(self._segments, self._begins, strict=False):
            yield segment, slice(begin, begin + segment.count)

    def postings(self, field: str, numbers: Mapping[str, int]) -> Postings:
        """Return the postings of a term that has a number in some segments, by their names."""
        docs = [
            _placed(segment, segment.field(field).docs_of(numbers[segment.name]), place)
            for segment, place in self.placed()
            if segment.name in numbers
        ]
        found = np.concatenate([_NO_DOCS, *docs], dtype=np.int32)
        return Postings(found, self.freqs(field, numbers))

    def freqs(self, field: str, numbers: Mapping[str, int]) -> Array:
        """Return how often each document of such a term holds it."""
        rows = []
        for segment in self._segments:
            if segment.name in numbers:
                inverted = segment.field(field)
                rows.append((inverted.freqs, *inverted.bounds(numbers[segment.name])))
        return parts(rows)

    def positions(self, field: str, numbers: Mapping[str, int], freqs: Array) -> Array:
        """Return the positions of such a term, document by document."""
        found, begin = [np.empty(0, np.intp)], 0
        for segment in self._segments:
            if segment.name in numbers:
                inverted, number = segment.field(field), numbers[segment.name]
                end = begin + inverted.frequency(number)
                found.append(inverted.positions_of(number, freqs[begin:end]))
                begin = end
        return found[1] if len(found) == 2 else np.concatenate(found)

    def postings_with(self, field: str, prefix: str) -> Postings:
        """Return the documents that hold any term with a prefix, and how many of them."""
        found = [_with_prefix(segment, field, prefix, place) for segment, place in self.placed()]
        return Postings(*map(np.concatenate, zip(*found, strict=True)))

    def lengths(self, field: str) -> Array:
        """Return the lengths of a field."""
        return np.concatenate([segment.field(field).lengths for segment in self._segments])

    @cached_property
    def serials(self) -> Array:
        """Return the serial of each document."""
        return np.concatenate([segment.serials for segment in self._segments])

    @cached_property
    def dates(self) -> Array:
        """Return the date of each document, in seconds since 1970, or NO_DATE."""
        return np.concatenate([segment.dates for segment in self._segments])

    @cached_property
    def live(self) -> Array:
        """Return a mask of the documents that are not deleted; not to be changed."""
        return np.concatenate([segment.live for segment in self._segments])

    @cached_property
    def is_live(self) -> bool:
        """Say whether no document is deleted."""
        return bool(self.live.all())


def spans(segments: Iterable[Segment]) -> list[Span]:
    """Divide segments into spans."""
    found: list[list[Segment]] = []
    count = 0
    for segment in sorted(segments, key=lambda segment: -segment.count):
        if not found or count + segment.count > _MOST:
            found.append([])
            count = 0
        found[-1].append(segment)
        count += segment.count
    return [Span(each) for each in found]


def _with_prefix(segment: Segment, field: str, prefix: str, place: slice) -> Postings:
    inverted = segment.field(field)
    numbers = inverted.terms.with_prefix(encoded(prefix))
    docs, freqs = inverted.postings_of(numbers.start, numbers.stop)
    if docs.max(initial=0) >= max(segment.count, 1):
        raise _damaged(segment)
    freqs = np.bincount(docs, freqs, segment.count)
    docs = np.flatnonzero(freqs)
    return Postings(docs + place.start, freqs[docs])


def _placed(segment: Segment, docs: Array, place: slice) -> Array:
    """Give documents of a segment the numbers that they have in the span."""
    if len(docs) and docs.item(-1) >= segment.count:
        raise _damaged(segment)
    docs += place.start
    return docs


def _damaged(segment: Segment) -> DamagedFile:
    return DamagedFile(f"{segment.path.name} names documents that it does not hold")


_NO_DOCS = np.empty(0, np.int32)
