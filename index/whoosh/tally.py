"""Which documents of a span have enough of what a query asks for."""

from __future__ import annotations

import numpy as np

from ..engine import Cover, Query
from .arrays import Array
from .collection import Collection
from .evaluate import EPSILON
from .masks import mark, marked
from .span import Span

__all__ = ["complete", "enough"]

_LEAST_SHARE = float(np.nextafter(0.0, 1.0))


def enough(core: Query, span: Span, collection: Collection) -> Array:
    """Return a mask of the documents that have enough of a cover, or match anything else."""
    if not isinstance(core, Cover):
        return marked(core, span, collection)
    # Something of what tells has to be there, however little is enough.
    least = max(core.minimum - EPSILON, _LEAST_SHARE)
    mask = np.zeros(span.count, bool)
    minor = [part for part in core.parts if 0 < part.share < least]
    for part in core.parts:
        if part.share >= least:
            mark(part.query, span, collection, mask)
    if minor and sum(part.share for part in minor) >= least:
        shares = np.zeros(span.count)
        for part in minor:
            shares[np.flatnonzero(marked(part.query, span, collection))] += part.share
        mask |= shares >= least
    return mask


def complete(core: Cover, span: Span, collection: Collection) -> Array:
    """Return a mask of the documents that have every part with a share."""
    masks = [marked(part.query, span, collection) for part in core.parts if part.share]
    return np.logical_and.reduce([np.ones(span.count, bool), *masks])
