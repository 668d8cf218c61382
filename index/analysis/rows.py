"""What pieces of text were found to be, as numbered rows of numbered terms."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from ..columns import Column, Numbering, column_of
from ..runs import Array, bounds
from .units import UnitWord

__all__ = ["Rows"]

# Stands for the surface where a word has one more stem.
_NONE = 0xFFFF_FFFF
_PORTION = 1 << 16


class Rows:
    """Rows of words, that are copied into columns many at a time."""

    def __init__(self) -> None:
        #: How many letters there are in the words that were added.
        self.letters = 0
        self._terms = Numbering()
        self._widths = array("I")
        # Of each row, where its words end; of each word, its terms and its place in the row.
        self._ends = array("I", [0])
        self._surfaces, self._stems, self._positions = array("I"), array("I"), array("I")

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._widths)

    def add(self, words: Sequence[UnitWord]) -> int:
        """Add the words of a unit, and return the number of the new row."""
        terms = self._terms
        for word in words:
            self.letters += len(word.surface)
            surface = terms[word.surface]
            for stem in word.stems:
                self._surfaces.append(surface)
                self._stems.append(terms[stem])
                self._positions.append(word.position)
                surface = _NONE
        return self._close(words[-1].position + 1 if words else 0)

    def join(self, rows: Sequence[int]) -> int:
        """Add some rows one behind another as a new row, and return its number."""
        begins = list(accumulate((self._widths[row] for row in rows), initial=0))
        for row, begin in zip(rows, begins, strict=False):
            words = slice(self._ends[row], self._ends[row + 1])
            self._surfaces += self._surfaces[words]
            self._stems += self._stems[words]
            self._positions.extend(begin + position for position in self._positions[words])
        return self._close(begins[-1])

    def _close(self, width: int) -> int:
        self._widths.append(width)
        self._ends.append(len(self._stems))
        return len(self) - 1

    def columns(self, rows: Array, counts: Array, texts: Array) -> tuple[Column, Column]:
        """Return the surfaces and the stems of documents.

        Each has so many ``texts``, and each of those the next ``counts[i]`` of ``rows``.  A
        position stays free between two texts, so that no phrase reaches across.
        """
        words = _Words(
            *map(np.array, (self._widths, self._ends)),
            *map(np.array, (self._surfaces, self._stems, self._positions)),
        )
        copied = [words.copied(*portion) for portion in _portions(rows, counts, texts)]
        surfaces, stems, positions, each, lengths = map(np.concatenate, zip(*copied, strict=True))
        terms = self._terms.terms
        of_stems = column_of(terms, stems, positions, each, lengths)
        if surfaces.max(initial=0) == _NONE:
            kept = np.flatnonzero(surfaces != _NONE)
            surfaces, positions = surfaces[kept], positions[kept]
            each = np.diff(kept.searchsorted(bounds(each)))
        return column_of(terms, surfaces, positions, each, lengths), of_stems


class _Words(NamedTuple):
    """What rows consist of, in arrays."""

    widths: Array
    ends: Array
    surfaces: Array
    stems: Array
    positions: Array

    def copied(self, rows: Array, counts: Array, texts: Array) -> tuple[Array, ...]:
        """Return the words of documents: surfaces, stems, positions.

        And of each document how many words it has, and how many positions.
        """
        document_texts, text_rows = bounds(texts), bounds(counts)
        document_rows = text_rows[document_texts]
        begins = bounds(self.widths.take(rows))
        words, owners, before = self._chosen(rows)
        positions = begins.take(owners)
        positions += self.positions.take(words)
        # Where its document begins; a text is one further from there than the one before it.
        first = np.repeat(begins[document_rows[:-1]] + document_texts[:-1], texts)
        first -= np.arange(len(first))
        positions -= np.repeat(first.astype(np.uint32), np.diff(before[text_rows]))
        return (
            self.surfaces.take(words),
            self.stems.take(words),
            positions,
            np.diff(before[document_rows].astype(np.int64)),
            np.diff(begins[document_rows].astype(np.int64)),
        )

    def _chosen(self, rows: Array) -> tuple[Array, Array, Array]:
        """Return the words of rows, of which row each is, and how many come before each row."""
        firsts = self.ends.take(rows)
        counts = self.ends[1:].take(rows)
        counts -= firsts
        before = bounds(counts)
        owners = np.repeat(np.arange(len(rows)), counts)
        firsts -= before[:-1]
        words = firsts.take(owners)
        words += np.arange(len(words), dtype=np.uint32)
        return words, owners, before


def _portions(rows: Array, counts: Array, texts: Array) -> Iterator[tuple[Array, Array, Array]]:
    """Yield some documents at a time, with about so many rows as a cache has room for."""
    document_texts, text_rows = bounds(texts), bounds(counts)
    document_rows = text_rows[document_texts]
    cuts = document_rows.searchsorted(np.arange(_PORTION, len(rows), _PORTION)).tolist()
    for first, end in pairwise([0, *cuts, len(texts)]):
        yield (
            rows[document_rows[first] : document_rows[end]],
            counts[document_texts[first] : document_texts[end]],
            texts[first:end],
        )
