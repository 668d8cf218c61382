"""What the segments know together: the statistics that scores are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar, cast

import numpy as np

from ..engine import TEXT_FIELDS, Query
from ..idf import idf
from ..memo import LONGEST
from ..runs import mask_of, smallest
from .arrays import Array
from .kept import Kept, Key
from .segment import Segment
from .span import Span, spans
from .terms import encoded

__all__ = ["Collection", "Impacts", "Known"]

# BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
# 2009).  Measured over four developers' sets in two languages, these are as good as any
# and two to five points of nDCG@10 better than Lucene's customary 0.9 and 0.4 where the
# documents differ much in length: see ARCHITECTURE.md.
_K1 = 1.2
_B = 0.75
# Some 400 bytes each.  People ask for the same words again, and one query asks for the
# statistics and the postings of each of its words.
_REMEMBERED = 20_000
# Bytes of impacts and of positions that were unpacked: the same words are in many questions.
_IMPACTS = 70_000_000
_POSITIONS = 26_000_000
# Bytes of masks: the few words that are in very many documents are in many questions.
_MASKS = 32_000_000

_Value = TypeVar("_Value")
_NO_IMPACTS = np.empty(0, np.float32)


class Known(NamedTuple):
    """What is known of a term."""

    #: Its number in each segment that has it, by the segment's name.
    numbers: Mapping[str, int]
    #: In how many documents it occurs, deleted ones included.
    frequency: int
    idf: float


class Impacts(NamedTuple):
    """The documents of a term in ascending order, and what each gets of its weight."""

    docs: Array
    impacts: Array


class Collection:
    """Segments that are searched together."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.spans = spans(segments)
        self.count = sum(segment.count for segment in segments)
        self._norms: dict[tuple[str, str], Array] = {}
        self._known: dict[tuple[str, str], Known] = {}
        self._prefixes: dict[tuple[str, str], int] = {}
        #: What is remembered of queries, for each function that worked it out.
        self.worked_out: dict[Callable[..., object], dict[Query, object]] = {}
        self._masks: dict[tuple[str, str, str], Array] = {}
        self._impacts = Kept[Impacts](_IMPACTS)
        self._occurrences = Kept[tuple[Array, Array]](_POSITIONS)

    def known(self, field: str, term: str) -> Known:
        """Look a term up in all segments."""
        found = self._known.get((field, term))
        if found is None:
            found = self._look_up(field, encoded(term))
            _remember(self._known, (field, term), found)
        return found

    def _look_up(self, field: str, text: bytes) -> Known:
        numbers, frequency = {}, 0
        for segment in self.segments:
            inverted = segment.field(field)
            number = inverted.terms.find(text)
            if number >= 0:
                numbers[segment.name] = number
                frequency += inverted.frequency(number)
        return Known(numbers, frequency, self.idf(frequency))

    def frequency(self, field: str, term: str) -> int:
        """Return in how many documents a term occurs, deleted ones included."""
        return self.known(field, term).frequency

    def frequency_with(self, field: str, prefix: str) -> int:
        """Return in how many documents terms with a prefix occur, deleted ones included."""
        found = self._prefixes.get((field, prefix))
        if found is None:
            found = sum(len(span.postings_with(field, prefix).docs) for span in self.spans)
            _remember(self._prefixes, (field, prefix), found)
        return found

    def mask(self, span: Span, field: str, term: str) -> Array:
        """Return a mask of the documents that hold a term; not to be changed."""
        key = span.name, field, term
        mask = self._masks.get(key)
        if mask is None:
            mask = mask_of(self.docs(span, field, term), span.count)
            if (len(self._masks) + 1) * self.count > _MASKS:
                self._masks = {}
            self._masks[key] = mask
        return mask

    def impacts(self, span: Span, terms: Iterable[tuple[str, str]]) -> list[Impacts]:
        """Return the impacts of terms, by field and text, in a span; not to be changed."""

        def unpacked(key: Key) -> Impacts:
            _span, field, term = cast("tuple[str, str, str]", key)
            docs, freqs = span.postings(field, self.known(field, term).numbers)
            if field not in TEXT_FIELDS:
                return Impacts(docs, _NO_IMPACTS)
            return Impacts(docs, self.impacts_of(span, field, docs, freqs))

        return self._impacts.all([(span.name, *term) for term in terms], unpacked)

    def kept(self, span: Span, key: Key, make: Callable[[], Impacts]) -> Impacts:
        """Return the impacts of something else in a span, kept like those of a term."""
        return self._impacts.all([(span.name, *key)], lambda _key: make())[0]

    def if_kept(self, span: Span, key: Key) -> Impacts | None:
        """Return those impacts if they are kept."""
        return self._impacts.get((span.name, *key))

    def docs(self, span: Span, field: str, term: str) -> Array:
        """Return the documents of a term in a span; not to be changed."""
        return self.impacts(span, [(field, term)])[0].docs

    def occurrences(self, span: Span, field: str, term: str) -> tuple[Array, Array]:
        """Return how often each document of a span holds a term, and where; not to be changed."""

        def unpacked(_key: Key) -> tuple[Array, Array]:
            numbers = self.known(field, term).numbers
            freqs = span.freqs(field, numbers)
            return freqs, smallest(span.positions(field, numbers, freqs))

        return self._occurrences.all([(span.name, field, term)], unpacked)[0]

    def idf(self, frequency: int) -> float:
        """Return the weight of a term that occurs in ``frequency`` documents."""
        return idf(frequency, self.count)

    def impacts_of(self, span: Span, field: str, docs: Array, freqs: Array) -> Array:
        """Return what BM25 gives of a weight to documents that hold something so often."""
        found = freqs.astype(np.float32)
        found /= found + self._norm(span, field)[docs]
        return found

    def _norm(self, span: Span, field: str) -> Array:
        """Return, for each document, what BM25 adds to a term's frequency below the line."""
        key = span.name, field
        if key not in self._norms:
            # In place: half of what it takes is new memory.
            norm = span.lengths(field).astype(np.float32)
            norm *= _B / self._average_lengths.get(field, 1.0)
            norm += 1 - _B
            norm *= _K1
            self._norms[key] = norm
        return self._norms[key]

    @cached_property
    def _average_lengths(self) -> dict[str, float]:
        return {field: self._average_length(field) for field in TEXT_FIELDS}

    def _average_length(self, field: str) -> float:
        """Return the average length of a field over the documents that have it."""
        lengths = [segment.fields[field].lengths for segment in self.segments]
        documents = sum(int(np.count_nonzero(part)) for part in lengths)
        return sum(int(part.sum(dtype=np.int64)) for part in lengths) / max(documents, 1) or 1.0


def _remember(known: dict[tuple[str, str], _Value], key: tuple[str, str], value: _Value) -> None:
    """Remember what is known of a term of a field, unless it is as long as no word is."""
    if len(key[1]) <= LONGEST:
        if len(known) >= _REMEMBERED:
            known.clear()
        known[key] = value
