"""Documents in memory, on their way to a segment."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from ..engine import KEYWORD_FIELDS, TEXT_FIELDS, Entry, Text
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

    def add(self, entry: Entry) -> None:
        """Gather a document."""
        self._serials.append(entry.serial)
        self._dates.append(NO_DATE if entry.date is None else entry.date)
        for field, occurrences in self._texts.items():
            occurrences.add_text(entry.texts[field])
            self.occurrences += len(entry.texts[field].terms)
        for field, occurrences in self._keywords.items():
            occurrences.add_values(entry.keywords[field])

    def arrays(self) -> dict[str, Array]:
        """Return the arrays of a segment that holds the documents."""
        arrays = {"serials": _numbers(self._serials), "dates": _numbers(self._dates)}
        for field, occurrences in {**self._texts, **self._keywords}.items():
            arrays |= occurrences.invert().named(field)
        return arrays


class _Numbering(dict[str, int]):
    """Numbers terms in the order of their appearance."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class _Occurrences:
    """The occurrences of terms in one field, document by document."""

    def __init__(self) -> None:
        self._numbering = _Numbering()
        self._ids = array("I")
        self._positions = array("I")
        self._counts = array("I")
        self._lengths = array("I")

    def add_text(self, text: Text) -> None:
        self.add_values(text.terms)
        self._positions.extend(text.positions)
        self._lengths.append(text.length)

    def add_values(self, terms: Sequence[str]) -> None:
        self._ids.extend(map(self._numbering.__getitem__, terms))
        self._counts.append(len(terms))

    def invert(self) -> Inverted:
        counts = _numbers(self._counts)
        docs = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
        is_text = len(self._lengths) > 0
        return invert(
            self._numbering,
            _numbers(self._ids),
            docs,
            _numbers(self._positions) if is_text else None,
            _numbers(self._lengths) if is_text else None,
        )


def _numbers(numbers: array[int]) -> Array:
    return np.frombuffer(numbers, np.dtype(numbers.typecode)) if numbers else np.empty(0, np.uint32)
