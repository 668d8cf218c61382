"""What is known of a query before it is evaluated: how many documents, how high a score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

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

__all__ = ["bonus", "highest", "leaves", "phrase_idf", "size"]


def leaves(query: Query) -> list[Leaf]:
    """Return the leaves of a query that score."""
    if isinstance(query, Without):
        return leaves(query.query)
    if isinstance(query, (Term, Phrase, Prefix)):
        return [query]
    return [leaf for child in _children(query) for leaf in leaves(child)]


def _children(query: Query) -> Sequence[Query]:
    if isinstance(query, Cover):
        return [part.query for part in query.parts]
    return query.queries if isinstance(query, (Sum, Best, Every)) else ()


def bonus(query: Cover, collection: Collection) -> float:
    """Return what puts a document before all others of a cover: more than any can score."""
    rarest = collection.idf(0)
    return sum(leaf.weight * rarest * _width(leaf) for leaf in leaves(query)) + 1


def _width(leaf: Leaf) -> int:
    return len(leaf.terms) if isinstance(leaf, Phrase) else 1


def phrase_idf(query: Phrase, collection: Collection) -> float:
    """Return the idf of a phrase: that of the rarest word for each of its places."""
    return sum(
        max(collection.idf(collection.frequency(query.field, term)) for term in terms)
        for terms in query.terms
    )


# -- How many documents -------------------------------------------------------


def size(query: Query, collection: Collection) -> int:
    """Return about how many documents match; more than there are for what nobody counted."""
    return _SIZES[type(query)](query, collection)


def _uncounted(_query: Query, collection: Collection) -> int:
    return collection.count + 1


def _phrase_size(query: Phrase, collection: Collection) -> int:
    return min(
        sum(collection.frequency(query.field, term) for term in terms) for terms in query.terms
    )


def _sizes(query: Query, collection: Collection) -> list[int]:
    return [size(child, collection) for child in _children(query)]


_SIZES: dict[type, Callable[[Any, Collection], int]] = {
    Term: lambda query, collection: collection.frequency(query.field, query.text),
    Keyword: lambda query, collection: collection.frequency(query.field, query.value),
    Phrase: _phrase_size,
    Prefix: _uncounted,
    Period: _uncounted,
    Everything: _uncounted,
    Sum: lambda query, collection: sum(_sizes(query, collection)),
    Best: lambda query, collection: sum(_sizes(query, collection)),
    Cover: lambda query, collection: sum(_sizes(query, collection)),
    Every: lambda query, collection: min(_sizes(query, collection), default=0),
    Without: lambda query, collection: size(query.query, collection),
}


# -- How high a score ---------------------------------------------------------


def highest(query: Query, collection: Collection) -> float:
    """Return what no document's score exceeds: BM25 stays below weight times idf."""
    if isinstance(query, (Term, Phrase, Prefix)):
        return query.weight * _idf(query, collection)
    if isinstance(query, Without):
        return highest(query.query, collection)
    children = [highest(child, collection) for child in _children(query)]
    if isinstance(query, Best):
        return max(children, default=0.0)
    if isinstance(query, Cover) and query.complete_first:
        return sum(children) + bonus(query, collection)
    return sum(children)


def _idf(leaf: Leaf, collection: Collection) -> float:
    if isinstance(leaf, Term):
        return collection.known(leaf.field, leaf.text).idf
    # How many documents hold a prefix is found out by looking at them.
    return collection.idf(0) if isinstance(leaf, Prefix) else phrase_idf(leaf, collection)
