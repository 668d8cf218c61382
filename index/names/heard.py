"""How names of two words sound: before some letters the article has no l.

صلاح الدين is Salah ad-Din, and other scripts write what they hear.
"""

from __future__ import annotations

import re

from ..analysis.two_words import ARTICLE, name_parts

__all__ = ["as_heard"]

# The article before sun letters; but lam: before it, it makes no difference.
_UNHEARD = re.compile(
    f"{ARTICLE}(?=["
    "\N{ARABIC LETTER TEH}\N{ARABIC LETTER THEH}\N{ARABIC LETTER DAL}\N{ARABIC LETTER THAL}"
    "\N{ARABIC LETTER REH}\N{ARABIC LETTER ZAIN}\N{ARABIC LETTER SEEN}\N{ARABIC LETTER SHEEN}"
    "\N{ARABIC LETTER SAD}\N{ARABIC LETTER DAD}\N{ARABIC LETTER TAH}\N{ARABIC LETTER ZAH}"
    "\N{ARABIC LETTER NOON}])"
)


def as_heard(word: str) -> tuple[str, ...]:
    """Return a folded word and, of a name of two words, how it sounds if that differs."""
    # Hardly any word goes on to have its parts looked at.
    if word.find(ARTICLE, 1) < 0 or not _UNHEARD.search(word, 1):
        return (word,)
    parts = name_parts(word)
    if not parts or not _UNHEARD.match(parts[1]):
        return (word,)
    return word, parts[0] + parts[1].removeprefix(ARTICLE)
