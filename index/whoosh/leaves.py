"""Evaluating the leaves of a query over a span: what reads postings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

import numpy as np

from ..engine import Everything, Keyword, Period, Prefix, Term
from .arrays import Array
from .bounds import Bounded
from .collection import Collection, Impacts
from .overlap import places_of
from .segment import NO_DATE
from .span import Span

__all__ = [
    "Scored",
    "everything",
    "keyword",
    "period",
    "prefix",
    "restricted",
    "term",
    "terms",
]


class Scored(NamedTuple):
    """Documents in ascending order, and the score of each."""

    docs: Array
    scores: Array


def term(query: Term, span: Span, collection: Collection, among: Array | None) -> Scored:
    """Score the documents that hold a term by BM25."""
    (found,) = collection.impacts(span, [query[:2]])
    if among is not None:
        found = restricted(found, among, span.count)
    weight = query.weight * collection.known(query.field, query.text).idf
    # Converted once: NumPy takes twice as long wherever it is given other indices.
    return Scored(found.docs.astype(np.intp), found.impacts * np.float32(weight))


def terms(
    wanted: Sequence[Bounded], span: Span, collection: Collection, among: Array | None
) -> tuple[Scored, list[int]]:
    """Score the documents that hold each of some terms, one behind another, and count them.

    NumPy takes longer to begin than to score what few hold.
    """
    queries = cast("list[Term]", [one.query for one in wanted])
    found = collection.impacts(span, [query[:2] for query in queries])
    if among is not None:
        found = [restricted(one, among, span.count) for one in found]
    counts = [len(one.docs) for one in found]
    docs = np.concatenate([_NO_DOCS, *[one.docs for one in found]], dtype=np.intp)
    scores = np.concatenate([_NO_SCORES, *[one.impacts for one in found]])
    scores *= np.array([one.height for one in wanted], np.float32).repeat(counts)
    return Scored(docs, scores), counts


def restricted(held: Impacts, among: Array, count: int) -> Impacts:
    """Return the impacts of those of a span's ``count`` documents that are ``among`` some."""
    places = places_of(among, held.docs, count)
    return Impacts(held.docs[places], held.impacts[places])


def prefix(query: Prefix, span: Span, collection: Collection, among: Array | None) -> Scored:
    """Score the documents that hold any term with a prefix as if it were one term."""
    docs, freqs = span.postings_with(query.field, query.text)
    if among is not None:
        places = places_of(among, docs, span.count)
        docs, freqs = docs[places], freqs[places]
    weight = query.weight * collection.idf(collection.frequency_with(query.field, query.text))
    scores = collection.impacts_of(span, query.field, docs, freqs) * np.float32(weight)
    return Scored(docs.astype(np.intp, copy=False), scores)


def keyword(query: Keyword, span: Span, collection: Collection, among: Array | None) -> Scored:
    """Find the documents with a value; each scores the same."""
    docs = collection.docs(span, query.field, query.value)
    if among is not None:
        docs = docs[places_of(among, docs, span.count)]
    return _scored_alike(docs, query.weight)


def period(query: Period, span: Span, _collection: Collection, among: Array | None) -> Scored:
    """Find the documents dated in a period."""
    dates = span.dates if among is None else span.dates[among]
    inside = dates > NO_DATE
    if query.first is not None:
        inside &= dates >= query.first
    if query.end is not None:
        inside &= dates < query.end
    return _scored_alike(np.flatnonzero(inside) if among is None else among[inside])


def everything(
    _query: Everything, span: Span, _collection: Collection, among: Array | None
) -> Scored:
    """Find all documents."""
    return _scored_alike(np.arange(span.count) if among is None else among)


def _scored_alike(docs: Array, score: float = 0.0) -> Scored:
    return Scored(docs.astype(np.intp, copy=False), np.full(len(docs), score, np.float32))


_NO_DOCS = np.empty(0, np.int32)
_NO_SCORES = np.empty(0, np.float32)
