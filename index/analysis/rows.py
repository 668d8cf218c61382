"""What pieces of text were found to be, as numbered rows of numbered terms."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np

from ..columns import Column, Numbering, column_of
from ..runs import Array, runs
from .units import UnitWord

__all__ = ["Rows"]


class Rows:
    """Rows of surfaces and of stems, that are copied into columns many at a time."""

    #: The row that keeps two texts apart: no phrase reaches across it.
    GAP = 0

    def __init__(self) -> None:
        self._terms = Numbering()
        self._widths = array("I")
        self._surfaces, self._stems = _Ragged(), _Ragged()
        self.add([])
        self._widths[self.GAP] = 1

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._widths)

    def add(self, words: Sequence[UnitWord]) -> int:
        """Add the words of a unit, and return the number of the new row."""
        self._widths.append(words[-1].position + 1 if words else 0)
        terms = self._terms
        if len(words) == 1 and len(words[0].stems) == 1:
            # As nearly all are.
            self._surfaces.add_one(terms[words[0].surface])
            self._stems.add_one(terms[words[0].stems[0]])
            return len(self) - 1
        self._surfaces.add(
            [terms[word.surface] for word in words], [word.position for word in words]
        )
        self._stems.add(
            [terms[stem] for word in words for stem in word.stems],
            [word.position for word in words for _stem in word.stems],
        )
        return len(self) - 1

    def join(self, rows: Sequence[int]) -> int:
        """Add some rows one behind another as a new row, and return its number."""
        begins = list(accumulate((self._widths[row] for row in rows), initial=0))
        self._widths.append(begins[-1])
        for column in (self._surfaces, self._stems):
            column.join(rows, begins)
        return len(self) - 1

    def columns(self, rows: Array, counts: Array) -> tuple[Column, Column]:
        """Return the surfaces and the stems of texts that have so many rows each."""
        widths = np.array(self._widths)[rows].astype(np.int64)
        ends, firsts = np.cumsum(widths), np.cumsum(counts) - counts
        begins = ends - widths
        begins -= np.repeat(begins[firsts], counts)
        lengths = np.add.reduceat(np.where(rows == self.GAP, 0, widths), firsts)
        terms = list(self._terms)
        found = (column.copied(rows, begins) for column in (self._surfaces, self._stems))
        surfaces, stems = (
            column_of(terms, ids, positions, np.add.reduceat(each, firsts), lengths)
            for ids, positions, each in found
        )
        return surfaces, stems


class _Ragged:
    """Rows of different lengths: numbers of terms, and their positions."""

    def __init__(self) -> None:
        self._ends = array("q", [0])
        self._ids = array("I")
        self._positions = array("I")

    def add(self, terms: Iterable[int], positions: Iterable[int]) -> None:
        self._ids.extend(terms)
        self._positions.extend(positions)
        self._ends.append(len(self._ids))

    def add_one(self, term: int) -> None:
        """Add a row of one term at position 0."""
        self._ids.append(term)
        self._positions.append(0)
        self._ends.append(len(self._ids))

    def join(self, rows: Sequence[int], begins: Sequence[int]) -> None:
        """Add rows one behind another, each with its positions from one of ``begins`` on."""
        parts = [slice(self._ends[row], self._ends[row + 1]) for row in rows]
        self.add(
            [term for part in parts for term in self._ids[part]],
            [
                begin + position
                for part, begin in zip(parts, begins, strict=False)
                for position in self._positions[part]
            ],
        )

    def copied(self, rows: Array, begins: Array) -> tuple[Array, Array, Array]:
        """Return terms and positions of ``rows``, counted from ``begins``, and each's length."""
        ends = np.array(self._ends)
        firsts = ends[rows]
        lengths = ends[rows + 1] - firsts
        chosen = runs(firsts, lengths)
        ids, positions = np.array(self._ids)[chosen], np.array(self._positions)[chosen]
        return ids, positions + np.repeat(begins, lengths).astype(np.uint32), lengths
