"""Evaluating the leaves of a query over a span: what reads postings."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..engine import Everything, Keyword, Period, Prefix, Term
from .arrays import Array
from .collection import Collection
from .overlap import restricted
from .segment import NO_DATE
from .span import Span

__all__ = ["Scored", "bm25", "everything", "keyword", "period", "prefix", "term"]


class Scored(NamedTuple):
    """Documents in ascending order, and the score of each."""

    docs: Array
    scores: Array


def term(query: Term, span: Span, collection: Collection, among: Array | None) -> Scored:
    """Score the documents that hold a term by BM25."""
    known = collection.known(query.field, query.text)
    if not known.numbers:
        return _nothing()
    postings = collection.postings(span, query.field, query.text)
    docs, freqs = postings if among is None else restricted(postings, among, span.count)
    weight = query.weight * known.idf
    return bm25(docs, freqs, weight, collection.norm(span, query.field))


def prefix(query: Prefix, span: Span, collection: Collection, among: Array | None) -> Scored:
    """Score the documents that hold any term with a prefix as if it were one term."""
    found = span.postings_with(query.field, query.text)
    key = query.field, query.text
    if key not in collection.prefixes:
        counts = (len(other.postings_with(*key).docs) for other in collection.spans)
        collection.prefixes[key] = sum(counts)
    docs, freqs = found if among is None else restricted(found, among, span.count)
    weight = query.weight * collection.idf(collection.prefixes[key])
    return bm25(docs, freqs, weight, collection.norm(span, query.field))


def bm25(docs: Array, freqs: Array, weight: float, norms: Array) -> Scored:
    """Score documents that hold something so often."""
    # Converted once: NumPy takes twice as long wherever it is given other indices.
    docs = docs.astype(np.intp, copy=False)
    scores = freqs.astype(np.float32)
    scores /= scores + norms[docs]
    scores *= np.float32(weight)
    return Scored(docs, scores)


def keyword(query: Keyword, span: Span, collection: Collection, among: Array | None) -> Scored:
    """Find the documents with a value."""
    postings = collection.postings(span, query.field, query.value)
    if among is not None:
        postings = restricted(postings, among, span.count)
    return _unscored(postings.docs)


def period(query: Period, span: Span, _collection: Collection, among: Array | None) -> Scored:
    """Find the documents dated in a period."""
    dates = span.dates if among is None else span.dates[among]
    inside = dates > NO_DATE
    if query.first is not None:
        inside &= dates >= query.first
    if query.end is not None:
        inside &= dates < query.end
    return _unscored(np.flatnonzero(inside) if among is None else among[inside])


def everything(
    _query: Everything, span: Span, _collection: Collection, among: Array | None
) -> Scored:
    """Find all documents."""
    return _unscored(np.arange(span.count) if among is None else among)


def _unscored(docs: Array) -> Scored:
    return Scored(docs.astype(np.intp, copy=False), np.zeros(len(docs), np.float32))


def _nothing() -> Scored:
    return _unscored(_NO_DOCS)


_NO_DOCS = np.empty(0, np.intp)
