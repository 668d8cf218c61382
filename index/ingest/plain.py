"""Plain text: a file is a document, and its name the title."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from .record import Record
from .source import Source

__all__ = ["read_text"]


def read_text(source: Source) -> Iterator[Record]:
    """Yield the document that a file is."""
    text = source.text(source.content())
    title = PurePath(source.name).name.partition(".")[0]
    yield Record(1, {"id": source.name, "title": title.replace("_", " "), "text": text})
