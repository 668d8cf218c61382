"""One field of a segment, inverted: from a term to the documents that hold it.

All of it is arrays; :mod:`.terms` has those of the terms.  The postings of term ``i`` are
``docs`` and ``freqs`` from ``starts[i]`` to ``starts[i + 1]``; the positions of all its
occurrences follow one another in ``positions`` from ``places[i]``.  ``lengths`` has a
number a document.  Keyword fields have neither positions nor lengths.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from .arrays import Array, smallest
from .terms import Terms

__all__ = ["NO_TERMS", "Inverted", "Postings", "invert"]

_NOTHING = np.empty(0, np.uint32)


class Postings(NamedTuple):
    """The documents of a term in ascending order, and how often each holds it."""

    docs: Array
    freqs: Array


class Inverted(NamedTuple):
    """An inverted field."""

    terms: Terms
    starts: Array
    docs: Array
    freqs: Array
    places: Array
    positions: Array
    lengths: Array

    @classmethod
    def of(cls, arrays: Mapping[str, Array], field: str) -> Inverted:
        """Pick the field's arrays out of those of a segment."""
        terms = Terms(*(arrays[f"{field}/{name}"] for name in Terms._fields))
        return cls(terms, *(arrays[f"{field}/{name}"] for name in cls._fields[1:]))

    def named(self, field: str) -> dict[str, Array]:
        """Name the arrays for the file of a segment; the inverse of :meth:`of`."""
        arrays = self._asdict()
        arrays = arrays.pop("terms")._asdict() | arrays
        return {f"{field}/{name}": array for name, array in arrays.items()}

    def is_whole(self) -> bool:
        """Say whether the arrays fit one another, as far as their ends show it."""
        has_positions = len(self.places) > 0
        return (
            self.terms.is_whole()
            and len(self.starts) == len(self) + 1
            and len(self.docs) == len(self.freqs) == int(self.starts[-1])
            and len(self.places) == has_positions * len(self.starts)
            and len(self.positions) == (int(self.places[-1]) if has_positions else 0)
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

    def postings(self, number: int) -> Postings:
        """Return the postings of term ``number``."""
        part = slice(self.starts.item(number), self.starts.item(number + 1))
        return Postings(self.docs[part], self.freqs[part])

    def positions_of(self, number: int) -> Array:
        """Return the positions of all occurrences of a term, document by document."""
        return self.positions[self.places.item(number) : self.places.item(number + 1)]


#: A field without a term.
NO_TERMS = Inverted(
    terms=Terms.of([]),
    starts=np.zeros(1, np.uint32),
    docs=_NOTHING,
    freqs=_NOTHING,
    places=_NOTHING,
    positions=_NOTHING,
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
    order = np.argsort(keys, kind="stable")
    keys, docs = keys[order], docs[order]
    new = np.empty(len(keys), bool)
    new[:1] = True
    new[1:] = (keys[1:] != keys[:-1]) | (docs[1:] != docs[:-1])
    first = np.flatnonzero(new)
    return assemble(
        [term for term, _number in terms],
        keys[first],
        docs[first],
        np.diff(first, append=len(keys)),
        None if positions is None else positions[order],
        lengths,
    )


def assemble(
    terms: list[bytes],
    keys: Array,
    docs: Array,
    freqs: Array,
    positions: Array | None,
    lengths: Array | None,
) -> Inverted:
    """Build a field from postings in order: document ``docs[i]`` has term ``keys[i]``."""
    starts = np.searchsorted(keys, np.arange(len(terms) + 1))
    occurrences = np.concatenate(([0], np.cumsum(freqs, dtype=np.int64)))
    return Inverted(
        terms=Terms.of(terms),
        starts=smallest(starts),
        docs=smallest(docs),
        freqs=smallest(freqs),
        places=smallest(occurrences[starts]) if positions is not None else _NOTHING,
        positions=smallest(positions) if positions is not None else _NOTHING,
        lengths=smallest(lengths) if lengths is not None else _NOTHING,
    )
