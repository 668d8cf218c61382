"""Evaluating a query over one segment: whole arrays of documents at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, NamedTuple

import numpy as np

from ..engine import (
    Best,
    Cover,
    Every,
    Everything,
    Keyword,
    Leaf,
    Period,
    Phrase,
    Prefix,
    Query,
    Sum,
    Term,
    Without,
)
from .arrays import Array, DamagedFile
from .collection import Collection
from .inverted import Inverted
from .segment import NO_DATE, Segment

__all__ = ["Scored", "evaluate", "leaves"]

# Shares are sums of floats: this far from a limit counts as having reached it.
_EPSILON = 1e-6
_POSITION_BITS = 32


class Scored(NamedTuple):
    """Documents in ascending order, and the score of each."""

    docs: Array
    scores: Array


def evaluate(query: Query, segment: Segment, collection: Collection) -> Scored:
    """Return the documents of ``segment`` that match, deleted ones included."""
    return _EVALUATORS[type(query)](query, segment, collection)


def leaves(query: Query) -> list[Leaf]:
    """Return the leaves of a query that score."""
    if isinstance(query, (Sum, Best, Every)):
        return [leaf for child in query.queries for leaf in leaves(child)]
    if isinstance(query, Cover):
        return [leaf for part in query.parts for leaf in leaves(part.query)]
    if isinstance(query, Without):
        return leaves(query.query)
    return [query] if isinstance(query, (Term, Phrase, Prefix)) else []


# -- Leaves -------------------------------------------------------------------


def _term(query: Term, segment: Segment, collection: Collection) -> Scored:
    known = collection.known(query.field, query.text)
    number = known.numbers.get(segment.name, -1)
    if number < 0:
        return _nothing()
    docs, freqs = segment.field(query.field).postings(number)
    weight = query.weight * collection.idf(known.frequency)
    return _bm25(docs, freqs, weight, collection.norm(segment, query.field))


def _phrase(query: Phrase, segment: Segment, collection: Collection) -> Scored:
    places = [
        _places(segment.field(query.field), terms, len(query.terms) - offset)
        for offset, terms in enumerate(query.terms)
    ]
    # A compound and its first part may have one stem at one position, which counts once.
    found = np.unique(reduce(_common, sorted(places, key=len))) >> _POSITION_BITS
    docs, freqs = np.unique(found, return_counts=True)
    rarest = (
        min(collection.frequency(query.field, term) for term in terms) for terms in query.terms
    )
    weight = query.weight * sum(map(collection.idf, rarest))
    return _bm25(docs, freqs, weight, collection.norm(segment, query.field))


def _places(inverted: Inverted, terms: Sequence[str], offset: int) -> Array:
    """Return where any of ``terms`` occurs, as numbers made of document and position."""
    found = [np.empty(0, np.int64)]
    for number in {inverted.terms.find(term.encode()) for term in terms} - {-1}:
        docs, freqs = inverted.postings(number)
        occurrences = np.repeat(docs.astype(np.int64), freqs) << _POSITION_BITS
        found.append(occurrences + inverted.positions_of(number) + offset)
    return found[1] if len(found) == 2 else np.unique(np.concatenate(found))


def _common(few: Array, many: Array) -> Array:
    """Return what is in both of two ascending arrays."""
    if not len(many):
        return many
    places = np.searchsorted(many, few)
    places[places == len(many)] = 0
    return few[many[places] == few]


def _prefix(query: Prefix, segment: Segment, collection: Collection) -> Scored:
    docs, freqs = _with_prefix(query, segment)
    frequency = sum(len(_with_prefix(query, other)[0]) for other in collection.segments)
    weight = query.weight * collection.idf(frequency)
    return _bm25(docs, freqs, weight, collection.norm(segment, query.field))


def _with_prefix(query: Prefix, segment: Segment) -> tuple[Array, Array]:
    """Return the documents that hold any term with the prefix, and how many of them."""
    inverted = segment.field(query.field)
    numbers = inverted.terms.with_prefix(query.text.encode())
    part = slice(int(inverted.starts[numbers.start]), int(inverted.starts[numbers.stop]))
    docs = inverted.docs[part]
    if docs.max(initial=0) >= max(segment.count, 1):
        raise DamagedFile(f"{segment.path.name} names documents that it does not hold")
    freqs = np.bincount(docs, inverted.freqs[part], segment.count)
    docs = np.flatnonzero(freqs)
    return docs, freqs[docs]


def _bm25(docs: Array, freqs: Array, weight: float, norms: Array) -> Scored:
    scores = freqs.astype(np.float32)
    scores /= scores + norms[docs]
    scores *= np.float32(weight)
    return Scored(docs, scores)


def _keyword(query: Keyword, segment: Segment, _collection: Collection) -> Scored:
    inverted = segment.field(query.field)
    number = inverted.terms.find(query.value.encode())
    return _unscored(inverted.postings(number).docs) if number >= 0 else _nothing()


def _period(query: Period, segment: Segment, _collection: Collection) -> Scored:
    dates = segment.dates
    inside = dates > NO_DATE
    if query.first is not None:
        inside &= dates >= query.first
    if query.end is not None:
        inside &= dates < query.end
    return _unscored(np.flatnonzero(inside))


def _everything(_query: Everything, segment: Segment, _collection: Collection) -> Scored:
    return _unscored(np.arange(segment.count))


def _unscored(docs: Array) -> Scored:
    return Scored(docs, np.zeros(len(docs), np.float32))


def _nothing() -> Scored:
    return _unscored(np.empty(0, np.intp))


# -- Combinations -------------------------------------------------------------


def _sum(query: Sum, segment: Segment, collection: Collection) -> Scored:
    return _any(query.queries, segment, collection, np.add)


def _best(query: Best, segment: Segment, collection: Collection) -> Scored:
    return _any(query.queries, segment, collection, np.maximum)


def _any(
    queries: Sequence[Query],
    segment: Segment,
    collection: Collection,
    join: Callable[[Array, Array], Array],
) -> Scored:
    found = [evaluate(child, segment, collection) for child in queries]
    found = [scored for scored in found if len(scored.docs)]
    if len(found) < 2:
        return found[0] if found else _nothing()
    scores = np.zeros(segment.count, np.float32)
    matched = np.zeros(segment.count, bool)
    for scored in found:
        scores[scored.docs] = join(scores[scored.docs], scored.scores)
        matched[scored.docs] = True
    docs = np.flatnonzero(matched)
    return Scored(docs, scores[docs])


def _every(query: Every, segment: Segment, collection: Collection) -> Scored:
    found = [evaluate(child, segment, collection) for child in query.queries]
    docs = reduce(_common, sorted((scored.docs for scored in found), key=len))
    scores = np.zeros(len(docs), np.float32)
    for scored in found:
        scores += scored.scores[np.searchsorted(scored.docs, docs)]
    return Scored(docs, scores)


def _without(query: Without, segment: Segment, collection: Collection) -> Scored:
    docs, scores = evaluate(query.query, segment, collection)
    keep = np.ones(segment.count, bool)
    keep[evaluate(query.excluded, segment, collection).docs] = False
    return Scored(docs[keep[docs]], scores[keep[docs]])


def _cover(query: Cover, segment: Segment, collection: Collection) -> Scored:
    scores = np.zeros(segment.count, np.float32)
    shares = np.zeros(segment.count)
    for part in query.parts:
        found = evaluate(part.query, segment, collection)
        scores[found.docs] += found.scores
        shares[found.docs] += part.share
    docs = np.flatnonzero((shares >= query.minimum - _EPSILON) & (shares > 0))
    if query.complete_first:
        complete = shares[docs] >= sum(part.share for part in query.parts) - _EPSILON
        scores[docs] += complete * np.float32(_highest(query, collection))
    return Scored(docs, scores[docs])


def _highest(query: Cover, collection: Collection) -> float:
    """Return more than any document can score: BM25 stays below weight times idf."""
    rarest = collection.idf(0)
    return sum(leaf.weight * rarest * _width(leaf) for leaf in leaves(query)) + 1


def _width(leaf: Leaf) -> int:
    return len(leaf.terms) if isinstance(leaf, Phrase) else 1


_EVALUATORS: dict[type, Callable[[Any, Segment, Collection], Scored]] = {
    Term: _term,
    Phrase: _phrase,
    Prefix: _prefix,
    Keyword: _keyword,
    Period: _period,
    Everything: _everything,
    Sum: _sum,
    Best: _best,
    Every: _every,
    Without: _without,
    Cover: _cover,
}
