"""How well a library knows a word, however it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import add

from ..index.catalog import Catalog
from ..index.names.gazetteer import equivalents
from ..index.names.letters import script
from .spellings import Spellings

__all__ = ["Known"]

# What is less likely a spelling than this is no evidence that a word is a name.
_LIKELY_SPELLING = 0.6


class Known:
    """Counts the documents of one library that speak for words."""

    def __init__(self, catalog: Catalog, spellings: Spellings) -> None:
        self._catalog = catalog
        self._spellings = spellings

    def as_written(self, words: Sequence[str]) -> list[int]:
        """Return in how many documents each folded word stands."""
        return self._catalog.engine.frequencies("content", words)

    def as_meant(self, words: Sequence[str]) -> list[int]:
        """Return the same; for Latin names of the gazetteer also what other scripts have most."""
        names = [equivalents(word) if word.isascii() else () for word in words]
        in_others = [max(self.as_written([*others]), default=0) for others in names]
        return list(map(add, self.as_written(words), in_others))

    def in_any_form(self, word: str) -> int:
        """Return in how many documents a folded word stands, or its stem, or the same name."""
        counts = self._catalog.engine.frequencies("content_stem", self.stems(word))
        return max([*self.as_written([word, *equivalents(word)]), *counts])

    def as_spelled(self, word: str) -> float:
        """Return how many documents are likely to have a folded word in another script."""
        written = script(word)
        found = (
            spelling.probability * spelling.documents
            for spelling in self._spellings.of(word)
            if spelling.probability >= _LIKELY_SPELLING and script(spelling.word) != written
        )
        return max(found, default=0.0)

    def stems(self, word: str) -> Sequence[str]:
        """Return the stems of a folded word, of any language; none of what is more than a word."""
        tokens = list(self._catalog.chain.tokens(word))
        return tokens[0].stems if len(tokens) == 1 else ()

    def existing(self, words: Iterable[str]) -> list[str]:
        """Return those of ``words`` that the library has, or that are Latin names, in order."""
        wanted = set(words)
        names = {word for word in wanted if word.isascii() and equivalents(word)}
        return sorted(names | self._catalog.store.known_words(wanted))
