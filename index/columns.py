"""Terms of many texts as columns: what an index takes instead of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .runs import Array, occurring

__all__ = ["Column", "Numbering", "column_of"]


class Column(NamedTuple):
    """The terms of one field of some texts, one occurrence after another."""

    #: The different terms.
    terms: Sequence[str]
    #: Of each occurrence, the number of its term, and its position in the text.
    ids: Array
    positions: Array
    #: Of each text, how many occurrences it has, and how many positions.
    counts: Array
    lengths: Array


class Numbering(dict[str, int]):
    """Numbers terms in the order of their appearance."""

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__()
        #: The terms by their numbers.
        self.terms: list[str] = []

    def __missing__(self, term: str) -> int:
        """Give the next number."""
        number = self[term] = len(self)
        self.terms.append(term)
        return number


def column_of(
    terms: Sequence[str], ids: Array, positions: Array, counts: Array, lengths: Array
) -> Column:
    """Return a column with those of ``terms`` only that occur."""
    used = occurring(ids, len(terms))
    numbers = np.zeros(len(terms), np.uint32)
    numbers[used] = np.arange(len(used))
    found = list(map(terms.__getitem__, used.tolist()))
    return Column(found, numbers.take(ids), positions, counts, lengths)
