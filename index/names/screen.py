"""Screening: of many candidates, those worth aligning with care.

The same alignment as :mod:`.align`, by single units and for all candidates at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .letters import ALPHABETS, script
from .table import table

__all__ = ["screen"]

Floats = NDArray[np.float32]

_IMPOSSIBLE = np.float32(-1e4)
_LONGEST = 24
_BEYOND = -1


def screen(name: str, word: str, candidates: Sequence[str]) -> Floats:
    """Return how well each candidate can be read as ``word``, by the table ``name``.

    The candidates are all in one script, ``word`` in that of the other side of the table.
    The scores only compare candidates with each other.
    """
    units, written = table(name), script(candidates[0])
    is_right = written == units.scripts[1]
    rows = units.units if is_right else units.reversed_units
    longest_row, longest_column = units.longest if is_right else units.longest[::-1]
    letters = _numbers(candidates, written)
    columns = _grams(letters, len(ALPHABETS[written]) + 1, longest_column)
    width = len(letters)
    # The candidates are the last axis, so that each step is over contiguous numbers.
    reached = np.full((len(word) + 1, width + 1, len(candidates)), _IMPOSSIBLE, np.float32)
    reached[0, 0] = 0
    for i in range(len(word) + 1):
        here = reached[i]
        if "" in rows:
            insertions = _weights(name, "", is_right)[columns[1]]
            for j in range(width):
                np.maximum(here[j + 1], here[j] + insertions[j], out=here[j + 1])
        for a in range(1, min(longest_row, len(word) - i) + 1):
            gram = word[i : i + a]
            if gram not in rows:
                continue
            there, weights = reached[i + a], _weights(name, gram, is_right)
            for b in range(min(longest_column, width) + 1):
                read = here[: width + 1 - b] + (weights[columns[b]] if b else weights[0])
                np.maximum(there[b:], read, out=there[b:])
    lengths = (letters > 0).sum(0)
    ends = reached[len(word), lengths, np.arange(len(candidates))]
    scores: Floats = (ends / (lengths + len(word) + 2)).astype(np.float32)
    return scores


def _numbers(words: Sequence[str], script: str) -> NDArray[np.intp]:
    """Return the numbers of the letters of words, a column each, filled up with zeros."""
    longest = min(max(map(len, words)), _LONGEST)
    codes = np.array(words, dtype=f"U{longest}").view(np.uint32).reshape(len(words), longest)
    numbers = _numbered(script)
    found: NDArray[np.intp] = numbers[np.minimum(codes.T, len(numbers) - 1)]
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
        before, last = grams[-1][:-1], letters[length - 1 :]
        grams.append(np.where((before > 0) & (last > 0), before * base + last, _BEYOND))
    return grams


@lru_cache(maxsize=8192)
def _weights(name: str, gram: str, is_right: bool) -> Floats:
    """Return the weights of the units of some letters, by the numbers of their other letters."""
    units = table(name)
    row = (units.units if is_right else units.reversed_units)[gram]
    letters, longest = ALPHABETS[units.scripts[is_right]], units.longest[is_right]
    base = len(letters) + 1
    # One more, at the end, for runs beyond the end of a word.
    weights = np.full(base**longest + 1, _IMPOSSIBLE, np.float32)
    for written, unit in row.items():
        number = 0
        for letter in written:
            number = number * base + letters.index(letter) + 1
        weights[number] = units.single[unit]
    return weights
