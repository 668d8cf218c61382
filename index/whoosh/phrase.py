"""Evaluating a phrase over a span: first its documents, then its places in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce
from typing import NamedTuple

import numpy as np

from ..engine import Phrase
from ..runs import Array, distinct, mask_of, runs
from .bounds import phrase_idf
from .collection import Collection, Impacts
from .leaves import Scored, restricted
from .overlap import common
from .span import Span

__all__ = ["phrase"]

_POSITION_BITS = 32


def phrase(query: Phrase, span: Span, collection: Collection, among: Array | None) -> Scored:
    """Score the documents that hold a phrase as if it were one term."""
    found = _found(query, span, collection, among)
    weight = query.weight * phrase_idf(query, collection)
    return Scored(found.docs.astype(np.intp, copy=False), found.impacts * np.float32(weight))


def _found(query: Phrase, span: Span, collection: Collection, among: Array | None) -> Impacts:
    # One question asks which documents match, and then what they score.
    key = query.field, query.terms, query.width
    if among is None:
        return collection.kept(span, key, lambda: _impacts(query, span, collection, None))
    kept = collection.if_kept(span, key)
    if kept is None:
        return _impacts(query, span, collection, among)
    return restricted(kept, among, span.count)


def _impacts(query: Phrase, span: Span, collection: Collection, among: Array | None) -> Impacts:
    """Return the documents that hold a phrase, of some or of all."""
    places = [_held(collection, query.field, terms) for terms in query.terms]
    holding = [_holding(span, collection, query.field, terms) for terms in places]
    holding += [] if among is None else [among]
    docs = reduce(common, sorted(holding, key=len))
    if not len(docs):
        return Impacts(docs, docs.astype(np.float32))
    wanted = mask_of(docs, span.count)
    occurrences = [
        _occurrences(
            [_Held.of(span, collection, query.field, term) for term in terms],
            wanted,
            0 if query.width else len(places) - offset,
        )
        for offset, terms in enumerate(places)
    ]
    if query.width:
        found = reduce(partial(_near, query.width), occurrences)
    else:
        found = reduce(common, sorted(occurrences, key=len))
    # A compound and its first part may have one stem at one position, which counts once.
    docs, freqs = np.unique(distinct(found) >> _POSITION_BITS, return_counts=True)
    return Impacts(docs, collection.impacts_of(span, query.field, docs, freqs))


def _near(width: int, ones: Array, others: Array) -> Array:
    """Return those of ``ones`` that have one of ``others`` within so many positions."""
    if not len(others):
        return others
    first = others.searchsorted(ones - width).clip(max=len(others) - 1)
    return ones[np.abs(others[first] - ones) <= width]


class _Held(NamedTuple):
    """A term that the span has."""

    docs: Array
    freqs: Array
    #: Of all occurrences, document by document.
    positions: Array

    @classmethod
    def of(cls, span: Span, collection: Collection, field: str, term: str) -> _Held:
        docs = collection.docs(span, field, term)
        return cls(docs, *collection.occurrences(span, field, term))


def _held(collection: Collection, field: str, terms: Sequence[str]) -> list[str]:
    """Return those of ``terms`` that there are."""
    return sorted({term for term in terms if collection.frequency(field, term)})


def _holding(span: Span, collection: Collection, field: str, terms: Sequence[str]) -> Array:
    """Return the documents that hold any of some terms."""
    found = [collection.docs(span, field, term) for term in terms]
    if len(found) == 1:
        return found[0]
    return distinct(np.concatenate([np.empty(0, np.intp), *found]))


def _occurrences(terms: Sequence[_Held], wanted: Array, offset: int) -> Array:
    """Return where terms occur in documents, as numbers made of document and position."""
    found = [np.empty(0, np.int64)]
    for docs, freqs, positions in terms:
        chosen = np.flatnonzero(wanted[docs])
        often = freqs.astype(np.int64)
        begins, lengths = (np.cumsum(often) - often)[chosen], often[chosen]
        held = docs[chosen].astype(np.int64) << _POSITION_BITS
        found.append(np.repeat(held, lengths) + positions[runs(begins, lengths)] + offset)
    return found[1] if len(found) == 2 else distinct(np.concatenate(found))
