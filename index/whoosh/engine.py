"""The embedded engine: Whoosh's kind of index, evaluated with NumPy."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

import numpy as np

from ..engine import Found, Leaf, Order, Query, Request, State
from ..errors import LibraryFailed
from .arrays import Array, DamagedFile
from .collection import Collection
from .complete import completions
from .explain import explain
from .pages import trim
from .plan import plan
from .ranking import Matches, Ranking
from .segment import NO_DATE, Segment
from .toc import Toc, open_toc, toc_stamp

if TYPE_CHECKING:
    from .writer import ArrayWriter

__all__ = ["WhooshEngine"]

_Method = TypeVar("_Method", bound=Callable[..., object])
# What reading a damaged file ends in: arrays name places and sizes that are not there.
_DAMAGE = (OSError, DamagedFile, IndexError, MemoryError, ValueError)


def _failing_as_library(method: _Method) -> _Method:
    """Raise what the files do to us as :class:`.LibraryFailed`."""

    @wraps(method)
    def guarded(self: WhooshEngine, *args: object, **options: object) -> object:
        try:
            return method(self, *args, **options)
        except _DAMAGE as error:
            raise LibraryFailed(f"the index in {self.folder} cannot be read: {error}") from error

    return cast("_Method", guarded)


class _Snapshot(NamedTuple):
    """The index as of one commit."""

    stamp: tuple[int, int]
    toc: Toc
    collection: Collection


class WhooshEngine:
    """An :class:`..engine.Engine` in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._snapshot: _Snapshot | None = None
        self._searches = itertools.count()

    @_failing_as_library
    def state(self) -> State | None:
        """Return what the index was made of."""
        return self._current().toc.state

    @_failing_as_library
    def count(self) -> int:
        """Return the number of documents."""
        return sum(segment.live_count for segment in self._current().toc.segments)

    @_failing_as_library
    def serials(self) -> Sequence[int]:
        """Return the serials of all documents, in ascending order."""
        live = [segment.serials[segment.live] for segment in self._current().toc.segments]
        return cast("list[int]", np.sort(np.concatenate([_NO_SERIALS, *live])).tolist())

    @_failing_as_library
    def search(self, request: Request) -> Found:
        """Return a page of the documents that match, best first."""
        collection = self._current().collection
        if next(self._searches) % _BETWEEN_TRIMS == 0:
            trim(collection.segments)
        found = _matches(request, collection)
        page = slice(request.offset, request.offset + request.limit)
        serials, scores = _ranked(found, request.order, page)
        return Found(
            total=sum(int(np.count_nonzero(matches.matched)) for matches in found),
            serials=serials,
            scores=scores,
            facets={field: _facet(found, field) for field in request.facets},
        )

    @_failing_as_library
    def explain(self, query: Query, serial: int) -> Mapping[Leaf, float]:
        """Return what each leaf of ``query`` gave to the score of one document."""
        collection = self._current().collection
        for span in collection.spans:
            for number in np.flatnonzero((span.serials == serial) & span.live).tolist():
                explained = explain(query, number, span, collection)
                return explained.leaves if explained else {}
        return {}

    @_failing_as_library
    def frequencies(self, field: str, terms: Sequence[str]) -> list[int]:
        """Return in how many documents each term occurs, at most."""
        collection = self._current().collection
        return [collection.frequency(field, term) for term in terms]

    @_failing_as_library
    def vocabulary(self, field: str) -> Iterator[tuple[str, int]]:
        """Yield the terms of a field in order, with their document frequencies."""
        counts = Counter[bytes]()
        for segment in self._current().toc.segments:
            inverted = segment.field(field)
            frequencies = inverted.frequencies().tolist()
            counts.update(dict(zip(inverted.terms.all(), frequencies, strict=True)))
        return iter([(term.decode(), counts[term]) for term in sorted(counts)])

    @_failing_as_library
    def completions(self, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Return the most frequent terms that begin with ``prefix``, with their frequencies."""
        return completions(self._current().collection, field, prefix, limit)

    @_failing_as_library
    def writer(self, *, empty: bool = False) -> ArrayWriter:
        """Return a writer; with ``empty`` its commit replaces all that was there."""
        from .index import ArrayIndex

        self.folder.mkdir(exist_ok=True)
        return ArrayIndex(self.folder).writer(empty=empty)

    def check(self) -> list[str]:
        """Return what is wrong with the files, a sentence each."""
        try:
            segments = open_toc(self.folder).segments
            return [
                f"{segment.path.name} is not as it was written"
                for segment in segments
                if segment.file_checksum() != segment.checksum
            ]
        except (OSError, DamagedFile) as error:
            return [f"the index in {self.folder} cannot be read: {error}"]

    def close(self) -> None:
        """Let go of files."""
        self._snapshot = None

    def _current(self) -> _Snapshot:
        """Return the index as of the last commit."""
        stamp, snapshot = toc_stamp(self.folder), self._snapshot
        if snapshot is None or snapshot.stamp != stamp:
            toc = open_toc(self.folder, snapshot.toc if snapshot else None)
            snapshot = self._snapshot = _Snapshot(stamp, toc, Collection(toc.segments))
        return snapshot


_NO_SERIALS = np.empty(0, np.int64)
# A search reads some megabytes of a large index at most; to ask the system takes 15 microseconds.
_BETWEEN_TRIMS = 8
# What dates are counted by, as NumPy calls it.
_UNITS = {"year": "Y", "day": "D"}


def _matches(request: Request, collection: Collection) -> list[Matches]:
    count = request.offset + request.limit if request.order == "relevance" else None
    ranking = Ranking(plan(request.query, collection), collection, count)
    return [ranking.matches(span) for span in collection.spans]


def _ranked(found: Sequence[Matches], order: Order, page: slice) -> tuple[list[int], list[float]]:
    """Return the serials and scores of a page; equal ones stand in the order of serials."""
    serials = np.concatenate([_NO_SERIALS, *(part.span.serials[part.docs] for part in found)])
    scores = np.concatenate([np.empty(0, np.float32), *(part.scores for part in found)])
    if order == "relevance":
        keys = -scores
    else:
        dates = [part.span.dates[part.docs] for part in found]
        keys = _date_keys(np.concatenate([_NO_SERIALS, *dates]), order)
    best = _smallest(keys, page.stop)
    best = best[np.lexsort((serials[best], keys[best]))][page]
    return serials[best].tolist(), scores[best].tolist()


def _date_keys(dates: Array, order: Order) -> Array:
    """Return numbers that ascend in ``order``; documents without a date come last."""
    keys = dates if order == "oldest" else -dates
    return np.where(dates == NO_DATE, np.iinfo(np.int64).max, keys)


def _smallest(keys: Array, count: int) -> Array:
    """Return the places of the ``count`` smallest keys, and of all equal to the last."""
    if len(keys) <= count:
        return np.arange(len(keys))
    limit = np.partition(keys, count - 1)[count - 1] if count else keys.min()
    return np.flatnonzero(keys <= limit)


def _facet(found: Sequence[Matches], field: str) -> dict[str, int]:
    """Count the values of a field over the matches, the most frequent first."""
    counts = Counter[str]()
    if field in _UNITS:
        counts.update(_count_dates(found, _UNITS[field]))
    else:
        for part in found:
            for segment, place in part.span.placed():
                counts.update(_count_values(segment, part.matched[place], field))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _count_dates(found: Sequence[Matches], unit: str) -> dict[str, int]:
    """Count years or days, of all segments at once: there may be thousands of days."""
    columns = [
        segment.dates_in(unit)[part.matched[place] & (segment.dates > NO_DATE)]
        for part in found
        for segment, place in part.span.placed()
    ]
    values, counts = np.unique(np.concatenate([_NO_SERIALS, *columns]), return_counts=True)
    names = values.astype(f"datetime64[{unit}]").astype(str).tolist()
    return dict(zip(names, counts.tolist(), strict=True))


def _count_values(segment: Segment, matched: Array, field: str) -> dict[str, int]:
    inverted = segment.field(field)
    if not len(inverted):
        return {}
    counts = np.add.reduceat(
        matched.view(np.uint8)[segment.filed(field)], inverted.starts[:-1], dtype=np.int64
    )
    return {
        inverted.terms.term(number).decode(): int(counts[number])
        for number in np.flatnonzero(counts).tolist()
    }
