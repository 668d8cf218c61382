"""Documents in memory, on their way to a segment."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain

import numpy as np

from ..columns import Column, Numbering
from ..engine import KEYWORD_FIELDS, TEXT_FIELDS, Batch
from .arrays import Array
from .inverted import Inverted, invert
from .segment import NO_DATE

__all__ = ["Collector"]


class Collector:
    """Gathers documents and inverts them together."""

    def __init__(self) -> None:
        self._serials = array("q")
        self._dates = array("q")
        self._texts = {field: _Occurrences() for field in TEXT_FIELDS}
        self._keywords = {field: _Occurrences() for field in KEYWORD_FIELDS}
        #: How many occurrences of terms have been gathered.
        self.occurrences = 0

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self._serials)

    def add(self, batch: Batch) -> None:
        """Gather documents."""
        if not batch.serials:
            return
        self._serials.extend(batch.serials)
        self._dates.extend(NO_DATE if date is None else date for date in batch.dates)
        for field, occurrences in self._texts.items():
            occurrences.add_texts(batch.texts[field])
            self.occurrences += len(batch.texts[field].ids)
        for field, occurrences in self._keywords.items():
            occurrences.add_values(batch.keywords[field])

    def arrays(self) -> dict[str, Array]:
        """Return the arrays of a segment that holds the documents."""
        arrays = {"serials": _numbers(self._serials), "dates": _numbers(self._dates)}
        for field, occurrences in {**self._texts, **self._keywords}.items():
            arrays |= occurrences.invert().named(field)
        return arrays


class _Occurrences:
    """The occurrences of terms in one field, document by document."""

    def __init__(self) -> None:
        self._numbering = Numbering()
        self._ids: list[Array] = []
        self._positions: list[Array] = []
        self._counts: list[Array] = []
        self._lengths: list[Array] = []

    def add_texts(self, column: Column) -> None:
        self._add(column.terms, column.ids, column.counts)
        self._positions.append(column.positions.astype(np.uint32, copy=False))
        self._lengths.append(column.lengths.astype(np.uint32))

    def add_values(self, values: Sequence[Sequence[str]]) -> None:
        given = list(chain.from_iterable(values))
        counts = np.array([len(each) for each in values], np.uint32)
        self._add(given, np.arange(len(given), dtype=np.uint32), counts)

    def _add(self, terms: Sequence[str], ids: Array, counts: Array) -> None:
        numbers = np.fromiter(map(self._numbering.__getitem__, terms), np.uint32, len(terms))
        self._ids.append(numbers[ids])
        self._counts.append(counts.astype(np.uint32))

    def invert(self) -> Inverted:
        """Return the field; what was gathered is given up, so that it is not there twice."""
        counts = _joined(self._counts)
        docs = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
        is_text = len(self._lengths) > 0
        return invert(
            self._numbering,
            _joined(self._ids),
            docs,
            _joined(self._positions) if is_text else None,
            _joined(self._lengths) if is_text else None,
        )


def _joined(parts: list[Array]) -> Array:
    joined = np.concatenate([np.empty(0, np.uint32), *parts])
    parts.clear()
    return joined


def _numbers(numbers: array[int]) -> Array:
    return np.frombuffer(numbers, np.dtype(numbers.typecode)) if numbers else np.empty(0, np.int64)
