"""Which documents of a span have enough of what a query asks for."""

from __future__ import annotations

import numpy as np

from ..engine import Cover
from .arrays import Array
from .bounds import Bounded
from .collection import Collection
from .evaluate import EPSILON
from .masks import marked, matching
from .span import Span

__all__ = ["complete", "enough"]

_LEAST_SHARE = float(np.nextafter(0.0, 1.0))


def enough(core: Bounded, span: Span, collection: Collection) -> Array:
    """Return a mask of the documents that have enough of a cover, or match anything else."""
    if not isinstance(core.query, Cover):
        return marked([core], span, collection)
    # Something of what tells has to be there, however little is enough.
    least = max(core.query.minimum - EPSILON, _LEAST_SHARE)
    shared = [(part, share) for part, (_query, share) in zip(core.parts, core.query.parts, strict=True)]
    mask = marked([part for part, share in shared if share >= least], span, collection)
    minor = [(part, share) for part, share in shared if 0 < share < least]
    if sum(share for _part, share in minor) >= least:
        shares = np.zeros(span.count)
        for part, share in minor:
            np.add.at(shares, matching(part, span, collection), share)
        mask |= shares >= least
    return mask


def complete(core: Bounded, cover: Cover, span: Span, collection: Collection) -> Array:
    """Return a mask of the documents that have every part with a share."""
    masks = [
        marked([part], span, collection)
        for part, (_query, share) in zip(core.parts, cover.parts, strict=True)
        if share
    ]
    return np.logical_and.reduce([np.ones(span.count, bool), *masks])
