"""The tabulator: texts of documents in, columns of terms out.

What it meets it keeps: the chunks of texts (:mod:`.chunks`), and the rows of terms that they are
(:mod:`.rows`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from ..columns import Column
from ..runs import Array, bounds, runs
from .chunks import Chunks
from .rows import Rows

__all__ = ["Tabulator"]

# Chunks and their rows, some 200 bytes each, and the letters of what is in them: a few millions,
# unless words are as long as texts.
_MOST_KEPT = 600_000
_MOST_LETTERS = 20_000_000


class Tabulator:
    """Makes columns of texts, and knows what it has met before."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Begin without anything; texts will have one of ``keys``, the languages of stems."""
        self._rows = Rows()
        self._chunks = {key: Chunks(key, self._rows) for key in keys}

    def is_full(self) -> bool:
        """Say whether it keeps so much that another should take its place."""
        kept = len(self._rows) + sum(map(len, self._chunks.values()))
        return kept > _MOST_KEPT or self._rows.letters > _MOST_LETTERS

    def columns(
        self, texts: Sequence[Sequence[str]], keys: Sequence[Sequence[str]]
    ) -> tuple[Column, Column]:
        """Return the surfaces and the stems of documents, each of some texts with their keys."""
        rows, counts = self._rows_of(*(list(chain.from_iterable(each)) for each in (texts, keys)))
        return self._rows.columns(rows, counts, np.array(list(map(len, texts)), np.int64))

    def _rows_of(self, texts: Sequence[str], keys: Sequence[str]) -> tuple[Array, Array]:
        """Return the rows of texts, one behind another, and how many of each."""
        if len(set(keys)) == 1:
            return self._chunks[keys[0]].rows(texts)
        rows, counts = [np.empty(0, np.uint32)], [np.empty(0, np.int64)]
        places: list[int] = []
        for key in dict.fromkeys(keys):
            chosen = [place for place, other in enumerate(keys) if other == key]
            found, each = self._chunks[key].rows([texts[place] for place in chosen])
            rows.append(found)
            counts.append(each)
            places += chosen
        order, lengths = np.argsort(places), np.concatenate(counts)
        begins = bounds(lengths)[:-1]
        chosen_rows = runs(begins[order], lengths[order])
        return np.concatenate(rows)[chosen_rows], lengths[order]
