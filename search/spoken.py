"""Of which language a few words are whose letters do not tell, by the documents that have them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from ..index.analysis.language import IN_ARABIC_LETTERS
from ..index.analysis.token import Token
from ..index.catalog import Catalog
from ..index.engine import Every, Keyword, Request, Term
from ..index.names.letters import script
from .remembered import Remembered
from .tongues import NAME_WORDS

__all__ = ["Spoken"]

# So many times as large a share of the documents of one language as of the other has the words of
# what is of that language, as a decimal logarithm.  خانه is in 1.7 % of the Persian ones among
# 142,376, and, as خانة, in .2 % of the Arabic ones; شهر is in 5 % and 6 %.
_TIMES = 0.9
# What the letters say that it was typed with, on the same scale.  Three are in no Persian word; the
# kaf and the yeh of Arabic are in many a Persian text, and those of Persian on no Arabic keyboard.
_TYPED = {
    "\N{ARABIC LETTER TEH MARBUTA}": -3.0,
    "\N{ARABIC LETTER ALEF MAKSURA}": -3.0,
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": -3.0,
    "\N{ARABIC LETTER KAF}": -0.3,
    "\N{ARABIC LETTER YEH}": -0.3,
    "\N{ARABIC LETTER KEHEH}": 0.6,
    "\N{ARABIC LETTER FARSI YEH}": 0.6,
}
# As if half a document more had each word.
_UNKNOWN = 0.5
_REMEMBERED = 4_096


class Spoken:
    """Tells languages by a library, and remembers how many documents have a word."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._counts = Remembered[str, Sequence[int]](_REMEMBERED)

    def language(self, words: Sequence[Token]) -> str:
        """Return "fa" or "ar" if the documents of one have a few words much oftener, or "".

        Stop words tell nothing, since names are written like them.
        """
        telling = [word.surface for word in words if self._tells(word.surface)]
        if not 0 < len(telling) <= NAME_WORDS:
            return ""
        documents = self._catalog.engine.frequencies("language", IN_ARABIC_LETTERS)
        if not all(documents):
            return ""
        counts = [self._documents(word) for word in telling]
        persian, arabic = (
            sum(math.log10((count + _UNKNOWN) / total) for count in found)
            for found, total in zip(zip(*counts, strict=True), documents, strict=True)
        )
        balance = persian - arabic + _typed(words)
        if abs(balance) < _TIMES:
            return ""
        return "fa" if balance > 0 else "ar"

    def _tells(self, surface: str) -> bool:
        return script(surface) == "arabic" and not self._catalog.chain.is_stop_word(surface)

    def _documents(self, word: str) -> Sequence[int]:
        """Return how many documents of each language have a folded word."""
        remembered = self._counts.of(self._catalog.engine)
        if word not in remembered:
            queries = (
                Every((Term("content", word), Keyword("language", code)))
                for code in IN_ARABIC_LETTERS
            )
            remembered[word] = [
                self._catalog.engine.search(Request(query, limit=0)).total for query in queries
            ]
        return remembered[word]


def _typed(words: Iterable[Token]) -> float:
    """Return what the letters say of the language, Persian above zero."""
    said = [_TYPED[letter] for word in words for letter in word.text if letter in _TYPED]
    return max(said, key=abs, default=0.0)
