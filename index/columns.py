"""Terms of many texts as columns: what an index takes instead of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .runs import Array

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

    def __missing__(self, term: str) -> int:
        """Give the next number."""
        number = self[term] = len(self)
        return number


def column_of(
    terms: Sequence[str], ids: Array, positions: Array, counts: Array, lengths: Array
) -> Column:
    """Return a column with those of ``terms`` only that occur."""
    occurs = np.zeros(len(terms), bool)
    occurs[ids] = True
    used = np.flatnonzero(occurs).tolist()
    numbers = np.cumsum(occurs, dtype=np.uint32) - occurs
    return Column([terms[number] for number in used], numbers[ids], positions, counts, lengths)
