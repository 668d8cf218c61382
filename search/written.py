"""How a word is written: from its folded form back to one that people read.

The vocabulary holds folded words, in which ی stands for ي and a compound has lost its
half-space.  A document that has the word shows how it is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from ..index.analysis.fold import fold
from ..index.analysis.words import units
from ..index.catalog import Catalog
from ..index.document import Document
from ..index.engine import Every, Keyword, Query, Request, Term
from ..index.names.particles import without_particles
from .remembered import Remembered

__all__ = ["FIRST_SHOWN", "Writing", "as_shown"]

#: So many of the spellings of a word are shown as documents write them, which has to be looked up.
FIRST_SHOWN = 10

_REMEMBERED = 20_000
_WAW = "\N{ARABIC LETTER WAW}"
# The letters of each keyboard that hurried writers of the other language type.
_KEYS = {
    "fa": str.maketrans(
        "\N{ARABIC LETTER YEH}\N{ARABIC LETTER ALEF MAKSURA}\N{ARABIC LETTER KAF}",
        "\N{ARABIC LETTER FARSI YEH}\N{ARABIC LETTER FARSI YEH}\N{ARABIC LETTER KEHEH}",
    ),
    "ar": str.maketrans(
        "\N{ARABIC LETTER FARSI YEH}\N{ARABIC LETTER KEHEH}",
        "\N{ARABIC LETTER YEH}\N{ARABIC LETTER KAF}",
    ),
}
# So many documents tell which of two ways to write a word is the usual one.
_ASKED = 7
# A word that first stands beyond this is shown as it is folded.
_READ_CHARACTERS = 20_000


class Writing:
    """Finds how words are written, and remembers it until the library changes."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._found = Remembered[tuple[str, str], str](_REMEMBERED)

    def of(self, word: str, language: str = "") -> str:
        """Return a folded word as the documents that are most about it have it.

        With a language, "fa" or "ar", its documents are asked, and its keyboard writes the word.
        Of a name of several words, each is written so.
        """
        if " " in word:
            return " ".join(self.of(part, language) for part in word.split(" "))
        remembered = self._found.of(self._catalog.engine)
        if (word, language) not in remembered:
            written = self._find(word, language)
            remembered[word, language] = written.translate(_KEYS.get(language, {}))
        return remembered[word, language]

    def _find(self, word: str, language: str) -> str:
        query = Term("content", word)
        if language:
            inside = Every((query, Keyword("language", language)))
            return self._usual(word, inside) or self._usual(word, query) or word
        return self._usual(word, query) or word

    def _usual(self, word: str, query: Query) -> str:
        """Return how the documents that ``query`` finds, which have a word, write it, or ""."""
        written = self._written(word, query, 1)
        if _WAW * 2 in "".join(written):
            # It folds like the word without "and" before it: وقع, ووقع.
            written = self._written(word, query, _ASKED)
        return Counter(written).most_common(1)[0][0] if written else ""

    def _written(self, word: str, query: Query, count: int) -> list[str]:
        """Return how the documents that are most about a word write it."""
        serials = self._catalog.engine.search(Request(query, limit=count)).serials
        documents = self._catalog.store.fetch(serials)
        found = [self._in(documents[serial], word) for serial in serials if serial in documents]
        return list(filter(None, found))

    def _in(self, document: Document, word: str) -> str:
        text = f"{document.title}\n{document.text[:_READ_CHARACTERS]}"
        # Folding shows which units may be the word, for a fraction of what analysis takes.
        for unit in units(text, "fa"):
            if word in fold(unit):
                tokens = self._catalog.chain.tokens(unit, document.language)
                if found := next((token.text for token in tokens if token.surface == word), ""):
                    return found
        return ""


def as_shown(spellings: Iterable[str], written: Callable[[str], str]) -> dict[str, str]:
    """Return the spellings that joined a query, each in one form, with how it is shown.

    ``written`` says how documents write a folded word.
    """
    forms = without_particles(spellings)
    return {
        form: written(form) if place < FIRST_SHOWN else form for place, form in enumerate(forms)
    }
