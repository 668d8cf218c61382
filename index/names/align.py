"""Alignment: how well spellings can be read as others, and which letters stand for which.

A table of units (:mod:`.table`) gives the likeliest way to write both words of a pair as a
run of units, each given the one before (:mod:`.lattice`).  That is compared with how likely
the two words are in themselves: a word of rare letters that can be aligned says more than
one of common ones.  Then networks tell how likely each word is along the other, all of it and
its least likely letter (:mod:`.writing`): one letter that nobody would write makes another name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .grams import Floats, Ints, numbers
from .lattice import best_paths
from .letters import script
from .network import network
from .table import IMPOSSIBLE, SCRIPTS, table, tables_between
from .writing import Units, letters, turned, written

__all__ = ["BOUNDARIES", "Alignment", "align"]

#: Beside its letters, what two words are long by: where they begin and end.
BOUNDARIES = 2
# Longer words are not aligned.
_LONGEST = 40
# By how much of their own likelihood two words are discounted.  With all of it rare words
# win too often, with nothing of it short ones; half ranks best by both of ours and the
# other direction (ARCHITECTURE.md).
_DISCOUNT = 0.5
# What counts how much: how the pair reads by units, how likely each word is along the other,
# and how likely its least likely letter, that for each letter of both (ARCHITECTURE.md).
_UNITS, _WRITTEN, _LEAST = 0.4, 0.1, 0.04


class Alignment(NamedTuple):
    """The likeliest way to read one spelling as the other."""

    #: How much likelier the two are one name than others of their length, in nats.
    score: float
    #: The letters of the first word and of the second that stand for each other.
    units: Units


def align(name: str, words: Sequence[str], others: Sequence[str]) -> list[Alignment | None]:
    """Align folded words by a table, each with the other word at its place.

    The words are all in one script, and so are the others.  What no units can read is None.
    """
    if not words:
        return []
    # Of two ways that are equally likely the same one is found for both orders.
    if script(words[0]) != SCRIPTS[name][0]:
        found = align(name, others, words)
        return [one and Alignment(one.score, turned(one.units)) for one in found]
    return _aligned(name, words, others)


def _aligned(name: str, words: Sequence[str], others: Sequence[str]) -> list[Alignment | None]:
    """Align words of the script that a table has at its left."""
    units = table(name, SCRIPTS[name][0])
    left, right = (
        numbers(side, written, _LONGEST)
        for side, written in zip((words, others), units.scripts, strict=True)
    )
    paths = best_paths(units, left, right)
    likely = _likelihoods(left, units.left_words) + _likelihoods(right, units.right_words)
    longest = [max(map(len, pair)) for pair in zip(words, others, strict=True)]
    places = np.flatnonzero((paths.scores > IMPOSSIBLE) & (np.array(longest) <= _LONGEST)).tolist()
    spelled = [paths.spelled(pair, words[pair], others[pair]) for pair in places]
    scores = _UNITS * (paths.scores - _DISCOUNT * likely)[places] + _written(name, spelled)
    found: list[Alignment | None] = [None] * len(words)
    for pair, score, runs in zip(places, scores.tolist(), spelled, strict=True):
        found[pair] = Alignment(score, runs)
    return found


def _written(name: str, aligned: Sequence[Units]) -> Floats:
    """Return what the likelihood of words along each other adds to the scores of pairs."""
    if not aligned:
        return np.zeros(0, np.float32)
    left, right = SCRIPTS[name]
    convention = tables_between(left, right).index(name)
    ways = (aligned, left, right), ([turned(units) for units in aligned], right, left)
    both = (
        written(network(source, target), convention, letters(units, source, target))
        for units, source, target in ways
    )
    total, least = (one + other for one, other in zip(*both, strict=True))
    lengths = [sum(len(one) + len(other) for one, other in units) for units in aligned]
    added: Floats = _WRITTEN * total
    added += _LEAST * (np.array(lengths, np.float32) + BOUNDARIES) * least
    return added


def _likelihoods(letters: Ints, bigrams: Floats) -> Floats:
    """Return the logarithm of how likely each word of one side is in itself."""
    ended = np.pad(letters, ((1, 1), (0, 0)))
    is_in_word = np.vstack([np.ones_like(ended[:1]), letters]) > 0
    likelihoods: Floats = np.where(is_in_word, bigrams[ended[:-1], ended[1:]], 0.0).sum(0)
    return likelihoods
