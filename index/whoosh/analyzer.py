"""The chain as a Whoosh analyzer, for indexes of one's own that Whoosh makes.

::

    from fehrest.index.whoosh.analyzer import FehrestAnalyzer
    from whoosh.fields import TEXT, Schema

    schema = Schema(body=TEXT(analyzer=FehrestAnalyzer("fa"), stored=True))
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from whoosh.analysis import Analyzer
from whoosh.analysis import Token as WhooshToken

from ..analysis import arabic, latin, persian
from ..analysis.chain import Chain
from ..analysis.token import Token
from ..arguments import string
from ..languages import checked_language
from ..memo import Memo

__all__ = ["FehrestAnalyzer"]

_QUERY = "query"


class FehrestAnalyzer(Analyzer):
    """Turns Persian and Arabic text into Whoosh's tokens.

    A token's text is the stem of a word, or its folded form without ``stems``; its
    characters are those of the whole word in the original text.  For an index, a compound
    gives itself and its parts, the first part at its own position.  For a query each
    position gives one token, because Whoosh wants all tokens of a query one behind
    another: a compound gives its parts alone (``TEXT(multitoken_query="phrase")`` keeps
    them together).

    With a ``language``, "fa" or "ar", stems are those of that language.  Without one,
    a stem has lost the endings of both languages, so that a query of one word, which may
    be either, finds what it would find in both.  Raises :class:`.InvalidArgument` for what
    is no language.

    Whoosh's query parser cuts a query at spaces first: what is one word in spite of a
    space, like a Persian verb with its prefix apart, is so in quotation marks only.
    """

    def __init__(self, language: str | None = None, stems: bool = True) -> None:
        self.language = None if language is None else checked_language(string("language", language))
        self.stems = stems

    def has_morph(self) -> bool:
        """Say whether tokens are stems, which Whoosh offers nobody as a spelling."""
        return self.stems

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        no_morph: bool = False,
        **options: Any,
    ) -> Iterator[WhooshToken]:
        """Yield the tokens of ``value``: one object, changed each time, as Whoosh does."""
        token = WhooshToken(positions, chars, mode=mode, **options)
        for word in _chain().tokens(value, self.language):
            token.original = word.text if keeporiginal else None
            token.pos = start_pos + word.position if positions else None
            token.startchar = start_char + word.start if chars else None
            token.endchar = start_char + word.end if chars else None
            for text in (word.surface,) if no_morph else self._texts(word, mode):
                token.text = text
                token.boost = 1.0
                yield token

    def _texts(self, word: Token, mode: str) -> tuple[str, ...]:
        if mode == _QUERY and word.span > 1:
            return ()
        if not self.stems:
            return (word.surface,)
        if self.language is None:
            return (_common_stems[word.surface],)
        return word.stems[:1] if mode == _QUERY else word.stems


@cache
def _chain() -> Chain:
    """Return the chain that all analyzers share; it is no part of a pickled schema."""
    return Chain()


def _common_stem(surface: str) -> str:
    return arabic.stem(persian.stem(latin.stem(surface)))


_common_stems = Memo(_common_stem, 100_000)
