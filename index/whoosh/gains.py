"""What a query gives to each of a few documents: 0 to those that do not match."""

from __future__ import annotations

from functools import reduce

import numpy as np

from ..engine import Best, Query, Sum, Term
from .arrays import Array
from .collection import Collection
from .evaluate import evaluate
from .span import Span

__all__ = ["gains"]


def gains(query: Query, span: Span, collection: Collection, among: Array) -> Array:
    """Return the score of each of some documents, whose numbers ascend."""
    if isinstance(query, Term):
        return _of_term(query, span, collection, among)
    if isinstance(query, (Sum, Best)):
        found = [gains(child, span, collection, among) for child in query.queries]
        return reduce(np.add if isinstance(query, Sum) else np.maximum, found)
    return _scattered(query, span, collection, among)


def _of_term(query: Term, span: Span, collection: Collection, among: Array) -> Array:
    ((docs, impacts),) = collection.impacts(span, [query[:2]])
    if len(docs) < len(among):
        return _scattered(query, span, collection, among)
    wanted = among.astype(docs.dtype, copy=False)
    places = docs.searchsorted(wanted)
    held = impacts.take(places, mode="clip")
    held *= docs.take(places, mode="clip") == wanted
    held *= np.float32(query.weight * collection.known(query.field, query.text).idf)
    return held


def _scattered(query: Query, span: Span, collection: Collection, among: Array) -> Array:
    docs, scores = evaluate(query, span, collection, among)
    given = np.zeros(len(among), np.float32)
    given[among.searchsorted(docs)] = scores
    return given
