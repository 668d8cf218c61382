"""Engines that are measured side by side: a module each, with a class ``Engine``.

An engine is made on a folder.  ``build`` indexes items there and commits them; ``open``
opens what was built; ``ask`` answers a question with its best ten items and, if that is
part of its answer, how many there are; ``count`` says how many there are.  To add one, add a
module here and its name to ``ENGINES``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, Protocol

#: Modules of this package, and how their engines are called in the table.
ENGINES = {
    "fehrest": "Fehrest, engine alone",
    "library": "Fehrest, whole",
    "whoosh": "Whoosh",
    "fts5": "SQLite FTS5",
    "tantivy": "tantivy",
    "tantivy_uncounted": "tantivy, not counting",
    "xapian": "Xapian",
    "lucene_java": "Lucene, not counting",
}
#: How many items an answer has.
BEST = 10
#: What is asked.
KINDS = (
    "rare word",
    "common word",
    "any of a question",
    "all of three",
    "phrase",
    "prefix",
    "filter, facets",
)


class Item(NamedTuple):
    """A document: its folded words, or its text for an engine that is ``raw``; two values."""

    number: int
    words: list[str]
    source: str
    tag: str
    text: str = ""


class Question(NamedTuple):
    """What is asked: words in a certain relation, of documents from a source if it has one."""

    kind: str
    words: tuple[str, ...]
    source: str = ""


class Reply(NamedTuple):
    """The numbers of the best items; how many match, and of which tags they are, if known."""

    best: list[int]
    total: int | None = None
    tags: dict[str, int] | None = None
    #: How long it took, where the engine is elsewhere and knows better.
    milliseconds: float | None = None


class Engine(Protocol):
    """What is measured."""

    #: Whether it analyses texts itself.
    raw: bool
    #: Why its best ten are others than those of exact BM25, by kind of question.
    differs: Mapping[str, str]

    def build(self, items: Iterable[Item]) -> None:
        """Index items, and commit."""

    def open(self) -> None:
        """Open what was built."""

    def ask(self, question: Question) -> Reply:
        """Answer a question."""

    def count(self, question: Question) -> int:
        """Return how many items match."""


def engine(name: str, folder: Path) -> Engine:
    """Return the engine of a module on a folder."""
    made: Any = import_module(f"engines.{name}").Engine(folder)
    return made
