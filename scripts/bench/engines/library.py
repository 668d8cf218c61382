"""Fehrest as people use it: documents analysed and stored, questions in words, snippets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fehrest import Document, Library
from fehrest.index.cores import spare_cores

from engines import BEST, KINDS, Item, Question, Reply


class Engine:
    """A library; names are not spelled in other ways, because nobody else does that."""

    raw = True
    differs = dict.fromkeys(KINDS, "it looks for stems as well, and in a question for most words")

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, items: Iterable[Item]) -> None:
        """Add documents, with the help of other processes as the command line has it."""
        documents = (
            Document(id=str(item.number), text=item.text, source=item.source, tags=[item.tag])
            for item in items
        )
        with Library(self._folder) as library:
            library.add(documents, processes=spare_cores())

    def open(self) -> None:
        """Open what was built."""
        self._library = Library(self._folder, create=False)

    def ask(self, question: Question) -> Reply:
        """Answer a question."""
        answer = self._library.search(
            _text(question),
            limit=BEST,
            source=question.source or None,
            facets=("tag",) if question.source else (),
            spellings=False,
        )
        best = [int(hit.document.id) for hit in answer.hits]
        return Reply(best, answer.total, dict(answer.facets["tag"]) if question.source else None)

    def count(self, question: Question) -> int:
        """Return how many documents match."""
        return self.ask(question).total or 0


def _text(question: Question) -> str:
    words = " ".join(question.words)
    if question.kind == "phrase":
        return f'"{words}"'
    return f"{words}*" if question.kind == "prefix" else words
