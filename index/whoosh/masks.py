"""Which documents match, as masks: for what only has to be counted."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..engine import Term
from .arrays import Array
from .bounds import Bounded, alternatives
from .collection import Collection
from .evaluate import evaluate
from .span import Span

__all__ = ["marked"]

# The mask of a term that is in more documents than one in so many is kept.
_FREQUENT = 16
# So many others are marked at once, to bound the memory that it takes.
_AT_A_TIME = 64


def marked(wanted: Iterable[Bounded], span: Span, collection: Collection) -> Array:
    """Return a mask of the documents that match any of some queries."""
    mask = np.zeros(span.count, bool)
    rare = list[tuple[str, str]]()
    for query, size, *_ in alternatives(wanted):
        if not isinstance(query, Term):
            mask[evaluate(query, span, collection).docs] = True
        elif _FREQUENT * size > collection.count:
            mask |= collection.mask(span, query.field, query.text)
        elif size:
            rare.append(query[:2])
    for first in range(0, len(rare), _AT_A_TIME):
        docs = [held.docs for held in collection.impacts(span, rare[first : first + _AT_A_TIME])]
        # NumPy takes twice as long wherever it is given other indices.
        mask[np.concatenate(docs, dtype=np.intp)] = True
    return mask
