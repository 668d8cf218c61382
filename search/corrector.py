"""What a query may have been meant to be, if the library knows its words little or not at all.

A word may be a slip for one that far more documents have, or the whole query may have been
typed while the keyboard wrote another script.
"""

from __future__ import annotations

import re
from functools import partial

from ..index.analysis.fold import fold
from ..index.analysis.language import IN_ARABIC_LETTERS, leaning
from ..index.catalog import Catalog
from ..index.engine import Every, Keyword, Request, Term
from ..index.names.ordinary import is_ordinary
from .corrections import Candidate, likeliest
from .known import Known
from .other_keys import on_other_keys
from .slips import has_letter_many_times, may_be_slip, meant_by
from .spellings import Spellings
from .syntax import MOST_ITEMS, PUNCTUATION, WORD
from .written import Writing

__all__ = ["Corrector"]

# A word of a query with what stands around it, but no other part of the query language.
_BARE = re.compile(rf"(-?)([^\W_](?:[^*:]*[^*:{PUNCTUATION}])?)([{PUNCTUATION}]*)")
# A word that more documents have is meant, whatever others have.
_RARE = 30
# So many times as many documents must have what an unlikely slip makes a word of six letters
# of; for each letter less, so many times more: short words are like others by chance.
_TIMES, _LETTERS, _TIMES_FOR_A_LETTER = 1_000, 6, 2.5


class Corrector:
    """Corrects queries to one library."""

    def __init__(self, catalog: Catalog, spellings: Spellings, writing: Writing) -> None:
        self._catalog = catalog
        self._known = Known(catalog, spellings)
        self._writing = writing

    def correct(self, text: str) -> str | None:
        """Return ``text`` as it may have been meant, or None if all may be as it should.

        Words beyond the first are left as they are: a search reads no more of them.
        """
        corrected = self._word_by_word(on_other_keys(text, self._known) or text)
        return None if corrected == text else corrected

    def _word_by_word(self, text: str) -> str:
        language = leaning(text)
        return WORD.sub(lambda match: self._corrected(match[0], language), text, count=MOST_ITEMS)

    def _corrected(self, word: str, language: str) -> str:
        bare = _BARE.fullmatch(word)
        meant = self._meant(fold(bare[2])) if bare else ""
        if not bare or not meant:
            return word
        written = self._writing.of(meant, language or self._language(meant))
        # A name that no document has in Latin letters is known as it is folded.
        if bare[2].istitle() and written.islower():
            written = written.title()
        return f"{bare[1]}{written}{bare[3]}"

    def _language(self, word: str) -> str:
        """Return the language of most documents with a word in Arabic letters."""
        return "" if word.isascii() else max(IN_ARABIC_LETTERS, key=partial(self._count_in, word))

    def _count_in(self, word: str, language: str) -> int:
        query = Every((Term("content", word), Keyword("language", language)))
        return self._catalog.engine.search(Request(query, limit=0)).total

    def _meant(self, word: str) -> str:
        """Return the likeliest word that a folded one is a slip for, or ""."""
        if not may_be_slip(word) or self._is_listed(word):
            return ""
        count = self._documents(word)
        if count > _RARE:
            return ""
        best = self._likeliest(word)
        # To look for spellings takes longest.
        if best.weight <= _times(word) * count:
            return ""
        return best.word if best.weight > _times(word) * self._known.as_spelled(word) else ""

    def _is_listed(self, word: str) -> bool:
        """Say whether the word lists have a word, or it is a form here of one that they have."""
        return is_ordinary(word) or (
            any(map(is_ordinary, self._known.stems(word))) and self._documents(word) > 0
        )

    def _documents(self, word: str) -> int:
        """Return how many documents speak for a word in its script."""
        if has_letter_many_times(word):
            # Stemming may leave a word of it.
            return self._known.as_written([word])[0]
        return self._known.in_any_form(word)

    def _likeliest(self, word: str) -> Candidate:
        """Return what is likeliest meant of the words that the library or the gazetteer knows."""
        existing = self._known.existing(meant_by(word))
        counts = self._known.as_meant(existing)
        return likeliest(word, dict(zip(existing, counts, strict=True)))


def _times(word: str) -> float:
    """Return how many times as many documents must have what was meant by a word."""
    return _TIMES * _TIMES_FOR_A_LETTER ** max(0, _LETTERS - len(word))
