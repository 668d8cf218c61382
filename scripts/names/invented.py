"""Pairs of Persian and Arabic spellings, of which one is written by a network.

The tables of names have ten times as many names in one of the two languages as in both.  Along
the Latin spelling of such a name the network that writes Arabic script has an idea of how the
other language spells it, and that beside the spelling that is known is a pair to learn from
(back-translation: Sennrich, Haddow and Birch, "Improving Neural Machine Translation Models with
Monolingual Data", ACL 2016).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from fehrest.index.names.grams import numbers
from fehrest.index.names.letters import ARABIC
from fehrest.index.names.network import AROUND, BEFORE, SO_FAR, Network
from fehrest.index.names.writing import Letters, next_odds
from numpy.typing import NDArray
from pairs import Lacking, Pair

__all__ = ["invented"]

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

# How much a pair counts of which one spelling is the likeliest, and of which it is drawn by chance;
# the higher the warmth, the less likely what is drawn.
LIKELIEST_WEIGHT, DRAWN_WEIGHT = 0.105, 0.045
WARMTH = 0.7
SEED = 2
# A spelling with more letters than these is none.
LONGEST_SOURCE, LONGEST = 16, 24
# By the number of its convention, what a network writes.
PERSIAN_CONVENTION, ARABIC_CONVENTION = 0, 1


def invented(known: Lacking, network: Network) -> Iterator[Pair]:
    """Yield pairs of what is known in one language and what the other writes, in both orders."""
    for spelled, convention in (
        (known.arabic, PERSIAN_CONVENTION),
        (known.persian, ARABIC_CONVENTION),
    ):
        pairs = [(latin, word) for latin, word in spelled if 2 <= len(latin) <= LONGEST_SOURCE]
        words = [latin for latin, _word in pairs]
        random = np.random.default_rng(SEED)
        for draw, weight in ((None, LIKELIEST_WEIGHT), (random, DRAWN_WEIGHT)):
            written = _Writer(network, convention, words).write(draw)
            for (_latin, word), other in zip(pairs, written, strict=True):
                yield Pair(word, other, weight)
                yield Pair(other, word, weight)


class _Writer:
    """Writes spellings along Latin ones, all at once, a letter of each at a time."""

    def __init__(self, network: Network, convention: int, words: Sequence[str]) -> None:
        self._network, self._convention = network, convention
        letters = numbers(words, "latin", LONGEST_SOURCE).T
        self._along = np.pad(letters, ((0, 0), (AROUND, AROUND)))
        self._lengths = np.array([len(word) for word in words])
        self._written = np.zeros((len(words), BEFORE + LONGEST), np.intp)
        # Of each spelling: which letter it is written along, how many letters that has so far,
        # and how many there are in all.
        self._places, self._so_far, self._counts = np.zeros((3, len(words)), np.intp)

    def write(self, random: np.random.Generator | None) -> list[str]:
        """Return the likeliest spellings, or others drawn by chance."""
        left = np.arange(len(self._lengths))
        while len(left):
            self._write(left, self._next(left, random))
            are_more = self._places[left] < self._lengths[left]
            left = left[are_more & (self._counts[left] < LONGEST)]
        return [
            "".join(ARABIC[letter - 1] for letter in row[BEFORE : BEFORE + count])
            for row, count in zip(self._written.tolist(), self._counts.tolist(), strict=True)
        ]

    def _next(self, left: Ints, random: np.random.Generator | None) -> Ints:
        """Return the next letter of some spellings; 0 if there is no more along this one."""
        around = self._places[left, None] + np.arange(2 * AROUND + 1)
        before = self._counts[left, None] + np.arange(BEFORE)
        rows = np.arange(len(left))
        letters = Letters(
            around=self._along[left[:, None], around],
            along=rows,
            before=self._written[left[:, None], before],
            so_far=np.minimum(self._so_far[left], SO_FAR),
            next=np.zeros_like(left),
            starts=rows,
        )
        odds = next_odds(self._network, self._convention, letters)
        if random is not None:
            # The highest of figures with such noise is drawn by its likelihood (Gumbel).
            odds = odds / WARMTH + random.gumbel(size=odds.shape)
        chosen: Ints = odds.argmax(1)
        return chosen

    def _write(self, left: Ints, chosen: Ints) -> None:
        """Write a letter of each, or go on to the next one that is written along."""
        is_letter = chosen > 0
        more, done = left[is_letter], left[~is_letter]
        self._written[more, BEFORE + self._counts[more]] = chosen[is_letter]
        self._counts[more] += 1
        self._so_far[more] += 1
        self._places[done] += 1
        self._so_far[done] = 0
