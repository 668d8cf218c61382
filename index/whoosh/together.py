"""Adding up what summands give to all documents of a span, their terms scored at once.

NumPy takes longer to begin than to score the documents of a term that few hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from ..engine import Best, Sum, Term
from .arrays import Array
from .bounds import Bounded
from .collection import Collection
from .evaluate import evaluate, joined
from .gains import combined, gains, looked_up
from .leaves import Scored, terms
from .plan import Summand
from .span import Span

__all__ = ["add", "excess"]

# Fewer documents than one in so many are looked up, more are picked out of all.
_SPARSE = 64


def add(summands: Sequence[Summand], span: Span, collection: Collection, scores: Array) -> None:
    """Add what summands give to the scores of all documents, one after another."""
    wanted = [term for summand in summands for term in summand.terms]
    known = _Together(wanted, span, collection)
    first = last = 0
    for summand in summands:
        if summand.base is None and isinstance(summand.part.query, Term):
            last += 1
            continue
        if first < last:
            np.add.at(scores, *known.run(first, last))
        first, last = last, last + len(summand.terms)
        np.add.at(scores, *known.given(summand, first, last))
        first = last
    if first < last:
        np.add.at(scores, *known.run(first, last))


def excess(given: Array, base: Array) -> Array:
    """Return by how much something exceeds a base."""
    return np.maximum(given - base, 0)


class _Together:
    """Terms, one behind another, scored at once."""

    def __init__(self, wanted: Sequence[Bounded], span: Span, collection: Collection) -> None:
        self._span = span
        self._collection = collection
        (self._docs, self._scores), counts = terms(wanted, span, collection, None)
        self._ends = [0, *accumulate(counts)]
        self._places = {term.query: place for place, term in enumerate(wanted)}

    def run(self, first: int, last: int) -> Scored:
        """Return what the terms from ``first`` to before ``last`` give, one behind another."""
        place = slice(self._ends[first], self._ends[last])
        return Scored(self._docs[place], self._scores[place])

    def given(self, summand: Summand, first: int, last: int) -> Scored:
        """Return what a summand gives: the best of those terms; without any, of something else."""
        if last == first:
            docs, given = evaluate(summand.part.query, self._span, self._collection)
        elif last == first + 1:
            docs, given = self.run(first, last)
        else:
            docs, given = joined(self.run(first, last), self._span.count, None, np.maximum)
        if summand.base is not None:
            given = excess(given, self._gains(summand.base, docs))
        return Scored(docs, given)

    def _gains(self, wanted: Bounded, among: Array) -> Array:
        """Return what a query gives to each of some documents."""
        query = wanted.query
        if isinstance(query, (Sum, Best)):
            found = [self._gains(part, among) for part in wanted.parts if part.size]
            return combined(query, found, among)
        place = self._places.get(query)
        if place is None:
            return gains(wanted, self._span, self._collection, among)
        docs, scores = self.run(place, place + 1)
        if _SPARSE * len(among) < self._span.count:
            return looked_up(docs, scores, among)
        given = np.zeros(self._span.count, np.float32)
        given[docs] = scores
        return given[among]
