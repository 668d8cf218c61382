"""Adding up what summands give to all documents of a span, their terms scored at once.

NumPy takes longer to begin than to score the documents of a term that few hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import accumulate, groupby, pairwise

import numpy as np

from ..engine import Best, Query, Sum, Term
from .arrays import Array
from .collection import Collection
from .evaluate import evaluate, joined
from .gains import gains, looked_up
from .leaves import Scored, terms
from .plan import Summand
from .span import Span

__all__ = ["add", "excess"]

# In a span of so few documents it takes less time to go through all of them than to find some.
_FEW = 1 << 14


def add(summands: Sequence[Summand], span: Span, collection: Collection, scores: Array) -> None:
    """Add what summands give to the scores of all documents, one after another."""
    together = _Together(summands, span, collection)
    begins = accumulate((len(summand.terms) for summand in summands), initial=0)
    placed = zip(summands, pairwise(begins), strict=True)
    for is_term, some in groupby(placed, lambda each: _is_term(each[0])):
        if is_term:
            places = [place for _summand, place in some]
            np.add.at(scores, *together.part(places[0][0], places[-1][1]))
            continue
        for summand, place in some:
            together.add(summand, place, scores)


def excess(given: Array, base: Array) -> Array:
    """Return by how much something exceeds a base."""
    return np.maximum(given - base, 0)


def _is_term(summand: Summand) -> bool:
    return summand.base is None and isinstance(summand.query, Term)


class _Together:
    """The terms of some summands, scored at once."""

    def __init__(self, summands: Sequence[Summand], span: Span, collection: Collection) -> None:
        self._span = span
        self._collection = collection
        wanted = [term for summand in summands for term in summand.terms]
        (self._docs, self._scores), counts = terms(wanted, span, collection, None)
        self._ends = [0, *accumulate(counts)]
        self._places = {term.query: place for place, term in enumerate(wanted)}

    def part(self, first: int, last: int) -> Scored:
        """Return terms that follow one another."""
        place = slice(self._ends[first], self._ends[last])
        return Scored(self._docs[place], self._scores[place])

    def add(self, summand: Summand, place: tuple[int, int], scores: Array) -> None:
        """Add what is no term."""
        if self._span.count <= _FEW:
            given = self._all(summand.query)
            if summand.base is not None:
                given = excess(given, self._all(summand.base))
            scores += given
            return
        docs, given = self._some(summand, place)
        if summand.base is not None:
            given = excess(given, self._of(summand.base, docs))
        np.add.at(scores, docs, given)

    def _of(self, query: Query, among: Array) -> Array:
        """Return what a query gives to each of some documents."""
        if isinstance(query, (Sum, Best)):
            join = np.add if isinstance(query, Sum) else np.maximum
            return reduce(join, [self._of(child, among) for child in query.queries])
        place = self._places.get(query)
        if place is None:
            return gains(query, self._span, self._collection, among)
        return looked_up(*self.part(place, place + 1), among)

    def _some(self, summand: Summand, place: tuple[int, int]) -> Scored:
        if isinstance(summand.query, Best) and len(summand.query.queries) == len(summand.terms):
            return joined(self.part(*place), self._span.count, None, np.maximum)
        if isinstance(summand.query, Term):
            return self.part(*place)
        return evaluate(summand.query, self._span, self._collection)

    def _all(self, query: Query) -> Array:
        """Return what a query gives to each document."""
        given = np.zeros(self._span.count, np.float32)
        queries = query.queries if isinstance(query, (Sum, Best)) else (query,)
        join = np.maximum if isinstance(query, Best) else np.add
        for one in queries:
            if isinstance(one, (Sum, Best)):
                join(given, self._all(one), out=given)
            else:
                join.at(given, *self._found(one))
        return given

    def _found(self, query: Query) -> Scored:
        place = self._places.get(query)
        if place is None:
            return evaluate(query, self._span, self._collection)
        return self.part(place, place + 1)
