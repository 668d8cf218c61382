"""What two ascending lists of documents have in common."""

from __future__ import annotations

import numpy as np

from ..runs import mask_of
from .arrays import Array

__all__ = ["common", "places_of"]

# Looking some documents up in a list costs as much as going through so many times of them.
_LOOK_UP = 8


def places_of(among: Array, docs: Array, count: int) -> Array:
    """Return the places in ``docs`` of documents ``among``, of a segment of ``count``."""
    if _LOOK_UP * len(among) > len(docs):
        return np.flatnonzero(mask_of(among, count)[docs.astype(np.intp, copy=False)])
    return _places_in(docs, among)


def _places_in(docs: Array, wanted: Array) -> Array:
    """Return the places of those of ``wanted`` that are in ``docs``; both ascend."""
    if not len(docs):
        return np.empty(0, np.intp)
    # In the type of the longer array, or NumPy would convert all of it; what is beyond its last
    # number may not fit that type.
    wanted = wanted[: wanted.searchsorted(docs[-1], side="right")].astype(docs.dtype, copy=False)
    places = docs.searchsorted(wanted)
    return places[docs[places] == wanted]


def common(few: Array, many: Array) -> Array:
    """Return what is in both of two ascending arrays."""
    return many[_places_in(many, few)]
