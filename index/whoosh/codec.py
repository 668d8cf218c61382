"""Whoosh's codec interface, for reading: its own queries run over our segments.

Segments are written by :class:`.writer.ArrayWriter`, not through a codec, because
Whoosh's writers hand over one posting at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import numpy as np
from whoosh.codec import base
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from ..engine import KEYWORD_FIELDS, TEXT_FIELDS
from .arrays import Array
from .inverted import Inverted
from .segment import Segment

__all__ = ["ArrayCodec", "ArraySegment"]


class ArraySegment(base.Segment):
    """A segment as Whoosh sees one."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment

    def segment_id(self) -> str:
        """Return the name of the segment."""
        return self.segment.name

    def is_compound(self) -> bool:
        """Say that the segment is not one of Whoosh's compound files."""
        return False

    def codec(self) -> ArrayCodec:
        """Return the codec that reads the segment."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self.segment.count

    def deleted_count(self) -> int:
        """Return the number of deleted documents."""
        return self.segment.count - self.segment.live_count

    def deleted_docs(self) -> list[int]:
        """Return the numbers of the deleted documents."""
        return np.flatnonzero(self.segment.deleted).tolist()

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document is deleted; Whoosh asks beyond the last one, too."""
        return docnum < self.segment.count and bool(self.segment.deleted[docnum])


class ArrayCodec(base.Codec):
    """Reads segments of arrays."""

    def terms_reader(self, _storage: object, segment: ArraySegment) -> _Terms:
        """Return the reader of a segment's terms."""
        return _Terms(segment.segment.fields)

    def per_document_reader(self, _storage: object, segment: ArraySegment) -> _Documents:
        """Return the reader of a segment's lengths and deletions."""
        return _Documents(segment)


class _Documents(base.PerDocumentReader):
    def __init__(self, segment: ArraySegment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        return cast(int, self._segment.doc_count())

    def doc_count_all(self) -> int:
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        return cast(bool, self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> list[int]:
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        lengths = self._lengths(fieldname)
        return int(lengths[docnum]) if len(lengths) else default

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).sum())

    def min_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).min(initial=0))

    def max_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, int]:
        return {"serial": int(self._segment.segment.serials[docnum])}

    def _lengths(self, fieldname: str) -> Array:
        return self._segment.segment.fields[fieldname].lengths


class _Terms(base.TermsReader):
    def __init__(self, fields: dict[str, Inverted]) -> None:
        self._fields = fields

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        return field in self._fields and self._fields[field].terms.find(text) >= 0

    def indexed_field_names(self) -> tuple[str, ...]:
        return (*TEXT_FIELDS, *KEYWORD_FIELDS)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in sorted(self._fields):
            yield from self.terms_from(field, b"", only=True)

    def terms_from(
        self, fieldname: str, prefix: bytes, only: bool = False
    ) -> Iterator[tuple[str, bytes]]:
        for field in sorted(name for name in self._fields if name >= fieldname):
            inverted = self._fields[field]
            first = inverted.terms.first_from(prefix) if field == fieldname else 0
            for number in range(first, len(inverted)):
                yield field, inverted.terms.term(number)
            if only:
                return

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for field, text in self.terms():
            yield (field, text), self.term_info(field, text)

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for field, text in self.terms_from(fieldname, prefix):
            yield (field, text), self.term_info(field, text)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        inverted, number = self._find(fieldname, text)
        docs, freqs = inverted.postings(number)
        lengths = inverted.lengths[docs] if len(inverted.lengths) else np.ones(len(docs))
        return TermInfo(
            weight=float(freqs.sum(dtype=np.int64)),
            df=len(docs),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(freqs.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        if (fieldname, text) not in self:
            return 0.0
        inverted, number = self._find(fieldname, text)
        return float(inverted.postings(number).freqs.sum(dtype=np.int64))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        if (fieldname, text) not in self:
            return 0
        inverted, number = self._find(fieldname, text)
        return inverted.frequency(number)

    def matcher(
        self, fieldname: str, text: bytes, format_: Any, scorer: Any = None
    ) -> _PostingsMatcher:
        inverted, number = self._find(fieldname, text)
        return _PostingsMatcher(inverted, number, (fieldname, text), format_, scorer)

    def cursor(self, fieldname: str, fieldobj: Any) -> _Cursor:
        return _Cursor(self._fields[fieldname], fieldobj)

    def _find(self, fieldname: str, text: bytes) -> tuple[Inverted, int]:
        inverted = self._fields[fieldname]
        number = inverted.terms.find(text)
        if number < 0:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return inverted, number


class _Cursor(base.FieldCursor):
    """Walks over the terms of a field."""

    def __init__(self, inverted: Inverted, fieldobj: Any) -> None:
        self._inverted, self._fieldobj, self._number = inverted, fieldobj, 0

    def first(self) -> str | None:
        self._number = 0
        return self.text()

    def find(self, text: str | bytes) -> str | None:
        self._number = self._inverted.terms.first_from(self._fieldobj.to_bytes(text))
        return self.text()

    def next(self) -> str | None:
        self._number += 1
        return self.text()

    def text(self) -> str | None:
        if not self.is_valid():
            return None
        return self._inverted.terms.term(self._number).decode()

    def is_valid(self) -> bool:
        return self._number < len(self._inverted)


class _PostingsMatcher(LeafMatcher):
    """Walks over the postings of a term."""

    def __init__(
        self, inverted: Inverted, number: int, term: tuple[str, bytes], format_: Any, scorer: Any
    ) -> None:
        self._inverted, self._number, self._term = inverted, number, term
        self.format, self.scorer = format_, scorer
        self._docs, self._freqs = inverted.postings(number)
        self._place = 0

    def is_active(self) -> bool:
        return self._place < len(self._docs)

    def reset(self) -> None:
        self._place = 0

    def id(self) -> int:
        return int(self._docs[self._place])

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._place += 1
        return True

    def skip_to(self, id: int) -> None:  # noqa: A002 (Whoosh's name)
        if not self.is_active():
            raise ReadTooFar
        self._place = max(self._place, int(np.searchsorted(self._docs, id)))

    def weight(self) -> float:
        return float(self._freqs[self._place])

    def supports_block_quality(self) -> bool:
        return False

    def value_as(self, astype: str) -> list[int]:
        if astype != "positions":
            raise ValueError(astype)
        start = int(self._freqs[: self._place].sum(dtype=np.int64))
        positions = self._inverted.positions_of(self._number, self._freqs.astype(np.int64))
        return [int(place) for place in positions[start : start + int(self.weight())]]
