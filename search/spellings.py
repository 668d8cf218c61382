"""Which words of the library are spellings of a word: names across scripts.

A word meets the library's own vocabulary through the name keys; :mod:`..index.names`
says which of those words are spellings of it, and how surely.
"""

from __future__ import annotations

from typing import NamedTuple

from ..index.catalog import Catalog

__all__ = ["Spelling", "Spellings"]

# On names in news sentences F1 is about the same from .3 to .5 for Persian, and from .37 to .5
# for Arabic; a spelling joins a query with its probability as weight, so of the two errors the
# lower bound makes the lesser.
_LEAST = 0.37
# A query word that is an ordinary word is meant as one, unless something that is none
# spells it nearly for sure: many names are in word lists.
_LEAST_OF_ORDINARY = 0.7
_MOST = 24
_REMEMBERED = 4_096


class Spelling(NamedTuple):
    """A word of the library that spells the name that was asked for."""

    #: The word, folded.
    word: str
    probability: float
    #: In how many documents it occurs.
    documents: int
    #: The letters of the name and of this spelling that stand for each other.
    units: tuple[tuple[str, str], ...] = ()


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
        # Another thread may begin anew meanwhile.
        remembered = self._found
        if word not in remembered:
            remembered[word] = self._find(word)
        return remembered[word]

    def _find(self, word: str) -> tuple[Spelling, ...]:
        # What loads the model is imported where a name is first looked for.
        from ..index.names.ordinary import is_ordinary
        from ..index.names.spellings import candidate_keys, spellings

        wanted = candidate_keys(word)
        names = self._catalog.store.words_with(wanted) if wanted else []

        least = _LEAST_OF_ORDINARY if is_ordinary(word) else _LEAST
        is_stop_word = self._catalog.chain.is_stop_word
        found = [other for other in spellings(word, names, least) if not is_stop_word(other.word)]
        counts = self._catalog.engine.frequencies(
            "content", [other.word for other in found[:_MOST]]
        )
        return tuple(
            Spelling(other.word, other.probability, count, other.units)
            for other, count in zip(found, counts, strict=False)
            if count
        )
