"""Which documents match, as masks: for what only has to be counted."""

from __future__ import annotations

import numpy as np

from ..engine import Best, Query, Sum, Term
from .arrays import Array
from .collection import Collection
from .evaluate import evaluate
from .span import Span

__all__ = ["mark", "marked"]

# The mask of a term that is in more documents than one in so many is kept.
_FREQUENT = 16


def marked(query: Query, span: Span, collection: Collection) -> Array:
    """Return a mask of the documents that match."""
    mask = np.zeros(span.count, bool)
    mark(query, span, collection, mask)
    return mask


def mark(query: Query, span: Span, collection: Collection, mask: Array) -> None:
    """Add the documents that match to a mask."""
    if isinstance(query, (Sum, Best)):
        for child in query.queries:
            mark(child, span, collection, mask)
    elif isinstance(query, Term):
        _mark_term(query, span, collection, mask)
    else:
        mask[evaluate(query, span, collection).docs] = True


def _mark_term(query: Term, span: Span, collection: Collection, mask: Array) -> None:
    if _FREQUENT * collection.frequency(query.field, query.text) > collection.count:
        mask |= collection.mask(span, query.field, query.text)
    else:
        docs = collection.postings(span, query.field, query.text).docs
        # NumPy takes twice as long wherever it is given other indices.
        mask[docs.astype(np.intp)] = True
