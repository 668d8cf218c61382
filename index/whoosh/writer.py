"""Writing: documents are gathered, inverted into segments, and committed at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.writing import IndexWriter

from ..engine import Batch, State
from .collector import Collector
from .merge import is_full_of_holes, merged, to_merge
from .schema import entry_of
from .segment import Segment
from .toc import Toc, write_toc

if TYPE_CHECKING:
    from whoosh.reading import IndexReader

    from .index import ArrayIndex

__all__ = ["ArrayWriter"]

# A segment is written when this many occurrences of terms are in memory; they take about
# 20 bytes each while they are inverted.
_OCCURRENCES_IN_MEMORY = 8_000_000


class ArrayWriter(IndexWriter):
    """Whoosh's writer interface over segments of arrays.

    Nothing that it does is visible before :meth:`commit`; a writer that is dropped
    leaves only files that the next commit removes.
    """

    def __init__(self, index: ArrayIndex, *, empty: bool = False) -> None:
        self.schema = index.schema
        self._index = index
        self._before = Toc(0, None, []) if empty else index.toc()
        self._segments = list(self._before.segments)
        self._collector = Collector()
        self._deleted = set[int]()

    def add(self, batch: Batch) -> None:
        """Add documents."""
        self._collector.add(batch)
        if self._collector.occurrences >= _OCCURRENCES_IN_MEMORY:
            self._flush()
            self._merge(to_merge(self._segments, coming=self._segments[-1].size))

    def delete(self, serials: Iterable[int]) -> None:
        """Delete documents by serial, also ones that this writer added."""
        self._deleted.update(serials)

    def commit(self, state: State | None = None) -> None:
        """Write what is in memory, merge small segments, shed holes, and make it all visible."""
        self._flush()
        if self._deleted:
            self._delete()
        self._segments = [segment for segment in self._segments if segment.live_count]
        self._merge(to_merge(self._segments))
        self._segments = [
            self._merged([segment]) if is_full_of_holes(segment) else segment
            for segment in self._segments
        ]
        generation = self._before.generation + 1
        state = state or self._before.state
        write_toc(self._index.folder, Toc(generation, state, self._segments))

    def cancel(self) -> None:
        """Drop all changes."""
        self._segments, self._collector = [], Collector()

    def add_document(self, serial: int, **fields: Any) -> None:
        """Add a document given by its fields, as Whoosh calls it; see :mod:`.schema`."""
        self.add(Batch.of([entry_of(serial, fields)]))

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark the document that Whoosh numbers ``docnum`` as deleted."""
        for segment in self._segments:
            if docnum < segment.count:
                segment.deleted[docnum] = delete
                return
            docnum -= segment.count

    def reader(self, **_options: Any) -> IndexReader:
        """Return a reader of the last commit."""
        return self._index.reader()

    def _flush(self) -> None:
        if len(self._collector):
            arrays = self._collector.arrays()
            self._segments.append(Segment.write(self._index.folder, arrays))
            self._collector = Collector()

    def _merge(self, count: int) -> None:
        """Make one segment of the newest ones; of none, nothing."""
        if count:
            self._segments[-count:] = [self._merged(self._segments[-count:])]

    def _merged(self, segments: Sequence[Segment]) -> Segment:
        return Segment.write(self._index.folder, merged(segments))

    def _delete(self) -> None:
        serials = np.array(sorted(self._deleted), np.int64)
        for segment in self._segments:
            segment.delete(serials)
