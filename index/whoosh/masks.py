"""Which documents match, as masks: for what only has to be counted."""

from __future__ import annotations

import numpy as np

from ..engine import Best, Query, Sum, Term
from .arrays import Array
from .collection import Collection
from .evaluate import evaluate
from .segment import Segment

__all__ = ["marked"]

# The mask of a term that is in more documents than one in so many is kept.
_FREQUENT = 16


def marked(query: Query, segment: Segment, collection: Collection) -> Array:
    """Return a mask of the documents that match."""
    mask = np.zeros(segment.count, bool)
    _mark(query, segment, collection, mask)
    return mask


def _mark(query: Query, segment: Segment, collection: Collection, mask: Array) -> None:
    if isinstance(query, (Sum, Best)):
        for child in query.queries:
            _mark(child, segment, collection, mask)
    elif isinstance(query, Term):
        _mark_term(query, segment, collection, mask)
    else:
        mask[evaluate(query, segment, collection).docs] = True


def _mark_term(query: Term, segment: Segment, collection: Collection, mask: Array) -> None:
    number = collection.known(query.field, query.text).numbers.get(segment.name, -1)
    if number < 0:
        return
    inverted = segment.field(query.field)
    if _FREQUENT * inverted.frequency(number) > segment.count:
        mask |= collection.mask(segment, query.field, number)
    else:
        mask[collection.postings(segment, query.field, number).docs] = True
