"""Screening: of many candidates, those worth aligning with care.

The same alignment as :mod:`.align`, by single units and for all candidates at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .letters import ALPHABETS
from .table import Table

__all__ = ["screen"]

Floats = NDArray[np.float32]

_IMPOSSIBLE = np.float32(-1e4)
_LONGEST = 24
_BEYOND = -1


def screen(units: Table, word: str, candidates: Sequence[str], script: str) -> Floats:
    """Return how well each candidate, a word in ``script``, can be read as ``word``.

    The candidates are on the right side of the table, or on the left if that is what is
    in another script than ``word``.  The scores only compare candidates with each other.
    """
    letters = _numbers(candidates, script)
    base = len(ALPHABETS[script]) + 1
    rows = units.units if script == units.scripts[1] else units.reversed_units
    longest_row, longest_column = units.longest if rows is units.units else units.longest[::-1]
    columns = _grams(letters, base, longest_column)
    width = letters.shape[1]
    reached = np.full((len(word) + 1, len(candidates), width + 1), _IMPOSSIBLE, np.float32)
    reached[0, :, 0] = 0
    for i in range(len(word) + 1):
        here = reached[i]
        insertions = _weights(units, rows.get("", {}), script)[columns[1]]
        for j in range(width):
            np.maximum(here[:, j + 1], here[:, j] + insertions[:, j], out=here[:, j + 1])
        for a in range(1, min(longest_row, len(word) - i) + 1):
            row = rows.get(word[i : i + a])
            if not row:
                continue
            there, weights = reached[i + a], _weights(units, row, script)
            for b in range(min(longest_column, width) + 1):
                read = here[:, : width + 1 - b] + (weights[columns[b]] if b else weights[0])
                np.maximum(there[:, b:], read, out=there[:, b:])
    lengths = (letters > 0).sum(1)
    ends = reached[len(word), np.arange(len(candidates)), lengths]
    scores: Floats = (ends / (lengths + len(word) + 2)).astype(np.float32)
    return scores


def _numbers(words: Sequence[str], script: str) -> NDArray[np.intp]:
    """Return the numbers of the letters of words, a row each, filled up with zeros."""
    longest = min(max(map(len, words)), _LONGEST)
    codes = np.array(words, dtype=f"U{longest}").view(np.uint32).reshape(len(words), longest)
    numbers = _numbered(script)
    found: NDArray[np.intp] = numbers[np.minimum(codes, len(numbers) - 1)]
    return found


@lru_cache
def _numbered(script: str) -> NDArray[np.intp]:
    """Return the numbers of letters by code point."""
    letters = ALPHABETS[script]
    numbers = np.zeros(max(map(ord, letters)) + 2, np.intp)
    numbers[[ord(letter) for letter in letters]] = np.arange(1, len(letters) + 1)
    return numbers


def _grams(letters: NDArray[np.intp], base: int, longest: int) -> list[NDArray[np.intp]]:
    """Return the numbers of all runs of 0, 1, ... letters; for those beyond the end -1."""
    grams = [np.zeros_like(letters), np.where(letters > 0, letters, _BEYOND)]
    for length in range(2, longest + 1):
        before, last = grams[-1][:, :-1], letters[:, length - 1 :]
        grams.append(np.where((before > 0) & (last > 0), before * base + last, _BEYOND))
    return grams


def _weights(units: Table, row: Mapping[str, int], script: str) -> Floats:
    """Return the weights of the units of a row, by the numbers of their other letters."""
    letters = ALPHABETS[script]
    base = len(letters) + 1
    longest = units.longest[1] if script == units.scripts[1] else units.longest[0]
    # One more, at the end, for runs beyond the end of a word.
    weights = np.full(base**longest + 1, _IMPOSSIBLE, np.float32)
    for written, unit in row.items():
        number = 0
        for letter in written:
            number = number * base + letters.index(letter) + 1
        weights[number] = units.single[unit]
    return weights
