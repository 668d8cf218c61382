"""The chain: text in, tokens out, or columns of terms for an index.

The steps, in order: presentation forms are spelled out; :mod:`.words` finds the
units; :mod:`.fold` folds them; the language's module decides which pieces of a unit
are one word and gives each its stem.

The same chain serves documents, queries and highlights.  What it makes of a word
depends on the word and the language alone, so each distinct unit is worked out once
and kept (:mod:`.units`); for an index so is what stands between two spaces
(:mod:`.tabulator`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from ..memo import Memo
from .language import IN_ARABIC_LETTERS, LANGUAGES, Guess, guess
from .lexicon import words
from .presentation import spell_out
from .shape import shape
from .token import Token, Word
from .units import words_of
from .words import spans

if TYPE_CHECKING:
    from ..columns import Column
    from .tabulator import Tabulator

__all__ = ["FINGERPRINT", "Chain"]

#: Names what the chain makes of text, and :mod:`..names.keys` of its words.  An index
#: remembers it; when it differs from this one, the index and the keys are made again.  Change
#: it with any change of what either makes.
FINGERPRINT = "fehrest-13"

# The languages whose words have one stem, and "" for both of them.
_KEYS = (*IN_ARABIC_LETTERS, "")
# About half a kilobyte each; nine of ten units of a text are among the most frequent of these.
_CACHED_UNITS = 100_000


class Chain:
    """Turns text into tokens.

    A chain may be shared by threads: it keeps nothing but what it knows of words.
    """

    fingerprint = FINGERPRINT

    def __init__(self) -> None:
        self._units = {key: Memo(partial(words_of, key=key), _CACHED_UNITS) for key in _KEYS}
        self._lock = Lock()
        self._tabulator: Tabulator | None = None

    def language(self, text: str) -> Guess:
        """Guess the language of ``text``."""
        return guess(text)

    def is_stop_word(self, surface: str) -> bool:
        """Say whether a folded word carries little of a question in some language."""
        return bool(self.stop_languages(surface))

    def stop_languages(self, surface: str) -> tuple[str, ...]:
        """Return the languages in which a folded word carries little of a question."""
        return tuple(code for code in LANGUAGES if surface in words(f"stop_{code}"))

    def tokens(
        self,
        text: str,
        language: str | None = None,
        wanted: Callable[[Word], bool] | None = None,
    ) -> Iterator[Token]:
        """Yield the tokens of ``text``.

        ``language`` is a code, or None to have it guessed.  Where it is neither "fa" nor
        "ar", or the guess is not certain, words in Arabic letters get the stems of both.
        ``wanted`` leaves out the units without any word of which it says so: to find a few
        words takes half the time so.
        """
        key = self._key(text, language)
        spelled, places = spell_out(text)
        position = 0
        for first, last in spans(shape(spelled), key or "fa"):
            found = self._units[key][spelled[first:last]]
            has_any = wanted is None or any(map(wanted, found))
            for word in found if has_any else ():
                start, end = first + word.start, first + word.end
                if places is not None:
                    start, end = places[start], places[end - 1] + 1
                yield Token(text[start:end], start, end, position + word.position, *word[3:])
            position += found[-1].position + 1 if found else 0

    def columns(
        self, texts: Sequence[Sequence[str]], languages: Sequence[str | None]
    ) -> tuple[Column, Column]:
        """Return the surfaces and the stems of documents, each of one or more texts.

        The same as :meth:`tokens` gives for each text, without the tokens: for indexing.
        The texts of a document follow one another with a gap that no phrase reaches across.
        """
        # A search from a cold start makes no columns.
        from .tabulator import Tabulator

        keys = [
            [self._key(text, language) for text in document]
            for document, language in zip(texts, languages, strict=True)
        ]
        with self._lock:
            if self._tabulator is None or self._tabulator.is_full():
                self._tabulator = Tabulator(_KEYS)
            return self._tabulator.columns(texts, keys)

    def _key(self, text: str, language: str | None) -> str:
        """Return "fa" or "ar", or "" where Arabic letters may be either."""
        found = self.language(text) if language is None else Guess(language, certain=True)
        return found.language if found.certain and found.language in IN_ARABIC_LETTERS else ""
