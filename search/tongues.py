"""Of which language the words of a short query are, where a guess says too little."""

from __future__ import annotations

from collections.abc import Sequence, Set

from ..index.analysis.chain import Chain
from ..index.analysis.language import PERSIAN_LETTERS
from ..index.analysis.token import Token
from ..index.names.particles import without_article

__all__ = ["NAME_WORDS", "are_plainly", "names_among"]

_TEH_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
#: So many words may be a name and no question, unless they are Latin.  In questions, words that are
#: asked for near each other cost .08 nDCG@10 (fa_hard), because most are spellings of something.
NAME_WORDS = 3


def are_plainly(language: str, words: Sequence[Token]) -> bool:
    """Say whether some words are of a language by more than how a name is written."""
    if len(words) < 2:
        return False
    if language == "ar":
        return any(_has_article(word) or _TEH_MARBUTA in word.text for word in words)
    return language == "fa" and any(not PERSIAN_LETTERS.isdisjoint(word.surface) for word in words)


def _has_article(word: Token) -> bool:
    return len(without_article(word.surface)) > 1


def names_among(words: Sequence[Token], language: str, chain: Chain) -> Set[str]:
    """Return the names among a few words that are stop words of another language.

    ``language`` is that of the query, or "" if it is not certain.  "Ali Khomeini" is written as
    if it began with the Arabic "on".
    """
    stopped = {word.surface: chain.stop_languages(word.surface) for word in words}
    doubtful = {word: codes for word, codes in stopped.items() if codes}
    if not 1 == len(doubtful) < len(stopped) <= NAME_WORDS:
        return frozenset()
    # A search from a cold start for words that are no such names loads no list of them.
    from ..index.names.gazetteer import equivalents

    return {
        word
        for word, codes in doubtful.items()
        if len(codes) == 1 and language not in codes and equivalents(word)
    }
