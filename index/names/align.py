"""Alignment: how well spellings can be read as others, and which letters stand for which.

A table of units (:mod:`.table`) gives the likeliest way to write both words of a pair as a
run of units, each given the one before (:mod:`.lattice`).  That is compared with how likely
the two words are in themselves: a word of rare letters that can be aligned says more than
one of common ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from .grams import Ints, numbers
from .lattice import best_paths
from .letters import script
from .table import IMPOSSIBLE, Floats, table

__all__ = ["Alignment", "align"]

# Longer words are not aligned.
_LONGEST = 40
# By how much of their own likelihood two words are discounted.  With all of it rare words
# win too often, with nothing of it short ones; half ranks best by both of ours and the
# other direction (ARCHITECTURE.md).
_DISCOUNT = 0.5


class Alignment(NamedTuple):
    """The likeliest way to read one spelling as the other."""

    #: How much likelier the two are one name than not: a logarithm, by the table.
    score: float
    #: The letters of the first word and of the second that stand for each other.
    units: tuple[tuple[str, str], ...]


def align(name: str, words: Sequence[str], others: Sequence[str]) -> list[Alignment | None]:
    """Align folded words by a table, each with the other word at its place.

    The words are all in one script, and so are the others.  What no units can read is None.
    """
    return list(_aligned(name, words, others)) if words else []


def _aligned(name: str, words: Sequence[str], others: Sequence[str]) -> Iterator[Alignment | None]:
    units = table(name, script(words[0]))
    left, right = (
        numbers(side, written, _LONGEST)
        for side, written in zip((words, others), units.scripts, strict=True)
    )
    paths = best_paths(units, left, right)
    likely = _likelihoods(left, units.left_words) + _likelihoods(right, units.right_words)
    scores = (paths.scores - _DISCOUNT * likely).tolist()
    for pair, (score, word, other) in enumerate(zip(scores, words, others, strict=True)):
        is_read = score > IMPOSSIBLE and len(word) <= _LONGEST and len(other) <= _LONGEST
        yield Alignment(score, paths.spelled(pair, word, other)) if is_read else None


def _likelihoods(letters: Ints, bigrams: Floats) -> Floats:
    """Return the logarithm of how likely each word of one side is in itself."""
    ended = np.pad(letters, ((1, 1), (0, 0)))
    is_in_word = np.vstack([np.ones_like(ended[:1]), letters]) > 0
    likelihoods: Floats = np.where(is_in_word, bigrams[ended[:-1], ended[1:]], 0.0).sum(0)
    return likelihoods
