"""Evaluating a query over a span: whole arrays of documents at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..engine import (
    Best,
    Cover,
    Every,
    Everything,
    Keyword,
    Period,
    Phrase,
    Prefix,
    Query,
    Sum,
    Term,
    Without,
)
from ..runs import distinct, firsts, occurring
from . import leaves
from .arrays import Array
from .bounds import bonus, bounded
from .collection import Collection
from .leaves import Scored
from .phrase import phrase
from .span import Span

__all__ = ["EPSILON", "Scored", "evaluate", "joined"]

#: Shares are sums of floats: this far from a limit counts as having reached it.
EPSILON = 1e-6
# With fewer documents than one in so many they are sorted, not marked in all.
_SPARSE = 8
# With fewer than so many, the best score of each takes less time by sorting than by noting it
# among the scores of all.
_FEW = 4_000


def evaluate(
    query: Query, span: Span, collection: Collection, among: Array | None = None
) -> Scored:
    """Return the documents of ``span`` that match, deleted ones included.

    With ``among``, ascending numbers of documents, only those of them.
    """
    return _EVALUATORS[type(query)](query, span, collection, among)


def _sum(query: Sum, span: Span, collection: Collection, among: Array | None) -> Scored:
    return _any(query.queries, span, collection, among, np.add)


def _best(query: Best, span: Span, collection: Collection, among: Array | None) -> Scored:
    return _any(query.queries, span, collection, among, np.maximum)


def _any(
    queries: Sequence[Query],
    span: Span,
    collection: Collection,
    among: Array | None,
    join: np.ufunc,
) -> Scored:
    return joined(_each(queries, span, collection, among), span.count, among, join)


def joined(found: Scored, count: int, among: Array | None, join: np.ufunc) -> Scored:
    """Join the scores of each document, of ``count`` or of those that there may be."""
    docs, given = found
    if among is None:
        if join is np.maximum and len(docs) < _FEW:
            return _highest(docs, given)
        scores = np.zeros(count, np.float32)
        join.at(scores, docs, given)
        is_sparse = _SPARSE * len(docs) < count
        docs = distinct(docs) if is_sparse else occurring(docs, count)
        return Scored(docs, scores[docs])
    places = among.searchsorted(docs)
    scores = np.zeros(len(among), np.float32)
    join.at(scores, places, given)
    places = occurring(places, len(among))
    return Scored(among[places], scores[places])


def _highest(docs: Array, given: Array) -> Scored:
    """Return documents in ascending order with the highest of the scores of each."""
    order = docs.argsort()
    ordered = docs[order]
    begins = np.flatnonzero(firsts(ordered))
    return Scored(ordered[begins], np.maximum.reduceat(given[order], begins))


def _each(
    queries: Sequence[Query], span: Span, collection: Collection, among: Array | None
) -> Scored:
    """Return what each of some queries finds, one behind another."""
    if all(isinstance(query, Term) for query in queries):
        wanted = [bounded(query, collection) for query in queries]
        return leaves.terms(wanted, span, collection, among)[0]
    found = [evaluate(child, span, collection, among) for child in queries]
    return Scored(*map(np.concatenate, zip(*found, strict=True)))


def _every(query: Every, span: Span, collection: Collection, among: Array | None) -> Scored:
    """Evaluate what has fewest documents first, and the others among its documents."""
    found: dict[int, Scored] = {}
    sizes = [bounded(child, collection).size for child in query.queries]
    for place in sorted(range(len(sizes)), key=sizes.__getitem__):
        found[place] = evaluate(query.queries[place], span, collection, among)
        among = found[place].docs
    docs = _NO_DOCS if among is None else among
    scores = np.zeros(len(docs), np.float32)
    for place in range(len(sizes)):
        scores += found[place].scores[np.searchsorted(found[place].docs, docs)]
    return Scored(docs, scores)


def _without(query: Without, span: Span, collection: Collection, among: Array | None) -> Scored:
    docs, scores = evaluate(query.query, span, collection, among)
    keep = np.ones(span.count, bool)
    keep[evaluate(query.excluded, span, collection, docs).docs] = False
    return Scored(docs[keep[docs]], scores[keep[docs]])


def _cover(query: Cover, span: Span, collection: Collection, among: Array | None) -> Scored:
    scores = np.zeros(span.count, np.float32)
    shares = np.zeros(span.count)
    for part in query.parts:
        found = evaluate(part.query, span, collection, among)
        scores[found.docs] += found.scores
        shares[found.docs] += part.share
    docs = np.flatnonzero((shares >= query.minimum - EPSILON) & (shares > 0))
    if query.complete_first:
        complete = shares[docs] >= sum(part.share for part in query.parts) - EPSILON
        scores[docs] += complete * np.float32(bonus(query, collection))
    return Scored(docs, scores[docs])


_NO_DOCS = np.empty(0, np.intp)

_EVALUATORS: dict[type, Callable[[Any, Span, Collection, Array | None], Scored]] = {
    Term: leaves.term,
    Phrase: phrase,
    Prefix: leaves.prefix,
    Keyword: leaves.keyword,
    Period: leaves.period,
    Everything: leaves.everything,
    Sum: _sum,
    Best: _best,
    Every: _every,
    Without: _without,
    Cover: _cover,
}
