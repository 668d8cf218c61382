"""Which words of the library are spellings of a word: names across scripts.

A word meets the library's own vocabulary through the name keys; what sounds enough alike
is a spelling of it.
"""

from __future__ import annotations

from typing import NamedTuple

from ..index.catalog import Catalog
from ..index.names.keys import keys
from ..index.names.similarity import similarity

__all__ = ["Spelling", "Spellings"]

_LEAST = 0.74
_MARGIN = 0.2
_MOST = 24
_REMEMBERED = 4_096


class Spelling(NamedTuple):
    """A word of the library that spells the name that was asked for."""

    #: The word, folded.
    word: str
    probability: float
    #: In how many documents it occurs.
    documents: int


class Spellings:
    """Finds spellings, and remembers them until the library changes."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._revision = -1
        self._found: dict[str, tuple[Spelling, ...]] = {}

    def of(self, word: str) -> tuple[Spelling, ...]:
        """Return the other spellings of a folded word that the library has, best first."""
        revision = self._catalog.store.revision()
        if revision != self._revision or len(self._found) > _REMEMBERED:
            self._revision, self._found = revision, {}
        if word not in self._found:
            self._found[word] = self._find(word)
        return self._found[word]

    def _find(self, word: str) -> tuple[Spelling, ...]:
        candidates = [
            (similarity(word, other), other)
            for other in self._catalog.store.words_with(keys(word))
            if other != word and not self._catalog.chain.is_stop_word(other)
        ]
        least = max([_LEAST, *(alike - _MARGIN for alike, _other in candidates)])
        alike = sorted((pair for pair in candidates if pair[0] >= least), reverse=True)[:_MOST]
        counts = self._catalog.engine.frequencies("content", [other for _alike, other in alike])
        return tuple(
            Spelling(other, probability, count)
            for (probability, other), count in zip(alike, counts, strict=True)
            if count
        )
