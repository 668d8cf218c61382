"""How a word is written: from its folded form back to one that people read.

The vocabulary holds folded words, in which ی stands for ي and a compound has lost its
half-space.  A document that has the word shows how it is written.
"""

from __future__ import annotations

from ..index.analysis.fold import fold
from ..index.analysis.words import unit_pattern
from ..index.catalog import Catalog
from ..index.document import Document
from ..index.engine import Request, Term

__all__ = ["Writing"]

_REMEMBERED = 20_000
# A word that first stands beyond this is shown as it is folded.
_READ_CHARACTERS = 20_000


class Writing:
    """Finds how words are written, and remembers it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._found: dict[str, str] = {}

    def of(self, word: str) -> str:
        """Return a folded word as the document that is most about it has it."""
        if word not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[word] = self._find(word)
        return self._found[word]

    def _find(self, word: str) -> str:
        found = self._catalog.engine.search(Request(Term("content", word), limit=1))
        for document in self._catalog.store.fetch(found.serials).values():
            return self._in(document, word) or word
        return word

    def _in(self, document: Document, word: str) -> str:
        text = f"{document.title}\n{document.text[:_READ_CHARACTERS]}"
        # Folding shows which units may be the word, for a fraction of what analysis takes.
        for unit in unit_pattern("fa").findall(text):
            if word in fold(unit):
                tokens = self._catalog.chain.tokens(unit, document.language)
                if found := next((token.text for token in tokens if token.surface == word), ""):
                    return found
        return ""
