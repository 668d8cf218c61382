"""Words of Arabic, which spell no other: documents have them with the article and without.

Arabic writes its article before its own words and hardly before names from elsewhere.  So of two
words that documents have both with it and without, neither spells the other: Iraq is العراق, and
الأعراق are races.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..index.analysis.two_words import ARTICLE
from ..index.names.letters import script
from ..index.names.particles import bare, without_article

if TYPE_CHECKING:
    from .spellings import Spelling

__all__ = ["no_other_words"]

# Of a word with the article and without it, the rarer has at least such a part of the other's
# documents.
_OFTEN = 0.02


def no_other_words(
    word: str, found: Iterable[Spelling], frequencies: Callable[[Sequence[str]], Sequence[int]]
) -> Iterator[Spelling]:
    """Yield the spellings of a folded word that are not plainly other words of Arabic.

    ``frequencies`` tells how many documents have words.  What the gazetteer lists is one name all
    the same.
    """

    @cache
    def takes_article(folded: str) -> bool:
        rest = without_article(folded)[-1]
        counts = frequencies([rest, ARTICLE + rest])
        return min(counts) > _OFTEN * max(counts)

    for other in found:
        is_listed = len(other.units) == 1
        may_be_two = not is_listed and _are_two(word, other.word)
        if not (may_be_two and takes_article(word) and takes_article(other.word)):
            yield other


def _are_two(word: str, other: str) -> bool:
    """Say whether two words are of Arabic script, and not one with an article and without."""
    are_arabic = script(word) == script(other) == "arabic"
    return are_arabic and bare(word)[-1] != bare(other)[-1]
