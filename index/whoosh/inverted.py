"""One field of a segment, inverted: from a term to the documents that hold it.

All of it is arrays.  The postings of term ``i`` are those from ``starts[i]`` to
``starts[i + 1]``: ``docs`` has the gaps between the numbers of their documents, ``freqs`` how
often each holds the term.  ``positions`` has the gaps between all occurrences of the term in
each document, from ``places[i]`` on.  ``lengths`` has a number a document.  Keyword fields
have neither positions nor lengths.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from ..runs import order, smallest
from .arrays import Array
from .counts import Counts, halved
from .packed import Packed, pack
from .terms import Terms

__all__ = ["NO_TERMS", "Inverted", "Postings", "assemble", "invert"]

_NOTHING = np.empty(0, np.uint32)
_NO_BOUNDS = np.zeros(1, np.uint32)


class Postings(NamedTuple):
    """The documents of a term in ascending order, and how often each holds it."""

    docs: Array
    freqs: Array


class Inverted(NamedTuple):
    """An inverted field."""

    terms: Terms
    starts: Array
    docs: Packed
    freqs: Counts
    places: Array
    positions: Packed
    lengths: Array

    @classmethod
    def of(cls, arrays: Mapping[str, Array], field: str) -> Inverted:
        """Pick the field's arrays out of those of a segment."""

        def picked(name: str) -> Any:
            parts = _PARTS.get(name)
            if parts is None:
                return arrays[f"{field}/{name}"]
            return parts(*(arrays[f"{field}/{name}/{part}"] for part in parts._fields))

        return cls(*map(picked, cls._fields))

    def named(self, field: str) -> dict[str, Array]:
        """Name the arrays for the file of a segment; the inverse of :meth:`of`."""
        arrays: dict[str, Array] = {}
        for name, value in self._asdict().items():
            parts = (
                {f"/{part}": array for part, array in value._asdict().items()}
                if (name in _PARTS)
                else {"": value}
            )
            arrays |= {f"{field}/{name}{part}": array for part, array in parts.items()}
        return arrays

    def is_whole(self) -> bool:
        """Say whether the arrays fit one another, as far as their ends show it."""
        return (
            self.terms.is_whole()
            and len(self.starts) == len(self) + 1
            and self.docs.is_whole(self.starts)
            and self.freqs.is_whole(int(self.starts[-1]))
            and len(self.places) in (0, len(self.starts))
            and self.positions.is_whole(self.places if len(self.places) else _NO_BOUNDS)
        )

    def __len__(self) -> int:
        """Return the number of terms."""
        return len(self.terms.ends)

    def frequencies(self) -> Array:
        """Return how many documents hold each term."""
        return np.diff(self.starts.astype(np.int64))

    def frequency(self, number: int) -> int:
        """Return how many documents hold term ``number``."""
        return self.starts.item(number + 1) - self.starts.item(number)

    def bounds(self, number: int) -> tuple[int, int]:
        """Return where the postings of term ``number`` begin and end."""
        return self.starts.item(number), self.starts.item(number + 1)

    def docs_of(self, number: int) -> Array:
        """Return the documents of term ``number``."""
        gaps = self.docs.row(number, *self.bounds(number))
        return np.cumsum(gaps, out=gaps)

    def postings(self, number: int) -> Postings:
        """Return the postings of term ``number``."""
        return Postings(self.docs_of(number), self.freqs.part(*self.bounds(number)))

    def postings_of(self, first: int, last: int) -> Postings:
        """Return the postings of the terms from ``first`` to before ``last``, in their order."""
        begin, end = self.starts.item(first), self.starts.item(last)
        counts = np.diff(self.starts[first : last + 1].astype(np.int64))
        gaps = self.docs.rows(first, last, self.starts)
        return Postings(_summed(gaps, counts), self.freqs.part(begin, end))

    def positions_of(self, number: int, freqs: Array) -> Array:
        """Return the positions of all occurrences of a term, document by document.

        ``freqs`` are those of its postings.
        """
        begin, end = self.places.item(number), self.places.item(number + 1)
        return _summed(self.positions.row(number, begin, end), freqs)

    def gaps(self) -> Array:
        """Return the gaps between the positions of all terms, beginning anew in each document."""
        return self.positions.rows(0, len(self), self.places)


_PARTS: dict[str, Any] = {"terms": Terms, "docs": Packed, "freqs": Counts, "positions": Packed}
_NO_ROWS = Packed(_NOTHING, _NO_BOUNDS, _NOTHING, _NOTHING)


def _summed(gaps: Array, counts: Array) -> Array:
    """Sum up gaps, beginning anew after so many each."""
    sums = np.cumsum(gaps)
    firsts = (np.cumsum(counts, dtype=np.int64) - counts)[counts > 0]
    return sums - np.repeat(sums[firsts] - gaps[firsts], counts[counts > 0])


def _gaps(values: Array, firsts: Array) -> Array:
    """Return what lies between values, and those at ``firsts`` as they are."""
    gaps = np.diff(values, prepend=values.dtype.type(0))
    gaps[firsts] = values[firsts]
    return gaps


#: A field without a term.
NO_TERMS = Inverted(
    terms=Terms.of([]),
    starts=np.zeros(1, np.uint32),
    docs=_NO_ROWS,
    freqs=halved(_NOTHING),
    places=_NOTHING,
    positions=_NO_ROWS,
    lengths=_NOTHING,
)


def invert(
    vocabulary: Mapping[str, int],
    ids: Array,
    docs: Array,
    positions: Array | None,
    lengths: Array | None,
) -> Inverted:
    """Invert occurrences: term ``ids[i]`` in document ``docs[i]`` at ``positions[i]``.

    ``vocabulary`` numbers the terms; ``docs`` ascends, and so do the positions in each
    document.
    """
    terms = sorted((term.encode(), number) for term, number in vocabulary.items())
    rank = np.empty(len(terms), np.uint32)
    rank[[number for _term, number in terms]] = np.arange(len(terms), dtype=np.uint32)
    keys = rank[ids] if len(ids) else _NOTHING
    places = order(keys)
    keys, docs = keys[places], docs[places]
    new = np.empty(len(keys), bool)
    new[:1] = True
    new[1:] = (keys[1:] != keys[:-1]) | (docs[1:] != docs[:-1])
    first = np.flatnonzero(new)
    return assemble(
        [term for term, _number in terms],
        np.searchsorted(keys[first], np.arange(len(terms) + 1)),
        docs[first],
        smallest(np.diff(first, append=len(keys))),
        None if positions is None else _gaps(positions[places], first),
        lengths,
    )


def assemble(
    terms: list[bytes],
    starts: Array,
    docs: Array,
    freqs: Array,
    positions: Array | None,
    lengths: Array | None,
) -> Inverted:
    """Build a field: the postings of term ``i`` are those from ``starts[i]`` on.

    ``positions`` are the gaps between them, as :meth:`Inverted.gaps` returns them.
    """
    places = _NOTHING
    if positions is not None:
        ends = np.cumsum(freqs, dtype=np.uint32 if len(positions) < 2**32 else np.uint64)
        places = smallest(np.where(starts > 0, ends[starts - 1], 0) if len(ends) else starts)
    return Inverted(
        terms=Terms.of(terms),
        starts=smallest(starts),
        docs=pack(_gaps(docs, starts[:-1]), starts),
        freqs=halved(freqs),
        places=places,
        positions=_NO_ROWS if positions is None else pack(positions, places),
        lengths=smallest(lengths) if lengths is not None else _NOTHING,
    )
