"""Lattices: the best run of units through pairs of words, many pairs at once.

An *edge* is a unit that letters of a pair can make, at a place where they stand; a *step*
leads from an edge to one that begins where it ends.  The Viterbi algorithm goes along the
steps, level by level: of all pairs it takes those together that have as many letters
before them.  All arrays are over the edges or the steps of all pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..runs import runs
from .grams import Floats, Ints, base, grams
from .table import IMPOSSIBLE, Table

__all__ = ["Paths", "best_paths"]

# How many letters the places in the two words may be apart.
_BAND = 3


class _Edges(NamedTuple):
    """Units at places; unit 0 is the end of a pair."""

    units: Ints
    pairs: Ints
    #: How many letters of the left word and of the right one are read before, ...
    lefts: Ints
    rights: Ints
    #: ... and how many the unit reads.
    left_lengths: Ints
    right_lengths: Ints

    @property
    def levels(self) -> Ints:
        """Return how many letters of both words are read before."""
        return self.lefts + self.rights

    def at(self, places: NDArray[np.intp] | NDArray[np.bool_]) -> _Edges:
        """Return some of the edges."""
        return _Edges(*(column[places] for column in self))


class _Steps(NamedTuple):
    """What leads from edge to edge, in the order of those it leads to."""

    before: Ints
    after: Ints


class Paths:
    """The best way through each pair."""

    def __init__(self, edges: _Edges, best: Floats, came_from: Ints) -> None:
        ends = np.flatnonzero(edges.units == 0)
        ends = ends[np.argsort(edges.pairs[ends])]
        #: The score of each pair.
        self.scores: Floats = best[ends]
        self._before = came_from.tolist()
        self._ends = ends.tolist()
        self._spans = list(zip(*(column.tolist() for column in edges[2:]), strict=True))

    def spelled(self, pair: int, left: str, right: str) -> tuple[tuple[str, str], ...]:
        """Return the letters of a pair's words that stand for each other."""
        return tuple(self._units(pair, left, right))[::-1]

    def _units(self, pair: int, left: str, right: str) -> Iterator[tuple[str, str]]:
        """Yield the letters of the units from the last to the first."""
        edge = self._before[self._ends[pair]]
        while edge >= 0:
            i, j, left_length, right_length = self._spans[edge]
            yield left[i : i + left_length], right[j : j + right_length]
            edge = self._before[edge]


def best_paths(units: Table, left: Ints, right: Ints) -> Paths:
    """Return the likeliest way to read each left word as the right one in the same column."""
    edges = _edges(units, left, right)
    return Paths(edges, *_best(units, edges, _steps(edges)))


def _edges(units: Table, left: Ints, right: Ints) -> _Edges:
    """Return what letters of the words can make, in the order of the levels."""
    rows = [units.rows[run] for run in grams(left, base(units.scripts[0]), units.longest[0])]
    columns = [units.columns[run] for run in grams(right, base(units.scripts[1]), units.longest[1])]
    ends = _ends(left, right)
    found = [ends]
    for left_length, row in enumerate(rows):
        for right_length, column in enumerate(columns):
            here = units.units[row[:, None], column]
            lefts, rights, pairs = places = np.nonzero(here)
            lengths = (np.full_like(pairs, one) for one in (left_length, right_length))
            found.append(_Edges(here[places], pairs, lefts, rights, *lengths))
    edges = _Edges(*map(np.concatenate, zip(*found, strict=True)))
    edges = edges.at(_are_near(edges, ends))
    return edges.at(np.argsort(edges.levels, kind="stable"))


def _ends(left: Ints, right: Ints) -> _Edges:
    """Return the end of each pair."""
    heights, widths = (left > 0).sum(0), (right > 0).sum(0)
    nothing = np.zeros_like(heights)
    return _Edges(nothing, np.arange(len(heights)), heights, widths, nothing, nothing)


def _are_near(edges: _Edges, ends: _Edges) -> NDArray[np.bool_]:
    """Say which edges begin about as far on in one word as in the other."""
    heights, widths = ends.lefts[edges.pairs], ends.rights[edges.pairs]
    apart = np.abs(edges.lefts * widths - edges.rights * heights)
    near: NDArray[np.bool_] = apart <= _BAND * np.maximum(heights, widths)
    return near


def _steps(edges: _Edges) -> _Steps:
    """Return what leads to each edge."""
    # Where an edge begins, and where it ends, as one number.
    pairs, width = edges.pairs * (edges.lefts.max() + 1), edges.rights.max() + 1
    starts = (pairs + edges.lefts) * width + edges.rights
    ends = starts + edges.left_lengths * width + edges.right_lengths
    ends[edges.units == 0] = -1
    order = np.argsort(ends, kind="stable")
    first, last = (np.searchsorted(ends[order], starts, side) for side in ("left", "right"))
    counts = last - first
    return _Steps(order[runs(first, counts)], np.repeat(np.arange(len(starts)), counts))


def _best(units: Table, edges: _Edges, steps: _Steps) -> tuple[Floats, Ints]:
    """Return for each edge the score of the best run of units up to it, and the edge before."""
    best = units.after(np.zeros_like(edges.units), edges.units)
    best[edges.levels > 0] = 2 * IMPOSSIBLE
    came_from = np.full(len(best), -1)
    before, after = steps
    weights = units.after(edges.units[before], edges.units[after])
    # Where the steps to another edge begin, and where those to another level do.
    firsts = _changes(after)
    reached = after[firsts[:-1]]
    bounds = _changes(edges.levels[reached]).tolist()
    scores = np.empty_like(weights)
    for start, stop in pairwise(bounds):
        first, last = firsts[start], firsts[stop]
        here = np.add(best[before[first:last]], weights[first:last], out=scores[first:last])
        best[reached[start:stop]] = np.maximum.reduceat(here, firsts[start:stop] - first)
    is_best = scores == best[after]
    came_from[after[is_best]] = before[is_best]
    return best, came_from


def _changes(numbers: Ints) -> Ints:
    """Return the places where numbers change, first and last included; of none, none."""
    return np.flatnonzero(np.diff(numbers, prepend=-1, append=-1))
