"""Words as numbers, many at once: their letters, and all runs of a few letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..runs import Array
from .letters import ALPHABETS

__all__ = ["Floats", "Ints", "base", "grams", "number", "numbers", "numbers_at"]

Ints = NDArray[np.intp]
Floats = NDArray[np.float32]

# The number of a run that goes beyond the end of its word: the last of any array.
_BEYOND = -1


def base(script: str) -> int:
    """Return how many numbers a letter of a script may have; 0 is none of its letters."""
    return len(ALPHABETS[script]) + 1


def number(letters: str, script: str) -> int:
    """Return the number of a run of letters."""
    found = 0
    for letter in letters:
        found = found * base(script) + ALPHABETS[script].index(letter) + 1
    return found


def numbers(words: Sequence[str], script: str, longest: int) -> Ints:
    """Return the numbers of the letters of words, a column each, filled up with zeros.

    Of words with more than ``longest`` letters the first ones.
    """
    longest = min(max(map(len, words)), longest)
    codes = np.array(words, dtype=f"U{longest}").view(np.uint32).reshape(len(words), longest)
    by_code = _by_code(script)
    found: Ints = by_code[np.minimum(codes.T, len(by_code) - 1)]
    return found


def numbers_at(codes: Array, starts: Ints, lengths: Ints, script: str, longest: int) -> Ints:
    """Return the same for words that stand in a text, given as code points."""
    places = np.arange(min(lengths.max(initial=0), longest))[:, None]
    by_code = _by_code(script)
    # Behind the last word there may be less text than behind the first letter of the longest.
    letters = codes.take(starts + places, mode="clip")
    found: Ints = by_code[np.minimum(letters, len(by_code) - 1)]
    found *= places < lengths
    return found


def grams(letters: Ints, base: int, longest: int) -> list[Ints]:
    """Return the numbers of all runs of 0, 1, ... letters, by the place where each begins.

    Each array has a row for each place and one for the end; a run of 0 letters has the
    number 0, one that does not fit -1.
    """
    height, width = letters.shape
    ended = np.vstack([letters, np.zeros((1, width), np.intp)])
    empty = np.zeros_like(ended)
    empty[1:][letters == 0] = _BEYOND
    found = [empty, np.where(ended > 0, ended, _BEYOND)]
    for length in range(2, longest + 1):
        run = np.full_like(ended, _BEYOND)
        before, last = found[-1][: max(height - length + 1, 0)], ended[length - 1 : -1]
        run[: len(last)] = np.where((before > 0) & (last > 0), before * base + last, _BEYOND)
        found.append(run)
    return found[: longest + 1]


@lru_cache
def _by_code(script: str) -> Ints:
    """Return the numbers of letters by code point."""
    letters = ALPHABETS[script]
    numbers = np.zeros(max(map(ord, letters)) + 2, np.intp)
    numbers[[ord(letter) for letter in letters]] = np.arange(1, len(letters) + 1)
    return numbers
