"""The spellings that join a query: of so many words, and what those do not find by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from ..index.analysis.chain import Chain
from ..index.analysis.language import PERSIAN_LETTERS
from ..index.analysis.token import Token
from ..index.engine import Engine
from ..index.names.particles import bare
from .exonyms import Exonym, find_exonyms
from .expansion import Expansion
from .spellings import Spelling, Spellings

__all__ = ["Spelled"]

# Spellings are looked up for so many words of a query: each may take tens of milliseconds,
# and no question has more words.
_MOST_SPELLED = 32
_LONG = f"the query is long; other spellings were looked up for its first {_MOST_SPELLED} words"


class Spelled:
    """Finds the spellings of the words of one query, and notes them in its expansion."""

    def __init__(
        self,
        chain: Chain,
        spellings: Spellings | None,
        without: Set[str],
        least: float,
        result: Expansion,
    ) -> None:
        """Prepare; ``without`` are folded words that are not to count as spellings.

        Nor are those that are less probable than ``least``.
        """
        self._chain = chain
        self._spellings = spellings
        self._without = without
        self._least = least
        self._result = result
        self._asked: set[str] = set()

    def look_up(self, words: Iterable[str]) -> None:
        """Look for the spellings of folded words together; one by one takes longer."""
        if self._spellings is not None:
            self._spellings.of_all(filter(self._may_ask, words))

    def of(self, word: str, written: str) -> tuple[Spelling, ...]:
        """Return the spellings of a folded word that was written so."""
        if self._spellings is None or not self._may_ask(word):
            return ()
        found = self._spellings.of(word)
        return self._noted(written, list(self._kept(found)))

    def possible(self, word: str) -> tuple[Spelling, ...]:
        """Return what may spell a folded word, likely or not, as far as it was looked up."""
        if self._spellings is None or word not in self._asked:
            return ()
        return tuple(self._kept(self._spellings.possible(word)))

    def _kept(self, found: Iterable[Spelling]) -> Iterator[Spelling]:
        """Yield the spellings that are not to be left out, with Arabic particles or without."""
        return (
            one
            for one in found
            if one.probability >= self._least and self._without.isdisjoint(bare(one.word))
        )

    def beside_forms(self, word: Token, language: str) -> tuple[Spelling, ...]:
        """Return the spellings of a word that its stems do not find anyway.

        Those are what has the same stem, and an Arabic particle before it or a letter that only
        Persian has.  To count them as spellings as well costs .0025 nDCG@10 (ar_human), and a
        tenth of the time.
        """
        found = self.of(word.surface, word.text)
        others = [one for one in found if not self._is_form(one.word, word, language)]
        return self._noted(word.text, others)

    def exonyms(self, words: Sequence[Token], engine: Engine) -> Iterator[Exonym]:
        """Yield other names of what runs of words name."""
        return iter(()) if self._spellings is None else find_exonyms(words, engine, self._without)

    def note(self, exonyms: Iterable[Exonym]) -> None:
        """Note exonyms as spellings of the words that they name, together."""
        for one in exonyms:
            known = self._result.spellings.get(one.asked, ())
            self._result.spellings[one.asked] = (*known, one.spelling)

    def _is_form(self, other: str, word: Token, language: str) -> bool:
        is_persian = language != "ar" and not PERSIAN_LETTERS.isdisjoint(other)
        if len(bare(other)) == 1 and not is_persian:
            # In a document of another language it may have another stem.
            return False
        tokens = self._chain.tokens(other, language)
        return any(not set(word.stems).isdisjoint(token.stems) for token in tokens)

    def _noted(self, written: str, found: Sequence[Spelling]) -> tuple[Spelling, ...]:
        """Note the spellings of a word that was written so, and return them."""
        self._result.spellings.pop(written, None)
        if found:
            self._result.spellings[written] = tuple(found)
        return tuple(found)

    def _may_ask(self, word: str) -> bool:
        """Say whether the spellings of one more word may be looked up."""
        if len(self._asked) < _MOST_SPELLED:
            self._asked.add(word)
        if word not in self._asked and _LONG not in self._result.notes:
            self._result.notes.append(_LONG)
        return word in self._asked
