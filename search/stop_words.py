"""Which words of a query are stop words in it."""

from __future__ import annotations

from collections.abc import Sequence

from ..index.analysis.chain import Chain
from ..index.analysis.token import Token
from ..index.names.letters import script
from ..index.names.parts import particles
from .tongues import names_among

__all__ = ["StopWords", "is_particle"]


class StopWords:
    """Tells the stop words of one query from its other words."""

    def __init__(self, chain: Chain, tokens: Sequence[Token], language: str) -> None:
        """Prepare for the tokens of a query in a language; "" if it is not certain."""
        self._chain = chain
        words = [token for token in tokens if not is_particle(token)]
        self._names = names_among(words, language, chain)
        self._has_content = not tokens or not all(map(self.has, tokens))
        #: Whether there are any, beside particles of names.
        self.are_there = any(map(self.has, words))

    def has(self, word: Token) -> bool:
        """Say whether a word is one: a particle of names, or what is none of the names here.

        An initial tells as little: J. K. Rowling is not what J and K are about.
        """
        if is_particle(word) or _is_initial(word):
            return True
        return word.surface not in self._names and self._chain.is_stop_word(word.surface)

    def pass_over(self, word: Token) -> bool:
        """Say whether a word is a stop word among others that are not."""
        return self._has_content and self.has(word)


def _is_initial(word: Token) -> bool:
    return len(word.surface) == 1 and script(word.surface) == "latin"


def is_particle(word: Token) -> bool:
    """Say whether a word stands among the words of names, and is none itself: al, bin, von."""
    return word.surface in particles()
