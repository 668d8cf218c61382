"""What is known of a query before it is evaluated: how many documents, how high a score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

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
from .collection import Collection
from .remembered import remembered

__all__ = ["Bounded", "alternatives", "best_of", "bonus", "bounded", "phrase_idf", "scoring_leaves"]


class Bounded(NamedTuple):
    """A query, its terms looked up."""

    query: Query
    #: About how many documents match; more than there are for what nobody counted.
    size: int
    #: What no document's score exceeds: BM25 stays below weight times idf.
    height: float
    #: Of what is made of others, those.
    parts: Sequence[Bounded] = ()


def bounded(query: Query, collection: Collection) -> Bounded:
    """Look a query up; a sum or the best of one thing is that thing."""
    if isinstance(query, (Sum, Best)):
        return _joined(query, collection)
    return _BOUNDS[type(query)](query, collection)


@remembered
def _joined(query: Query, collection: Collection) -> Bounded:
    return _BOUNDS[type(query)](query, collection)


def alternatives(parts: Iterable[Bounded]) -> list[Bounded]:
    """Return what matches what any of some queries matches: neither sums nor the best of some."""
    found: list[Bounded] = []
    for part in parts:
        if isinstance(part.query, (Sum, Best)):
            found += alternatives(part.parts)
        else:
            found.append(part)
    return found


def scoring_leaves(query: Query) -> list[Leaf]:
    """Return the leaves of a query that score."""
    if isinstance(query, Without):
        return scoring_leaves(query.query)
    if isinstance(query, Leaf):
        return [query] if query.weight else []
    return [leaf for child in _children(query) for leaf in scoring_leaves(child)]


def _children(query: Query) -> Sequence[Query]:
    if isinstance(query, Cover):
        return [part.query for part in query.parts]
    return query.queries if isinstance(query, (Sum, Best, Every)) else ()


def bonus(query: Cover, collection: Collection) -> float:
    """Return what puts a document before all others of a cover: more than any can score."""
    rarest = collection.idf(0)
    return sum(_most(leaf, rarest) for leaf in scoring_leaves(query)) + 1


def _most(leaf: Leaf, rarest: float) -> float:
    if isinstance(leaf, Keyword):
        return leaf.weight
    return leaf.weight * rarest * (len(leaf.terms) if isinstance(leaf, Phrase) else 1)


def phrase_idf(query: Phrase, collection: Collection) -> float:
    """Return the idf of a phrase: that of the rarest word for each of its places."""
    return sum(
        max(collection.idf(collection.frequency(query.field, term)) for term in terms)
        for terms in query.terms
    )


# -- Of each kind -------------------------------------------------------------


def _term(query: Term, collection: Collection) -> Bounded:
    known = collection.known(query.field, query.text)
    return Bounded(query, known.frequency, query.weight * known.idf)


def _phrase(query: Phrase, collection: Collection) -> Bounded:
    size = min(
        sum(collection.frequency(query.field, term) for term in terms) for terms in query.terms
    )
    return Bounded(query, size, query.weight * phrase_idf(query, collection))


def _prefix(query: Prefix, collection: Collection) -> Bounded:
    # How many documents hold a prefix is found out by looking at them.
    return Bounded(query, collection.count + 1, query.weight * collection.idf(0))


def _keyword(query: Keyword, collection: Collection) -> Bounded:
    return Bounded(query, collection.frequency(query.field, query.value), query.weight)


def _uncounted(query: Query, collection: Collection) -> Bounded:
    return Bounded(query, collection.count + 1, 0.0)


def _sum(query: Sum, collection: Collection) -> Bounded:
    parts = [bounded(child, collection) for child in query.queries]
    return parts[0] if len(parts) == 1 else Bounded(query, _size(parts), _height(parts), parts)


def _best(query: Best, collection: Collection) -> Bounded:
    return best_of([bounded(child, collection) for child in query.queries])


def best_of(parts: Sequence[Bounded]) -> Bounded:
    """Return the best of some, as one."""
    if len(parts) == 1:
        return parts[0]
    query = Best(tuple([part.query for part in parts]))
    return Bounded(query, _size(parts), _highest(parts), parts)


def _cover(query: Cover, collection: Collection) -> Bounded:
    parts = [bounded(part.query, collection) for part in query.parts]
    first = bonus(query, collection) if query.complete_first else 0.0
    return Bounded(query, _size(parts), _height(parts) + first, parts)


def _every(query: Every, collection: Collection) -> Bounded:
    parts = [bounded(child, collection) for child in query.queries]
    return Bounded(query, min([part.size for part in parts], default=0), _height(parts), parts)


def _without(query: Without, collection: Collection) -> Bounded:
    return bounded(query.query, collection)._replace(query=query, parts=())


# Lists, because generators would take a third of the time that a plan takes.
def _size(parts: Sequence[Bounded]) -> int:
    return sum([part.size for part in parts])


def _height(parts: Sequence[Bounded]) -> float:
    return sum([part.height for part in parts])


def _highest(parts: Sequence[Bounded]) -> float:
    return max([part.height for part in parts], default=0.0)


_BOUNDS: dict[type, Callable[[Any, Collection], Bounded]] = {
    Term: _term,
    Phrase: _phrase,
    Prefix: _prefix,
    Keyword: _keyword,
    Period: _uncounted,
    Everything: _uncounted,
    Sum: _sum,
    Best: _best,
    Every: _every,
    Without: _without,
    Cover: _cover,
}
