"""Xapian's glass back end, with positions: words as terms, the source as a term of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xapian

from engines import BEST, Item, Question, Reply

_OTHER_IDF = "its idf is another"
# Folded words have no capital letters.
_SOURCE = "XS"
_TAG = 0
# Xapian takes no longer terms.
_LONGEST = 240
_K1, _B = 1.2, 0.75
_OPERATORS = {
    "all of three": xapian.Query.OP_AND,
    "phrase": xapian.Query.OP_PHRASE,
}


class Engine:
    """A database in a folder."""

    raw = False
    differs = dict.fromkeys(("any of a question", "all of three", "filter, facets"), _OTHER_IDF) | {
        "phrase": "it scores a phrase as its words"
    }

    def __init__(self, folder: Path) -> None:
        self._path = str(folder / "items")

    def build(self, items: Iterable[Item]) -> None:
        """Index items, and commit."""
        database = xapian.WritableDatabase(self._path, xapian.DB_CREATE_OR_OVERWRITE)
        for item in items:
            document = xapian.Document()
            for position, word in enumerate(item.words, 1):
                document.add_posting(_term(word), position)
            document.add_boolean_term(_SOURCE + item.source)
            document.add_value(_TAG, item.tag)
            database.replace_document(item.number + 1, document)
        database.commit()
        database.close()

    def open(self) -> None:
        """Open what was built."""
        self._database = xapian.Database(self._path)

    def ask(self, question: Question) -> Reply:
        """Answer a question."""
        enquire = self._enquire(question)
        if not question.source:
            return Reply(_numbers(enquire.get_mset(0, BEST)))
        tags = xapian.ValueCountMatchSpy(_TAG)
        enquire.add_matchspy(tags)
        found = enquire.get_mset(0, BEST, self._database.get_doccount())
        counts = {facet.term.decode(): facet.termfreq for facet in tags.values()}
        return Reply(_numbers(found), None, counts)

    def count(self, question: Question) -> int:
        """Return how many items match."""
        every = self._database.get_doccount()
        found: int = self._enquire(question).get_mset(0, 0, every).get_matches_estimated()
        return found

    def _enquire(self, question: Question) -> Any:
        enquire = xapian.Enquire(self._database)
        enquire.set_weighting_scheme(xapian.BM25Weight(_K1, 0, 1, _B, 0))
        enquire.set_query(_query(question))
        return enquire


def _query(question: Question) -> Any:
    words = list(map(_term, question.words))
    if question.kind == "prefix":
        return xapian.Query(xapian.Query.OP_WILDCARD, words[0])
    found = xapian.Query(_OPERATORS.get(question.kind, xapian.Query.OP_OR), words)
    if question.source:
        source = xapian.Query(_SOURCE + question.source)
        found = xapian.Query(xapian.Query.OP_FILTER, found, source)
    return found


def _term(word: str) -> bytes:
    return word.encode()[:_LONGEST]


def _numbers(found: Any) -> list[int]:
    return [match.docid - 1 for match in found]
