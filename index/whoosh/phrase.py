"""Evaluating a phrase over one segment: first its documents, then its places in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce

import numpy as np

from ..engine import Phrase
from .arrays import Array, runs
from .bounds import phrase_idf
from .collection import Collection
from .inverted import Inverted
from .leaves import Scored, bm25
from .overlap import common, mask_of
from .segment import Segment

__all__ = ["phrase"]

_POSITION_BITS = 32


def phrase(query: Phrase, segment: Segment, collection: Collection, among: Array | None) -> Scored:
    """Score the documents that hold a phrase as if it were one term."""
    inverted = segment.field(query.field)
    places = [_numbers(segment, collection, query.field, terms) for terms in query.terms]
    held = [_holding(inverted, numbers) for numbers in places]
    held += [] if among is None else [among]
    docs = reduce(common, sorted(held, key=len))
    wanted = mask_of(docs, segment.count)
    occurrences = [
        _occurrences(inverted, numbers, wanted, 0 if query.width else len(places) - offset)
        for offset, numbers in enumerate(places)
    ]
    if query.width:
        found = reduce(partial(_near, query.width), occurrences)
    else:
        found = reduce(common, sorted(occurrences, key=len))
    # A compound and its first part may have one stem at one position, which counts once.
    docs, freqs = np.unique(np.unique(found) >> _POSITION_BITS, return_counts=True)
    weight = query.weight * phrase_idf(query, collection)
    return bm25(docs, freqs, weight, collection.norm(segment, query.field))


def _near(width: int, ones: Array, others: Array) -> Array:
    """Return those of ``ones`` that have one of ``others`` within so many positions."""
    if not len(others):
        return others
    first = others.searchsorted(ones - width).clip(max=len(others) - 1)
    return ones[np.abs(others[first] - ones) <= width]


def _numbers(
    segment: Segment, collection: Collection, field: str, terms: Sequence[str]
) -> list[int]:
    """Return the numbers of those of ``terms`` that the segment has."""
    found = (collection.known(field, term).numbers.get(segment.name, -1) for term in terms)
    return sorted({number for number in found if number >= 0})


def _holding(inverted: Inverted, numbers: Sequence[int]) -> Array:
    """Return the documents that hold any of some terms."""
    found = [inverted.postings(number).docs for number in numbers]
    if len(found) == 1:
        return found[0]
    return np.unique(np.concatenate([np.empty(0, np.uint32), *found]))


def _occurrences(inverted: Inverted, numbers: Sequence[int], wanted: Array, offset: int) -> Array:
    """Return where terms occur in documents, as numbers made of document and position."""
    found = [np.empty(0, np.int64)]
    for number in numbers:
        postings = inverted.postings(number)
        freqs = postings.freqs.astype(np.int64)
        chosen = np.flatnonzero(wanted[postings.docs])
        begins, lengths = (np.cumsum(freqs) - freqs)[chosen], freqs[chosen]
        positions = inverted.positions_of(number)[runs(begins, lengths)]
        held = postings.docs[chosen].astype(np.int64) << _POSITION_BITS
        found.append(np.repeat(held, lengths) + positions + offset)
    return found[1] if len(found) == 2 else np.unique(np.concatenate(found))
