"""Fehrest's embedded engine, asked in its own query tree for the words that all get."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from fehrest.index import engine as seam
from fehrest.index.whoosh.engine import WhooshEngine

from engines import BEST, Item, Question, Reply

_BATCH = 1_000
_NONE = seam.Text((), (), 0)


class Engine:
    """The engine without the library around it."""

    raw = False
    differs: Mapping[str, str] = MappingProxyType({})

    def __init__(self, folder: Path) -> None:
        self._engine = WhooshEngine(folder)

    def build(self, items: Iterable[Item]) -> None:
        """Index items, and commit."""
        writer = self._engine.writer(empty=True)
        items = iter(items)
        while batch := list(islice(items, _BATCH)):
            writer.add(seam.Batch.of(map(_entry, batch)))
        writer.commit(seam.State(1, "bench"))

    def open(self) -> None:
        """Open what was built."""
        self._engine.state()

    def ask(self, question: Question) -> Reply:
        """Answer a question."""
        facets = ("tag",) if question.source else ()
        request = seam.Request(_query(question), limit=BEST, facets=facets)
        found = self._engine.search(request)
        return Reply([serial - 1 for serial in found.serials], found.total, found.facets.get("tag"))

    def count(self, question: Question) -> int:
        """Return how many items match."""
        return self._engine.search(seam.Request(_query(question), limit=0)).total

    def scores(self, question: Question, limit: int) -> dict[int, float]:
        """Return the scores of the best items, to weigh other engines' choices with."""
        found = self._engine.search(seam.Request(_query(question), limit=limit))
        return {
            serial - 1: score for serial, score in zip(found.serials, found.scores, strict=True)
        }


def _entry(item: Item) -> seam.Entry:
    texts = dict.fromkeys(seam.TEXT_FIELDS, _NONE)
    texts["content"] = seam.Text(item.words, range(len(item.words)), len(item.words))
    keywords = {"language": (), "source": (item.source,), "tag": (item.tag,)}
    # A serial is never 0.
    return seam.Entry(item.number + 1, texts, keywords, None)


def _query(question: Question) -> seam.Query:
    terms = tuple(seam.Term("content", word) for word in question.words)
    if question.source:
        return seam.Every((seam.Sum(terms), seam.Keyword("source", question.source)))
    if question.kind == "prefix":
        return seam.Prefix("content", question.words[0])
    if question.kind == "phrase":
        return seam.Phrase("content", tuple((word,) for word in question.words))
    return seam.Every(terms) if question.kind == "all of three" else seam.Sum(terms)
