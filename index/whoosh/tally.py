"""Which documents of a span have enough of what a query asks for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..engine import Cover
from .arrays import Array
from .bounds import Bounded
from .collection import Collection
from .evaluate import EPSILON
from .masks import marked
from .span import Span

__all__ = ["complete", "enough"]

_LEAST_SHARE = float(np.nextafter(0.0, 1.0))
# What shares are summed up to in whole numbers.
_MOST = (1 << 16) - 1


def enough(core: Bounded, span: Span, collection: Collection) -> Array:
    """Return a mask of the documents that have enough of a cover, or match anything else."""
    cover = core.query
    if not isinstance(cover, Cover):
        return marked([core], span, collection)
    # Something of what tells has to be there, however little is enough.
    least = max(cover.minimum - EPSILON, _LEAST_SHARE)
    shared = [(part, share) for part, (_query, share) in zip(core.parts, cover.parts, strict=True)]
    mask = marked([part for part, share in shared if share >= least], span, collection)
    minor = [(part, share) for part, share in shared if 0 < share < least]
    if sum(share for _part, share in minor) >= least:
        masks = [marked([part], span, collection) for part, _share in minor]
        mask |= _reaching(least, masks, [share for _part, share in minor])
    return mask


def _reaching(least: float, masks: Sequence[Array], shares: Sequence[float]) -> Array:
    """Return a mask of the documents that have enough of some shares, none enough by itself.

    They are summed up as small whole numbers, rounded down, and once more as they are for those
    documents for which that makes a difference.
    """
    goal = _MOST // len(masks)
    counted = np.zeros(len(masks[0]), np.uint16)
    for mask, share in zip(masks, shares, strict=True):
        counted += mask * np.uint16(goal * share / least)
    reached = counted >= goal
    close = np.flatnonzero((counted >= max(goal - len(masks), 0)) ^ reached)
    sums = np.zeros(len(close))
    for mask, share in zip(masks, shares, strict=True):
        sums += mask[close] * share
    reached[close] = sums >= least
    return reached


def complete(core: Bounded, cover: Cover, span: Span, collection: Collection) -> Array:
    """Return a mask of the documents that have every part with a share."""
    masks = [
        marked([part], span, collection)
        for part, (_query, share) in zip(core.parts, cover.parts, strict=True)
        if share
    ]
    return np.logical_and.reduce([np.ones(span.count, bool), *masks])
