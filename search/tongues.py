"""Of which language the words of a short query are, where a guess says too little."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set

from ..index.analysis.chain import Chain
from ..index.analysis.language import PERSIAN_LETTERS
from ..index.analysis.token import Token
from ..index.engine import Engine, Every, Keyword, Request, Term
from ..index.names.letters import script
from ..index.names.particles import without_article

__all__ = ["NAME_WORDS", "are_plainly", "names_among", "spoken_in"]

_TEH_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
#: So many words may be a name and no question, unless they are Latin.  In questions, words that are
#: asked for near each other cost .08 nDCG@10 (fa_hard), because most are spellings of something.
NAME_WORDS = 3
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


def spoken_in(words: Sequence[Token], engine: Engine, chain: Chain) -> str:
    """Return "fa" or "ar" if the documents of one language have a few words much oftener, or "".

    Stop words tell nothing, since names are written like them.
    """
    telling = [
        word.surface
        for word in words
        if script(word.surface) == "arabic" and not chain.is_stop_word(word.surface)
    ]
    documents = engine.frequencies("language", ("fa", "ar"))
    if not 0 < len(telling) <= NAME_WORDS or not all(documents):
        return ""
    counts = [[_count(word, code, engine) for word in telling] for code in ("fa", "ar")]
    persian, arabic = (
        sum(math.log10((one + _UNKNOWN) / total) for one in found)
        for found, total in zip(counts, documents, strict=True)
    )
    typed = [_TYPED[letter] for letter in "".join(word.text for word in words) if letter in _TYPED]
    balance = persian - arabic + max(typed, key=abs, default=0.0)
    if abs(balance) < _TIMES:
        return ""
    return "fa" if balance > 0 else "ar"


def _count(word: str, language: str, engine: Engine) -> int:
    query = Every((Term("content", word), Keyword("language", language)))
    return engine.search(Request(query, limit=0)).total


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
