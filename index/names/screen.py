"""Screening: of many candidates, those worth aligning with care.

The same alignment as :mod:`.align`, by single units and for all candidates at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from .grams import Floats, Ints, base, grams, numbers
from .letters import script
from .table import IMPOSSIBLE, Table, table

__all__ = ["LONGEST", "screen", "screened"]

#: Of longer candidates the beginning tells enough.
LONGEST = 24
# How many letters the places in the word and in a candidate may be apart.
_BAND = 3


def screen(names: Sequence[str], word: str, candidates: Sequence[str]) -> list[Floats]:
    """Return how well each candidate can be read as ``word``, by each of the tables ``names``.

    The candidates are all in one script.  The scores only compare candidates with each other.
    """
    if not names or not candidates:
        return []
    return screened(names, word, numbers(candidates, script(candidates[0]), LONGEST))


def screened(names: Sequence[str], word: str, letters: Ints) -> list[Floats]:
    """Return the same for candidates that are given as the numbers of their letters."""
    if not names or not letters.size:
        return []
    tables = [table(name, script(word)) for name in names]
    written = tables[0].scripts[1]
    runs = grams(letters, base(written), max(units.longest[1] for units in tables))
    lengths = (letters > 0).sum(0)
    return [_by_table(units, word, runs[: units.longest[1] + 1], lengths) for units in tables]


def _by_table(units: Table, word: str, runs: Sequence[Ints], lengths: Ints) -> Floats:
    """Return how well candidates, given as runs of letters, can be read as ``word``."""
    columns = [units.columns[run] for run in runs]
    # For so many letters of the word and of each candidate; the candidates are the last axis,
    # so that each step is over contiguous numbers.
    reached = np.full((len(word) + 1, *runs[0].shape), IMPOSSIBLE, np.float32)
    reached[0, 0] = 0
    inserted = units.weights(units.row("")).take(columns[1])
    for start, first, last in _places(len(word), lengths):
        here = reached[start, first:last]
        _insert(here, inserted[first:last])
        for stop in range(start + 1, min(start + units.longest[0], len(word)) + 1):
            row = units.row(word[start:stop])
            if not row:
                continue
            weights = units.weights(row)
            for length in np.flatnonzero(units.row_lengths[row]).tolist():
                there = reached[stop, first + length : last + length]
                added = weights.take(columns[length][first : first + len(there)])
                np.maximum(there, here[: len(there)] + added, out=there)
    ends = reached[len(word), lengths, np.arange(len(lengths))]
    scores: Floats = (ends / (lengths + len(word) + 2)).astype(np.float32)
    return scores


def _places(length: int, lengths: Ints) -> Iterator[tuple[int, int, int]]:
    """Yield for each place in a word the first and the last one to read from in candidates."""
    shortest, longest = int(lengths.min()), int(lengths.max())
    for place in range(length + 1):
        first = place * shortest // length - _BAND
        last = place * longest // length + _BAND
        yield place, max(first, 0), last + 1


def _insert(here: Floats, weights: Floats) -> None:
    """Read letters of the candidates that stand for nothing."""
    for place in range(len(here) - 1):
        np.maximum(here[place + 1], here[place] + weights[place], out=here[place + 1])
