"""Documents on their way into an engine: many at a time, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from .columns import Column, Numbering

__all__ = ["Batch", "Entry", "Text"]


class Text(NamedTuple):
    """The terms of one text field of a document, in the order of their positions."""

    terms: Sequence[str]
    positions: Sequence[int]
    #: How many positions the text has.
    length: int


class Entry(NamedTuple):
    """A document as an engine takes it."""

    serial: int
    texts: Mapping[str, Text]
    keywords: Mapping[str, Sequence[str]]
    #: Seconds since 1970.
    date: int | None


class Batch(NamedTuple):
    """Documents, field by field."""

    serials: Sequence[int]
    dates: Sequence[int | None]
    texts: Mapping[str, Column]
    keywords: Mapping[str, Sequence[Sequence[str]]]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Batch:
        """Make a batch of documents that come one by one; all have the same fields."""
        rows = list(entries)
        serials, texts, keywords, dates = zip(*rows, strict=True) if rows else ((), (), (), ())
        return cls(
            serials,
            dates,
            {field: _column([row[field] for row in texts]) for field in _fields(texts)},
            {field: [row[field] for row in keywords] for field in _fields(keywords)},
        )


def _fields(rows: Sequence[Mapping[str, object]]) -> Iterable[str]:
    return rows[0] if rows else ()


def _column(texts: Sequence[Text]) -> Column:
    numbering = Numbering()
    ids = [numbering[term] for text in texts for term in text.terms]
    return Column(
        terms=numbering.terms,
        ids=np.array(ids, np.uint32),
        positions=np.array([place for text in texts for place in text.positions], np.uint32),
        counts=np.array([len(text.terms) for text in texts], np.int64),
        lengths=np.array([text.length for text in texts], np.int64),
    )
