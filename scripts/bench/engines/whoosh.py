"""Whoosh as it comes, with an analyzer that splits at spaces."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whoosh import index, query, sorting
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, STORED, TEXT, Schema

from engines import BEST, KINDS, Item, Question, Reply

_ROUNDED = "it keeps lengths in a byte, and has another idf"


class Engine:
    """An index in a folder."""

    raw = False
    differs = dict.fromkeys(KINDS, _ROUNDED) | {
        "phrase": "it scores the words of a phrase",
        "prefix": "it does not rank by a prefix",
    }

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, items: Iterable[Item]) -> None:
        """Index items, and commit."""
        schema = Schema(
            number=STORED(),
            words=TEXT(analyzer=SpaceSeparatedTokenizer()),
            source=ID(),
            tag=ID(sortable=True),
        )
        writer = index.create_in(self._folder, schema).writer(limitmb=256)
        for item in items:
            words = " ".join(item.words)
            writer.add_document(number=item.number, words=words, source=item.source, tag=item.tag)
        writer.commit()

    def open(self) -> None:
        """Open what was built."""
        self._searcher = index.open_dir(self._folder).searcher()

    def ask(self, question: Question) -> Reply:
        """Answer a question."""
        if not question.source:
            results = self._searcher.search(_query(question), limit=BEST)
            return Reply([hit["number"] for hit in results])
        results = self._searcher.search(
            _query(question),
            limit=BEST,
            filter=query.Term("source", question.source),
            groupedby=sorting.FieldFacet("tag", maptype=sorting.Count),
        )
        return Reply([hit["number"] for hit in results], None, dict(results.groups()))

    def count(self, question: Question) -> int:
        """Return how many items match."""
        wanted = _query(question)
        if question.source:
            wanted = query.And([wanted, query.Term("source", question.source)])
        return sum(1 for _number in wanted.docs(self._searcher))


def _query(question: Question) -> query.Query:
    terms = [query.Term("words", word) for word in question.words]
    if question.kind == "prefix":
        return query.Prefix("words", question.words[0])
    if question.kind == "phrase":
        return query.Phrase("words", list(question.words))
    return query.And(terms) if question.kind == "all of three" else query.Or(terms)
