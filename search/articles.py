"""Words of Arabic, which spell no other: documents have them with the article and without.

Arabic writes its article before its own words and hardly before names from elsewhere.  So of two
words that documents have both with it and without, neither spells the other: Iraq is العراق, and
الأعراق are races.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..index.analysis.two_words import ARTICLE
from ..index.names.letters import script
from ..index.names.particles import bare, without_article

if TYPE_CHECKING:
    from ..index.names.spellings import Frequencies

__all__ = ["other_words"]

# Of a word with the article and without it, the rarer has at least such a part of the other's
# documents.
_OFTEN = 0.02


def other_words(word: str, others: Iterable[str], frequencies: Frequencies) -> set[str]:
    """Return those of some folded words that are plainly other words of Arabic than ``word``."""
    apart = [other for other in others if _are_two(word, other)]
    if not apart or not _takes_article(word, frequencies):
        return set()
    return {other for other in apart if _takes_article(other, frequencies)}


def _are_two(word: str, other: str) -> bool:
    """Say whether two words are of Arabic script, and not one with an article and without."""
    are_arabic = script(word) == script(other) == "arabic"
    return are_arabic and bare(word)[-1] != bare(other)[-1]


def _takes_article(word: str, frequencies: Frequencies) -> bool:
    rest = without_article(word)[-1]
    counts = frequencies([rest, ARTICLE + rest])
    return min(counts) > _OFTEN * max(counts)
