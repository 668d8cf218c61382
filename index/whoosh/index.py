"""An index in a folder, as Whoosh sees one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh.index import Index
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader

from .codec import ArraySegment
from .schema import schema
from .toc import Toc, open_toc, read_toc
from .writer import ArrayWriter

__all__ = ["ArrayIndex"]


class ArrayIndex(Index):
    """An index of segments of arrays.

    Whoosh's readers, searchers and queries work on it; :class:`.engine.WhooshEngine`
    has a quicker way.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.schema = schema()

    def toc(self) -> Toc:
        """Read the table of contents and map the files of its segments."""
        return open_toc(self.folder)

    def latest_generation(self) -> int:
        """Return the number of commits so far."""
        return read_toc(self.folder).generation

    def is_empty(self) -> bool:
        """Say whether there is no segment."""
        return not read_toc(self.folder).segments

    def reader(self, reuse: Any = None) -> IndexReader:
        """Return a reader of the last commit."""
        segments = map(ArraySegment, self.toc().segments)
        readers = [SegmentReader(None, self.schema, segment) for segment in segments]
        if not readers:
            return EmptyReader(self.schema)
        return readers[0] if len(readers) == 1 else MultiReader(readers)

    def writer(self, **options: Any) -> ArrayWriter:
        """Return a writer."""
        return ArrayWriter(self, **options)
