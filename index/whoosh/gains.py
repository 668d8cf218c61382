"""What a query gives to each of a few documents: 0 to those that do not match."""

from __future__ import annotations

from functools import reduce

import numpy as np

from ..engine import Best, Query, Sum, Term
from .arrays import Array
from .collection import Collection
from .evaluate import evaluate
from .span import Span

__all__ = ["gains", "looked_up"]


def gains(query: Query, span: Span, collection: Collection, among: Array) -> Array:
    """Return the score of each of some documents, whose numbers ascend."""
    if isinstance(query, Term):
        ((docs, impacts),) = collection.impacts(span, [query[:2]])
        weight = query.weight * collection.known(query.field, query.text).idf
        return looked_up(docs, impacts, among) * np.float32(weight)
    if isinstance(query, (Sum, Best)):
        found = [gains(child, span, collection, among) for child in query.queries]
        return reduce(np.add if isinstance(query, Sum) else np.maximum, found)
    docs, scores = evaluate(query, span, collection, among)
    return looked_up(docs, scores, among)


def looked_up(docs: Array, values: Array, among: Array) -> Array:
    """Return the value of each of some documents, 0 if there is none; all numbers ascend."""
    if len(docs) < len(among):
        given = np.zeros(len(among), np.float32)
        places = among.searchsorted(docs)
        held = among.take(places, mode="clip") == docs
        given[places[held]] = values[held]
        return given
    wanted = among.astype(docs.dtype, copy=False)
    places = docs.searchsorted(wanted)
    found = values.take(places, mode="clip")
    found *= docs.take(places, mode="clip") == wanted
    return found
