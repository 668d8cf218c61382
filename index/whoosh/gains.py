"""What a query gives to each of a few documents: 0 to those that do not match."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from ..engine import Best, Sum, Term
from .arrays import Array
from .bounds import Bounded
from .collection import Collection
from .evaluate import evaluate
from .span import Span

__all__ = ["combined", "gains", "looked_up"]


def gains(wanted: Bounded, span: Span, collection: Collection, among: Array) -> Array:
    """Return the score of each of some documents, whose numbers ascend."""
    query = wanted.query
    if isinstance(query, Term):
        ((docs, impacts),) = collection.impacts(span, [query[:2]])
        return looked_up(docs, impacts, among) * np.float32(wanted.height)
    if isinstance(query, (Sum, Best)):
        found = [gains(part, span, collection, among) for part in wanted.parts if part.size]
        return combined(query, found, among)
    docs, scores = evaluate(query, span, collection, among)
    return looked_up(docs, scores, among)


def combined(query: Sum | Best, given: Sequence[Array], among: Array) -> Array:
    """Return what a query gives to some documents, from what its parts give to them."""
    if not given:
        return np.zeros(len(among), np.float32)
    return reduce(np.add if isinstance(query, Sum) else np.maximum, given)


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
