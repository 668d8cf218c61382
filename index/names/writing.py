"""Writing: how likely spellings are, letter by letter, along others that they are aligned with."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from .grams import Floats, Ints, numbers
from .network import AROUND, BEFORE, SO_FAR, Network

__all__ = ["Letters", "Units", "Written", "letters", "next_odds", "turned", "written"]

# NumPy shares larger products of matrices among threads, which wait for one another: beside other
# work on two cores one of 420 rows took 15 milliseconds (p95) in place of .04.
_MOST_ROWS = 64

#: The letters of a spelling and those of another that stand for each other.
Units = tuple[tuple[str, str], ...]


class Letters(NamedTuple):
    """The letters of spellings as they are written along others, with what is known for each.

    Along each letter of the others some are written, and then that there is no more: 0.
    """

    #: Those that are written along, each with the letters around it.
    around: Ints
    #: Of each that is written the place of the one it is written along, ...
    along: Ints
    #: ... the letters before it, how many of them along the same one, and itself.
    before: Ints
    so_far: Ints
    next: Ints
    #: Where each spelling begins among them.
    starts: Ints


class Written(NamedTuple):
    """How likely spellings are, as logarithms: all of each, and its least likely letter."""

    total: Floats
    least: Floats


def turned(units: Units) -> Units:
    """Return units with the other spelling as the first."""
    return tuple((other, one) for one, other in units)


def letters(aligned: Sequence[Units], source: str, target: str) -> Letters:
    """Return the letters of spellings, the second ones of ``aligned``, along the first ones.

    ``source`` and ``target`` are the scripts.
    """
    counts = [list(_counts(units)) for units in aligned]
    rows = np.array([count + 1 for word in counts for count in word])
    of_word = np.repeat(np.arange(len(counts)), [len(word) for word in counts])
    firsts = np.cumsum(rows) - rows
    along = np.repeat(np.arange(len(rows)), rows)
    so_far = np.arange(len(along)) - firsts[along]
    others = _spaced((_joined(units, 0) for units in aligned), AROUND, source)
    spelled = _spaced((_joined(units, 1) for units in aligned), BEFORE, target)
    # Each letter that is written along has one row that writes nothing.
    places = np.arange(len(along)) - along + BEFORE * (of_word[along] + 1)
    return Letters(
        around=others[np.flatnonzero(others)[:, None] + np.arange(-AROUND, AROUND + 1)],
        along=along,
        before=spelled[places[:, None] + np.arange(-BEFORE, 0)],
        so_far=np.minimum(so_far, SO_FAR),
        next=np.where(so_far < rows[along] - 1, spelled[places], 0),
        starts=firsts[np.flatnonzero(np.diff(of_word, prepend=-1))],
    )


def written(network: Network, convention: int, found: Letters) -> Written:
    """Return how likely spellings are by a network, in one of its conventions."""
    odds = next_odds(network, convention, found)
    likely = odds[np.arange(len(odds)), found.next] - np.log(np.exp(odds).sum(1))
    total, least = (add.reduceat(likely, found.starts) for add in (np.add, np.minimum))
    return Written(total, least)


def next_odds(network: Network, convention: int, found: Letters) -> Floats:
    """Return how likely each letter is to be next, a row for each that is written.

    The figures are logarithms, up to the same summand for all of a row; the highest is 0.
    """
    along = network.conventions[convention] + _added(network.around, found.around)
    hidden = along[found.along] + _added(network.before, found.before)
    hidden += network.so_far[found.so_far]
    odds = _product(np.maximum(hidden, 0), network.out) + network.bias
    odds -= odds.max(1, keepdims=True)
    return odds


def _added(weights: Floats, found: Ints) -> Floats:
    """Return the sum of what letters add, by the places where they stand."""
    total: Floats = weights[0][found[:, 0]]
    for place in range(1, len(weights)):
        total += weights[place][found[:, place]]
    return total


def _product(left: Floats, right: Floats) -> Floats:
    """Return the product of two matrices, a few rows at a time."""
    starts = range(0, len(left), _MOST_ROWS)
    return np.concatenate([left[start : start + _MOST_ROWS] @ right for start in starts])


def _counts(units: Units) -> Iterator[int]:
    """Yield how many letters are written along each letter of the first spelling.

    Of a unit, the first along the first one and so on, and all others along its last.  What
    stands for none of them is written along the one before, or the first.
    """
    waiting, is_begun = 0, False
    for source, target in units:
        left = len(target)
        for _letter in source:
            if is_begun:
                yield waiting
                waiting = 0
            is_begun = True
            waiting += min(left, 1)
            left -= min(left, 1)
        waiting += left
    yield waiting


def _joined(units: Units, side: int) -> str:
    return "".join(unit[side] for unit in units)


def _spaced(words: Iterable[str], gap: int, script: str) -> Ints:
    """Return the numbers of the letters of words, with zeros before, between and after them."""
    text = (gap * " ").join(["", *words, ""])
    found: Ints = numbers([text], script, sys.maxsize)[:, 0]
    return found
