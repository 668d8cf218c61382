"""Evaluating the leaves of a query over one segment: what reads postings."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..engine import Everything, Keyword, Period, Prefix, Term
from .arrays import Array, DamagedFile
from .collection import Collection
from .inverted import Postings
from .overlap import restricted
from .segment import NO_DATE, Segment

__all__ = ["Scored", "bm25", "everything", "keyword", "period", "prefix", "term"]


class Scored(NamedTuple):
    """Documents in ascending order, and the score of each."""

    docs: Array
    scores: Array


def term(query: Term, segment: Segment, collection: Collection, among: Array | None) -> Scored:
    """Score the documents that hold a term by BM25."""
    known = collection.known(query.field, query.text)
    number = known.numbers.get(segment.name, -1)
    if number < 0:
        return _nothing()
    postings = collection.postings(segment, query.field, number)
    docs, freqs = postings if among is None else restricted(postings, among, segment.count)
    weight = query.weight * collection.idf(known.frequency)
    return bm25(docs, freqs, weight, collection.norm(segment, query.field))


def prefix(query: Prefix, segment: Segment, collection: Collection, among: Array | None) -> Scored:
    """Score the documents that hold any term with a prefix as if it were one term."""
    docs, freqs = _with_prefix(query, segment)
    key = query.field, query.text
    if key not in collection.prefixes:
        counts = (len(_with_prefix(query, other).docs) for other in collection.segments)
        collection.prefixes[key] = sum(counts)
    if among is not None:
        docs, freqs = restricted(Postings(docs, freqs), among, segment.count)
    weight = query.weight * collection.idf(collection.prefixes[key])
    return bm25(docs, freqs, weight, collection.norm(segment, query.field))


def _with_prefix(query: Prefix, segment: Segment) -> Postings:
    """Return the documents that hold any term with the prefix, and how many of them."""
    inverted = segment.field(query.field)
    numbers = inverted.terms.with_prefix(query.text.encode())
    docs, freqs = inverted.postings_of(numbers.start, numbers.stop)
    if docs.max(initial=0) >= max(segment.count, 1):
        raise DamagedFile(f"{segment.path.name} names documents that it does not hold")
    freqs = np.bincount(docs, freqs, segment.count)
    docs = np.flatnonzero(freqs)
    return Postings(docs, freqs[docs])


def bm25(docs: Array, freqs: Array, weight: float, norms: Array) -> Scored:
    """Score documents that hold something so often."""
    # Converted once: NumPy takes twice as long wherever it is given other indices.
    docs = docs.astype(np.intp, copy=False)
    scores = freqs.astype(np.float32)
    scores /= scores + norms[docs]
    scores *= np.float32(weight)
    return Scored(docs, scores)


def keyword(
    query: Keyword, segment: Segment, collection: Collection, among: Array | None
) -> Scored:
    """Find the documents with a value."""
    number = collection.known(query.field, query.value).numbers.get(segment.name, -1)
    if number < 0:
        return _nothing()
    postings = collection.postings(segment, query.field, number)
    if among is not None:
        postings = restricted(postings, among, segment.count)
    return _unscored(postings.docs)


def period(query: Period, segment: Segment, _collection: Collection, among: Array | None) -> Scored:
    """Find the documents dated in a period."""
    dates = segment.dates if among is None else segment.dates[among]
    inside = dates > NO_DATE
    if query.first is not None:
        inside &= dates >= query.first
    if query.end is not None:
        inside &= dates < query.end
    return _unscored(np.flatnonzero(inside) if among is None else among[inside])


def everything(
    _query: Everything, segment: Segment, _collection: Collection, among: Array | None
) -> Scored:
    """Find all documents."""
    return _unscored(np.arange(segment.count) if among is None else among)


def _unscored(docs: Array) -> Scored:
    return Scored(docs.astype(np.intp, copy=False), np.zeros(len(docs), np.float32))


def _nothing() -> Scored:
    return _unscored(_NO_DOCS)


_NO_DOCS = np.empty(0, np.intp)
