"""Which documents of a segment have enough of what a query asks for."""

from __future__ import annotations

import numpy as np

from ..engine import Cover, Query
from .arrays import Array
from .evaluate import EPSILON
from .segment import Segment

__all__ = ["Tally"]

_LEAST_SHARE = float(np.nextafter(0.0, 1.0))


class Tally:
    """Adds up the shares of a cover; of a sum any part is enough."""

    def __init__(self, core: Query, segment: Segment, within: Array | None) -> None:
        self._cover = core if isinstance(core, Cover) else None
        self._within = within
        self._shares = np.zeros(segment.count, np.float64 if self._cover else bool)

    def add(self, docs: Array, share: float) -> None:
        """Count a part that some documents have."""
        if self._cover is None:
            self._shares[docs] = True
        elif share:
            self._shares[docs] += share

    def add_marked(self, mask: Array, share: float) -> None:
        """Count a part that the documents of a mask have."""
        if self._cover is None:
            self._shares |= mask
        elif share:
            self._shares += share * mask

    def matched(self) -> Array:
        """Return a mask of the documents that have enough."""
        matched = self._shares
        if self._cover is not None:
            # Something of what tells has to be there, however little is enough.
            matched = matched >= max(self._cover.minimum - EPSILON, _LEAST_SHARE)
        return matched if self._within is None else matched & self._within

    def reached(self, scores: Array) -> Array:
        """Return the scores of the documents that have enough, and 0 for others."""
        if self._cover is None and self._within is None:
            return scores
        return np.where(self.matched(), scores, 0)

    def complete(self, docs: Array) -> Array:
        """Return which of ``docs`` have every part."""
        whole = sum(part.share for part in self._cover.parts) if self._cover else 0.0
        return self._shares[docs] >= whole - EPSILON
